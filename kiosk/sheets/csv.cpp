#include "sheets/csv.h"

#include <fmt/format.h>

#include "base/clock.h"
#include "base/overloaded.h"

namespace sheets {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kLineEnd = "\r\n";

std::string quoted(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string::npos)
        text.insert(0, 1, '\'');
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    for (std::size_t at = 0; (at = text.find('"', at)) != text.npos; at += 2)
        text.insert(at, 1, '"');
    return '"' + text + '"';
}

void add_field(std::string& line, const Cell& cell) {
    std::visit(Overloaded{
                   [](std::monostate) {},
                   [&](const std::string& text) { line += quoted(text); },
                   [&](std::int64_t number) { line += std::to_string(number); },
                   [&](tally::Day day) { line += iso_date(day); },
                   [&](Percent rate) {
                       line +=
                           fmt::format("{}.{:02}", rate.hundredths / 100, rate.hundredths % 100);
                   },
               },
               cell);
}

std::string line_of(const std::vector<Cell>& row) {
    std::string line;
    for (const Cell& cell : row) {
        if (&cell != &row.front()) line += ',';
        add_field(line, cell);
    }
    line += kLineEnd;
    return line;
}

/// What stands before the rows.
std::string head_of(const View& view) {
    std::string head(kByteOrderMark);
    if (!view.notice.empty()) head.append(quoted(view.notice)).append(kLineEnd);
    std::vector<Cell> headings;
    for (const Column& column : view.columns) headings.emplace_back(column.heading);
    return head + line_of(headings);
}

}  // namespace

std::string csv_of(const View& view) {
    std::string bytes = head_of(view);
    for (const std::vector<Cell>& row : view.rows) bytes += line_of(row);
    return bytes;
}

Result<> write_csv(const Table& table, files::Replacement& file) {
    TRY(file.write(head_of(table.view)));
    return table.each_row([&](const std::vector<Cell>& row) { return file.write(line_of(row)); });
}

}  // namespace sheets
