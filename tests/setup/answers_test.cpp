#include "setup/answers.h"

#include "support/must.h"

using setup::Answers;
using setup::Field;

namespace {

struct Desk {
    catalogue::Wards wards = must(catalogue::load_wards(SOURCE_DIR "/config/wards.json"));
    text::Words words = must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
    setup::Known known{.wards = wards, .words = words};
    Answers answers{.ward = "23563", .counter = "1", .panel_width_mm = 476};

    bool takes(Field field, const std::string& typed) {
        return take(answers, field, typed, known).has_value();
    }
    std::string after(Field field, const std::string& typed) {
        must(take(answers, field, typed, known));
        return shown(answers, field);
    }
};

}  // namespace

TEST_CASE("a ward is known by its code, and by its name in any spelling") {
    Desk desk;
    for (const char* typed : {"23563", "Diên Hồng", "dien hong", "DIEN HONG", "Phường Diên Hồng",
                              "phuong dien hong", "  Diên   Hồng "})
        CHECK(desk.after(Field::ward, typed) == "23563");
    // A name that others begin with is its own.
    CHECK(desk.after(Field::ward, "quy nhon") == "21583");
    for (const char* typed : {"99999", "27169", "Sài Gòn", "", "phuong", "\x1b[2J"}) {
        CAPTURE(typed);
        CHECK_FALSE(desk.takes(Field::ward, typed));
    }
    CHECK(desk.answers.ward == "21583");
}

TEST_CASE("several wards of a name are named with their codes") {
    Desk desk;
    const std::string said = must_fail(take(desk.answers, Field::ward, "an l", desk.known));
    CHECK(said.find("(21609)") != std::string::npos);
    CHECK(setup::wards_like(desk.wards, "quy nhon b").size() == 1);
    CHECK(setup::wards_like(desk.wards, "quy").size() >= 5);
    CHECK(setup::wards_like(desk.wards, "...").empty());
}

TEST_CASE("a width is millimetres, centimetres or the inches on the box, as the panel stands") {
    Desk desk;
    CHECK(desk.after(Field::panel_width_mm, "476") == "476");
    CHECK(desk.after(Field::panel_width_mm, "476,5 mm") == "476.5");
    CHECK(desk.after(Field::panel_width_mm, "47,6cm") == "476");
    CHECK(desk.after(Field::panel_width_mm, "0.476 m") == "476");
    CHECK(desk.after(Field::panel_width_mm, "21.5 inch") == "476");
    CHECK(desk.after(Field::panel_width_mm, "21,5\"") == "476");
    CHECK(desk.after(Field::rotate, "90") == "90");
    CHECK(desk.after(Field::panel_width_mm, "21.5in") == "268");
    for (const char* typed : {"", "rộng", "47 6", "nan", "inf", "1e400", "476;", "0x1dc"})
        CHECK_FALSE(desk.takes(Field::panel_width_mm, typed));
    CHECK(desk.answers.panel_width_mm == 268);
}

TEST_CASE("the other answers are read as people write them") {
    Desk desk;
    CHECK(desk.after(Field::rotate, "270°") == "270");
    CHECK_FALSE(desk.takes(Field::rotate, "45"));
    CHECK(desk.after(Field::above_floor_mm, "95 cm") == "950");
    CHECK(desk.after(Field::above_floor_mm, "-") == "0");
    CHECK(desk.after(Field::counter, "Quầy  3") == "Quầy 3");
    CHECK_FALSE(desk.takes(Field::counter, "-"));
    CHECK_FALSE(desk.takes(Field::counter, "3\u200B"));  // Nobody would see it.
    CHECK(desk.after(Field::wifi_name, "Nhà văn hóa") == "Nhà văn hóa");
    CHECK(desk.after(Field::wifi_password, "a  b") == "a  b");
    CHECK(desk.after(Field::wifi_name, "-").empty());
    CHECK(desk.after(Field::workdays, "7:00-11:30, 13:00-17:00") == "07:00-11:30 13:00-17:00");
    CHECK(desk.answers.opening[5] == desk.answers.opening[1]);
    CHECK(desk.answers.opening[6].empty());
    CHECK(desk.after(Field::sunday, "-") == "-");
    for (const char* typed : {"7-11", "07:60-08:00", "11:30-07:00", "07:00", "25:00-26:00", "a-b",
                              "07:00-07:00", "007:00-11:30", "13:00-24:01"})
        CHECK_FALSE(desk.takes(Field::saturday, typed));
    CHECK(desk.after(Field::slip_printer, "cups:Canon_LBP") == "cups:Canon_LBP");
    CHECK(desk.after(Field::slip_printer, "/dev/usb/lp0 58") == "/dev/usb/lp0 58");
    CHECK(desk.after(Field::sheet_printer, "tcp:10.0.0.9:9100") == "tcp:10.0.0.9:9100");
    CHECK(desk.after(Field::sheet_printer, "-") == "-");
    for (const char* typed : {"lp0", "/dev/usb/lp0 60", "cups:a b", "/dev/usb/lp0 80 80"})
        CHECK_FALSE(desk.takes(Field::slip_printer, typed));
    CHECK(desk.after(Field::province, "motcua.gialai.gov.vn:8443/") ==
          "https://motcua.gialai.gov.vn:8443");
    CHECK(desk.after(Field::province, "-").empty());
    // Longer than what a screen shows of it.
    const std::string far = "https://" + std::string(60, 'a') + "." + std::string(60, 'b') + ".vn";
    CHECK(desk.after(Field::province, far) == far);
    for (const char* typed : {"http://motcua.gialai.gov.vn", "https://", "https://a b", "ftp://x"})
        CHECK_FALSE(desk.takes(Field::province, typed));
}

