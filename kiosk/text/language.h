#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace text {

/// The languages the kiosk can be read in. Jrai and Bahnar join when local speakers have
/// approved a wording; none is invented (handbook/domain.md §7).
enum class Language { vi, en };
inline constexpr Language kLanguages[] = {Language::vi, Language::en};
const char* code_of(Language language);  ///< "vi", "en": the file name in assets/lang.

/// A short text in every language.
struct Bilingual {
    std::string vi, en;

    const std::string& in(Language language) const { return language == Language::vi ? vi : en; }
    bool operator==(const Bilingual&) const = default;
};

/// Every string of the program in one language, read from assets/lang/<code>.json: a flat
/// object of key → text. Immutable once read.
class Words {
public:
    /// Reads and validates (problem_of in unicode.h). `invalid` names file and key.
    static Result<Words> load(const std::string& folder, Language language);
    /// The same of bytes that came from `source`, which the messages name: of any language.
    static Result<Words> parse(std::string_view bytes, const std::string& source);

    /// The text of a key. A missing key is a mistake in the program: the key itself comes back,
    /// so the screen shows what to add, and `check` and the tests refuse it.
    const std::string& operator()(std::string_view key) const;
    bool has(std::string_view key) const;
    const std::map<std::string, std::string, std::less<>>& all() const { return words_; }

private:
    std::map<std::string, std::string, std::less<>> words_;
    /// Keys asked for in vain, kept because the caller gets a reference. They are literals of
    /// the program, so there are few; one thread draws.
    mutable std::set<std::string, std::less<>> missing_;
};

/// Replaces {name} by its value: fill("{a}/{b}", {{"a", "1"}, {"b", "3"}}) == "1/3". A name
/// without a value stays, and braces inside a value are only text.
std::string fill(std::string_view pattern,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values);

}  // namespace text
