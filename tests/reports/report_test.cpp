#include "reports/report.h"

#include <algorithm>

#include "base/files.h"
#include "json/json.h"
#include "reports/made.h"
#include "support/process.h"
#include "support/temp_dir.h"

namespace {

const std::string kFonts = std::string(SOURCE_DIR) + "/assets/fonts";
constexpr std::chrono::year_month kMonth = std::chrono::year(2026) / 11;

reports::MonthFigures month(const figures::World& world) {
    reports::MonthFigures month{
        .month = kMonth, .of_month = made::overview(world, true), .so_far = made::overview(world)};
    month.of_month.of_campaign = false;
    return month;
}

/// The document as Python's standard library reads it.
json::Value read(const std::string& bytes) {
    const TempDir folder;
    must(files::write_atomically(folder / "report.docx", bytes));
    Process reader =
        must(Process::start({.words = {"/usr/bin/python3", SOURCE_DIR "/tests/reports/read_docx.py",
                                       folder / "report.docx"},
                             .output = folder / "said"}));
    const int status = must(reader.wait(std::chrono::seconds(60)));
    const std::string said = must(files::read(folder / "said", 4 << 20));
    if (status != 0) FAIL(said);
    return must(json::parse(said, "read_docx.py", {.bytes = 4 << 20}));
}

json::Value made_report(const figures::World& world, text::Language language = text::Language::vi) {
    return read(must(reports::monthly_report(month(world), world, made::voice(language), kFonts)));
}

bool says(const json::Value& list, const std::string& words) {
    return std::any_of(list.begin(), list.end(), [&](const json::Value& one) {
        return one.get<std::string>().find(words) != std::string::npos;
    });
}

std::vector<std::string> row(const json::Value& table, std::size_t at) {
    return table.at(at).get<std::vector<std::string>>();
}

}  // namespace

