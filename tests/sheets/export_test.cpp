#include "sheets/export.h"

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "catalogue/load.h"
#include "sheets/book.h"
#include "support/made_figures.h"
#include "support/must.h"
#include "support/small_catalogue.h"
#include "support/temp_dir.h"

using tally::Measures;

namespace {

constexpr std::size_t kBytesMax = 64 << 20;
const tally::Day kFirst = std::chrono::sys_days(std::chrono::year(2026) / 10 / 28);

/// Everything that an export is made of, for as long as it is needed.
struct Office {
    catalogue::Catalogue catalogue = must(catalogue::parse(kSmallCatalogue, "small")).catalogue;
    text::Words words;
    std::vector<tally::DossierTotal> dossiers{};
    sheets::Source source{};

    explicit Office(int days = 10, text::Language language = text::Language::vi)
        : words(must(text::Words::load(std::string(SOURCE_DIR) + "/assets/lang", language))) {
        MadeFigures made = made_figures(1, {kFirst, kFirst + std::chrono::days(days - 1)},
                                        {"1.001193", "2.000815", "9.999999"});
        dossiers = std::move(made.dossiers);
        source = {.report = std::move(made.report),
                  .dossiers = [this](const tally::Period& part) { return of(part); },
                  .campaign = made_campaign(kFirst),
                  .unit_name = "Bộ phận Một cửa",
                  .unit_place = "Phường Diên Hồng & lân cận",
                  .ward = "23563",
                  .version = "0.1.0",
                  .made = WallTime(kFirst + std::chrono::hours(5)),
                  .catalogue = &catalogue,
                  .words = &words,
                  .language = language};
    }
    Office(const Office&) = delete;
    std::vector<tally::DossierTotal> of(const tally::Period& part) const {
        std::vector<tally::DossierTotal> some;
        std::ranges::copy_if(dossiers, std::back_inserter(some),
                             [&](const auto& one) { return part.contains(one.day); });
        return some;
    }
};

Book exported(const Office& office, const TempDir& dir) {
    const std::string path = dir / "out.xlsx";
    must(sheets::write_xlsx(path, office.source));
    return Book(path);
}

std::string csv(const TempDir& dir, const std::string& name) {
    return must(files::read(dir / name, kBytesMax));
}

}  // namespace

TEST_CASE("every total in the workbook is the report's, and says how it is known") {
    const Office office;
    const TempDir dir;
    const Book book = exported(office, dir);
    const tally::Report& report = office.source.report;
    const std::vector<json::Value> rows = book.rows("Tổng hợp");
    std::size_t at = 0;
    const auto row = [&](const std::string& name, std::int64_t all, std::int64_t late) {
        CAPTURE(name);
        REQUIRE(at < rows.size());
        CHECK(rows[at][1]["text"] == office.words("sheet.measure." + name));
        CHECK(number(rows[at][2]) == all);
        CHECK(number(rows[at][3]) == late);
        ++at;
    };
    for (const tally::MeasureName& one : tally::measure_names()) {
        row(std::string(one.name), report.all.*one.field, report.late.*one.field);
        if (one.name == "online") row("at_counter", report.all.at_counter(), 0);
    }
    CHECK(rows[0][0]["text"] == "Máy đếm");
    CHECK(rows[5][0]["text"] == "Người dân tự khai");
    CHECK(rows[6][0]["text"] == "Cán bộ ghi nhận");
}

TEST_CASE("a rate stands with its numerator, denominator and target, or says that there is none") {
    Office office;
    office.source.report.all.fee_due = office.source.report.all.paid_online = 0;
    office.source.report.all.received = 136;
    office.source.report.all.online_complete = 85;
    const TempDir dir;
    const Book book = exported(office, dir);
    const std::vector<json::Value> rows = book.rows("Tổng hợp");
    const json::Value &payment = rows[rows.size() - 1], &online = rows[rows.size() - 2];
    CHECK(online[1]["text"] == "Nộp trực tuyến (3.3)");
    CHECK(number(online[4]) == 85);
    CHECK(number(online[5]) == 136);
    CHECK(online[6]["number"] == doctest::Approx(0.625));
    CHECK(online[6]["format"] == "0.00%");
    CHECK(online[7]["number"] == doctest::Approx(0.55));
    CHECK(online[8]["text"] == "Ngày 50");
    CHECK(payment[6]["text"] == "chưa có số liệu");
    CHECK(payment[7].empty());
}

