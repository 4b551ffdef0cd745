#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "json/json.h"

/// JSON files as crawlers leave them: NULs, one value a line, rows wrapped in an answer.
namespace importing {

/// Replaces NUL bytes and \u0000 escapes by spaces (text out of PDF files has them for bullets;
/// the json layer refuses them). How many there were.
std::size_t blank_nuls(std::string& bytes);

/// Whether the bytes are JSON lines: one of the first three lines with anything in it is an
/// object by itself, and there are more lines.
bool is_json_lines(std::string_view bytes);

/// Every line, trimmed of spaces and CR; empty ones too, so that lines can be numbered.
template <class Visit>
void for_each_line(std::string_view bytes, Visit visit) {
    constexpr std::string_view kBlank = " \t\r";
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        std::string_view line = bytes.substr(0, end);
        const std::size_t first = line.find_first_not_of(kBlank);
        line = first == line.npos ? std::string_view() : line.substr(first);
        visit(line.substr(0, line.find_last_not_of(kBlank) + 1));
        bytes = end == bytes.npos ? std::string_view() : bytes.substr(end + 1);
    }
}

/// The rows of an array, of {"data":[…]} or of {"data":{"content":[…]}}; nullptr if the value is
/// one record by itself.
const json::Value* rows_of(const json::Value& value);

}  // namespace importing
