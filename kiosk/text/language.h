#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace text {

/// The languages the kiosk can be read in: Vietnamese, English, Jrai, Bahnar. What is not said in
/// one of them is said in Vietnamese, text by text; Jrai and Bahnar are written by local speakers
/// only, none of it is invented (handbook/domain.md §7).
enum class Language { vi, en, jra, bdq };
inline constexpr Language kLanguages[] = {Language::vi, Language::en, Language::jra, Language::bdq};
const char* code_of(Language language);  ///< ISO 639: the file name in assets/lang.
std::optional<Language> language_named(std::string_view code);  ///< Of code_of().

/// One thing for each language.
template <class T>
class EachLanguage {
public:
    T& operator[](Language language) { return things_[static_cast<std::size_t>(language)]; }
    const T& operator[](Language language) const {
        return things_[static_cast<std::size_t>(language)];
    }
    bool operator==(const EachLanguage&) const = default;

private:
    std::array<T, std::size(kLanguages)> things_{};
};

/// A short text in every language: Vietnamese and English always, the others where somebody
/// translated it.
struct Translated {
    std::string vi{}, en{};
    std::string jra{}, bdq{};  ///< Empty: not translated.

    const std::string& in(Language language) const;  ///< Vietnamese where there is none.
    Language language_in(Language language) const;   ///< That in(language) is written in.
    bool operator==(const Translated&) const = default;
};

/// How much of what citizens see a language says itself: texts of its own out of all. Both numbers,
/// for a percentage alone hides how many.
struct Share {
    std::size_t said = 0, all = 0;
    int percent() const;  ///< Rounded down: 100 only when nothing is missing. 0 of nothing.
    bool operator==(const Share&) const = default;
};

/// Every string of the program in one language, read from assets/lang/<code>.toml: "key" = "text".
/// Immutable once read.
class Words {
public:
    static constexpr std::size_t kBytesMax = 256 << 10;  ///< Today 60 KiB.

    /// Reads and validates (problem_of in unicode.h). `invalid` names file, line and key of every
    /// mistake. Of Vietnamese there must be something; of the others an empty text counts as none.
    static Result<Words> load(const std::string& folder, Language language);
    /// The same of bytes that came from `source`, which the messages name.
    static Result<Words> parse(std::string_view bytes, const std::string& source,
                               Language language);
    /// A flat JSON object of key → text: the words of the province's page, and what provinces
    /// published for kiosks before there was TOML.
    static Result<Words> load_json(const std::string& folder, Language language);
    static Result<Words> parse_json(std::string_view bytes, const std::string& source,
                                    Language language);

    /// The text of a key. A missing key is a mistake in the program: the key itself comes back,
    /// so the screen shows what to add, and `check` and the tests refuse it.
    const std::string& operator()(std::string_view key) const;
    bool has(std::string_view key) const;
    const std::map<std::string, std::string, std::less<>>& all() const { return words_; }

    /// Takes what is missing here from `others`, key by key. Vietnamese has everything.
    void fall_back_on(const Words& others);
    Language language() const { return language_; }
    /// The language a key's text is really in: another one where it was taken from there.
    Language language_of(std::string_view key) const;
    /// Of the citizens' keys there are: after fall_back_on() of Vietnamese, of all.
    Share share() const;

private:
    Language language_ = Language::vi;
    std::map<std::string, std::string, std::less<>> words_;
    std::map<std::string, Language, std::less<>> borrowed_;  ///< Keys taken from another language.
    /// Keys asked for in vain, kept because the caller gets a reference. They are literals of
    /// the program, so there are few; one thread draws.
    mutable std::set<std::string, std::less<>> missing_;
};

/// Whether only staff see the text of a key: nobody needs it in another language than theirs.
bool is_for_staff(std::string_view key);

/// Replaces {name} by its value: fill("{a}/{b}", {{"a", "1"}, {"b", "3"}}) == "1/3". A name
/// without a value stays, and braces inside a value are only text.
std::string fill(std::string_view pattern,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values);

}  // namespace text
