#include "settings/holidays_file.h"

#include <doctest/doctest.h>

#include "support/must.h"

using namespace std::chrono;

namespace {

sys_days date(int in_year, int month, int number) {
    return sys_days(year(in_year) / month / number);
}

std::string refusal(const std::string& bytes) {
    return must_fail(settings::parse_holidays(bytes, "holidays.toml"));
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the shipped holidays hold, and are those of the law and of the calendar") {
    const settings::Holidays shipped =
        must(settings::load_holidays(SOURCE_DIR "/config/holidays.toml"));
    const auto name = [&](sys_days on) {
        const settings::Holiday* found = shipped.on(on);
        return found ? found->name.vi : std::string();
    };
    for (const int in_year : {2026, 2027, 2030}) {
        CHECK(name(date(in_year, 1, 1)) == "Tết Dương lịch");
        CHECK(name(date(in_year, 4, 30)) == "Ngày Chiến thắng 30/4");
        CHECK(name(date(in_year, 5, 1)) == "Ngày Quốc tế lao động");
        CHECK(name(date(in_year, 9, 2)) == "Quốc khánh");
        CHECK(name(date(in_year, 11, 23)).empty());
    }
    CHECK(name(date(2026, 1, 2)) == "Tết Dương lịch");
    CHECK(name(date(2026, 2, 17)) == "Tết Nguyên đán");
    CHECK(name(date(2026, 4, 26)) == "Giỗ Tổ Hùng Vương");
    CHECK(name(date(2027, 2, 6)) == "Tết Nguyên đán");
    CHECK(name(date(2027, 4, 16)) == "Giỗ Tổ Hùng Vương");
    REQUIRE(shipped.worked.size() == 1);
    CHECK(shipped.worked[0] == settings::WorkedDay{.day = date(2026, 1, 10), .like = Friday});
}

TEST_CASE("one day, several days, every year; a name or none; worked instead") {
    const settings::Holidays read = must(settings::parse_holidays(
        "[[holiday]]\nfrom = 2027-02-05\nuntil = 2027-02-09\nname = {vi = \"Tết\", en = \"Tet\"}\n"
        "[[holiday]]\nfrom = 2027-03-01\n"
        "[[holiday]]\nevery_year = \"02-29\"\n"
        "[[worked]]\nday = 2027-02-08\nlike = \"saturday\"\n",
        "holidays.toml"));
    REQUIRE(read.holidays.size() == 3);
    CHECK(read.on(date(2027, 2, 5)) == &read.holidays[0]);
    CHECK(read.on(date(2027, 2, 9)) == &read.holidays[0]);
    CHECK_FALSE(read.on(date(2027, 2, 10)));
    CHECK_FALSE(read.on(date(2027, 2, 8)));  // Worked.
    CHECK(read.on(date(2027, 3, 1))->name.vi.empty());
    CHECK(read.on(date(2028, 2, 29)) == &read.holidays[2]);
    CHECK(must(settings::parse_holidays("", "holidays.toml")) == settings::Holidays{});
}

TEST_CASE("a day may be worked like any day of the week") {
    const std::vector<std::pair<const char*, weekday>> days{
        {"sunday", Sunday},     {"monday", Monday}, {"tuesday", Tuesday},  {"wednesday", Wednesday},
        {"thursday", Thursday}, {"friday", Friday}, {"saturday", Saturday}};
    for (const auto& [name, like] : days) {
        CAPTURE(name);
        const settings::Holidays read = must(settings::parse_holidays(
            std::string("[[worked]]\nday = 2027-01-09\nlike = \"") + name + "\"\n", "x"));
        REQUIRE(read.worked.size() == 1);
        CHECK(read.worked[0].like == like);
    }
}

TEST_CASE("the longest holiday and the longest name hold, one more does not") {
    std::string name;
    for (int i = 0; i < 32; ++i) name += "ế";
    const auto month = [&](const std::string& until, const std::string& vi) {
        return settings::parse_holidays("[[holiday]]\nfrom = 2027-01-01\nuntil = " + until +
                                            "\nname = {vi = \"" + vi + "\", en = \"T\"}\n",
                                        "holidays.toml");
    };
    const settings::Holidays read = must(month("2027-01-31", name));
    CHECK(read.on(date(2027, 1, 31)));
    CHECK(must(month("2027-01-01", "Tết")).holidays[0].last == date(2027, 1, 1));
    CHECK(has(must_fail(month("2027-02-01", name)), "at most 31 days"));
    CHECK(has(must_fail(month("2027-01-31", name + "ế")), "at most 32 letters"));
}

TEST_CASE("a mistake is told with its line and what was expected") {
    const std::string off = "[[holiday]]\n";
    CHECK(
        has(refusal(off + "from = \"2027-01-01\"\n"), "holidays.toml:2: \"from\": expected a day"));
    CHECK(has(refusal(off + "until = 2027-01-01\n"), "\"from\": expected a day"));
    CHECK(has(refusal(off + "from = 2027-01-03\nuntil = 2027-01-01\n"),
              "holidays.toml:3: \"until\" is before \"from\""));
    CHECK(has(refusal(off + "from = 2027-01-01\nuntil = 2028-01-01\n"), "at most 31 days"));
    for (const char* wrong : {"02-30", "2-3", "30/04", "04-31"})
        CHECK(has(refusal(off + "every_year = \"" + wrong + "\"\n"), "as \"04-30\""));
    CHECK(has(refusal(off + "every_year = \"04-30\"\nfrom = 2027-04-30\n"), "holidays.toml:3: "));
    CHECK(has(refusal(off + "every_year = \"04-30\"\nuntil = 2027-05-01\n"), "holidays.toml:3: "));
    CHECK(has(refusal(off + "from = 2027-01-01\nname.vi = \"Tết\"\n"), "\"en\": expected a text"));
    CHECK(has(refusal(off + "from = 2027-01-01\nname.en = \"T\"\nname.vi = \"" +
                      std::string(33, 'a') + "\"\n"),
              "at most 32 letters"));
    CHECK(has(refusal(off + "from = 2027-01-01\nto = 2027-01-02\n"), "\"to\" is not known here"));
    CHECK(has(refusal("[[worked]]\nday = 2027-01-09\nlike = \"thứ sáu\"\n"), "expected one of"));
    const std::string worked = "[[worked]]\nday = 2027-01-09\nlike = \"friday\"\n";
    CHECK(has(refusal(worked + worked), "2027-01-09 stands twice"));
    CHECK(has(refusal("[holiday]\nfrom = 2027-01-01\n"), "in two brackets"));
}
