#include "text/unicode.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace text {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// One step through bytes: broken ones come one at a time, with `good` false.
struct Step {
    char32_t code_point;
    std::size_t size;
    bool good;
};

Step step(std::string_view bytes) {
    if (!bytes.empty() && static_cast<unsigned char>(bytes.front()) < 0x80)
        return {static_cast<char32_t>(bytes.front()), 1, true};
    utf8proc_int32_t code_point = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
                                       static_cast<utf8proc_ssize_t>(bytes.size()), &code_point);
    if (size <= 0) return {kReplacement, 1, false};
    return {static_cast<char32_t>(code_point), static_cast<std::size_t>(size), true};
}

utf8proc_category_t category(char32_t code_point) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}

bool is_number(char32_t code_point) {
    const auto kind = category(code_point);
    return kind == UTF8PROC_CATEGORY_ND || kind == UTF8PROC_CATEGORY_NL ||
           kind == UTF8PROC_CATEGORY_NO;
}

bool is_space(char32_t code_point) {
    const auto kind = category(code_point);
    return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
           kind == UTF8PROC_CATEGORY_ZP || (code_point >= '\t' && code_point <= '\r');
}

bool is_invisible(char32_t code_point) {
    const auto kind = category(code_point);
    return kind == UTF8PROC_CATEGORY_CC || kind == UTF8PROC_CATEGORY_CF ||
           kind == UTF8PROC_CATEGORY_CO || kind == UTF8PROC_CATEGORY_CN;
}

/// Letters with a stroke have no decomposition. Jrai's ƀ is searched as b, and the Icelandic ð
/// stands in badly converted files for đ.
char32_t without_stroke(char32_t code_point) {
    switch (code_point) {
        case U'Đ':
        case U'đ':
        case U'Ð':
        case U'ð':
        case U'Ɖ': return 'd';
        case U'Ƀ':
        case U'ƀ': return 'b';
        default: return code_point;
    }
}

std::vector<char32_t> parts_of(char32_t code_point, int options) {
    std::array<utf8proc_int32_t, 32> parts{};  // The longest decomposition has 18.
    int boundary = 0;
    const auto count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(code_point), parts.data(),
                                parts.size(), static_cast<utf8proc_option_t>(options), &boundary);
    if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) return {code_point};
    return {parts.begin(), parts.begin() + count};
}

/// The plain lower-case letters of one code point, as UTF-8; empty when it is only an accent.
std::string plain(char32_t code_point) {
    if (is_apostrophe(code_point)) return {};
    if (code_point < 0x80) {
        auto letter = static_cast<char>(code_point);
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
        const bool said = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        return said ? std::string(1, letter) : std::string();
    }
    constexpr int kOptions =
        UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK;
    std::string letters;
    for (const char32_t part : parts_of(without_stroke(code_point), kOptions))
        if (is_letter(part) || is_number(part)) letters += to_utf8(part);
    return letters;
}

/// Whether composing changes no text that is made of such letters only: nothing in these blocks
/// combines with what stands before it, or is written otherwise in NFC. Nearly all Vietnamese is.
bool never_composes(char32_t code_point) {
    return code_point < 0x300 || (code_point >= 0x1e00 && code_point < 0x1f00) ||
           (code_point >= 0x2010 && code_point < 0x2028);
}

/// Without working it out; false where it would have to be.
bool surely_nfc(std::string_view utf8) {
    while (!utf8.empty()) {
        const Step next = step(utf8);
        if (!next.good || !never_composes(next.code_point)) return false;
        utf8.remove_prefix(next.size);
    }
    return true;
}

bool letter_follows(std::string_view utf8, std::size_t at) {
    if (at >= utf8.size()) return false;
    const Step next = step(utf8.substr(at));
    return next.good && is_letter(next.code_point);
}

/// "U+00EA U+0306"
std::string in_hex(const std::vector<char32_t>& letters) {
    std::string hex;
    for (const char32_t letter : letters)
        hex += fmt::format("{}U+{:04X}", hex.empty() ? "" : " ", static_cast<unsigned>(letter));
    return hex;
}