TEST_CASE("procedures, days and hours are the report's row by row, and their sums the whole") {
    const Office office;
    const TempDir dir;
    const Book book = exported(office, dir);
    const tally::Report& report = office.source.report;

    const auto procedures = book.rows("Theo thủ tục");
    REQUIRE(procedures.size() == report.procedures.size() + 1);
    for (std::size_t i = 0; i < report.procedures.size(); ++i) {
        const std::string code = report.procedures[i].code;
        CHECK(procedures[i][0].value("text", "") == code);
        check_figures(book, "Theo thủ tục", procedures[i], report.procedures[i].measures,
                      office.words);
    }
    CHECK(procedures[0][1]["text"] == "(không thuộc thủ tục nào)");
    CHECK(procedures[1][1]["text"] == "Làm giấy khai sinh");
    check_figures(book, "Theo thủ tục", procedures.back(), report.all, office.words);

    const auto days = book.rows("Theo ngày");
    REQUIRE(days.size() == report.days.size() + 1);
    for (std::size_t i = 0; i < report.days.size(); ++i) {
        CHECK(days[i][0]["date"] == iso_date(report.days[i].day));
        CHECK(days[i][0]["format"] == "dd/mm/yyyy");
        check_figures(book, "Theo ngày", days[i], report.days[i].measures, office.words);
    }
    check_figures(book, "Theo ngày", days.back(), report.all, office.words);

    const auto hours = book.rows("Theo giờ");
    REQUIRE(hours.size() == 24);
    for (std::size_t i = 0; i < 24; ++i) {
        CHECK(number(hours[i][1]) == report.hours[i].visits);
        CHECK(number(hours[i][2]) == report.hours[i].opened);
        CHECK(number(hours[i][4]) == report.hours[i].at_counter);
    }
}

TEST_CASE("dossiers stand by day, procedure and traits, and add up to those received") {
    const Office office;
    const TempDir dir;
    const Book book = exported(office, dir);
    const auto rows = book.rows("Hồ sơ");
    REQUIRE(rows.size() == office.dossiers.size());
    std::int64_t sum = 0, online = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(rows[i][0]["date"] == iso_date(office.dossiers[i].day));
        CHECK(rows[i][1]["text"] == office.dossiers[i].procedure);
        CHECK(rows[i][1]["type"] == "s");  // "1.001193" is no number.
        sum += number(rows[i][7]);
        if (rows[i][3]["text"] == "Trực tuyến") online += number(rows[i][7]);
    }
    CHECK(sum == office.source.report.all.received);
    CHECK(online == office.source.report.all.online);
}

TEST_CASE("what was not counted has its reason, closings their digest, open days say so") {
    const Office office;
    const TempDir dir;
    const Book book = exported(office, dir);
    const tally::Report& report = office.source.report;
    const auto filtered = book.rows("Không tính");
    REQUIRE(filtered.size() == 4);
    CHECK(filtered[1][0]["text"] == "Xem thủ tục");
    CHECK(filtered[1][1]["text"] == "Lặp lại trong một lượt khách");
    CHECK(number(filtered[1][2]) == report.filtered[1].rows);
    CHECK(number(filtered[3][2]) ==
          report.filtered[0].rows + report.filtered[1].rows + report.filtered[2].rows);
    const auto closings = book.rows("Chốt ngày");
    CHECK(closings[0][1]["text"] == "Đã chốt");
    CHECK(closings[0][3]["text"] == report.closings[0].digest);
    CHECK(number(closings[0][4]) == 4211);
    CHECK(closings[1][1]["text"] == "Chưa chốt");
    CHECK(closings[1][0]["date"] == iso_date(report.days[1].day));
}

