#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace paint {

/// What is drawn as one: a letter and the combining marks (U+0300 to U+036F) behind it. Jrai and
/// Bahnar have letters that no single code point stands for, such as ơ̆ (U+01A1 U+0306). One
/// number, so that looking a cluster up costs what looking a letter up costs.
class Cluster {
public:
    /// A decomposed text stacks three on a letter at most; the fifth begins a cluster of its own.
    static constexpr int kMarksMax = 4;
    static constexpr int kBits = 49;  ///< Of bits(): 21 for the letter, 7 for each mark.

    constexpr Cluster(char32_t letter) : bits_(letter) {}
    void add(char32_t mark);

    bool plain() const { return bits_ >> kLetterBits == 0; }  ///< A letter without marks.
    bool full() const { return bits_ >> (kBits - kMarkBits) != 0; }
    char32_t letter() const { return static_cast<char32_t>(bits_ & ((1u << kLetterBits) - 1)); }
    std::vector<char32_t> marks() const;  ///< In the order of the text.
    std::uint64_t bits() const { return bits_; }
    bool operator==(const Cluster&) const = default;

private:
    static constexpr int kLetterBits = 21, kMarkBits = 7;
    std::uint64_t bits_;  // The letter lowest, then each mark's place in its block, from 1.
};

bool is_mark(char32_t code_point);

/// Takes the next cluster off the front of `utf8`, which must not be empty. Measuring, breaking
/// and drawing walk text with this, so they cannot disagree. A mark with no letter before it is
/// a cluster by itself, and no mark is joined to a space or a line end: text is broken there.
Cluster next_cluster(std::string_view& utf8);

}  // namespace paint
