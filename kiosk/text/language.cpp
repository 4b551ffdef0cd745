#include "text/language.h"

#include <algorithm>

#include "base/files.h"
#include "json/json.h"
#include "text/unicode.h"

namespace text {

namespace {

/// What the keys of staff's texts begin with.
constexpr std::string_view kStaffKeys[] = {
    "book.",   "correct.",     "day_sheet.",  "end.",  "enrol.", "entry.", "h.",     "health.line.",
    "health.say.", "import.", "keys.", "kind.", "note.", "pick.", "sheet.", "st.", "trait.", "why."};

}  // namespace

const char* code_of(Language language) {
    switch (language) {
        case Language::vi: return "vi";
        case Language::en: return "en";
        case Language::jra: return "jra";
        case Language::bdq: break;
    }
    return "bdq";
}

std::optional<Language> language_named(std::string_view code) {
    for (const Language language : kLanguages)
        if (code == code_of(language)) return language;
    return std::nullopt;
}

const std::string& Translated::in(Language language) const {
    switch (language_in(language)) {
        case Language::en: return en;
        case Language::jra: return jra;
        case Language::bdq: return bdq;
        case Language::vi: break;
    }
    return vi;
}

Language Translated::language_in(Language language) const {
    if (language == Language::en && en.empty()) return Language::vi;
    if (language == Language::jra && jra.empty()) return Language::vi;
    if (language == Language::bdq && bdq.empty()) return Language::vi;
    return language;
}

int Share::percent() const { return all == 0 ? 0 : static_cast<int>(said * 100 / all); }

Result<Words> Words::load(const std::string& folder, Language language) {
    return load_json(folder, language);
}

Result<Words> Words::parse(std::string_view bytes, const std::string& source, Language language) {
    return parse_json(bytes, source, language);
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
        const std::string wrong = problem_of(*text);
        if (!wrong.empty()) return problem(wrong);
        words.words_.emplace(item.key(), *text);
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

std::string fill(std::string_view pattern,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
    const auto value_of = [&](std::string_view name) -> const std::string_view* {
        for (const auto& [known, value] : values)
            if (known == name) return &value;
        return nullptr;
    };
    std::string filled;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        filled += pattern.substr(0, open);
        if (open == std::string_view::npos) break;
        pattern.remove_prefix(open);
        const std::size_t close = pattern.find('}');
        const std::string_view* value =
            close == std::string_view::npos ? nullptr : value_of(pattern.substr(1, close - 1));
        filled += value ? *value : pattern.substr(0, 1);
        pattern.remove_prefix(value ? close + 1 : 1);
    }
    return filled;
}

}  // namespace text