TEST_CASE("every sheet has its head frozen and repeated, and prints across on A4") {
    const Office office;
    const TempDir dir;
    const Book book = exported(office, dir);
    REQUIRE(book.sheets().size() == 8);
    for (const json::Value& sheet : book.sheets()) {
        CAPTURE(sheet["title"]);
        CHECK(sheet["freeze"] == "A2");
        CHECK(sheet["landscape"] == true);
        CHECK(sheet["paper"] == 9);
        CHECK(sheet["repeated"] == "$1:$1");
        CHECK(sheet["width"] > 8);
    }
}

TEST_CASE("a text that looks like a formula stays a text") {
    Office office;
    for (const char* text : {"=1+1", "+84", "-2", "@SUM(A1)"}) {
        CAPTURE(text);
        office.source.unit_name = text;
        const TempDir dir;
        const Book book = exported(office, dir);
        const json::Value cell = book.rows("Thông tin")[0][1];
        CHECK(cell["text"] == text);
        CHECK(cell["type"] == "s");
        must(sheets::write_csv(dir.path(), office.source));
        const std::string about = csv(dir, sheets::base_name(office.source) + "_thongtin.csv");
        CHECK(about.find("Đơn vị,'" + std::string(text) + "\r\n") != about.npos);
    }
}

TEST_CASE("a CSV per view has the same numbers, marked as UTF-8") {
    const Office office(1);
    const TempDir dir;
    const std::vector<std::string> names = must(sheets::write_csv(dir.path(), office.source));
    REQUIRE(names.size() == 8);
    CHECK(names[1] == "motcua_23563_2026-10-28_2026-10-28_thutuc.csv");
    const std::string hours = csv(dir, names[3]);
    CHECK(hours.starts_with("\xef\xbb\xbfGiờ,Lượt khách,"));
    const std::string days = csv(dir, names[2]);
    const Measures& all = office.source.report.all;
    CHECK(days.find("\r\n2026-10-28,Thứ Tư," + std::to_string(all.visits) + "," +
                    std::to_string(all.opened) + ",") != days.npos);
    const std::string procedures = csv(dir, names[1]);
    CHECK(procedures.find("\r\n1.001193,Làm giấy khai sinh,0,") != procedures.npos);
    CHECK(procedures.find('\n') == procedures.find("\r\n") + 1);
}

TEST_CASE("CSV quotes what needs it, by RFC 4180") {
    Office office(1);
    office.source.unit_name = "Bộ phận \"Một cửa\", tầng 1\nphòng 2";
    const TempDir dir;
    must(sheets::write_csv(dir.path(), office.source));
    const std::string about = csv(dir, sheets::base_name(office.source) + "_thongtin.csv");
    CHECK(about.find("Đơn vị,\"Bộ phận \"\"Một cửa\"\", tầng 1\nphòng 2\"\r\n") != about.npos);
}

TEST_CASE("a year of days exports in English as well") {
    const Office office(365, text::Language::en);
    const TempDir dir;
    const Book book = exported(office, dir);
    CHECK(book.rows("By day").size() == office.source.report.days.size() + 1);
    CHECK(book.rows("Dossiers").size() == office.dossiers.size());
}

TEST_CASE("an export that cannot be written says so and leaves the old file and no half one") {
    const Office office;
    const TempDir dir;
    const std::string nowhere = dir / "none";
    CHECK(must_fail(sheets::write_xlsx(nowhere + "/out.xlsx", office.source)).find("none") !=
          std::string::npos);
    CHECK(must_fail(sheets::write_csv(nowhere, office.source)).find("none") != std::string::npos);
    must(sheets::write_xlsx(dir / "out.xlsx", office.source));
    must(sheets::write_xlsx(dir / "out.xlsx", office.source));
    Office broken(100);
    broken.source.dossiers =
        [&](const tally::Period& part) -> Result<std::vector<tally::DossierTotal>> {
        if (part.contains(kFirst)) return broken.of(part);
        return Error{Error::Code::corrupt, "a page of the journal"};
    };
    CHECK(must_fail(sheets::write_xlsx(dir / "out.xlsx", broken.source)) ==
          "a page of the journal");
    CHECK(std::distance(std::filesystem::directory_iterator(dir.path()), {}) == 1);
    CHECK(Book(dir / "out.xlsx").rows("Hồ sơ").size() == office.dossiers.size());
}
