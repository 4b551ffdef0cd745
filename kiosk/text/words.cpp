// Words: what the program says, read from assets/lang.

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "json/json.h"
#include "tables/tables.h"
#include "text/language.h"
#include "text/letters.h"

namespace text {

namespace {

/// What the keys of staff's texts begin with.
constexpr std::string_view kStaffKeys[] = {
    "book.", "correct.",     "day_sheet.",  "end.",    "enrol.", "entry.",
    "h.",    "health.line.", "health.say.", "import.", "keys.",  "kind.",
    "note.", "pick.",        "setup.",      "sheet.",  "st.",    "trait.", "why."};

constexpr std::size_t kMistakesMax = 20;  // A wrong file is wrong everywhere.

/// What is wrong with a file, by line.
class Mistakes {
public:
    explicit Mistakes(std::string source) : source_(std::move(source)) {}
    void add(const toml::node& node, std::string_view key, const std::string& what) {
        const std::size_t line = node.source().begin.line;
        by_line_.emplace(line, fmt::format("{}:{}: \"{}\": {}", source_, line, key, what));
    }
    Result<> finish() const {
        if (by_line_.empty()) return {};
        std::string all;
        std::size_t count = 0;
        for (const auto& [line, words] : by_line_)
            if (++count <= kMistakesMax) all += (all.empty() ? "" : "\n") + words;
        if (count > kMistakesMax)
            all += fmt::format("\n{}: and {} more", source_, count - kMistakesMax);
        return Error{Error::Code::invalid, all};
    }

private:
    std::string source_;
    std::multimap<std::size_t, std::string> by_line_;
};

/// The text of a key, or nothing and a mistake.
std::optional<std::string> read_text(std::string_view key, const toml::node& node,
                                     Language language, Mistakes& mistakes) {
    std::optional<std::string> text = node.value_exact<std::string>();
    std::string wrong;
    if (node.is_table())
        wrong = "a key is written whole and in quotes, as \"bar.back\" = \"…\"";
    else if (!text)
        wrong = "expected a text in quotes";
    else if (key.empty())
        wrong = "an empty key";
    else if (text->empty() && language == Language::vi)
        wrong = "the text is empty";
    else
        wrong = problem_of(*text, language);
    if (wrong.empty()) return text;
    mistakes.add(node, key, wrong);
    return std::nullopt;
}

}  // namespace

Result<Words> Words::load(const std::string& folder, Language language) {
    const std::string path = folder + "/" + code_of(language) + ".toml";
    const std::string bytes = TRY(files::read(path, kBytesMax));
    return parse(bytes, path, language);
}

Result<Words> Words::parse(std::string_view bytes, const std::string& source, Language language) {
    const toml::table root = TRY(tables::parse(bytes, source));
    Words words;
    words.language_ = language;
    Mistakes mistakes(source);
    for (const auto& [key, node] : root) {
        const std::optional<std::string> text = read_text(key.str(), node, language, mistakes);
        if (text && !text->empty()) words.words_.emplace(key.str(), one_spelling(*text, language));
    }
    TRY(mistakes.finish());
    if (words.words_.empty() && language == Language::vi)
        return Error{Error::Code::invalid, source + ": no texts at all"};
    return words;
}

Result<Words> Words::load_json(const std::string& folder, Language language) {
    const std::string path = folder + "/" + code_of(language) + ".json";
    const std::string bytes = TRY(files::read(path, kBytesMax));
    return parse_json(bytes, path, language);
}

Result<Words> Words::parse_json(std::string_view bytes, const std::string& source,
                                Language language) {
    const json::Value root = TRY(json::parse(bytes, source, {.bytes = kBytesMax}));
    if (!root.is_object())
        return Error{Error::Code::invalid, source + ": expected an object of key and text"};
    Words words;
    words.language_ = language;
    for (const auto& item : root.items()) {
        const auto problem = [&](const std::string& what) {
            return Error{Error::Code::invalid, source + ": \"" + item.key() + "\": " + what};
        };
        const auto* text = item.value().get_ptr<const std::string*>();
        if (item.key().empty()) return problem("an empty key");
        if (!text) return problem("expected a text");
        if (text->empty()) return problem("the text is empty");
        const std::string wrong = problem_of(*text, language);
        if (!wrong.empty()) return problem(wrong);
        words.words_.emplace(item.key(), one_spelling(*text, language));
    }
    if (words.words_.empty()) return Error{Error::Code::invalid, source + ": no texts at all"};
    return words;
}

const std::string& Words::operator()(std::string_view key) const {
    const auto at = words_.find(key);
    if (at != words_.end()) return at->second;
    return *missing_.emplace(key).first;
}

bool Words::has(std::string_view key) const { return words_.contains(key); }

void Words::fall_back_on(const Words& others) {
    for (const auto& [key, text] : others.words_) {
        if (!words_.emplace(key, text).second) continue;
        const Language from = others.language_of(key);
        if (from != language_) borrowed_.emplace(key, from);
    }
}

Language Words::language_of(std::string_view key) const {
    const auto at = borrowed_.find(key);
    return at == borrowed_.end() ? language_ : at->second;
}

Share Words::share() const {
    Share share;
    for (const auto& [key, text] : words_) {
        if (is_for_staff(key)) continue;
        ++share.all;
        if (!borrowed_.contains(key)) ++share.said;
    }
    return share;
}

bool is_for_staff(std::string_view key) {
    return std::ranges::any_of(
        kStaffKeys, [&](std::string_view beginning) { return key.starts_with(beginning); });
}

}  // namespace text
