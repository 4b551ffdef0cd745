#include "settings/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/letters.h"
#include "text/unicode.h"

namespace settings {

using text::Language;

namespace {

/// Stands for a section that is not there.
const toml::table& no_section() {
    static const toml::table kEmpty;
    return kEmpty;
}

std::string quoted(std::string_view key) { return "\"" + std::string(key) + "\""; }

}  // namespace

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
    const auto in = [&](Language language) {
        const std::string_view code = text::code_of(language);
        const bool optional = language == Language::jra || language == Language::bdq;
        if (optional && !table.contains(code)) return std::string();
        const std::string words = text(table, code);
        if (const std::string wrong = text::problem_with_letters(words, language); !wrong.empty())
            problem(table.get(code), table, quoted(code) + ": " + wrong);
        return text::one_spelling(words, language);
    };
    return {.vi = in(Language::vi),
            .en = in(Language::en),
            .jra = in(Language::jra),
            .bdq = in(Language::bdq)};
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
