#include "sheets/book.h"

#include <cmath>

#include "base/files.h"
#include "support/must.h"
#include "support/process.h"

namespace {

constexpr std::size_t kBytesMax = 64 << 20;

}  // namespace

Book::Book(const std::string& path) {
    const std::string said = path + ".json";
    // Debian's own Python: another in PATH would not know Debian's openpyxl.
    Process reader = must(Process::start(
        {.words = {"/usr/bin/python3", SOURCE_DIR "/tests/sheets/read_xlsx.py", path},
         .output = said}));
    const int status = must(reader.wait(std::chrono::seconds(60)));
    const std::string bytes = must(files::read(said, kBytesMax));
    if (status != 0) FAIL("python3-openpyxl: " << bytes);
    sheets_ = must(json::parse(bytes, said, {.bytes = kBytesMax}));
}

const json::Value& Book::sheet(const std::string& title) const {
    for (const json::Value& one : sheets_)
        if (one["title"] == title) return one;
    FAIL("no sheet " << title);
    return sheets_;
}

std::vector<json::Value> Book::rows(const std::string& title) const {
    const json::Value& all = sheet(title)["rows"];
    return {all.begin() + 1, all.end()};
}

std::size_t Book::column(const std::string& title, const std::string& heading) const {
    const json::Value& head = sheet(title)["rows"][0];
    for (std::size_t i = 0; i < head.size(); ++i)
        if (head[i]["text"] == heading) return i;
    FAIL("no column " << heading << " in " << title);
    return 0;
}

std::int64_t number(const json::Value& cell) {
    REQUIRE(cell.contains("number"));
    const double value = cell["number"];
    REQUIRE(value == std::floor(value));
    return static_cast<std::int64_t>(value);
}

void check_figures(const Book& book, const std::string& title, const json::Value& row,
                   const tally::Measures& expected, const text::Words& words) {
    for (const tally::MeasureName& one : tally::measure_names()) {
        const std::string heading = words("sheet.measure." + std::string(one.name));
        CAPTURE(heading);
        CHECK(number(row[book.column(title, heading)]) == expected.*one.field);
    }
    const std::string counter = words("sheet.measure.at_counter");
    CHECK(number(row[book.column(title, counter)]) == expected.at_counter());
}