TEST_CASE("what is configured is what is asked about, each in its own place") {
    settings::Settings settings = must(settings::load(SOURCE_DIR "/config/kiosk.toml"));
    settings.unit.ward = "21583";
    settings.unit.counter = "Quầy 3";
    settings.screen.rotate = 270;
    settings.screen.panel_width_mm = 268.5;
    settings.screen.above_floor_mm = 950;
    settings.wifi = {.name = "Nhà văn hóa", .password = "mật khẩu"};
    settings.opening[6] = {};
    settings.slip_printer = {.kind = "escpos", .device = "/dev/usb/lp0", .width_mm = 58};
    settings.sheet_printer = {.kind = "cups", .device = "Canon"};
    settings::AgentFile agent;
    agent.address = "https://motcua.gialai.gov.vn";
    const Answers answers = setup::answers_of(settings, agent);
    const std::vector<std::pair<Field, std::string>> expected{
        {Field::ward, "21583"},
        {Field::counter, "Quầy 3"},
        {Field::rotate, "270"},
        {Field::panel_width_mm, "268.5"},
        {Field::above_floor_mm, "950"},
        {Field::wifi_name, "Nhà văn hóa"},
        {Field::wifi_password, "mật khẩu"},
        {Field::workdays, "07:00-11:30 13:00-17:00"},
        {Field::saturday, "-"},
        {Field::sunday, "-"},
        {Field::slip_printer, "/dev/usb/lp0 58"},
        {Field::sheet_printer, "cups:Canon"},
        {Field::province, "https://motcua.gialai.gov.vn"},
        {Field::code, ""}};
    REQUIRE(expected.size() == setup::kFields.size());
    Desk desk;
    Answers typed;
    for (const auto& [field, value] : expected) {
        CAPTURE(setup::name_of(field));
        CHECK(shown(answers, field) == value);
        must(take(typed, field, value, desk.known));
    }
    CHECK(typed == answers);  // What is shown may be typed again.
}

TEST_CASE("what was left out says so, and days that are not alike are not shown as one") {
    Desk desk;
    const auto says = [&](Field field) { return shown_long(desk.answers, field, desk.known); };
    CHECK(says(Field::above_floor_mm) == desk.words("setup.not_measured"));
    CHECK(says(Field::wifi_password) == desk.words("setup.none"));
    desk.answers.wifi_name = "Wifi Xã";
    CHECK(says(Field::wifi_password) == desk.words("setup.open_network"));
    CHECK(says(Field::workdays) == desk.words("setup.closed"));
    CHECK(says(Field::province) == desk.words("setup.none"));
    must(take(desk.answers, Field::workdays, "07:00-11:30", desk.known));
    CHECK(says(Field::workdays) == "07:00-11:30");
    for (const std::size_t day : {1u, 3u, 5u}) {
        const Answers alike = desk.answers;
        desk.answers.opening[day].clear();
        CHECK(says(Field::workdays) == desk.words("setup.day_by_day"));
        desk.answers = alike;
    }
}

TEST_CASE("no answer is a line break, a control character, broken UTF-8 or endless") {
    Desk desk;
    for (const Field field : setup::kFields)
        for (const std::string& typed :
             {std::string("a\nb"), std::string("a\x1b[2J"), std::string("a\0b", 3),
              std::string("\xC3"), std::string(400, 'a')}) {
            CAPTURE(setup::name_of(field));
            const Answers before = desk.answers;
            Answers now = before;
            CHECK_FALSE(take(now, field, typed, desk.known).has_value());
            CHECK(now == before);
        }
    CHECK(setup::printable("a\x1b[2J\n") == "a?[2J?");
    CHECK(setup::printable(std::string(500, 'a')).size() < 140);
}

TEST_CASE("all that was given is taken, or every mistake is said with where it stood") {
    Desk desk;
    const std::vector<setup::Given> good{{Field::panel_width_mm, "21.5in", "--panel-width-mm"},
                                         {Field::rotate, "90", "x:2"}};
    must(take_all(desk.answers, good, desk.known));
    CHECK(desk.answers.panel_width_mm == 268);  // Turned first, in whatever order it came.
    const std::string said = must_fail(
        take_all(desk.answers, {{Field::ward, "Sài Gòn", "x:3"}, {Field::rotate, "45", "--rotate"}},
                 desk.known));
    CHECK(said.find("x:3: \"Sài Gòn\": ") != std::string::npos);
    CHECK(said.find("--rotate: \"45\": ") != std::string::npos);
}
