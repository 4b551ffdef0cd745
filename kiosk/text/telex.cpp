#include "text/telex.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "text/unicode.h"

// The typed word is taken apart into letters with marks and one tone, changed, and put together
// again with the tone where the spelling wants it. Nothing else is remembered between keys, so
// the state of the keyboard is the text itself.

namespace text {

namespace {

constexpr char32_t kCircumflex = 0x302, kBreve = 0x306, kHorn = 0x31B;
constexpr char32_t kGrave = 0x300, kAcute = 0x301, kTilde = 0x303, kHook = 0x309, kDot = 0x323;

struct Letter {
    char32_t base = 0;
    char32_t mark = 0;
    char32_t tone = 0;
    bool operator==(const Letter&) const = default;
};
using Letters = std::vector<Letter>;

char32_t tone_of(char32_t key) {
    switch (key) {
        case 's': return kAcute;
        case 'f': return kGrave;
        case 'r': return kHook;
        case 'x': return kTilde;
        case 'j': return kDot;
        default: return 0;
    }
}

bool is_tone(char32_t c) {
    return c == kGrave || c == kAcute || c == kTilde || c == kHook || c == kDot;
}

bool is_vowel(const Letter& letter) {
    return std::u32string_view(U"aeiouy").find(letter.base) != std::u32string_view::npos;
}

/// The letters of a word; none when it holds something no Vietnamese word holds.
std::optional<Letters> letters_of(std::string_view word) {
    Letters letters;
    for (const char32_t composed : code_points(word)) {
        for (const char32_t part : decomposed(composed)) {
            if (is_letter(part)) {
                letters.push_back({.base = part, .mark = 0, .tone = 0});
                continue;
            }
            if (letters.empty()) return std::nullopt;
            char32_t& place = is_tone(part) ? letters.back().tone : letters.back().mark;
            if (place != 0) return std::nullopt;
            place = part;
        }
    }
    return letters;
}

std::string word_of(const Letters& letters) {
    std::string word;
    for (const Letter& letter : letters)
        for (const char32_t part : {letter.base, letter.mark, letter.tone})
            if (part != 0) word += to_utf8(part);
    const auto composed = nfc(word);
    return composed ? *composed : word;
}

/// A syllable is onset, nucleus (all its vowels, glides too) and coda.
struct Shape {
    std::size_t nucleus = 0, coda = 0;  ///< Where they begin.
    bool valid = false;                 ///< Vietnamese, or on the way to be.
};

/// Without tones: "ươ" as U"ươ".
std::u32string spelling(const Letters& letters, std::size_t from, std::size_t to) {
    std::u32string text;
    for (std::size_t i = from; i < to; ++i) {
        const Letter& letter = letters[i];
        if (letter.mark == 0) {
            text += letter.base;
            continue;
        }
        const auto composed = nfc(to_utf8(letter.base) + to_utf8(letter.mark));
        const auto points = code_points(composed ? *composed : std::string());
        text.append(points.begin(), points.end());
    }
    return text;
}

template <std::size_t n>
bool contains(const std::array<std::u32string_view, n>& list, std::u32string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

// The clusters at the end are for place names of the highlands: Krông, Chư Prông, Đrang.
constexpr std::array<std::u32string_view, 41> kOnsets = {
    U"",   U"b",  U"c",  U"ch", U"d",  U"đ",   U"g",  U"gh", U"gi", U"h",   U"k",
    U"kh", U"l",  U"m",  U"n",  U"ng", U"ngh", U"nh", U"p",  U"ph", U"q",   U"qu",
    U"r",  U"s",  U"t",  U"th", U"tr", U"v",   U"x",  U"bl", U"br", U"chr", U"dr",
    U"đr", U"gr", U"hr", U"kb", U"kl", U"kr",  U"pl", U"pr"};
constexpr std::array<std::u32string_view, 10> kCodas = {U"",  U"c",  U"ch", U"k", U"m",
                                                        U"n", U"ng", U"nh", U"p", U"t"};

// Vowels that may take a coda, finished ("oă") and on the way ("uye" before "uyê").
constexpr std::array<std::u32string_view, 32> kClosable = {
    U"a",  U"ă",  U"â",  U"e",  U"ê",  U"i",  U"o",  U"ô",   U"ơ",   U"u",  U"ư",
    U"y",  U"oa", U"oă", U"oe", U"oo", U"ua", U"uâ", U"ue",  U"uê",  U"uo", U"uô",
    U"ưo", U"ươ", U"uy", U"ie", U"iê", U"ye", U"yê", U"uye", U"uyê", U"uơ"};
// Vowels that end a syllable.
constexpr std::array<std::u32string_view, 40> kOpen = {
    U"ai",  U"ao",  U"au",  U"ay",  U"âu",  U"ây",  U"eo",  U"eu",  U"êu",  U"ia",
    U"ieu", U"iêu", U"iu",  U"oai", U"oao", U"oay", U"oeo", U"oi",  U"ôi",  U"ơi",
    U"uay", U"uây", U"ueu", U"uêu", U"ui",  U"uoi", U"uôi", U"ưoi", U"ươi", U"uou",
    U"ưou", U"ươu", U"ưa",  U"ưi",  U"ưu",  U"uu",  U"uya", U"uyu", U"yeu", U"yêu"};

bool good_nucleus(std::u32string_view nucleus, bool closed) {
    if (contains(kClosable, nucleus)) return true;
    return !closed && contains(kOpen, nucleus);
}

Shape shape_of(const Letters& letters) {
    const auto vowel_at = [&](std::size_t i) { return i < letters.size() && is_vowel(letters[i]); };
    Shape shape;
    while (shape.nucleus < letters.size() && !vowel_at(shape.nucleus)) ++shape.nucleus;
    // The u of "qu" and the i of "gi" before a vowel belong to the onset.
    const std::u32string start =
        spelling(letters, 0, shape.nucleus + (vowel_at(shape.nucleus) ? 1 : 0));
    if ((start == U"qu" || start == U"gi") && vowel_at(shape.nucleus + 1)) ++shape.nucleus;
    shape.coda = shape.nucleus;
    while (vowel_at(shape.coda)) ++shape.coda;
    const bool closed = shape.coda < letters.size();
    shape.valid = shape.coda > shape.nucleus &&
                  contains(kOnsets, spelling(letters, 0, shape.nucleus)) &&
                  contains(kCodas, spelling(letters, shape.coda, letters.size())) &&
                  good_nucleus(spelling(letters, shape.nucleus, shape.coda), closed);
    return shape;
}

/// The vowel that carries the tone, in the older placement: a marked vowel if there is one (the
/// second of "ươ"), the last before a coda, else the first of two and the middle of three.
std::size_t tone_place(const Letters& letters, const Shape& shape) {
    for (std::size_t i = shape.coda; i > shape.nucleus; --i)
        if (letters[i - 1].mark != 0) return i - 1;
    const std::size_t vowels = shape.coda - shape.nucleus;
    if (shape.coda < letters.size()) return shape.coda - 1;
    return shape.nucleus + (vowels == 3 ? 1 : 0);
}

char32_t tone_in(const Letters& letters) {
    for (const Letter& letter : letters)
        if (letter.tone != 0) return letter.tone;
    return 0;
}

void set_tone(Letters& letters, char32_t tone) {
    const Shape shape = shape_of(letters);
    if (!shape.valid) return;
    for (Letter& letter : letters) letter.tone = 0;
    letters[tone_place(letters, shape)].tone = tone;
}

/// Adds letters at the end; what stands before may change: "uơ" and "ưo" become "ươ" as soon as
/// something follows ("được", but "thuở"), and the tone moves ("hòa", "hoàn").
void append(Letters& letters, const Letters& added) {
    letters.insert(letters.end(), added.begin(), added.end());
    const Shape shape = shape_of(letters);
    const std::size_t at = shape.nucleus;
    if (shape.coda >= at + 2 && letters.size() > at + 2 && letters[at].base == 'u' &&
        letters[at + 1].base == 'o' &&
        (letters[at].mark == kHorn) != (letters[at + 1].mark == kHorn))
        letters[at].mark = letters[at + 1].mark = kHorn;
    set_tone(letters, tone_in(letters));
}

/// Gives these letters their marks if the word stays a possible one.
bool try_marks(Letters& letters, const std::vector<std::pair<std::size_t, char32_t>>& marks) {
    Letters changed = letters;
    for (const auto& [at, mark] : marks) changed[at].mark = mark;
    if (changed == letters || !shape_of(changed).valid) return false;
    set_tone(changed, tone_in(letters));
    letters = std::move(changed);
    return true;
}

/// Takes a mark back from all letters that have it, and keeps the key as a letter.
bool take_back(Letters& letters, const Shape& shape, char32_t mark, std::u32string_view bases,
               char32_t key) {
    bool found = false;
    for (std::size_t i = shape.nucleus; i < shape.coda; ++i) {
        Letter& letter = letters[i];
        if (letter.mark != mark || bases.find(letter.base) == bases.npos) continue;
        letter.mark = 0;
        found = true;
    }
    if (found) letters.push_back({.base = key, .mark = 0, .tone = 0});
    return found;
}

bool press_tone(Letters& letters, char32_t key) {
    if (!shape_of(letters).valid) return false;
    const char32_t tone = tone_of(key);
    const bool again = tone != 0 && tone_in(letters) == tone;
    if (tone == 0 && tone_in(letters) == 0) return false;  // z with nothing to take away.
    set_tone(letters, again ? 0 : tone);
    if (again) letters.push_back({.base = key, .mark = 0, .tone = 0});
    return true;
}

/// aa, ee, oo, also with letters between ("tiengse"); never where no such vowel exists: "ngoeo".
bool press_circumflex(Letters& letters, char32_t key) {
    const Shape shape = shape_of(letters);
    if (!shape.valid) return false;
    for (std::size_t i = shape.nucleus; i < shape.coda; ++i) {
        if (letters[i].base != key || letters[i].mark == kCircumflex) continue;
        if (try_marks(letters, {{i, kCircumflex}})) return true;
        // "ươ" to "uô": both letters change.
        if (i > shape.nucleus && letters[i - 1].mark == kHorn &&
            try_marks(letters, {{i - 1, 0}, {i, kCircumflex}}))
            return true;
    }
    const char32_t bases[] = {key};
    return take_back(letters, shape, kCircumflex, {bases, 1}, key);
}

/// aw, ow, uw; "uo" takes both horns when something follows it, and a lone onset takes an ư:
/// "nhw".
bool press_w(Letters& letters) {
    const Shape shape = shape_of(letters);
    if (shape.nucleus == letters.size() && !letters.empty()) {
        Letters with_vowel = letters;
        with_vowel.push_back({.base = 'u', .mark = kHorn, .tone = 0});
        if (!shape_of(with_vowel).valid) return false;
        letters = std::move(with_vowel);
        return true;
    }
    if (!shape.valid) return false;
    const std::size_t first = shape.nucleus, second = first + 1;
    if (shape.coda >= first + 2 && letters[first].base == 'u' && letters[second].base == 'o') {
        const bool last = letters.size() == first + 2;
        const bool horned = letters[first].mark == kHorn;
        if (last && !horned && try_marks(letters, {{second, kHorn}})) return true;
        if ((!last || horned) && try_marks(letters, {{first, kHorn}, {second, kHorn}})) return true;
        return take_back(letters, shape, kHorn, U"uo", 'w');
    }
    for (std::size_t i = first; i < shape.coda; ++i) {
        const char32_t base = letters[i].base;
        const char32_t mark = base == 'a' ? kBreve : kHorn;
        if (base != 'a' && base != 'o' && base != 'u') continue;
        if (letters[i].mark == mark) break;
        if (try_marks(letters, {{i, mark}})) return true;
    }
    return take_back(letters, shape, kBreve, U"a", 'w') ||
           take_back(letters, shape, kHorn, U"uo", 'w');
}

/// dd, also at the end of the word: "duongd", and in abbreviations: "ndd". The stroke stands in
/// the letter itself.
bool press_d(Letters& letters) {
    if (letters.empty()) return false;
    const bool no_vowel = std::none_of(letters.begin(), letters.end(), is_vowel);
    if (!no_vowel && !shape_of(letters).valid) return false;
    Letter& target = no_vowel ? letters.back() : letters.front();
    if (target.base == U'đ') {
        target.base = 'd';
        letters.push_back({.base = 'd', .mark = 0, .tone = 0});
        return true;
    }
    // "dd" was taken back to plain letters: a third d is a letter too.
    if (target.base != 'd' || (letters.size() > 1 && no_vowel && letters.front().base == 'd'))
        return false;
    target.base = U'đ';
    return true;
}

bool press(Letters& letters, char32_t key) {
    switch (key) {
        case 's':
        case 'f':
        case 'r':
        case 'x':
        case 'j':
        case 'z': return press_tone(letters, key);
        case 'a':
        case 'e':
        case 'o': return press_circumflex(letters, key);
        case 'w': return press_w(letters);
        case 'd': return press_d(letters);
        default: return false;
    }
}

}  // namespace

std::string telex(std::string_view word, char32_t key) {
    const std::string typed = to_utf8(key);
    auto letters = letters_of(word);
    const auto added = letters_of(typed);
    if (!letters || !added || !is_letter(key)) return std::string(word) + typed;
    if (!press(*letters, key)) append(*letters, *added);
    return word_of(*letters);
}

std::string telex_line(std::string_view line, char32_t key) {
    std::size_t start = 0, at = 0;
    for (const char32_t code_point : code_points(line)) {
        at += to_utf8(code_point).size();
        if (!is_letter(code_point)) start = at;
    }
    if (at != line.size()) return std::string(line) + to_utf8(key);  // Broken bytes: hands off.
    return std::string(line.substr(0, start)) + telex(line.substr(start), key);
}

}  // namespace text
