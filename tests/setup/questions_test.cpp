#include "setup/questions.h"

#include <sstream>

#include "setup/made_machine.h"
#include "setup/write.h"
#include "support/must.h"

using setup::Answers;
using setup::Field;

namespace {

/// A person who types these lines, and what was said to them.
struct Talk {
    catalogue::Wards wards = must(catalogue::load_wards(SOURCE_DIR "/config/wards.json"));
    text::Words words = must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
    setup::Known known{.wards = wards, .words = words};
    setup::Texts texts = must(setup::read_texts(SOURCE_DIR "/config"));
    Answers before = setup::answers_of(must(settings::load(SOURCE_DIR "/config/kiosk.toml")), {});
    Answers answers = before;
    std::vector<setup::Connector> connectors{};
    std::string said{};

    bool ask(const std::string& typed) {
        std::istringstream in(typed);
        std::ostringstream out;
        setup::Console console(in, out, false);
        const bool done = ask_all(console, answers, known, connectors, [&](const Answers& now) {
            const auto made = with_answers(texts, before, now, wards, "config");
            return made ? Result<>() : Result<>(made.error());
        });
        said = out.str();
        return done;
    }
    bool says(const std::string& what) const { return said.find(what) != said.npos; }
};

std::string lines(int count) { return std::string(static_cast<std::size_t>(count), '\n'); }

}  // namespace

TEST_CASE("Enter keeps everything as it is, and asks no question that makes no sense") {
    Talk talk;
    CHECK(talk.ask(lines(13)));
    CHECK(talk.answers == talk.before);
    CHECK(talk.says("Phường Diên Hồng (23563)"));
    CHECK_FALSE(talk.says(talk.words("setup.ask.code")));  // No province, no code.
    CHECK(talk.ask("\n\n\n\n\n-\n" + lines(7)));
    CHECK(talk.answers.wifi_name.empty());
    CHECK_FALSE(talk.says(talk.words("setup.ask.wifi_password")));
}

TEST_CASE("answers are taken in whatever spelling, and what was understood is shown") {
    Talk talk;
    CHECK(
        talk.ask("quy nhon bac\n4\n90\n21,5 inch\n95cm\nWifi Xã\nmật khẩu\n"
                 "7:30-11:30 13:30-17:00\n-\n\n/dev/usb/lp0\ncups:Canon\n"
                 "motcua.gialai.gov.vn\n7QF2K-9M4XA-B1C2D\n"));
    CHECK(talk.answers.ward == "21553");
    CHECK(talk.says("→ Phường Quy Nhơn Bắc (21553)"));
    CHECK(talk.answers.rotate == 90);
    CHECK(talk.answers.panel_width_mm == 268);
    CHECK(talk.answers.above_floor_mm == 950);
    CHECK(talk.answers.opening[6].empty());
    CHECK(talk.answers.province == "https://motcua.gialai.gov.vn");
    CHECK(talk.answers.code == "7QF2K-9M4XA-B1C2D");
}

TEST_CASE("several wards are listed, and chosen by number or by another name") {
    Talk talk;
    CHECK(talk.ask("quy nhon b\n" + lines(12)));
    CHECK(talk.answers.ward == "21553");
    CHECK(talk.ask("an l\n2\n" + lines(12)));
    CHECK(talk.says("    2. "));
    CHECK(talk.answers.ward != "21553");
    CHECK(talk.ask("an l\nđức cơ\n" + lines(12)));
    CHECK(talk.answers.ward != "21553");
}

TEST_CASE("what does not hold is asked again with the reason") {
    Talk talk;
    CHECK(talk.ask("Sài Gòn\n\n\n45\n\n19\n476\n" + lines(9)));
    CHECK(talk.says(talk.words("setup.expect.ward")));
    CHECK(talk.says(talk.words("setup.expect.rotate")));
    CHECK(talk.says(talk.words("setup.expect.panel_width_mm") + " (config/kiosk.toml:14: "));
    CHECK(talk.answers == talk.before);
}

TEST_CASE("the end of what is typed decides nothing") {
    for (const char* typed : {"", "23563\n", "23563\n1\n0\n47"}) {
        Talk talk;
        CHECK_FALSE(talk.ask(typed));
    }
    Talk talk;
    std::istringstream in("gì\nK\n\n");
    std::ostringstream out;
    setup::Console console(in, out, false);
    CHECK(ask_yes(console, "?", talk.known) == false);
    CHECK(ask_yes(console, "?", talk.known) == true);
    CHECK_FALSE(ask_yes(console, "?", talk.known).has_value());
}

TEST_CASE("the monitor's claim and usual panels are offered, as the panel stands") {
    Talk talk;
    talk.connectors = {{.name = "card0-HDMI-A-1",
                        .connected = true,
                        .width_pixels = 1920,
                        .height_pixels = 1080,
                        .edid = must(setup::read_edid(made_edid(527, 296, "P2422H")))}};
    CHECK(talk.ask(lines(13)));
    CHECK(talk.says("DEL P2422H"));
    CHECK(talk.says("527 mm"));
    CHECK(talk.says("21,5\" = 476"));
    CHECK(talk.ask("\n\n90\n" + lines(10)));
    CHECK(talk.says("296 mm"));
    CHECK(talk.says("21,5\" = 268"));
}
