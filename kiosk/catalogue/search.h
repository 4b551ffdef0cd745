#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue/catalogue.h"

namespace catalogue {

/// A procedure that fits the words, with how well (higher is better).
struct Match {
    const Procedure* procedure = nullptr;
    int score = 0;
};

/// Finds procedures while somebody types. Built once over a catalogue that must outlive it.
///
/// Every typed word must start a word of the everyday name, its search words, the official
/// name, the field or the code; accents, capitals and hoà/hòa make no difference, and words of
/// courtesy ("tôi muốn xin làm …") help but need not be there. A word of four letters or more
/// may have one mistake (a letter wrong, missing, extra or swapped), of eight or more two, and
/// any may be written as it sounds ("chu" for "trú"). In the same place an exact word beats a
/// mistaken one; everyday name beats search words beat official name beats field; words next to
/// each other in the typed order beat scattered ones. Mistaken matches below a good right one
/// are left out. Internal procedures are never found.
class SearchIndex {
public:
    explicit SearchIndex(const Catalogue& catalogue);

    /// Best first; ties keep the catalogue's order. An empty query finds nothing.
    std::vector<Match> find(std::string_view query, std::size_t results_max) const;

private:
    /// More words than anybody types on glass; the rest of a query is not looked at.
    static constexpr std::size_t kQueryWordsMax = 8;
    /// How well each word of the query fits one word of the vocabulary: 0 not, 100 exactly.
    using Fits = std::array<std::uint8_t, kQueryWordsMax>;

    struct Phrase {
        int weight;              ///< Of the place it stands in.
        std::size_t begin, end;  ///< In tokens_.
        std::size_t core;        ///< Its first word that says something: not "xin giấy".
    };
    struct Entry {
        const Procedure* procedure;
        std::size_t begin, end;  ///< In phrases_.
        int words;               ///< Of the name that the citizen sees.
    };
    struct Query {
        std::vector<std::string> words;
        std::vector<Fits> fits;  ///< One per word of the vocabulary.
        bool hopeless = false;   ///< A word that counts fits nothing at all.
    };
    struct Points {
        int total = 0;            ///< 0: does not fit.
        bool mistaken = false;    ///< Some word fits only with a mistake.
        bool in_a_piece = false;  ///< All words stand together, without mistakes.
    };
    struct Found {
        const Procedure* procedure;
        Points points;
    };

    void add_phrase(std::string_view folded, int weight);
    Query compare(std::string_view typed) const;
    bool fit_word(std::string_view word, std::size_t at, bool last, std::vector<Fits>& fits) const;
    bool split(std::string_view glued, std::vector<std::string>& words) const;
    Points score(const Entry& entry, const Query& query) const;
    static void drop_noise(std::vector<Found>& found);

    std::vector<std::string> vocabulary_;  ///< Every folded word once, sorted.
    std::vector<std::string> sounds_;      ///< The same words as they sound.
    std::vector<std::uint32_t> letters_;   ///< Which letters each has, one bit per letter.
    std::vector<std::uint32_t> tokens_;    ///< The texts as numbers of words.
    std::vector<Phrase> phrases_;
    std::vector<Entry> entries_;
};

/// The byte ranges of `shown` that the words of `query` match (word starts), for highlighting.
/// Sorted, not overlapping.
std::vector<std::pair<std::size_t, std::size_t>> highlights(std::string_view shown,
                                                            std::string_view query);

}  // namespace catalogue
