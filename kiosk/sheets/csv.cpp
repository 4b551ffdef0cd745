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

std::string field_of(const Cell& cell) {
    return std::visit(Overloaded{
                          [](std::monostate) { return std::string(); },
                          [](const std::string& text) { return quoted(text); },
                          [](std::int64_t number) { return std::to_string(number); },
                          [](tally::Day day) { return iso_date(day); },
                          [](Percent rate) {
                              return fmt::format("{}.{:02}", rate.hundredths / 100,
                                                 rate.hundredths % 100);
                          },
                      },
                      cell);
}

}  // namespace

std::string csv_of(const View& view) {
    std::string bytes(kByteOrderMark);
    if (!view.notice.empty()) bytes.append(quoted(view.notice)).append(kLineEnd);
    const char* comma = "";
    for (const Column& column : view.columns) {
        bytes += comma + quoted(column.heading);
        comma = ",";
    }
    bytes += kLineEnd;
    for (const std::vector<Cell>& row : view.rows) {
        comma = "";
        for (const Cell& cell : row) {
            bytes += comma + field_of(cell);
            comma = ",";
        }
        bytes += kLineEnd;
    }
    return bytes;
}

}  // namespace sheets
