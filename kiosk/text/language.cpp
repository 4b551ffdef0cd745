#include "text/language.h"

namespace text {

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
