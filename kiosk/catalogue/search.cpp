#include "catalogue/search.h"

#include <algorithm>
#include <bit>
#include <iterator>

#include "catalogue/spelling.h"
#include "text/unicode.h"

// A query is compared with the vocabulary once; lists of who says which word tell which entries
// have enough of it, and only those are scored, which is then table look-ups.

namespace catalogue {

namespace {

constexpr std::size_t kQueryBytesMax = 200;  // One line of the search box, and more.
constexpr int kLongNamePenalty = 50;         // Per word: of two equal names the shorter is meant.
constexpr int kLongNameMax = 40;
// Scattered words worth less than a third of the best result are noise under it.
constexpr int kNoise = 3;
// What a word says: from one that nearly every entry has to one that a single entry has. One
// that nobody has may be a name or a slip: it says something.
constexpr int kWeightMin = 5, kWeightMax = 16, kWeightUnknown = 8;
// An entry must have this much of what the query says, in percent.
constexpr int kCoveredMin = 30;
// Of those that have only a part the best so many are looked at.
constexpr std::size_t kPartsMax = 1000;
// The most asked for procedure rises over others up to this much better, in percent.
constexpr int kUsageBoost = 10;

// Folded words people say around what they want.
constexpr std::string_view kCourtesy[] = {
    "toi",   "em",   "chau", "minh", "muon", "can", "xin", "hoi", "nho", "giup", "lam",
    "cho",   "ve",   "thu",  "tuc",  "o",    "dau", "gi",  "nao", "the", "nhu",  "bao",
    "nhieu", "de",   "di",   "duoc", "bi",   "voi", "va",  "cua", "la",  "thi",  "a",
    "i",     "want", "need", "to",   "how",  "get", "my",  "for", "of",  "an",   "do"};

bool is_courtesy(std::string_view word) {
    return std::find(std::begin(kCourtesy), std::end(kCourtesy), word) != std::end(kCourtesy);
}

/// From kWeightMax for a word of one entry down to kWeightMin for one of all.
int weight_of(std::size_t entries_with, std::size_t entries) {
    if (entries_with == 0) return kWeightUnknown;
    const int bits = static_cast<int>(std::bit_width(entries));
    const int rare = static_cast<int>(std::bit_width(entries / entries_with)) - 1;
    return kWeightMin + (kWeightMax - kWeightMin) * rare / bits;
}

// Eight bytes at once, for the compiler to see.
template <class Fits>
Fits larger(const Fits& a, const Fits& b) {
    Fits result;
    for (std::size_t i = 0; i < a.size(); ++i) result[i] = std::max(a[i], b[i]);
    return result;
}

template <class Fits>
Fits smaller(const Fits& a, const Fits& b) {
    Fits result;
    for (std::size_t i = 0; i < a.size(); ++i) result[i] = std::min(a[i], b[i]);
    return result;
}

/// Each moved to its neighbour's place, `first` in the first.
template <class Fits>
Fits shifted(const Fits& fits, std::uint8_t first) {
    static_assert(std::endian::native == std::endian::little);
    return std::bit_cast<Fits>(std::bit_cast<std::uint64_t>(fits) << 8 | first);
}

void drop_noise_below(int best, int best_right, auto& found) {
    std::erase_if(found, [&](const auto& one) {
        const bool weak = !one.points.in_a_piece && one.points.total < best / kNoise;
        return weak || (one.points.mistaken && one.points.total < best_right);
    });
}

}  // namespace

SearchIndex::SearchIndex(const Catalogue& catalogue) : texts_(catalogue) {
    for (std::uint32_t i = 0; i < texts_.entries().size(); ++i)
        by_code_.emplace_back(texts_.entries()[i].procedure->code, i);
    std::sort(by_code_.begin(), by_code_.end());
}

std::vector<SearchIndex::Typed> SearchIndex::typed_words(std::string_view line) {
    line = line.substr(0, kQueryBytesMax);
    std::vector<std::string> plain = words_of(text::fold(line));
    std::vector<std::string> telex = words_of(text::fold(telex_reading(line)));
    std::vector<Typed> typed;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const bool other = plain.size() == telex.size() && plain[i] != telex[i];
        typed.push_back({.plain = plain[i], .telex = other ? telex[i] : std::string()});
    }
    return typed;
}