/// Which of the marks above a letter is written first: the shapes of vowels, then the tones. A horn
/// and a dot below are put in order by NFC itself.
int place_of(char32_t mark) {
    if (mark == U'\u031b' || mark == U'\u0323') return 0;
    if (mark == U'\u0302') return 1;
    return mark == U'\u0306' ? 2 : 3;
}

/// Of a letter with at least one mark of its own.
std::string problem_with_cluster(const std::vector<char32_t>& cluster) {
    std::vector<char32_t> parts = decomposed(cluster.front());
    parts.insert(parts.end(), cluster.begin() + 1, cluster.end());
    for (auto mark = parts.begin() + 1; mark != parts.end(); ++mark)
        if (std::find(parts.begin() + 1, mark, *mark) != mark)
            return fmt::format("\"{}\" has the mark {} twice", to_utf8(cluster), in_hex({*mark}));
    std::vector<char32_t> ordered = parts;
    std::stable_sort(ordered.begin() + 1, ordered.end(),
                     [](char32_t one, char32_t other) { return place_of(one) < place_of(other); });
    const Result<std::string> right = nfc(to_utf8(ordered));
    if (!right || *right == to_utf8(cluster)) return {};
    return fmt::format("\"{}\" has its marks in the wrong order ({}): write \"{}\" ({})",
                       to_utf8(cluster), in_hex(cluster), *right, in_hex(code_points(*right)));
}

/// Takes the last code point off, or the last byte where they are broken.
char32_t drop_code_point(std::string& utf8) {
    constexpr std::size_t kBytesMax = 4;
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
    std::size_t size = 1;
    while (size < kBytesMax && size < utf8.size() && continues(utf8[utf8.size() - size])) ++size;
    const char32_t code_point = step(std::string_view(utf8).substr(utf8.size() - size)).code_point;
    utf8.resize(utf8.size() - size);
    return code_point;
}

}  // namespace

bool valid_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const Step next = step(bytes);
        if (!next.good) return false;
        bytes.remove_prefix(next.size);
    }
    return true;
}

Result<std::string> nfc(std::string_view bytes) {
    if (surely_nfc(bytes)) return std::string(bytes);
    if (!valid_utf8(bytes)) return Error{Error::Code::invalid, "not UTF-8"};
    utf8proc_uint8_t* composed = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
                                   static_cast<utf8proc_ssize_t>(bytes.size()), &composed, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(composed, &std::free);
    if (size < 0) return Error{Error::Code::invalid, utf8proc_errmsg(size)};
    return std::string(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size));
}

bool is_nfc(std::string_view utf8) {
    if (surely_nfc(utf8)) return true;
    const auto composed = nfc(utf8);
    return composed && *composed == utf8;
}

std::string problem_of(std::string_view bytes) {
    if (!valid_utf8(bytes)) return "not UTF-8";
    if (!is_nfc(bytes)) return "not NFC";
    char32_t before = U'\n';  // The text begins like a line.
    for (const char32_t code_point : code_points(bytes)) {
        const bool line_end = code_point == U'\n';
        if (!line_end && is_invisible(code_point)) return "a control or invisible character";
        if (!line_end && is_space(code_point) && (is_space(before) || before == U'\n'))
            return "a space at the start of a line or after another space";
        if (line_end && is_space(before) && before != U'\n') return "a space at the end of a line";
        before = code_point;
    }
    if (std::string marks = problem_with_marks(bytes); !marks.empty()) return marks;
    if (!bytes.empty() && (is_space(before) || bytes.front() == '\n'))
        return "a space or line break at the start or end";
    return {};
}

