#include "importing/json_text.h"

#include <algorithm>

namespace importing {

std::size_t blank_nuls(std::string& bytes) {
    constexpr std::string_view kEscape = "\\u0000";
    std::size_t count = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (bytes[at] == '\0') {
            bytes[at] = ' ';
            ++count;
        } else if (bytes[at] == '\\') {
            if (bytes.compare(at, kEscape.size(), kEscape) == 0) {
                std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), kEscape.size(), ' ');
                ++count;
            } else {
                ++at;  // an escaped character: "\\u0000" is a backslash and letters
            }
        }
    }
    return count;
}

bool is_json_lines(std::string_view bytes) {
    constexpr int kLinesTried = 3;  // one or two may be damaged
    int seen = 0;
    bool object = false;
    for_each_line(bytes, [&](std::string_view line) {
        if (line.empty() || seen > kLinesTried) return;
        ++seen;
        if (seen > kLinesTried || object) return;
        const Result<json::Value> value = json::parse(line, "line");
        object = value && value->is_object();
    });
    return object && seen > 1;
}

const json::Value* rows_of(const json::Value& value) {
    if (value.is_array()) return &value;
    const json::Value* data = json::find(value, "data");
    if (!data) return nullptr;
    if (data->is_array()) return data;
    for (const char* key : {"content", "items", "data"})
        if (const json::Value* rows = json::array(*data, key)) return rows;
    return nullptr;
}

}  // namespace importing