/// Words that begin no word we know, taken apart or spelled out. False: there are none.
bool SearchIndex::respell(std::vector<Typed>& typed) const {
    constexpr std::size_t kInitialsMin = 3, kInitialsMax = 6;
    const Vocabulary& vocabulary = texts_.vocabulary();
    std::vector<Typed> respelled;
    bool changed = false;
    for (Typed& word : typed) {
        std::vector<std::string> parts;
        if (!vocabulary.begins(word.plain) &&
            (word.telex.empty() || !vocabulary.begins(word.telex))) {
            parts = vocabulary.split(word.plain);
            const std::size_t size = word.plain.size();
            if (parts.empty() && size >= kInitialsMin && size <= kInitialsMax)
                parts = texts_.spelled_out(word.plain);
        }
        changed = changed || !parts.empty();
        if (parts.empty()) respelled.push_back(std::move(word));
        for (std::string& part : parts)
            respelled.push_back({.plain = std::move(part), .telex = {}});
    }
    typed = std::move(respelled);
    return changed;
}

/// One more word: how well it fits the vocabulary, what it says, and who has it.
void SearchIndex::add_word(const Typed& word, Place place, Query& query) const {
    std::vector<Vocabulary::Fit> fits = texts_.vocabulary().fits(word.plain, place);
    if (!word.telex.empty())
        for (const auto& fit : texts_.vocabulary().fits(word.telex, place)) fits.push_back(fit);
    const bool courtesy = !query.only_courtesy && is_courtesy(word.plain);
    if (fits.empty()) {
        if (!courtesy) query.weight_needed += kWeightUnknown;
        return;
    }
    const std::size_t at = query.count++;
    std::vector<std::uint64_t> having(texts_.entries().size() / 64 + 1);
    for (const auto& [known, fit] : fits) {
        query.fits[known][at] = std::max(query.fits[known][at], fit);
        query.fitted[known / 64] |= std::uint64_t{1} << known % 64;
        for (const std::uint32_t entry : texts_.saying(known))
            having[entry / 64] |= std::uint64_t{1} << (entry % 64);
    }
    std::size_t entries = 0;
    for (const std::uint64_t some : having)
        entries += static_cast<std::size_t>(std::popcount(some));
    query.weight[at] = weight_of(entries, texts_.entries().size());
    if (courtesy) {
        query.courtesy |= 1u << at;
        query.weight[at] = kWeightMin;
        return;
    }
    query.weight_needed += query.weight[at];
    for (std::size_t i = 0; i < having.size(); ++i)
        for (std::uint64_t some = having[i]; some != 0; some &= some - 1)
            query.covered[i * 64 + static_cast<std::size_t>(std::countr_zero(some))] =
                static_cast<std::uint16_t>(
                    query.covered[i * 64 + static_cast<std::size_t>(std::countr_zero(some))] +
                    query.weight[at]);
}

SearchIndex::Query SearchIndex::compare(const std::vector<Typed>& typed) const {
    Query query;
    query.only_courtesy = std::all_of(typed.begin(), typed.end(),
                                      [](const Typed& word) { return is_courtesy(word.plain); });
    query.fits.resize(texts_.vocabulary().size());
    query.fitted.resize(texts_.vocabulary().size() / 64 + 1);
    query.covered.resize(texts_.entries().size());
    for (std::size_t i = 0; i < typed.size() && query.count < kQueryWordsMax; ++i) {
        const auto same = [&](const Typed& other) { return other.plain == typed[i].plain; };
        const auto here = typed.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::any_of(typed.begin(), here, same)) continue;
        add_word(typed[i], {.last = i + 1 == typed.size(), .alone = typed.size() == 1}, query);
    }
    for (std::size_t q = 0; q < query.count; ++q)
        query.weight_to[q + 1] = query.weight_to[q] + query.weight[q];
    return query;
}