std::string problem_with_marks(std::string_view utf8) {
    const std::vector<char32_t> letters = code_points(utf8);
    for (std::size_t at = 0; at < letters.size();) {
        const std::size_t base = at++;
        if (is_mark(letters[base]))
            return fmt::format("the mark {} stands on no letter", in_hex({letters[base]}));
        while (at < letters.size() && is_mark(letters[at])) ++at;
        if (at == base + 1) continue;
        if (!is_letter(letters[base]))
            return fmt::format("the mark {} stands on no letter", in_hex({letters[base + 1]}));
        const std::string wrong =
            problem_with_cluster({letters.begin() + static_cast<std::ptrdiff_t>(base),
                                  letters.begin() + static_cast<std::ptrdiff_t>(at)});
        if (!wrong.empty()) return wrong;
    }
    return {};
}

std::vector<char32_t> code_points(std::string_view utf8) {
    std::vector<char32_t> result;
    result.reserve(utf8.size());
    while (!utf8.empty()) {
        const Step next = step(utf8);
        result.push_back(next.code_point);
        utf8.remove_prefix(next.size);
    }
    return result;
}

std::string to_utf8(char32_t code_point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const bool good = utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(code_point));
    const auto size = utf8proc_encode_char(
        static_cast<utf8proc_int32_t>(good ? code_point : kReplacement), bytes.data());
    return std::string(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

std::string to_utf8(const std::vector<char32_t>& code_points) {
    std::string utf8;
    for (const char32_t code_point : code_points) utf8 += to_utf8(code_point);
    return utf8;
}

void drop_last(std::string& utf8) {
    while (!utf8.empty() && is_mark(drop_code_point(utf8))) {
    }
}

std::vector<char32_t> decomposed(char32_t code_point) {
    return parts_of(code_point, UTF8PROC_DECOMPOSE);
}

bool is_mark(char32_t code_point) {
    const auto kind = category(code_point);
    return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_MC ||
           kind == UTF8PROC_CATEGORY_ME;
}

bool is_apostrophe(char32_t code_point) {
    return code_point == U'\'' || code_point == U'\u2018' || code_point == U'\u2019' ||
           code_point == U'\u02bc';
}

bool is_letter(char32_t code_point) {
    const auto kind = category(code_point);
    return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

char32_t lower(char32_t code_point) {
    return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(code_point)));
}

char32_t upper(char32_t code_point) {
    return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(code_point)));
}

std::string fold(std::string_view utf8) { return fold_with_origin(utf8).text; }

Folded fold_with_origin(std::string_view utf8) {
    Folded folded;
    std::size_t end = 0;  // Where the last letter and its accents end.
    std::size_t gap = 0, at = 0;
    bool in_gap = false, dot = false, after_number = false;
    const auto append = [&folded](std::string_view bytes, std::size_t from) {
        folded.text += bytes;
        folded.from.insert(folded.from.end(), bytes.size(), from);
    };
    for (; at < utf8.size();) {
        const Step next = step(utf8.substr(at));
        if (next.good && is_apostrophe(next.code_point) && letter_follows(utf8, at + next.size)) {
            at += next.size;
            continue;
        }
        const std::string letters = next.good ? plain(next.code_point) : std::string();
        if (!letters.empty()) {
            const bool number = is_number(next.code_point);
            if (in_gap && !folded.text.empty()) append(dot && number ? "." : " ", gap);
            append(letters, at);
            in_gap = false;
            after_number = number;
            end = at + next.size;
        } else if (next.good && is_mark(next.code_point)) {
            if (!in_gap) end = at + next.size;
        } else {
            dot = !in_gap && after_number && next.code_point == '.';
            if (!in_gap) gap = at;
            in_gap = true;
        }
        at += next.size;
    }
    folded.from.push_back(end);
    return folded;
}

std::string squash(std::string_view utf8) {
    std::string squashed;
    bool gap = false;
    while (!utf8.empty()) {
        const Step next = step(utf8);
        if (next.good && is_space(next.code_point)) {
            gap = true;
        } else {
            if (gap && !squashed.empty()) squashed += ' ';
            squashed += utf8.substr(0, next.size);
            gap = false;
        }
        utf8.remove_prefix(next.size);
    }
    return squashed;
}

}  // namespace text
