// The staff area, by the real program in a real window: in by the hidden gesture, figures,
// recording, correcting, a stick, the end of the day, and out again.

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "json/json.h"
#include "printing/receipt_printer.h"
#include "sheets/book.h"
#include "support/process.h"
#include "window/desk_stand.h"

namespace {

namespace fs = std::filesystem;

constexpr const char* kBirth = "1.001193";
constexpr const char* kCopies = "2.000815";

/// Waits for the n-th row of the run to be on the disk, and until the glass takes taps again: a
/// deed of staff guards it as a change of screen does.
void written(Walker& walker, std::int64_t rows) {
    must(walker.until_written(rows));
    must(walker.pass(std::chrono::milliseconds(500)));
    must(walker.settle());
}

void await(Walker& walker, const std::string& id) {
    must(walker.until(id, [&](const Shown& shown) { return shown.has(id); }));
}

bool has(const std::string& rows, const std::string& words) {
    return rows.find(words) != std::string::npos;
}

std::string today() { return iso_date(business_day(SystemClock().wall())); }

/// What motcua-journal tally says of today, by measure.
json::Value tallied(const DeskStand& stand) {
    const std::string said = stand.folder.path() + "/tally.json";
    Process tool = must(Process::start({.words = {BINARY_DIR "/motcua-journal", "--journal",
                                                  stand.site.journal(), "tally", "--json"},
                                        .output = said}));
    REQUIRE(must(tool.wait(std::chrono::seconds(30))) == 0);
    std::ifstream lines(said);
    for (std::string line; std::getline(lines, line);) {
        const json::Value value = must(json::parse(line, said, {}));
        if (value.contains("measures")) return value["measures"];
    }
    FAIL("motcua-journal tally --json tells no measures");
    return {};
}

/// The whole of a small file, or nothing.
std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

/// Choose a procedure among the favourites or by its code, on the entry screen.
void choose(Walker& walker, const std::string& code) {
    must(walker.go("other", "staff-pick"));
    must(walker.tap("key-digits"));
    for (const char letter : code) must(walker.tap(std::string("key-") + letter));
    must(walker.until("the procedure",
                      [&](const Shown& shown) { return shown.has("row-" + code); }));
    must(walker.go("row-" + code, "staff-entry"));
}

}  // namespace

TEST_CASE("staff come in, record, correct, export to a stick and close the day") {
    for (const bool portrait : {false, true}) {
        CAPTURE(portrait);
        DeskStand stand(portrait);
        stand.hire();
        Stick stick(stand);
        Walker walker = stand.open();
        enter(walker, "QL01", DeskStand::kManagerPin);
        // Accounts made on the command line, then the entry.
        written(walker, 2);

        must(walker.go("tab-entry", "staff-entry"));
        choose(walker, kBirth);
        must(walker.tap("channel-online"));
        must(walker.tap("save"));
        written(walker, 3);
        must(walker.tap("channel-counter"));
        must(walker.tap("count"));
        must(walker.tap("pin-1"));
        must(walker.tap("pin-2"));
        must(walker.tap("take"));
        must(walker.tap("save"));
        written(walker, 4);
        must(walker.settle());

        must(walker.tap("undo"));
        written(walker, 5);
        must(walker.settle());
        must(walker.tap("repeat-3"));
        written(walker, 6);
        must(walker.settle());

        // One of the row that was recorded first was a slip.
        must(walker.go("book", "staff-book"));
        must(walker.go("row-3", "staff-correct"));
        must(walker.tap("reason-duplicate"));
        must(walker.go("take-back", "staff-book"));
        written(walker, 7);

        must(walker.go("tab-day-end", "staff-day-end"));
        await(walker, "export-xlsx");
        must(walker.settle());
        must(walker.tap("export-xlsx"));
        written(walker, 8);
        must(walker.settle());
        must(walker.tap("close"));
        must(walker.tap("confirm-close"));
        written(walker, 9);
        must(walker.settle());
        must(walker.go("leave", "attract"));
        written(walker, 10);
        end(walker);

        const std::string rows = stand.rows();
        const std::string birth = std::string(" ") + kBirth + " ";
        const std::string day = today();
        CHECK(has(rows, "account – outside changed counted\nstaff_in – QL01 counted\n"));
        CHECK(has(rows, "dossier" + birth + "QL01 " + day + " 1 online digitised"));
        CHECK(has(rows, "dossier" + birth + "QL01 " + day + " 12 counter digitised"));
        CHECK(has(rows, "correction" + birth + "QL01 " + day + " -12 counter digitised"));
        CHECK(has(rows, " 4 undo counted\n"));
        CHECK(has(rows, " 3 duplicate counted\n"));
        CHECK(has(rows, "exported – QL01 xlsx " + day + " " + day + " counted\n"));
        CHECK(has(rows, "day_closed – QL01 " + day + " "));
        CHECK(has(rows, "staff_out – QL01 left counted\n"));

        // What another program reads from the stick is what the journal's own tool says.
        const json::Value measures = tallied(stand);
        CHECK(measures["received"] == 1);
        CHECK(measures["online"] == 1);
        REQUIRE(stick.files().size() == 1);
        const std::string file = stick.files().front().string();
        CHECK(has(file, "motcua_23563_" + day));
        const Book book(file);
        const text::Words words =
            must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
        const std::string title = words("sheet.view.days");
        for (const tally::MeasureName& one : tally::measure_names()) {
            const std::string heading = words("sheet.measure." + std::string(one.name));
            CAPTURE(heading);
            CHECK(number(book.rows(title)[0][book.column(title, heading)]) ==
                  measures[std::string(one.name)]);
        }
    }
}

