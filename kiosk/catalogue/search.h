#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/texts.h"

namespace catalogue {

/// A procedure that fits the words, with how well (higher is better).
struct Match {
    const Procedure* procedure = nullptr;
    int score = 0;
};

/// Finds procedures while somebody types. Built once over a catalogue that must outlive it.
///
/// A typed word means words of the everyday name, the search words, the official name, the field
/// or the code that begin with it; accents, capitals, NFD and hoà/hòa make no difference, and
/// telex that was not composed is read as if it were. A word of four letters or more may have one
/// mistake (a letter wrong, missing, extra or swapped), of seven or more two, of three letters one
/// beside other words; any may be written as it sounds ("chu" for "trú"), words may be glued
/// ("khaisinh") or initials ("nvqs"). Words of courtesy ("tôi muốn xin làm …") help but need not
/// be there; of the others a few may be missing when nothing has all of them in one piece, most
/// easily those that many procedures share.
///
/// In the same place an exact word beats a mistaken one; everyday name beats search words beat
/// official name beats field; words next to each other in the typed order beat scattered ones.
/// Mistaken matches below a good right one are left out. Internal procedures are never found.
class SearchIndex {
public:
    explicit SearchIndex(const Catalogue& catalogue);

    /// Best first; ties keep the catalogue's order. An empty query finds nothing. `usage` is the
    /// codes most asked for at this ward, the most first: they come before what fits as well or
    /// hardly better (kUsageBoost), never before what fits clearly better.
    std::vector<Match> find(std::string_view query, std::size_t results_max,
                            std::span<const std::string> usage = {}) const;

private:
    /// More words than anybody types on glass; the rest of a query is not looked at.
    static constexpr std::size_t kQueryWordsMax = 8;
    /// How well each word of the query fits one word of the vocabulary: 0 not, 100 exactly.
    using Fits = std::array<std::uint8_t, kQueryWordsMax>;

    /// A word as it stands, and as telex would have it ("" when that is the same).
    struct Typed {
        std::string plain, telex;
    };
    struct Query {
        std::array<int, kQueryWordsMax> weight{};  ///< What each word says: rare ones say most.
        std::array<int, kQueryWordsMax + 1> weight_to{};  ///< Of the words before each.
        std::size_t count = 0;
        bool only_courtesy = false;          ///< All of them: then they are what is wanted.
        unsigned courtesy = 0;               ///< The words that need not be there, one bit each.
        int weight_needed = 0;               ///< Of all the others, with those that fit nothing.
        std::vector<Fits> fits;              ///< One per word of the vocabulary.
        std::vector<std::uint64_t> fitted;   ///< A bit for each of them that is not all 0.
        std::vector<std::uint16_t> covered;  ///< Per entry: the weight of needed words it has.

        /// Most words fit nothing, and the bits stay in the nearest cache of the processor.
        bool fits_some(std::uint32_t word) const {
            return (fitted[word / 64] >> word % 64 & 1) != 0;
        }
    };
    struct Fitting {
        Fits word{}, pair{};
        int whole = 0, said = 0;
        bool in_a_piece = false;
    };
    struct Points {
        int total = 0;            ///< 0: does not fit.
        bool complete = false;    ///< No word that counts is missing.
        bool mistaken = false;    ///< Some word fits only with a mistake.
        bool in_a_piece = false;  ///< All words stand together, without mistakes.
    };
    struct Found {
        std::uint32_t entry;
        Points points;
    };

    static std::vector<Typed> typed_words(std::string_view line);
    bool respell(std::vector<Typed>& typed) const;
    Query compare(const std::vector<Typed>& typed) const;
    void add_word(const Typed& word, Place place, Query& query) const;
    static int least_covered(const Query& query);
    std::vector<Found> rank(const Query& query) const;
    Fitting fit(const Phrase& phrase, std::size_t first, const Query& query) const;
    Points score(const Texts::Entry& entry, const Query& query) const;
    std::vector<Found> best_reading(std::string_view line) const;

    Texts texts_;
    std::vector<std::pair<std::string_view, std::uint32_t>> by_code_;  ///< Entries, sorted.
};

/// The byte ranges of `shown` that the words of `query` match (word starts), for highlighting.
/// Sorted, not overlapping.
std::vector<std::pair<std::size_t, std::size_t>> highlights(std::string_view shown,
                                                            std::string_view query);

}  // namespace catalogue
