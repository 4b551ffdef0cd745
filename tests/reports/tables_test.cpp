#include "reports/tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "reports/made.h"
#include "sheets/book.h"
#include "support/temp_dir.h"

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// RFC 4180, read by rules of its own: every field of every line.
Rows read_csv(const std::string& bytes) {
    REQUIRE(bytes.starts_with("\xef\xbb\xbf"));
    Rows rows{{""}};
    bool quoted = false;
    for (std::size_t i = 3; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (quoted && c == '"' && i + 1 < bytes.size() && bytes[i + 1] == '"') {
            rows.back().back() += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (quoted) {
            rows.back().back() += c;
        } else if (c == ',') {
            rows.back().emplace_back();
        } else if (c == '\n') {
            rows.push_back({""});
        } else if (c != '\r') {
            rows.back().back() += c;
        }
    }
    REQUIRE_FALSE(quoted);
    REQUIRE(rows.back() == std::vector<std::string>{""});
    rows.pop_back();
    return rows;
}

std::size_t column(const std::vector<std::string>& head, const std::string& name) {
    const auto at = std::ranges::find(head, name);
    if (at == head.end()) FAIL("no column " << name);
    return static_cast<std::size_t>(at - head.begin());
}

/// A workbook's cell as CSV would write it.
std::string text_of(const json::Value& cell) {
    if (cell.contains("text")) return cell["text"];
    if (cell.contains("date")) return cell["date"];
    if (!cell.contains("number")) return "";
    const double value = cell["number"];
    if (cell["format"] == "0.00%") return fmt::format("{:.2f}", value * 100);
    return std::to_string(static_cast<std::int64_t>(value));
}

/// The text that a spreadsheet would take for a formula gets an apostrophe in CSV alone.
std::string without_apostrophe(std::string text) {
    if (text.size() > 1 && text[0] == '\'') text.erase(0, 1);
    return text;
}

std::vector<sheets::View> all(const figures::World& world, text::Language language) {
    const reports::Voice voice = made::voice(language);
    const figures::Overview overview = made::overview(world, true);
    return {reports::wards_table(overview, world, voice),
            reports::days_table(overview, world, voice),
            reports::procedures_table(made::procedures(), world, voice),
            reports::kiosks_table(made::kiosks(), world, voice),
            reports::about_table(overview.asked, world, voice)};
}

}  // namespace

TEST_CASE("every rate has numerator, denominator and percent; an unknown one has no percent") {
    const figures::World world = made::world();
    const figures::Overview overview = made::overview(world);
    const Rows rows =
        read_csv(reports::csv_file(reports::wards_table(overview, world, made::voice())));
    REQUIRE(rows.size() == 5);  // The head, three wards, the province.
    const std::size_t online = column(rows[0], "Nộp trực tuyến (3.3): tử số");
    CHECK(rows[0][online + 1] == "Nộp trực tuyến (3.3): mẫu số");
    CHECK(rows[0][online + 2] == "Nộp trực tuyến (3.3): tỷ lệ %");
    CHECK(rows[1][online] == "10");
    CHECK(rows[1][online + 1] == "30");
    CHECK(rows[1][online + 2] == "33.33");
    CHECK(rows[4][online] == "17");
    CHECK(rows[4][online + 1] == "51");
    const std::size_t paid = column(rows[0], "Thanh toán trực tuyến (3.6): tử số");
    CHECK(rows[1][paid] == "0");
    CHECK(rows[1][paid + 1] == "0");
    CHECK(rows[1][paid + 2].empty());
}

TEST_CASE("a ward that told nothing has empty cells, never 0") {
    const figures::World world = made::world();
    const Rows rows = read_csv(
        reports::csv_file(reports::wards_table(made::overview(world), world, made::voice())));
    const std::size_t first = column(rows[0], "Nộp trực tuyến (3.3): tử số");
    CHECK(rows[3][1] == "23926");
    CHECK(rows[3][0].empty());
    for (std::size_t i = first; i < rows[3].size(); ++i) CHECK(rows[3][i].empty());
}

TEST_CASE("every day of the period is listed; an unknown one is empty") {
    const figures::World world = made::world();
    const Rows rows = read_csv(
        reports::csv_file(reports::days_table(made::overview(world), world, made::voice())));
    REQUIRE(rows.size() == 5);
    CHECK(rows[1][0] == "2026-11-22");
    CHECK(rows[1][1] == "Chủ nhật");
    CHECK(rows[3][0] == "2026-11-24");
    CHECK(rows[3][2] == "0");
    for (std::size_t i = 3; i < rows[3].size(); ++i) CHECK(rows[3][i].empty());
    // A day that is known to be empty says 0.
    const std::size_t received = column(rows[0], "hồ sơ tiếp nhận (Cán bộ ghi)");
    CHECK(rows[1][received] == "0");
    CHECK(rows[4][received] == "9");
}

