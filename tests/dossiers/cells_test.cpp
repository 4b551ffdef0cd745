#include "dossiers/cells.h"

#include "base/clock.h"
#include "dossiers/problem.h"
#include "support/must.h"

using dossiers::DateForm;
using dossiers::key_of;
using std::chrono::year;

namespace {

const std::vector<DateForm> kAll = {DateForm::day_month_year, DateForm::year_month_day,
                                    DateForm::excel};
constexpr tally::Day kDay{year(2026) / 11 / 3};

}  // namespace

TEST_CASE("words are compared without case, accents, blanks and signs") {
    CHECK(key_of("KenhThucHien") == key_of(" kênh  thực-hiện\n"));
    CHECK(key_of("Đã số hoá") == key_of("da_so_hoa"));
    CHECK(key_of("So\u0302\u0301 hóa") == key_of("Số hóa"));  // Decomposed letters.
    CHECK(key_of("2.0") == "2");
    CHECK(key_of("2.5") != key_of("2"));
    CHECK(key_of(" - ").empty());
    CHECK(key_of("\xC3") != key_of(""));
    CHECK(key_of("Trực tiếp") != key_of("Trực tuyến"));
}

TEST_CASE("days are read in the forms that are allowed, with a time or without") {
    for (const char* cell :
         {"03/11/2026", "3/11/2026", " 03/11/2026 08:15", "03/11/2026 8:15:59", "2026-11-03",
          "2026-11-3", "2026-11-03T23:59:59.123", "2026-11-03 00:00:00+07:00",
          "2026-11-03T08:00:00+0700", "46329", "46329.0", "46329.999988425923"}) {
        CAPTURE(cell);
        CHECK(dossiers::read_day(cell, kAll) == kDay);
    }
}

TEST_CASE("what is no day, or could be another one elsewhere, is none") {
    for (const char* cell : {"",
                             "x",
                             "31/04/2026",
                             "29/02/2026",
                             "00/11/2026",
                             "11/23/2026",
                             "03/11/26",
                             "03-11-2026",
                             "2026/11/03",
                             "26-11-03",
                             "026-11-03",
                             "2026-11-03Z",
                             "2026-11-03T20:00:00Z",
                             "2026-11-03T20:00:00+00:00",
                             "03/11/2026 25:00",
                             "03/11/2026 08:60",
                             "03/11/2026x",
                             "03/11/2026 ",
                             "463290",
                             "-46329",
                             "46329.",
                             "46329.5x",
                             "4.6329E4",
                             "03/11/0026",
                             "1899-12-30",
                             "\xFF"
                             "03/11/2026",
                             "03/11/2026\xFF"}) {
        CAPTURE(cell);
        const bool trimmed = std::string(cell) == "03/11/2026 ";
        CHECK(dossiers::read_day(cell, kAll).has_value() == trimmed);
    }
    CHECK_FALSE(dossiers::read_day("46329", {DateForm::day_month_year}).has_value());
    CHECK_FALSE(dossiers::read_day("2026-11-03", {DateForm::day_month_year}).has_value());
    CHECK_FALSE(dossiers::read_day("03/11/2026", {DateForm::year_month_day}).has_value());
}

TEST_CASE("every day of ten years reads the same in all three forms") {
    const tally::Day zero{year(1899) / 12 / 30};
    for (tally::Day day{year(2020) / 1 / 1}; day < tally::Day(year(2030) / 1 / 1);
         day += std::chrono::days(1)) {
        const std::string iso = iso_date(day);
        const std::string slashes =
            iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
        CHECK(dossiers::read_day(iso, kAll) == day);
        CHECK(dossiers::read_day(slashes, kAll) == day);
        CHECK(dossiers::read_day(std::to_string((day - zero).count()), kAll) == day);
    }
}

TEST_CASE("a procedure is a code, with a province's suffix or without") {
    CHECK(dossiers::read_procedure(" 1.001193\n") == "1.001193");
    CHECK(dossiers::read_procedure("1.001193.H21") == "1.001193");
    for (const char* cell : {"", "1.00119", "1.0011930", "2.00069", "1001193", "1,001193",
                             "Nguyễn Văn A", "H21.65-220914-0011", "1.00119x", "\xFF"})
        CHECK_FALSE(dossiers::read_procedure(cell).has_value());
}

TEST_CASE("a count is a whole number within its limits") {
    CHECK(dossiers::read_count(" 12 ", 99'999) == 12);
    CHECK(dossiers::read_count("12.0", 99'999) == 12);
    CHECK(dossiers::read_count("99999", 99'999) == 99'999);
    for (const char* cell : {"", "0", "-1", "+1", "100000", "1.5", "1.000", "1,000", "12.", "1e3",
                             "mười", "99999999999999999999", "12 hồ sơ"}) {
        CAPTURE(cell);
        CHECK_FALSE(dossiers::read_count(cell, 99'999).has_value());
    }
}

TEST_CASE("an amount says whether anything was due") {
    for (const char* cell : {"50000", "50.000", "50,000 đ", "50 000 VND", "8.000 đồng", "0.5"})
        CHECK(dossiers::read_due(cell) == true);
    for (const char* cell : {"0", "0.00", "0 đ", "000"}) CHECK(dossiers::read_due(cell) == false);
    for (const char* cell : {"", "miễn phí", "-50000", "đ", "5 USD", "1e5", "#ERROR!"})
        CHECK_FALSE(dossiers::read_due(cell).has_value());
}

TEST_CASE("columns are named as the spreadsheet program names them") {
    CHECK(dossiers::letter_of(0) == "A");
    CHECK(dossiers::letter_of(25) == "Z");
    CHECK(dossiers::letter_of(26) == "AA");
    CHECK(dossiers::letter_of(51) == "AZ");
    CHECK(dossiers::letter_of(52) == "BA");
    CHECK(dossiers::letter_of(199) == "GR");
}
