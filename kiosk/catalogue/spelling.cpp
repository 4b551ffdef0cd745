#include "catalogue/spelling.h"

#include <algorithm>
#include <array>

#include "text/telex.h"
#include "text/unicode.h"

namespace catalogue {

namespace {

// Longer than any word of the vocabulary; longer ones are not compared.
constexpr std::size_t kWordBytesMax = 32;

struct Sound {
    std::string_view written, heard;
};
// Longest first.
constexpr Sound kOnsets[] = {{"ngh", "ng"}, {"gh", "g"}, {"tr", "ch"}, {"ph", "f"}, {"x", "s"},
                             {"r", "d"},    {"v", "d"},  {"n", "l"},   {"k", "c"},  {"q", "c"}};
constexpr Sound kEndings[] = {{"ng", "n"}, {"nh", "n"}, {"ch", "t"}, {"c", "t"}};

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

/// Whether a word has a key of telex that has not become an accent: composing is slow, and most
/// words have none.
bool may_be_keys(std::string_view word) {
    constexpr std::string_view kToneKeys = "sfrxjzw", kDoubleKeys = "aeod";
    for (std::size_t i = 1; i < word.size(); ++i) {
        if (kToneKeys.find(word[i]) != std::string_view::npos) return true;
        const bool may_double = kDoubleKeys.find(word[i]) != std::string_view::npos;
        if (may_double && word.substr(0, i).find(word[i]) != std::string_view::npos) return true;
    }
    return false;
}

}  // namespace

std::string sound_of(std::string_view word) {
    std::string sound(word);
    std::replace(sound.begin(), sound.end(), 'y', 'i');
    if (sound.size() > 2 && sound.starts_with("gi") && is_vowel(sound[2])) {
        sound.replace(0, 2, "d");
    } else {
        for (const auto& [written, heard] : kOnsets) {
            // kh, ng and nh are sounds of their own.
            const bool digraph =
                sound.starts_with("kh") || sound.starts_with("ng") || sound.starts_with("nh");
            if (!sound.starts_with(written) || (digraph && written.size() == 1)) continue;
            sound.replace(0, written.size(), heard);
            break;
        }
    }
    for (const auto& [written, heard] : kEndings) {
        if (sound.size() <= written.size() || !sound.ends_with(written)) continue;
        sound.replace(sound.size() - written.size(), written.size(), heard);
        break;
    }
    return sound;
}

std::uint32_t letters_in(std::string_view word) {
    std::uint32_t letters = 0;
    for (const char c : word)
        if (c >= 'a' && c <= 'z') letters |= 1u << (c - 'a');
    return letters;
}

int mistakes_allowed(std::string_view word, bool alone) {
    constexpr std::size_t kOne = 4, kTwo = 7;
    if (word.size() >= kTwo) return 2;
    return word.size() >= (alone ? kOne : kOne - 1) ? 1 : 0;
}

std::string telex_reading(std::string_view line) {
    std::string reading, word, read;  // `read` is the word, key by key.
    const auto end_word = [&] {
        if (may_be_keys(word))
            for (const char32_t letter : text::code_points(word)) read = text::telex(read, letter);
        reading += read.empty() ? word : read;
        word.clear();
        read.clear();
    };
    const auto composed = text::nfc(line);  // A tone of its own is no key.
    for (const char32_t code_point : text::code_points(composed ? *composed : std::string(line))) {
        const char32_t letter = text::lower(code_point);
        if (text::is_letter(letter)) {
            word += text::to_utf8(letter);
            continue;
        }
        end_word();
        reading += text::to_utf8(letter);
    }
    end_word();
    return reading;
}

// Optimal string alignment, three rows at a time.
Distance distance_between(std::string_view typed, std::string_view known, int limit) {
    const Distance far{.whole = limit + 1, .beginning = limit + 1};
    const auto slack = static_cast<std::size_t>(limit);
    if (typed.size() > known.size() + slack || typed.size() > kWordBytesMax) return far;
    // Beginnings longer than this are farther than the limit.
    const std::size_t columns = std::min({known.size(), typed.size() + slack, kWordBytesMax});
    std::array<std::array<int, kWordBytesMax + 1>, 3> rows{};
    for (std::size_t j = 0; j <= columns; ++j) rows[0][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= typed.size(); ++i) {
        const auto &above = rows[(i - 1) % 3], &above2 = rows[(i + 1) % 3];
        auto& row = rows[i % 3];
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= columns; ++j) {
            const bool same = typed[i - 1] == known[j - 1];
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && typed[i - 1] == known[j - 2] && typed[i - 2] == known[j - 1])
                row[j] = std::min(row[j], above2[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > limit) return far;
    }
    const auto& last = rows[typed.size() % 3];
    Distance distance = far;
    if (columns == known.size()) distance.whole = std::min(last[columns], limit + 1);
    for (std::size_t j = 0; j <= columns; ++j)
        distance.beginning = std::min(distance.beginning, last[j]);
    return distance;
}

}  // namespace catalogue