TEST_CASE("every figure of every measure is the sum's, and its heading says who vouches for it") {
    const figures::World world = made::world();
    const figures::Overview overview = made::overview(world);
    const Rows rows =
        read_csv(reports::csv_file(reports::wards_table(overview, world, made::voice())));
    const text::Words& words = made::words(text::Language::vi);
    for (const tally::MeasureName& one : tally::measure_names()) {
        const std::string name(one.name);
        CAPTURE(name);
        const char* who = name == "submitted" ? "said"
                          : name == "visits" || name == "opened" || name == "qr_shown" ||
                                  name == "counter_way" || name == "slips"
                              ? "shown"
                              : "confirmed";
        const std::string heading =
            words("measure." + name) + " (" + words(std::string("certainty.") + who) + ")";
        const std::size_t at = column(rows[0], heading);
        for (std::size_t i = 0; i < 2; ++i)
            CHECK(rows[i + 1][at] == std::to_string(overview.wards[i].sum.measures.*one.field));
        CHECK(rows[4][at] == std::to_string(overview.sum.measures.*one.field));
    }
}

namespace {

void expect_same(const Book& book, const sheets::View& view) {
    CAPTURE(view.title);
    const Rows rows = read_csv(reports::csv_file(view));
    const json::Value& cells = book.sheet(view.title)["rows"];
    REQUIRE(cells.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        REQUIRE(cells[i].size() == rows[i].size());
        for (std::size_t j = 0; j < rows[i].size(); ++j) {
            CHECK(text_of(cells[i][j]) == without_apostrophe(rows[i][j]));
            // What looks like a formula is text: openpyxl says "f" of one.
            if (cells[i][j].contains("type")) CHECK(cells[i][j]["type"] == "s");
        }
    }
}

}  // namespace

TEST_CASE("the workbook's cells are those of the CSV, in both languages") {
    const figures::World world = made::world();
    const TempDir folder;
    for (const text::Language language : text::kLanguages) {
        const std::vector<sheets::View> views = all(world, language);
        for (std::size_t i = 0; i + 1 < views.size(); ++i) {
            const std::string bytes = must(reports::xlsx_file(
                views[i], made::overview(world, true).asked, world, made::voice(language)));
            const std::string path = folder / (views[i].slug + text::code_of(language) + ".xlsx");
            must(files::write_atomically(path, bytes));
            const Book book(path);
            expect_same(book, views[i]);
            expect_same(book, views.back());  // About it.
        }
    }
}

TEST_CASE("no name becomes a formula in CSV") {
    const figures::World world = made::world();
    for (const sheets::View& view : all(world, text::Language::vi))
        for (const auto& row : read_csv(reports::csv_file(view)))
            for (const std::string& field : row) {
                const bool number = field.find_first_not_of("-0123456789.") == field.npos;
                if (!field.empty() && !number)
                    CHECK(std::string("=+-@").find(field[0]) == std::string::npos);
            }
}

TEST_CASE("nothing is asked for that a language has no words for") {
    const figures::World world = made::world();
    for (const text::Language language : text::kLanguages)
        for (const sheets::View& view : all(world, language)) {
            std::vector<std::string> texts{view.title};
            for (const sheets::Column& one : view.columns) texts.push_back(one.heading);
            for (const auto& row : view.rows)
                for (const sheets::Cell& cell : row)
                    if (const auto* text = std::get_if<std::string>(&cell)) texts.push_back(*text);
            for (const std::string& text : texts)
                for (const char* key : {"table.", "measure.", "certainty.", "health.", "report."})
                    CHECK_MESSAGE(!text.starts_with(key), text);
        }
}

TEST_CASE("a demonstration says so above each head, in its file's name and in its workbook") {
    figures::World world = made::world();
    CHECK(all(world, text::Language::vi)[0].notice.empty());
    world.demo = true;
    for (const sheets::View& view : all(world, text::Language::vi)) {
        const Rows rows = read_csv(reports::csv_file(view));
        CHECK(rows[0] == std::vector<std::string>{made::words(text::Language::vi)("demo_long")});
    }
    const TempDir folder;
    const sheets::View view = all(world, text::Language::en)[0];
    must(files::write_atomically(folder / "book.xlsx",
                                 must(reports::xlsx_file(view, made::overview(world).asked, world,
                                                         made::voice(text::Language::en)))));
    const Book book(folder / "book.xlsx");
    for (const json::Value& sheet : book.sheets())
        CHECK(sheet["rows"][0][0]["text"] == made::words(text::Language::en)("demo_long"));
    CHECK(book.sheet(view.title)["freeze"] == "A3");
}

TEST_CASE("a file's name is harmless whatever is asked for") {
    const tally::Period period{.first = made::kFirst, .last = made::kToday};
    CHECK(reports::file_name("52", "wards", period, false) ==
          "motcua_52_wards_2026-11-22_2026-11-25");
    CHECK(reports::file_name("52\r\nSet-Cookie: x=\"1\"/../", "wards", period, true) ==
          "motcua_52et-ookiex1_wards_2026-11-22_2026-11-25_demo");
}
