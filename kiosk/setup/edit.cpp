// The parser tells where each value begins and ends, in lines and letters; only these bytes are
// replaced. One change at a time, each on a fresh parse: no position outlives what it points at.

#include "setup/edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "tables/tables.h"
#include "text/unicode.h"

namespace setup {

namespace {

std::string_view next_part(std::string_view& key) {
    const std::size_t dot = key.find('.');
    const std::string_view part = key.substr(0, dot);
    key = dot == key.npos ? std::string_view() : key.substr(dot + 1);
    return part;
}

const toml::node* find(const toml::table& root, std::string_view key) {
    const toml::node* node = &root;
    while (node && !key.empty()) {
        const toml::table* table = node->as_table();
        node = table ? table->get(next_part(key)) : nullptr;
    }
    return node;
}

/// The byte at which a line of the text begins, from 1.
std::size_t line_at(std::string_view text, std::size_t line) {
    std::size_t at = 0;
    for (std::size_t n = 1; n < line && at != text.npos; ++n) {
        at = text.find('\n', at);
        at = at == text.npos ? text.size() : at + 1;
    }
    return at;
}

/// The byte of a position, whose columns count letters.
std::size_t byte_at(std::string_view text, const toml::source_position& position) {
    std::size_t at = line_at(text, position.line);
    for (std::size_t column = 1; column < position.column && at < text.size(); ++column) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    }
    return at;
}

/// Puts the new value in place, and keeps a comment behind it in its column if there is room.
void replace(std::string& text, std::size_t from, std::size_t to, const std::string& value) {
    const std::size_t blanks_end = std::min(text.find_first_not_of(' ', to), text.size());
    const std::size_t blanks = blanks_end - to;
    const bool comment = blanks_end < text.size() && text[blanks_end] == '#';
    const std::string_view old = std::string_view(text).substr(from, to - from);
    const bool one_line = old.find('\n') == old.npos;
    const std::size_t before = text::code_points(old).size() + blanks;
    const std::size_t now = text::code_points(value).size();
    const std::size_t least = std::min<std::size_t>(blanks, 2);
    if (comment && one_line)
        text.replace(to, blanks, std::string(std::max(least, before - std::min(before, now)), ' '));
    text.replace(from, to - from, value);
}

void insert_line(std::string& text, std::size_t at, const std::string& line) {
    const bool glued = at > 0 && text[at - 1] != '\n';
    text.insert(at, (glued ? "\n" : "") + line + "\n");
}

/// A key there was not: "a.b.c" is b.c below [a].
void add(std::string& text, const toml::table& root, const Change& change) {
    std::string_view rest = change.key;
    const std::string_view name = next_part(rest);
    const std::string line = fmt::format("{} = {}", rest, change.value);
    const toml::node* table = root.get(name);
    if (table && table->is_table())
        return insert_line(text, line_at(text, table->source().begin.line + 1), line);
    insert_line(text, text.size(), fmt::format("\n[{}]\n{}", name, line));
}

std::string printed(const toml::node& node) {
    std::ostringstream out;
    if (const auto* array = node.as_array())
        out << *array;
    else if (const auto* value = node.as_string())
        out << value->get();
    else if (const auto number = node.value<double>())
        out << fmt::format("{}", *number);
    else if (const auto yes = node.value<bool>())
        out << *yes;
    return out.str();
}

/// Every value of a table below its whole key: what must be the same but for the changes.
void flatten(const toml::table& table, const std::string& above,
             std::vector<std::pair<std::string, std::string>>& all) {
    for (const auto& [key, node] : table) {
        const std::string whole =
            above.empty() ? std::string(key.str()) : above + "." + std::string(key.str());
        if (const toml::table* below = node.as_table())
            flatten(*below, whole, all);
        else
            all.emplace_back(whole, printed(node));
    }
}

using Values = std::vector<std::pair<std::string, std::string>>;
Values values_of(const toml::table& table, const std::string& without) {
    Values all;
    flatten(table, {}, all);
    std::erase_if(all, [&](const auto& one) { return one.first == without; });
    return all;
}

}  // namespace

std::string in_toml(std::string_view text) {
    std::string made = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            made += std::string("\\") + c;
        else if (byte < 0x20 || byte == 0x7f)
            made += fmt::format("\\u{:04X}", byte);
        else
            made += c;
    }
    return made + "\"";
}

std::string listed(const std::vector<std::string>& texts) {
    std::string made;
    for (const std::string& text : texts) made += (made.empty() ? "" : ", ") + in_toml(text);
    return "[" + made + "]";
}

Result<std::string> changed(std::string text, const std::vector<Change>& changes,
                            const std::string& source) {
    for (const Change& change : changes) {
        const toml::table before = TRY(tables::parse(text, source));
        if (const toml::node* node = find(before, change.key)) {
            const toml::source_region where = node->source();
            const std::size_t from = byte_at(text, where.begin), to = byte_at(text, where.end);
            replace(text, from, to, change.value);
        } else {
            add(text, before, change);
        }
        const toml::table after = TRY(tables::parse(text, source));
        const toml::table wanted = TRY(tables::parse("v = " + change.value, source));
        const toml::node* there = find(after, change.key);
        const bool well = there && printed(*there) == printed(*wanted.get("v")) &&
                          values_of(before, change.key) == values_of(after, change.key);
        if (!well)
            return Error{Error::Code::invalid,
                         source + ": cannot put \"" + change.key +
                             "\" in its place; write it by hand: " + change.value};
    }
    return text;
}

}  // namespace setup