TEST_CASE("the mark opens the door on every screen, also over the countdown") {
    DeskStand stand;
    stand.hire();
    must(stand.site.set("visit.idle", "20"));
    Walker walker = stand.open();
    const auto in_and_out = [&] {
        must(walker.hold("mark", "staff-door"));
        must(walker.go("leave", "attract"));
    };
    in_and_out();
    must(walker.go("start", "home"));
    in_and_out();
    must(walker.go("start", "home"));
    must(walker.go("most-used", "list"));
    in_and_out();
    must(walker.go("start", "home"));
    must(walker.go("search", "search"));
    in_and_out();
    must(walker.go("start", "home"));
    must(walker.pass(std::chrono::seconds(20)));
    must(walker.until("warning"));
    in_and_out();
    must(stand.site.connect(false));
    must(walker.pass(std::chrono::minutes(1)));  // The network is looked at every minute.
    must(walker.go("start", "offline"));
    in_and_out();
    end(walker);
    CHECK(has(stand.rows(), "visit_ended – other counted"));
}

TEST_CASE("a short touch of the mark is no door, and on the first screen still begins a visit") {
    DeskStand stand;
    Walker walker = stand.open();
    must(walker.tap_name("mark"));
    must(walker.until("home"));
    must(walker.settle());
    must(walker.tap_name("mark"));
    must(walker.pass(std::chrono::seconds(5)));
    CHECK(walker.shown().screen == "home");
    end(walker);
}

TEST_CASE("five wrong tries lock the door, a restart does not open it, and no PIN is written") {
    DeskStand stand;
    stand.hire();
    {
        Walker walker = stand.open();
        must(walker.hold("mark", "staff-door"));
        must(walker.until("the accounts",
                          [](const Shown& shown) { return shown.has("code-CB01"); }));
        must(walker.tap("code-CB01"));
        for (int turn = 1; turn <= 5; ++turn) {
            for (const char digit : std::string("602718"))
                must(walker.tap(std::string("pin-") + digit));
            written(walker, 1 + turn + (turn == 5));
            must(walker.settle());
        }
        CHECK_FALSE(walker.shown().has("pin-1"));
        end(walker);
    }
    Walker walker = stand.open();
    must(walker.hold("mark", "staff-door"));
    must(walker.until("the accounts", [](const Shown& shown) { return shown.has("code-CB01"); }));
    must(walker.settle());
    CHECK_FALSE(walker.shown().has("pin-1"));
    must(walker.pass(std::chrono::seconds(16)));
    must(walker.until("an unlocked pad", [](const Shown& shown) { return shown.has("pin-1"); }));
    must(walker.tap("code-CB01"));
    for (const char digit : std::string(DeskStand::kOfficerPin))
        must(walker.tap(std::string("pin-") + digit));
    must(walker.until("staff-tallies"));
    written(walker, 1);
    end(walker);

    const std::string rows = stand.rows();
    CHECK(has(rows, "door_failed – CB01 counted\ndoor_locked – CB01 15 counted\n"));
    CHECK(has(rows, "staff_in – CB01 counted\n"));
    for (const auto& entry : fs::recursive_directory_iterator(stand.folder.path())) {
        if (!entry.is_regular_file()) continue;
        CAPTURE(entry.path().string());
        const std::string bytes = bytes_of(entry.path());
        for (const char* pin : {DeskStand::kOfficerPin, DeskStand::kManagerPin, "602718"})
            CHECK_FALSE(has(bytes, pin));
    }
}

