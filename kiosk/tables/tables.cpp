#include "tables/tables.h"

#include <fmt/format.h>

#include "base/files.h"

namespace tables {

namespace {

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+' || c == ':';
}

/// The line, from 1, of the first letter beyond ASCII outside quotes and comments, or of a quote
/// glued to what is before it; 0 when there is none. TOML allows neither, and toml++ 3.3 takes
/// such a letter for impossible (undefined behaviour in is_non_ascii_horizontal_whitespace).
std::size_t line_of_stray_letter(std::string_view bytes) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    std::size_t line = 1;
    char inside = 0;  // '"', '\'' or '#', until it ends; 0 in plain TOML.
    char before = '\n';
    bool escaped = false;
    for (const char c : bytes) {
        const bool quote = c == '"' || c == '\'';
        if (c == '\n') {
            ++line;
            inside = 0;
        } else if (inside == 0) {
            if (static_cast<unsigned char>(c) > 0x7e || (quote && is_plain(before))) return line;
            if (quote || c == '#') inside = c;
        } else if (c == inside && c != '#' && !escaped) {
            inside = 0;
        }
        escaped = inside == '"' && c == '\\' && !escaped;
        before = c;
    }
    return 0;
}

}  // namespace

Result<toml::table> parse_file(const std::string& path) {
    const std::string bytes = TRY(files::read(path, kBytesMax));
    return parse(bytes, path);
}

Result<toml::table> parse(std::string_view bytes, const std::string& source) {
    if (bytes.size() > kBytesMax)
        return Error{Error::Code::invalid,
                     fmt::format("{}: larger than {} bytes", source, kBytesMax)};
    if (const std::size_t line = line_of_stray_letter(bytes); line > 0)
        return Error{
            Error::Code::invalid,
            fmt::format("{}:{}: expected texts in quotes, with a blank before them", source, line)};
    toml::parse_result parsed = toml::parse(bytes, source);
    if (parsed) return std::move(parsed).table();
    const toml::parse_error& why = parsed.error();
    return Error{Error::Code::invalid,
                 fmt::format("{}:{}: {}", source, why.source().begin.line, why.description())};
}

}  // namespace tables