/// How the query fits one phrase: each word where it fits best, each with the word before it as
/// its neighbour, and the longer pieces: the whole query in the phrase, and the whole phrase in
/// the query, both best when they are one and the same. No word before `first` fits.
SearchIndex::Fitting SearchIndex::fit(const Phrase& phrase, std::size_t first,
                                      const Query& query) const {
    Fitting best;
    Fits before{}, run{};  // The worst fit of words 0…q ending here, or 0.
    Fits said{};           // The worst fit of all the phrase so far, ending at word q, or 0.
    const std::size_t last = query.count - 1;
    for (std::size_t at = first; at < phrase.end; ++at) {
        const std::uint32_t word = texts_.tokens()[at];
        if (!query.fits_some(word)) {
            before = run = said = {};
            continue;
        }
        const Fits here = query.fits[word];
        best.word = larger(best.word, here);
        best.pair = larger(best.pair, smaller(here, shifted(before, 0)));
        run = smaller(here, shifted(run, kExact));
        said = at == phrase.core ? here : smaller(here, shifted(said, 0));
        before = here;
        if (run[last] == 0) continue;
        const bool starts = at + 1 <= phrase.core + query.count;
        const int share = starts ? (at + 1 == phrase.end ? 4 : 2) : 1;
        best.whole = std::max(best.whole, run[last] * share);
        best.in_a_piece = best.in_a_piece || is_right(run[last]);
    }
    for (std::size_t q = 0; q < query.count; ++q) {
        if (said[q] == 0) continue;
        const std::size_t words = phrase.end - phrase.core;
        const int weight = query.weight_to[q + 1] - query.weight_to[q + 1 - std::min(q + 1, words)];
        best.said = std::max(best.said, said[q] * 3 * weight / query.weight_to[query.count]);
    }
    return best;
}

SearchIndex::Points SearchIndex::score(const Texts::Entry& entry, const Query& query) const {
    const std::size_t count = query.count;
    std::array<int, kQueryWordsMax> word_best{}, pair_best{};
    Fits right{};  // How well each word fits anywhere.
    int whole_best = 0, said_best = 0, together = 0;
    Points points;
    for (std::size_t i = entry.begin; i < entry.end; ++i) {
        const Phrase& phrase = texts_.phrases()[i];
        std::size_t first = phrase.begin;
        while (first < phrase.end && !query.fits_some(texts_.tokens()[first])) ++first;
        if (first == phrase.end) continue;
        const Fitting fitting = fit(phrase, first, query);
        int here = 0;
        for (std::size_t q = 0; q < count; ++q) {
            here += query.weight[q] * (fitting.word[q] + fitting.pair[q]);
            word_best[q] = std::max(word_best[q], fitting.word[q] * phrase.weight);
            pair_best[q] = std::max(pair_best[q], fitting.pair[q] * phrase.weight);
        }
        together = std::max(together, here * phrase.weight);
        right = larger(right, fitting.word);
        whole_best = std::max(whole_best, fitting.whole * phrase.weight);
        said_best = std::max(said_best, fitting.said * phrase.weight);
        points.in_a_piece = points.in_a_piece || fitting.in_a_piece;
    }
    int sum = 0, weights = 0, needed = 0, needed_right = 0;
    for (std::size_t q = 0; q < count; ++q) {
        sum += query.weight[q] * (word_best[q] + pair_best[q]);
        weights += query.weight[q];
        if ((query.courtesy >> q & 1u) != 0) continue;
        if (word_best[q] == 0) continue;
        needed += query.weight[q];
        needed_right += is_right(right[q]) ? query.weight[q] : 0;
        points.mistaken = points.mistaken || !is_right(right[q]);
    }
    // What has only a part of the words must have them rightly.
    points.complete = needed >= query.weight_needed;
    if (!points.complete) needed = needed_right;
    if (needed == 0 && whole_best == 0) return {};
    if (needed * 100 < query.weight_needed * kCoveredMin) return {};
    const int all = std::max(1, query.weight_needed);
    int total = (sum + together) / std::max(1, weights);
    if (query.weight_needed > 0) total = total / all * needed / all * needed;
    total += std::max(whole_best, said_best);
    points.total = std::max(1, total - kLongNamePenalty * std::min(entry.words, kLongNameMax));
    return points;
}

