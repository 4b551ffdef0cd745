#include "printing/printer.h"

#include <fstream>

#include "printing/receipt_printer.h"
#include "printing/samples.h"
#include "support/pseudo_terminal.h"
#include "support/temp_dir.h"

using namespace printing;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

Settings settings_for(const std::string& device) {
    Settings settings{.kind = Settings::Kind::escpos, .device = device, .fonts = samples::kFonts};
    return settings;
}

struct Tried {
    Outcome outcome;
    milliseconds took{0};
};

Tried try_slip(const Settings& settings) {
    const SystemClock clock;
    const Instant begun = clock.now();
    Outcome outcome = print(samples::slip(), settings, "Phiếu", clock);
    return {std::move(outcome), clock.now() - begun};
}
Tried try_slip(const ReceiptPrinter& printer) { return try_slip(settings_for(printer.device())); }

std::vector<Bitmap> expected() {
    return must(raster_of(samples::slip(), Paper::roll_80, samples::fonts()));
}

/// Out of three dots a thousand may differ: those that would have been a question.
bool same(const std::vector<Bitmap>& a, const std::vector<Bitmap>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].width != b[i].width || a[i].height != b[i].height) return false;
        for (std::size_t at = 0; at < a[i].bits.size(); ++at)
            if ((a[i].bits[at] & ~0x02) != (b[i].bits[at] & ~0x02)) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("a slip comes out whole and its code is read, over the network and over a line") {
    for (const bool serial : {false, true}) {
        if (serial && !kHasTerminals) continue;
        CAPTURE(serial);
        const ReceiptPrinter printer({.serial = serial});
        const Tried tried = try_slip(printer);
        CHECK_MESSAGE(tried.outcome.printed(), tried.outcome.message);
        CHECK(printer.fault() == "");
        const std::vector<Bitmap> slips = printer.slips();
        CHECK(same(slips, expected()));
        REQUIRE(slips.size() == 1);
        CHECK(must(read_codes(picture_of(slips[0]))) ==
              std::vector<std::string>{samples::kBirthAddress});
    }
}

TEST_CASE("one slip after another comes out of one printer") {
    const ReceiptPrinter printer({});
    for (int i = 0; i < 3; ++i) CHECK(try_slip(printer).outcome.printed());
    CHECK(printer.slips().size() == 3);
}

TEST_CASE("a printer without paper says so before a dot is burnt") {
    const ReceiptPrinter printer({.paper_lines = 0});
    const Tried tried = try_slip(printer);
    CHECK(tried.outcome.trouble == Trouble::no_paper);
    CHECK(tried.took < seconds(4));
    CHECK(printer.slips().empty());
}

TEST_CASE("paper that ends in the middle of a slip is no slip") {
    const ReceiptPrinter printer({.paper_lines = 700});
    const Tried tried = try_slip(printer);
    CHECK(tried.outcome.trouble == Trouble::no_paper);
    CHECK(tried.took < seconds(8));
    CHECK(printer.slips().empty());
}

TEST_CASE("an open cover is told from an empty roll") {
    const ReceiptPrinter printer({.cover_open = true});
    const Tried tried = try_slip(printer);
    CHECK(tried.outcome.trouble == Trouble::offline);
    CHECK(tried.outcome.message.find("cover") != std::string::npos);
}

TEST_CASE("a printer that is off is said at once") {
    std::string device;
    {
        const ReceiptPrinter gone({});
        device = gone.device();
    }
    for (const std::string& where : {device, std::string("/dev/usb/no-such-printer")}) {
        CAPTURE(where);
        const Tried tried = try_slip(settings_for(where));
        CHECK(tried.outcome.trouble == Trouble::offline);
        CHECK(tried.took < seconds(4));
    }
}

TEST_CASE("a network printer that answers nothing is not believed") {
    const ReceiptPrinter printer({.answers = false});
    const Tried tried = try_slip(printer);
    CHECK(tried.outcome.trouble == Trouble::offline);
    CHECK(tried.took < seconds(5));
    CHECK(printer.slips().empty());
}

TEST_CASE("a plug pulled while printing is no slip") {
    const ReceiptPrinter printer({.hang_up_lines = 500});
    const Tried tried = try_slip(printer);
    CHECK(tried.outcome.trouble == Trouble::offline);
    CHECK(tried.took < seconds(8));
}

TEST_CASE("a slow printer is waited for: it is printed when it is out, not when it is sent") {
    const ReceiptPrinter printer({.per_byte = std::chrono::microseconds(15)});
    const Tried tried = try_slip(printer);
    CHECK_MESSAGE(tried.outcome.printed(), tried.outcome.message);
    CHECK(tried.took > seconds(2));
    CHECK(printer.slips().size() == 1);
}

TEST_CASE("a printer that never tells the end is believed after a while, if it stays well") {
    const ReceiptPrinter printer({.tells_end = false});
    Settings settings = settings_for(printer.device());
    settings.end_max = seconds(2);
    const Tried tried = try_slip(settings);
    CHECK(tried.outcome.printed());
    CHECK(tried.took >= seconds(2));
    CHECK(tried.took < seconds(8));
}

TEST_CASE("a device that cannot speak is believed as long as it takes the bytes") {
    const Tried tried = try_slip(settings_for("/dev/null"));
    CHECK_MESSAGE(tried.outcome.printed(), tried.outcome.message);
    CHECK(try_slip(settings_for("/dev/full")).outcome.trouble != Trouble::none);
}

TEST_CASE("what cannot be a printer is refused with its name") {
    const TempDir dir;
    std::ofstream(dir / "file") << "x";
    for (const std::string& where :
         {dir / "file", std::string("tcp:here"), std::string("tcp::9")}) {
        CAPTURE(where);
        const Tried tried = try_slip(settings_for(where));
        CHECK(tried.outcome.trouble == Trouble::failed);
        CHECK(tried.outcome.message.find(where) != std::string::npos);
    }
    CHECK(try_slip({}).outcome.trouble == Trouble::not_set_up);
    Settings no_fonts = settings_for("/dev/null");
    no_fonts.fonts = "/nowhere";
    CHECK(try_slip(no_fonts).outcome.trouble == Trouble::failed);
}
