#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/vocabulary.h"

/// All that procedures can be found by, as phrases of word numbers: everyday name, search words,
/// official name, field, code. Part of the search; immutable; the catalogue must outlive it.
namespace catalogue {

/// Small: a key looks at most of them.
struct Phrase {
    int weight;                ///< Of the place it stands in.
    std::uint32_t begin, end;  ///< In tokens().
    std::uint32_t core;        ///< Its first word that says something: not "xin giấy".
};

class Texts {
public:
    struct Entry {
        const Procedure* procedure;
        std::size_t begin, end;  ///< In phrases().
        int words;               ///< Of the name that the citizen sees.
    };

    /// Internal procedures are left out.
    explicit Texts(const Catalogue& catalogue);

    const Vocabulary& vocabulary() const { return vocabulary_; }
    const std::vector<Entry>& entries() const { return entries_; }
    const std::vector<Phrase>& phrases() const { return phrases_; }
    const std::vector<std::uint32_t>& tokens() const { return tokens_; }

    /// The entries that say a word, in order.
    std::span<const std::uint32_t> saying(std::uint32_t word) const;

    /// "nvqs" → nghia, vu, quan, su: what begins with these letters, the commonest such phrase.
    std::vector<std::string> spelled_out(std::string_view initials) const;

private:
    void add_phrase(std::string_view folded, int weight);
    void list_entries();

    Vocabulary vocabulary_;
    std::vector<Entry> entries_;
    std::vector<Phrase> phrases_;
    std::vector<std::uint32_t> tokens_;
    std::string initials_;                  ///< Of each token.
    std::vector<std::uint32_t> listed_;     ///< Entries, word after word.
    std::vector<std::size_t> listed_from_;  ///< Per word, and one more, in listed_.
};

/// The words of a folded text.
std::vector<std::string> words_of(std::string_view folded);

}  // namespace catalogue
