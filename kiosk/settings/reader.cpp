#include "settings/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "text/unicode.h"

namespace settings {

namespace {

/// Stands for a section that is not there.
const toml::table& no_section() {
    static const toml::table kEmpty;
    return kEmpty;
}

std::string quoted(std::string_view key) { return "\"" + std::string(key) + "\""; }

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

Result<toml::table> Reader::parse(const std::string& path) {
    const std::string bytes = TRY(files::read(path, kBytesMax));
    return parse(bytes, path);
}

Result<toml::table> Reader::parse(std::string_view bytes, const std::string& path) {
    if (bytes.size() > kBytesMax)
        return Error{Error::Code::invalid,
                     fmt::format("{}: larger than {} bytes", path, kBytesMax)};
    if (const std::size_t line = line_of_stray_letter(bytes); line > 0)
        return Error{
            Error::Code::invalid,
            fmt::format("{}:{}: expected texts in quotes, with a blank before them", path, line)};
    toml::parse_result parsed = toml::parse(bytes, path);
    if (parsed) return std::move(parsed).table();
    const toml::parse_error& why = parsed.error();
    return Error{Error::Code::invalid,
                 fmt::format("{}:{}: {}", path, why.source().begin.line, why.description())};
}

void Reader::problem(const toml::node* node, const toml::table& table, const std::string& what) {
    if (&table == &no_section()) return;  // That it is missing was said; its keys need no line.
    const auto line = node ? node->source().begin.line : table.source().begin.line;
    problems_ += (problems_.empty() ? "" : "\n") + fmt::format("{}:{}: {}", path_, line, what);
}

Result<> Reader::finish() const {
    if (problems_.empty()) return {};
    return Error{Error::Code::invalid, problems_};
}

const toml::table& Reader::table(const toml::table& parent, std::string_view key) {
    const toml::node* node = parent.get(key);
    if (node && node->is_table()) return *node->as_table();
    problem(node, parent, "expected a section [" + std::string(key) + "]");
    return no_section();
}

std::vector<const toml::table*> Reader::tables(const toml::table& parent, std::string_view key,
                                               std::size_t most, std::string_view why) {
    std::vector<const toml::table*> list;
    const toml::node* node = parent.get(key);
    if (!node) return list;
    if (!node->is_array()) {
        problem(node, parent, fmt::format("expected sections [[{}]], in two brackets", key));
        return list;
    }
    for (const toml::node& item : *node->as_array()) {
        if (!item.is_table()) {
            problem(&item, parent, fmt::format("expected sections [[{}]]", key));
            return list;
        }
        if (list.size() == most) {
            problem(&item, parent, fmt::format("expected at most {} [[{}]]: {}", most, key, why));
            return list;
        }
        list.push_back(item.as_table());
    }
    return list;
}

void Reader::known(const toml::table& table, const std::vector<std::string_view>& keys) {
    for (const auto& [key, node] : table) {
        if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
        std::string list;
        for (const std::string_view name : keys)
            list += (list.empty() ? "" : ", ") + std::string(name);
        problem(&node, table, quoted(key.str()) + " is not known here; expected one of: " + list);
    }
}

std::string Reader::text(const toml::table& table, std::string_view key, bool may_be_empty) {
    const toml::node* node = table.get(key);
    const auto value = node ? node->value_exact<std::string>() : std::nullopt;
    if (!value || (value->empty() && !may_be_empty) || value->size() > kTextMax) {
        problem(
            node, table,
            fmt::format("{}: expected a text in quotes, at most {} bytes", quoted(key), kTextMax));
        return {};
    }
    if (!text::is_nfc(*value))
        problem(node, table, quoted(key) + ": expected composed Vietnamese letters (NFC)");
    return *value;
}

text::Translated Reader::translated(const toml::table& parent, std::string_view key) {
    const toml::node* node = parent.get(key);
    if (!node || !node->is_table()) {
        problem(node, parent, quoted(key) + ": expected a text in vi and in en");
        return {};
    }
    const toml::table& table = *node->as_table();
    known(table, {"vi", "en", "jra", "bdq"});
    text::Translated words{.vi = text(table, "vi"), .en = text(table, "en")};
    if (table.contains("jra")) words.jra = text(table, "jra");
    if (table.contains("bdq")) words.bdq = text(table, "bdq");
    return words;
}

std::int64_t Reader::whole(const toml::table& table, std::string_view key, std::int64_t low,
                           std::int64_t high) {
    const toml::node* node = table.get(key);
    const auto value = node ? node->value_exact<std::int64_t>() : std::nullopt;
    if (value && *value >= low && *value <= high) return *value;
    problem(node, table,
            fmt::format("{}: expected a whole number, {} to {}", quoted(key), low, high));
    return low;
}

double Reader::number(const toml::table& table, std::string_view key, double low, double high) {
    const toml::node* node = table.get(key);
    const auto value = node ? node->value<double>() : std::nullopt;
    if (value && *value >= low && *value <= high) return *value;
    problem(node, table, fmt::format("{}: expected a number, {} to {}", quoted(key), low, high));
    return low;
}

bool Reader::yes(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    const auto value = node ? node->value_exact<bool>() : std::nullopt;
    if (!value) problem(node, table, quoted(key) + ": expected true or false");
    return value.value_or(false);
}

std::string Reader::choice(const toml::table& table, std::string_view key,
                           const std::vector<std::string_view>& choices) {
    const toml::node* node = table.get(key);
    const auto value = node ? node->value_exact<std::string>() : std::nullopt;
    std::string list;
    for (const std::string_view choice : choices) {
        if (value && *value == choice) return *value;
        list += (list.empty() ? "" : ", ") + quoted(choice);
    }
    problem(node, table, quoted(key) + ": expected one of " + list);
    return {};
}

std::optional<std::chrono::sys_days> Reader::day(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    const auto date = node ? node->value_exact<toml::date>() : std::nullopt;
    if (date) {
        const auto day = std::chrono::year(date->year) / date->month / date->day;
        if (day.ok()) return std::chrono::sys_days(day);
    }
    problem(node, table, quoted(key) + ": expected a day as 2026-03-22");
    return std::nullopt;
}

std::vector<std::string> Reader::texts(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    std::vector<std::string> list;
    if (!node || !node->is_array()) {
        problem(node, table, quoted(key) + ": expected a list of texts [\"…\", \"…\"]");
        return list;
    }
    for (const toml::node& item : *node->as_array()) {
        const auto value = item.value_exact<std::string>();
        if (value && !value->empty())
            list.push_back(*value);
        else
            problem(&item, table, quoted(key) + ": expected texts in quotes");
    }
    return list;
}

}  // namespace settings