/// What an entry must have of the query at least to be looked at: a part of it that tells
/// something, and more when too many have that.
int SearchIndex::least_covered(const Query& query) {
    std::vector<std::size_t> entries(static_cast<std::size_t>(query.weight_needed) + 1);
    for (const int covered : query.covered) ++entries[static_cast<std::size_t>(covered)];
    const int enough = std::max(1, query.weight_needed * kCoveredMin / 100);
    std::size_t looked_at = 0;
    int least = query.weight_needed;
    while (least > enough && looked_at + entries[static_cast<std::size_t>(least - 1)] < kPartsMax)
        looked_at += entries[static_cast<std::size_t>(--least)];
    return least;
}

std::vector<SearchIndex::Found> SearchIndex::rank(const Query& query) const {
    std::vector<Found> found;
    if (query.count == 0) return found;
    const auto add = [&](std::uint32_t entry) {
        if (const Points points = score(texts_.entries()[entry], query); points.total > 0)
            found.push_back({.entry = entry, .points = points});
    };
    const auto entries = static_cast<std::uint32_t>(texts_.entries().size());
    for (std::uint32_t i = 0; i < entries; ++i)
        if (query.covered[i] >= query.weight_needed) add(i);
    const bool sure = std::any_of(found.begin(), found.end(),
                                  [](const Found& one) { return one.points.in_a_piece; });
    const int enough = sure ? query.weight_needed : least_covered(query);
    for (std::uint32_t i = 0; i < entries; ++i)
        if (query.covered[i] < query.weight_needed && query.covered[i] >= enough) add(i);
    int best = 0, best_right = 0;
    for (const auto& [entry, points] : found) {
        best = std::max(best, points.total);
        if (points.in_a_piece) best_right = std::max(best_right, points.total);
    }
    drop_noise_below(best, best_right, found);
    return found;
}

std::vector<SearchIndex::Found> SearchIndex::best_reading(std::string_view line) const {
    // What has all words beats what has some, however much they count there.
    const auto top = [](const std::vector<Found>& found) {
        std::pair<bool, int> best{false, 0};
        for (const Found& one : found)
            best = std::max(best, {one.points.complete, one.points.total});
        return best;
    };
    std::vector<Typed> typed = typed_words(line);
    std::vector<Found> found = rank(compare(typed));
    if (!respell(typed)) return found;
    std::vector<Found> respelled = rank(compare(typed));
    return top(respelled) > top(found) ? respelled : found;
}

std::vector<Match> SearchIndex::find(std::string_view query, std::size_t results_max,
                                     std::span<const std::string> usage) const {
    std::vector<Found> found = best_reading(query);
    for (std::size_t i = 0; i < usage.size(); ++i) {
        const auto at = std::lower_bound(by_code_.begin(), by_code_.end(),
                                         std::pair(std::string_view(usage[i]), std::uint32_t{0}));
        if (at == by_code_.end() || at->first != usage[i]) continue;
        for (Found& one : found)
            if (one.entry == at->second)
                one.points.total += one.points.total / 100 * kUsageBoost / 100 *
                                    static_cast<int>((usage.size() - i) * 100 / usage.size());
    }
    const std::size_t shown = std::min(found.size(), results_max);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(shown),
                      found.end(), [](const Found& a, const Found& b) {
                          return a.points.total != b.points.total ? a.points.total > b.points.total
                                                                  : a.entry < b.entry;
                      });
    found.resize(shown);
    std::vector<Match> matches;
    for (const auto& [entry, points] : found)
        matches.push_back({.procedure = texts_.entries()[entry].procedure, .score = points.total});
    return matches;
}

}  // namespace catalogue
