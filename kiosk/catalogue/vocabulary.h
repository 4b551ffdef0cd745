#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Every word of a catalogue's texts once, folded, and which of them somebody may mean who types
/// a word: the word itself, its beginning, what sounds the same, what differs by a slip of the
/// finger. Part of the search; immutable once built.
namespace catalogue {

// How well a word fits, 1…100. What is below kRight needs a mistake.
inline constexpr std::uint8_t kExact = 100, kBeginning = 85, kAbbreviated = 70, kOneLetter = 62;
inline constexpr std::uint8_t kSounds = 60, kOneMistake = 55, kTwoMistakes = 35;
inline constexpr std::uint8_t kMistakenBeginning = 30, kShortMistake = 30;
constexpr bool is_right(int fit) { return fit > kSounds; }

/// Where in the query a word stands.
struct Place {
    bool last = false;   ///< Still being typed: its beginning is nearly as good as the whole.
    bool alone = false;  ///< Nothing beside it says what a short word could be.
};

class Vocabulary {
public:
    struct Fit {
        std::uint32_t word;
        std::uint8_t fit;
    };

    Vocabulary() = default;
    /// In any order, and as often as they come.
    explicit Vocabulary(std::vector<std::string> words);

    std::size_t size() const { return words_.size(); }
    const std::string& word(std::size_t number) const { return words_[number]; }
    std::uint32_t number_of(std::string_view word) const;  ///< Of a word that is in it.

    bool begins(std::string_view letters) const;  ///< Whether a word begins so.

    /// In no order; a word may come twice, the better fit counts.
    std::vector<Fit> fits(std::string_view typed, Place place) const;

    /// "khaisinh" → khai, sinh: words written without spaces, the last one begun. Empty when it
    /// cannot be taken apart so.
    std::vector<std::string> split(std::string_view glued) const;

private:
    void fit_beginnings(std::string_view typed, Place place, std::vector<Fit>& fits) const;
    void fit_sounds(std::string_view typed, std::vector<Fit>& fits) const;
    void fit_mistakes(std::string_view typed, Place place, std::vector<Fit>& fits) const;
    bool split_into(std::string_view glued, std::vector<std::string>& parts) const;

    std::vector<std::string> words_;       ///< Sorted.
    std::vector<std::string> sounds_;      ///< Of each word; "" for one with digits.
    std::vector<std::uint32_t> by_sound_;  ///< Their numbers, sorted by sound.
    std::vector<std::uint32_t> letters_;   ///< Which letters each has (letters_in).
    std::size_t first_letter_ = 0;         ///< Words before it begin with a digit.
};

}  // namespace catalogue
