#include "text/letters.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "text/unicode.h"

namespace text {

namespace {

constexpr char32_t kBreve = U'\u0306';
constexpr char32_t kShownApostrophe = U'\u2018';
constexpr std::u32string_view kAfterApostrophe = U"bjlmnBJLMN";

/// In the old fonts, which ASCII signs were drawn as which letters.
constexpr std::array<std::pair<char32_t, char32_t>, 6> kOldLetters = {
    {{U'[', U'ƀ'}, {U'{', U'Ƀ'}, {U']', U'č'}, {U'`', U'ñ'}, {U'^', U'ĭ'}, {U'\\', kBreve}}};

bool is_highland(Language language) {
    return language == Language::jra || language == Language::bdq;
}

bool is_of_a_hole(char32_t letter) {
    return (letter >= U'a' && letter <= U'z') || (letter >= U'0' && letter <= U'9') ||
           letter == U'_';
}

/// The length of "{name}" where it stands, 0 where there is none.
std::size_t hole_at(const std::vector<char32_t>& word, std::size_t at) {
    if (word[at] != U'{') return 0;
    std::size_t end = at + 1;
    while (end < word.size() && is_of_a_hole(word[end])) ++end;
    return end < word.size() && end > at + 1 && word[end] == U'}' ? end + 1 - at : 0;
}

const char32_t* old_letter(char32_t sign) {
    for (const auto& [old, letter] : kOldLetters)
        if (old == sign) return &letter;
    return nullptr;
}

/// The word as it was meant, if a sign in it touches a letter.
std::optional<std::vector<char32_t>> meant(const std::vector<char32_t>& word) {
    std::vector<char32_t> letters;
    bool touches = false;
    for (std::size_t at = 0; at < word.size();) {
        if (const std::size_t hole = hole_at(word, at); hole > 0) {
            letters.insert(letters.end(), word.begin() + static_cast<std::ptrdiff_t>(at),
                           word.begin() + static_cast<std::ptrdiff_t>(at + hole));
            at += hole;
            continue;
        }
        const char32_t* letter = old_letter(word[at]);
        const bool after = at > 0 && is_letter(word[at - 1]);
        const bool before = at + 1 < word.size() && is_letter(word[at + 1]);
        touches = touches || (letter && (after || before));
        letters.push_back(letter ? *letter : word[at]);
        ++at;
    }
    return touches ? std::optional(std::move(letters)) : std::nullopt;
}

bool is_blank(char32_t letter) { return letter == U' ' || letter == U'\n' || letter == U'\u00a0'; }

/// Without the signs of a sentence around it: "([u," is about "[u".
std::vector<char32_t> bare(std::vector<char32_t> word) {
    const auto is_sign = [](char32_t letter) {
        return std::u32string_view(U".,;:!?()\"“”…").find(letter) != std::u32string_view::npos;
    };
    while (!word.empty() && is_sign(word.back())) word.pop_back();
    word.erase(word.begin(), std::find_if_not(word.begin(), word.end(), is_sign));
    return word;
}

std::string composed(const std::vector<char32_t>& letters) {
    const std::string utf8 = to_utf8(letters);
    const auto in_nfc = nfc(utf8);
    return in_nfc ? *in_nfc : utf8;
}

}  // namespace

std::string one_spelling(std::string_view utf8, Language language) {
    if (!is_highland(language)) return std::string(utf8);
    std::vector<char32_t> spelt;
    const std::vector<char32_t> letters = code_points(utf8);
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const char32_t letter = letters[at];
        const char32_t next = at + 1 < letters.size() ? letters[at + 1] : U'\0';
        const bool c = letter == U'c' || letter == U'C';
        const bool apostrophe = language == Language::bdq && is_apostrophe(letter) &&
                                kAfterApostrophe.find(next) != std::u32string_view::npos;
        if (c && next == kBreve) {
            spelt.push_back(letter == U'c' ? U'č' : U'Č');
            ++at;
        } else {
            spelt.push_back(apostrophe ? kShownApostrophe : letter);
        }
    }
    return to_utf8(spelt);
}

std::optional<OldWord> old_encoding(std::string_view utf8) {
    const std::vector<char32_t> letters = code_points(utf8);
    for (auto at = letters.begin(); at != letters.end();) {
        const auto end = std::find_if(at, letters.end(), is_blank);
        const std::vector<char32_t> word = bare({at, end});
        if (const auto letters_meant = meant(word))
            return OldWord{.word = to_utf8(word), .probably = composed(*letters_meant)};
        at = std::find_if_not(end, letters.end(), is_blank);
    }
    return std::nullopt;
}

std::string problem_with_letters(std::string_view utf8, Language language) {
    std::string marks = problem_with_marks(utf8);
    if (!marks.empty() || !is_highland(language)) return marks;
    const std::optional<OldWord> old = old_encoding(utf8);
    if (!old) return {};
    return "\"" + old->word + "\" is in the font encoding of before Unicode; it is probably \"" +
           old->probably + "\". Type it anew with a Unicode keyboard (where brackets are meant, " +
           "take round ones)";
}

std::string problem_of(std::string_view utf8, Language language) {
    std::string problem = problem_of(utf8);
    return problem.empty() ? problem_with_letters(utf8, language) : problem;
}

}  // namespace text