TEST_CASE("the report has the form of Nghị định 30: paper, margins, country, motto, number, end") {
    const json::Value report = made_report(made::world());
    constexpr int kMm = 57;  // Twips, rounded up.
    for (const json::Value& margins : report["margins"]) {
        CHECK(margins["top"] >= 20 * 56);
        CHECK(margins["top"] <= 25 * kMm);
        CHECK(margins["bottom"] >= 20 * 56);
        CHECK(margins["bottom"] <= 25 * kMm);
        CHECK(margins["left"] >= 30 * 56);
        CHECK(margins["left"] <= 35 * kMm);
        CHECK(margins["right"] >= 15 * 56);
        CHECK(margins["right"] <= 20 * kMm);
    }
    REQUIRE(report["pages"].size() == 2);  // The annex lies across.
    CHECK(report["pages"][0]["w"] < report["pages"][0]["h"]);
    CHECK(report["pages"][1]["w"] > report["pages"][1]["h"]);
    const json::Value& head = report["tables"][0];
    CHECK(row(head, 0)[1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc");
    CHECK(row(head, 1)[0] == "Số: ……/BC-……");
    CHECK(row(head, 1)[1] == "Gia Lai, ngày …… tháng 11 năm 2026");
    for (const char* words : {"BÁO CÁO", "tháng 11/2026 của tỉnh Gia Lai", "I. TÌNH HÌNH CHUNG",
                              "II. KẾT QUẢ", "III. XẾP HẠNG", "IV. ĐỘ TIN CẬY", "Phụ lục"})
        CHECK_MESSAGE(says(report["paragraphs"], words), words);
    CHECK(report["picture"] == "89504e470d0a1a0a");
    CHECK(report["footnotes"] == 1);
    CHECK(report["footnote"].get<std::string>().find("không thay thế số liệu chính thức") !=
          std::string::npos);
    CHECK(report["header"] == "");
}

TEST_CASE("the report's figures are those of the page") {
    const json::Value report = made_report(made::world());
    const json::Value& tables = report["tables"];
    REQUIRE(tables.size() == 7);  // Head, two results, best, worst, end, annex.
    CHECK(row(tables[1], 1) ==
          std::vector<std::string>{"1", "Nộp trực tuyến (3.3)", "17", "51", "33,33", "22,22"});
    // No fee was due: no rate, not 0.
    CHECK(row(tables[1], 2) ==
          std::vector<std::string>{"2", "Thanh toán trực tuyến (3.6)", "0", "0", "", ""});
    CHECK(row(tables[2], 1) == std::vector<std::string>{"1", "Nộp trực tuyến (3.3)", "17", "51",
                                                        "33,33", "55,00", "21,67"});
    CHECK(row(tables[3], 1) ==
          std::vector<std::string>{"1", "Phường Diên Hồng", "10", "30", "33,33"});
    CHECK(row(tables[4], 1)[0] == "2");
    CHECK(tables[3].size() == 3);  // The ward that told nothing has no place.
    CHECK(tables[6].size() == 5);
    CHECK(row(tables[6], 4) ==
          std::vector<std::string>{"", "23926", "Xã Ia Pia", "", "", "", "", "", "", "0"});
    for (const char* words : {"51 hồ sơ", "ngày thứ 14/100", "còn 36 ngày", "6/12 báo cáo ngày"})
        CHECK_MESSAGE(says(report["paragraphs"], words), words);
    for (const json::Value& widths : report["widths"])  // Cells fill their grid.
        CHECK(widths[1] == json::Value::array({widths[0]}));
}

TEST_CASE("names are text, whatever is in them") {
    const json::Value report = made_report(made::world());
    CHECK(row(report["tables"][6], 3)[2] == made::kEvil);
}

TEST_CASE("a demonstration says so on each page") {
    figures::World world = made::world();
    world.demo = true;
    const json::Value report = made_report(world);
    CHECK(report["header"] == made::words(text::Language::vi)("demo_long"));
    CHECK(report["first"] == made::words(text::Language::vi)("demo_long"));
}

TEST_CASE("without a campaign there are no targets, and the report says why") {
    figures::World world = made::world();
    reports::MonthFigures figures = month(world);
    figures.so_far.of_campaign = false;
    figures.so_far.progress = {.day = 0, .days = 100};
    const json::Value report =
        read(must(reports::monthly_report(figures, world, made::voice(), kFonts)));
    CHECK(report["tables"].size() == 6);
    CHECK(says(report["paragraphs"], "không có chiến dịch nào đang diễn ra"));
}

TEST_CASE("a campaign without indicators has a report without a picture") {
    figures::World world = made::world();
    world.campaign.indicators.clear();
    const json::Value report = made_report(world);
    CHECK(report["picture"] == "");
    CHECK(says(report["paragraphs"], "51 hồ sơ"));
}

TEST_CASE("one ward's report has no ranking") {
    const figures::World world = made::world();
    reports::MonthFigures figures = month(world);
    for (figures::Overview* one : {&figures.of_month, &figures.so_far}) {
        one->asked.ward = "23563";
        one->wards.resize(1);
    }
    const json::Value report =
        read(must(reports::monthly_report(figures, world, made::voice(), kFonts)));
    CHECK_FALSE(says(report["paragraphs"], "XẾP HẠNG"));
    CHECK_FALSE(says(report["paragraphs"], "Phụ lục"));
    CHECK(says(report["paragraphs"], "III. ĐỘ TIN CẬY"));
    CHECK(says(report["paragraphs"], "tháng 11/2026 của Phường Diên Hồng"));
    CHECK(report["pages"].size() == 1);
}

TEST_CASE("the report has words for everything, in both languages, and leaves no hole open") {
    for (const text::Language language : text::kLanguages) {
        const json::Value report = made_report(made::world(), language);
        std::string all = report["paragraphs"].dump() + report["tables"].dump();
        for (const char* key : {"report.", "table.", "certainty.", "{", "}"}) {
            CAPTURE(key);
            const bool found = all.find(key) != std::string::npos;
            CHECK_FALSE(found);
        }
    }
}

TEST_CASE("a month is asked for up to today, and an old one as it stood at its end") {
    using namespace std::chrono;
    const campaign::Campaign campaign = made::world().campaign;
    const figures::Asked now = reports::asked_of_month(kMonth, made::kToday, "");
    CHECK(now.period == tally::Period{.first = sys_days(kMonth / 1), .last = made::kToday});
    CHECK(*now.compared == tally::Period{.first = sys_days(year(2026) / 10 / 1),
                                         .last = sys_days(year(2026) / 10 / 31)});
    const tally::Day later = sys_days(year(2027) / 1 / 15);
    const figures::Asked old = reports::asked_so_far(kMonth, later, campaign, "23563");
    CHECK(old.period ==
          tally::Period{.first = campaign.first_day, .last = sys_days(year(2026) / 11 / 30)});
    CHECK(old.today == old.period.last);
    CHECK(old.ward == "23563");
    CHECK(reports::parse_month("2026-11") == kMonth);
    for (const char* wrong : {"2026-13", "2026-1", "2026", "", "2026-11-01", "x"})
        CHECK_FALSE(reports::parse_month(wrong));
}

TEST_CASE("without the fonts there is an error with their place, no broken document") {
    const figures::World world = made::world();
    const auto report = reports::monthly_report(month(world), world, made::voice(), "/nowhere");
    CHECK(must_fail(report) == "no font in /nowhere/NotoSans-Regular.ttf");
}
