#include "printing/day_sheet.h"

#include "printing/pdf.h"
#include "printing/samples.h"
#include "text/format.h"

using namespace printing;

namespace {

const std::vector<std::string> kCodes{"1.000894", "1.001193", "9.999999"};

tally::Report report_of(unsigned seed) {
    return made_figures(seed, {samples::kToday, samples::kToday}, kCodes).report;
}

std::string text_of(const tally::Report& report, text::Language language = text::Language::vi) {
    std::string all;
    for (const std::string& page : pdf::text_of(
             must(pdf_of(samples::day_sheet(report, language), Paper::a4, samples::fonts()))))
        all += page + " ";
    return all;
}

bool has(const std::string& all, const std::string& part) { return all.find(part) != all.npos; }

std::string said(std::int64_t number) { return text::grouped(number, text::Language::vi); }

/// The table with a column of that heading.
const Table& table_with(const Document& document, const std::string& heading) {
    for (const Block& block : document.blocks)
        if (const Table* table = std::get_if<Table>(&block))
            for (const Column& column : table->columns)
                if (column.heading == heading) return *table;
    FAIL("no column " << heading);
    return std::get<Table>(document.blocks.front());
}

}  // namespace

TEST_CASE("the sheet names its unit and day, who closed it, and the digest in full") {
    const tally::Report report = report_of(1);
    const std::string all = text_of(report);
    for (const char* part :
         {"Bộ phận Một cửa", "Phường Diên Hồng, tỉnh Gia Lai · Máy 1",
          "Phiếu số liệu ngày 23/11/2026", "Thứ Hai", "Người chốt: QL01",
          "9f86 d081 884c 7d65 9a2f eaa0 c55a d015 a3bf 4f1b 2b0b 822c d15d 6c15 b0f0 0a08",
          "Cán bộ lập phiếu", "Lãnh đạo"})
        CHECK_MESSAGE(has(all, part), part << " in " << all);
    CHECK_FALSE(has(all, "Chưa chốt"));
}

TEST_CASE("a day that closed itself says so, an open one says that it may change, and when") {
    tally::Report report = report_of(1);
    report.closings.front().staff.clear();
    CHECK(has(text_of(report), "Máy tự chốt sáng hôm sau"));
    report.closings.clear();
    const std::string open = text_of(report);
    CHECK(has(open, "Chưa chốt ngày: số liệu còn có thể thay đổi"));
    CHECK(has(open, "Số liệu lúc 16:00 23/11/2026"));
}

TEST_CASE("every figure says how it is known, and is the report's") {
    const tally::Report report = report_of(2);
    const tally::Measures& all = report.all;
    const Table table = table_with(samples::day_sheet(report), "Do đâu mà có");
    const auto row = [&](std::size_t at, const char* name, const char* known, std::int64_t n) {
        REQUIRE(at < table.rows.size());
        CHECK(table.rows[at].cells == std::vector<std::string>{name, known, said(n)});
    };
    row(0, "Lượt khách", "Máy đếm", all.visits);
    row(1, "Lượt xem thủ tục", "Máy đếm", all.opened);
    row(5, "Tự khai đã nộp trực tuyến", "Người dân tự khai", all.submitted);
    row(6, "Hồ sơ tiếp nhận", "Cán bộ ghi nhận", all.received);
    row(7, "Trong đó trực tuyến", "Cán bộ ghi nhận", all.online);
    row(8, "Trong đó tại quầy", "Cán bộ ghi nhận", all.at_counter());
}

TEST_CASE("rates stand with numerator and denominator; without a denominator there is none") {
    tally::Report report = report_of(3);
    report.all.online_complete = 85;
    report.all.received = 136;
    report.all.paid_online = report.all.fee_due = 0;
    const Table table = table_with(samples::day_sheet(report), "Tử số");
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].cells ==
          std::vector<std::string>{"Nộp trực tuyến (3.3)", "85", "136", "62,50%", "55,00%"});
    CHECK(table.rows[1].cells == std::vector<std::string>{"Thanh toán trực tuyến (3.6)", "0", "0",
                                                          "chưa có số liệu", "–"});
    CHECK(has(text_of(report), "Chỉ tiêu là số mẫu"));
}

TEST_CASE("procedures add up to the sum below them, and the sum is the day's") {
    for (unsigned seed = 1; seed < 20; ++seed) {
        const tally::Report report = report_of(seed);
        const Table table = table_with(samples::day_sheet(report), "Thủ tục");
        REQUIRE(table.rows.size() >= kCodes.size() + 1);
        const std::vector<std::string>& sum = table.rows.back().cells;
        CHECK(table.rows.back().strong);
        CHECK(sum == std::vector<std::string>{"", "Cộng", said(report.all.opened),
                                              said(report.all.qr_shown),
                                              said(report.all.counter_way),
                                              said(report.all.submitted), said(report.all.received),
                                              said(report.all.online), said(report.all.digitised)});
    }
}

TEST_CASE("what was not counted, what came late and what no clock vouched for is said") {
    tally::Report report = report_of(4);
    report.late = tally::measures_of({}, 3);
    report.untrusted = 2;
    const std::string all = text_of(report);
    CHECK(has(all, "Lặp lại trong một lượt khách"));
    CHECK(has(all, "Ghi muộn, sau khi đã chốt ngày: 3 hồ sơ"));
    CHECK(has(all, "đồng hồ chưa tin cậy: 2 lần"));
    report.late = {};
    report.untrusted = 0;
    report.filtered.clear();
    const std::string clean = text_of(report);
    CHECK(has(clean, "Không có."));
    CHECK_FALSE(has(clean, "Ghi muộn"));
    CHECK_FALSE(has(clean, "tin cậy"));
}

TEST_CASE("words of a newer journal are printed as they are") {
    tally::Report report = report_of(5);
    report.filtered = {{"new_kind", "new_reason", 1}};
    CHECK(has(text_of(report), "new_kind new_reason 1"));
}

TEST_CASE("a day of every procedure fills pages and loses none") {
    std::vector<std::string> codes;
    for (const catalogue::Procedure& one : samples::catalogue_shipped().procedures())
        if (!one.internal) codes.push_back(one.code);
    const tally::Report report = made_figures(6, {samples::kToday, samples::kToday}, codes).report;
    const std::string all = text_of(report);
    for (const std::string& code : codes) CHECK_MESSAGE(has(all, code), code);
}
