#include "text/language.h"

#include "base/files.h"
#include "json/json.h"
#include "text/unicode.h"

namespace text {

const char* code_of(Language language) { return language == Language::vi ? "vi" : "en"; }

Result<Words> Words::load(const std::string& folder, Language language) {
    const std::string path = folder + "/" + code_of(language) + ".json";
    const std::string bytes = TRY(files::read(path, json::Limits{}.bytes));
    return parse(bytes, path);
}

Result<Words> Words::parse(std::string_view bytes, const std::string& source) {
    const json::Value root = TRY(json::parse(bytes, source));
    if (!root.is_object())
        return Error{Error::Code::invalid, source + ": expected an object of key and text"};
    Words words;
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