TEST_CASE("left alone the staff area locks itself, and an officer has no key to accounts") {
    DeskStand stand;
    stand.hire();
    Walker walker = stand.open();
    enter(walker, "CB01", DeskStand::kOfficerPin);
    must(walker.go("tab-health", "staff-health"));
    CHECK_FALSE(walker.shown().has("keys"));
    must(walker.settle());
    must(walker.tap("cell-7"));
    must(walker.settle());  // Answers draw frames too: the tap itself must have been taken.
    must(walker.pass(std::chrono::seconds(119)));
    CHECK(walker.shown().screen == "staff-health");
    must(walker.pass(std::chrono::seconds(2)));
    must(walker.until("attract"));
    must(walker.until_written(3));
    end(walker);
    CHECK(has(stand.rows(), "staff_out – CB01 idle counted\n"));
}

TEST_CASE("a manager lets a colleague in, who can enter at once") {
    DeskStand stand;
    stand.hire();
    Walker walker = stand.open();
    enter(walker, "QL01", DeskStand::kManagerPin);
    must(walker.go("tab-health", "staff-health"));
    must(walker.go("keys", "staff-keys"));
    must(walker.tap("add-officer"));
    for (int twice = 0; twice < 2; ++twice)
        for (const char digit : std::string("590263"))
            must(walker.tap(std::string("pin-") + digit));
    written(walker, 3);
    must(walker.go("leave", "attract"));
    written(walker, 4);
    enter(walker, "CB02", "590263");
    written(walker, 5);
    end(walker);
    CHECK(has(stand.rows(), "account – QL01 added CB02 officer counted\n"));
    CHECK(has(stand.rows(), "staff_in – CB02 counted\n"));
}

TEST_CASE("a file of the dossier system is added once, a bad one not at all") {
    DeskStand stand;
    stand.hire();
    Stick stick(stand);
    const std::string head = "Ngày,MaTTHC,KenhThucHien,Số hóa,Thanh toán,Kết quả,Số hồ sơ\n";
    const std::string good = today() + "," + kCopies + ",1,1,Tiền mặt,Điện tử,40\n" + today() +
                             "," + kBirth + ",2,1,Miễn phí,Điện tử,9\n";
    std::ofstream(stick.path() + "/a.csv") << head << good;
    Walker walker = stand.open();
    enter(walker, "CB01", DeskStand::kOfficerPin);
    written(walker, 2);
    must(walker.go("tab-day-end", "staff-day-end"));
    await(walker, "import");
    must(walker.go("import", "staff-import"));
    await(walker, "file-0");
    must(walker.tap("file-0"));
    await(walker, "apply-import");
    must(walker.settle());
    must(walker.tap("apply-import"));
    written(walker, 4);
    must(walker.settle());

    // The same file again: there is nothing to add.
    must(walker.go("back", "staff-day-end"));
    await(walker, "import");
    must(walker.go("import", "staff-import"));
    await(walker, "file-0");
    must(walker.tap("file-0"));
    must(walker.settle());
    CHECK_FALSE(walker.shown().has("apply-import"));

    std::ofstream(stick.path() + "/a.csv") << head << good << today() << ",khai sinh,2,1,,,1\n";
    must(walker.go("back", "staff-day-end"));
    await(walker, "import");
    must(walker.go("import", "staff-import"));
    await(walker, "file-0");
    must(walker.tap("file-0"));
    must(walker.settle());
    CHECK_FALSE(walker.shown().has("apply-import"));
    end(walker);
    const json::Value measures = tallied(stand);
    CHECK(measures["received"] == 49);
    CHECK(measures["online"] == 9);
    CHECK(measures["fee_due"] == 40);
}

TEST_CASE("without a stick nothing is exported, and a slip is counted when it was printed") {
    DeskStand stand;
    stand.hire();
    must(stand.site.set("slip_printer.kind", "\"escpos\""));
    const ReceiptPrinter printer({});
    must(stand.site.set("slip_printer.device", "\"" + printer.device() + "\""));
    Walker walker = stand.open();
    must(walker.go("start", "home"));
    must(walker.go("most-used", "list"));
    must(walker.go("row-" + std::string(kBirth), "detail"));
    written(walker, 2);
    must(walker.tap("slip"));
    written(walker, 3);
    REQUIRE(printer.slips().size() == 1);
    CHECK(printer.slips()[0].width == 576);

    enter(walker, "CB01", DeskStand::kOfficerPin);
    must(walker.go("tab-day-end", "staff-day-end"));
    must(walker.settle());
    CHECK_FALSE(walker.shown().has("export-xlsx"));
    CHECK_FALSE(walker.shown().has("print-sheet"));
    end(walker);
    CHECK(has(stand.rows(), "slip_printed " + std::string(kBirth) + " – counted\n"));
}
