#include "printing/page.h"

#include <algorithm>

#include "printing/layout.h"
#include "printing/paper.h"
#include "printing/pdf.h"
#include "printing/samples.h"
#include "text/unicode.h"

using namespace printing;

namespace {

Document table_of(int rows) {
    Table table{.columns = {{.heading = "Mã"}, {.heading = "Số"}}, .rows = {}};
    for (int i = 0; i < rows; ++i)
        table.rows.push_back({.cells = {"dòng-" + std::to_string(i) + "-hết", "1"}});
    return {.blocks = {table}, .footer = "chân trang"};
}

std::size_t count(const std::string& all, const std::string& one) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = all.find(one, at)) != all.npos; at += one.size()) ++found;
    return found;
}

}  // namespace

TEST_CASE("a table goes on over pages: every row once, the head on each, pages counted") {
    const std::vector<std::string> pages =
        pdf::text_of(must(pdf_of(table_of(120), Paper::a4, samples::fonts())));
    REQUIRE(pages.size() == 3);
    std::string all;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        CHECK(pages[i].starts_with("Mã Số"));
        CHECK(pages[i].ends_with("chân trang " + std::to_string(i + 1) + "/3"));
        all += pages[i];
    }
    for (int row = 0; row < 120; ++row)
        CHECK(count(all, "dòng-" + std::to_string(row) + "-hết") == 1);
}

TEST_CASE("a heading is never the last on a page, a block of signatures never torn") {
    const Fonts fonts = samples::fonts();
    for (int rows = 30; rows < 60; ++rows) {
        CAPTURE(rows);
        Document document = table_of(rows);
        document.footer.clear();
        document.blocks.emplace_back(Text{.text = "Đầu mục", .heading = true});
        document.blocks.emplace_back(Table{.columns = {{.heading = {}}},
                                           .rows = {{.cells = {"ký tên"}}, {.cells = {"họ tên"}}},
                                           .together = true,
                                           .room_mm = 20});
        for (const std::string& page : pdf::text_of(must(pdf_of(document, Paper::a4, fonts)))) {
            CHECK_FALSE(page.ends_with("Đầu mục"));
            CHECK(count(page, "ký tên") == count(page, "họ tên"));
        }
    }
}

TEST_CASE("the widths of receipt printers' heads are exact") {
    const Document document{.blocks = {Text{.text = "a"}}, .footer = {}};
    const Fonts fonts = samples::fonts();
    CHECK(must(raster_of(document, Paper::roll_80, fonts)).front().width == 576);
    CHECK(must(raster_of(document, Paper::roll_58, fonts)).front().width == 384);
    CHECK(must_fail(raster_of(document, Paper::a4, fonts)).find("A4") != std::string::npos);
}

TEST_CASE("modules are whole dots, at least as large as asked for, with white around") {
    const Fonts fonts = samples::fonts();
    for (const double side : {30.0, 42.0}) {
        const Document document{.blocks = {Code{.text = samples::kBirthAddress, .side_mm = side}},
                                .footer = {}};
        for (const Paper paper : {Paper::roll_80, Paper::roll_58}) {
            const Bitmap bitmap = must(raster_of(document, paper, fonts)).front();
            int left = bitmap.width, right = 0, top = bitmap.height, bottom = 0;
            for (int y = 0; y < bitmap.height; ++y)
                for (int x = 0; x < bitmap.width; ++x)
                    if (bitmap.black(x, y)) {
                        left = std::min(left, x), right = std::max(right, x + 1);
                        top = std::min(top, y), bottom = std::max(bottom, y + 1);
                    }
            constexpr int kModules = 37;  // 81 letters at level M.
            const int width = right - left;
            CHECK(width == bottom - top);
            REQUIRE(width % kModules == 0);
            const int module = width / kModules;
            CHECK(module * (kModules + 8) >= static_cast<int>(side * 8) - 1);
            CHECK(left >= 4 * module);
            CHECK(top >= 4 * module);
            for (int y = top; y < bottom; ++y)
                for (int x = left; x < right; ++x) {
                    const int x0 = left + (x - left) / module * module;
                    const int y0 = top + (y - top) / module * module;
                    if (bitmap.black(x, y) != bitmap.black(x0, y0)) FAIL("torn module");
                }
        }
    }
}

TEST_CASE("the longest address still makes a code that is read, on the narrowest roll") {
    const std::string longest =
        "https://dichvucong.gov.vn/" + std::string(catalogue::Links::kLengthMax - 26, 'x');
    const Document document{.blocks = {Code{.text = longest}}, .footer = {}};
    const Bitmap bitmap = must(raster_of(document, Paper::roll_58, samples::fonts())).front();
    CHECK(must(read_codes(picture_of(bitmap))) == std::vector{longest});
}

TEST_CASE("a text too long for any code is refused, not printed as nothing") {
    const Document document{.blocks = {Code{.text = std::string(3000, 'x')}}, .footer = {}};
    const Fonts fonts = samples::fonts();
    CHECK(must_fail(pdf_of(document, Paper::a4, fonts)).find("too long") != std::string::npos);
    CHECK(must_fail(raster_of(document, Paper::roll_80, fonts)).find("too long") !=
          std::string::npos);
}

TEST_CASE("each slip of a document is a picture of its own") {
    const Document document{
        .blocks = {Text{.text = "một"}, Cut{}, Text{.text = "hai"}, Gap{20}, Cut{}}, .footer = {}};
    const Fonts fonts = samples::fonts();
    const std::vector<Bitmap> slips = must(raster_of(document, Paper::roll_80, fonts));
    REQUIRE(slips.size() == 2);
    CHECK(slips[1].height > slips[0].height + 150);
    CHECK(pdf::text_of(must(pdf_of(document, Paper::roll_80, fonts))) ==
          std::vector<std::string>{"một", "hai"});
    CHECK(pdf::text_of(must(pdf_of(document, Paper::a4, fonts))).size() == 2);
}

TEST_CASE("our fonts have every letter that may be printed") {
    const Fonts fonts = samples::fonts();
    const auto check = [&](const std::string& text) {
        for (const char32_t letter : text::code_points(text))
            if (letter != U'\n' && !fonts.has(letter)) FAIL_CHECK("no letter in " << text);
    };
    for (const text::Language language : text::kLanguages)
        for (const auto& [key, words] : samples::words(language).all()) check(words);
    for (const catalogue::Procedure& one : samples::catalogue_shipped().procedures()) {
        check(one.name);
        if (!one.card) continue;
        for (const catalogue::Bring& paper : one.card->bring) {
            check(paper.name.vi + paper.name.en);
            if (paper.note) check(paper.note->vi + paper.note->en);
        }
    }
    CHECK(fonts.has(U'≥'));
    CHECK_FALSE(fonts.has(U'漢'));
}

TEST_CASE("a letter that no font has is a question mark, and nothing else is lost") {
    const Document document{.blocks = {Text{.text = "từ 漢 đến → đây"}}, .footer = {}};
    CHECK(pdf::text_of(must(pdf_of(document, Paper::a4, samples::fonts()))) ==
          std::vector<std::string>{"từ ? đến → đây"});
}

TEST_CASE("missing fonts are said with their place") {
    CHECK(must_fail(Fonts::load("/nowhere")).find("/nowhere/NotoSans-Regular.ttf") !=
          std::string::npos);
}
