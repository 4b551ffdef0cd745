#include "catalogue/search.h"

#include <algorithm>
#include <bit>
#include <iterator>

#include "catalogue/spelling.h"
#include "text/unicode.h"

// All texts become phrases of word numbers over one vocabulary of about two thousand words. A
// query is compared with the vocabulary once; scoring the procedures is then table look-ups.

namespace catalogue {

namespace {

// What a place is worth. An official name is long and says everything once, so it is worth half.
constexpr int kEveryday = 100, kSearchWords = 80, kOfficial = 50, kOther = 25;

// How well a word fits. The last word of a query is still being typed: its beginning is nearly
// as good as the whole, while a mistake in a beginning is a guess.
constexpr std::uint8_t kExact = 100, kBeginning = 85, kAbbreviated = 70, kOneLetter = 40;
constexpr std::uint8_t kSounds = 60, kOneMistake = 55, kTwoMistakes = 35, kMistakenBeginning = 30;

bool is_right(int fit) { return fit >= kAbbreviated || fit == kOneLetter; }

constexpr std::size_t kQueryBytesMax = 200;  // One line of the search box, and more.
constexpr std::size_t kCodeBytesMin = 3;     // "10" begins nearly every code.
constexpr int kLongNamePenalty = 50;         // Per word: of two equal names the shorter is meant.
constexpr int kLongNameMax = 40;
// Scattered words worth less than a third of the best result are noise under it.
constexpr int kNoise = 3;

// Folded words people say around what they want.
constexpr std::string_view kCourtesy[] = {
    "toi",   "em",   "chau", "minh", "muon", "can", "xin", "hoi", "nho", "giup", "lam",
    "cho",   "ve",   "thu",  "tuc",  "o",    "dau", "gi",  "nao", "the", "nhu",  "bao",
    "nhieu", "de",   "di",   "duoc", "bi",   "voi", "va",  "cua", "la",  "thi",  "a",
    "i",     "want", "need", "to",   "how",  "get", "my",  "for", "of",  "an",   "do"};

// How half of all names begin: "Đăng ký kết hôn" is about "kết hôn" all the same.
constexpr std::string_view kOpeners[] = {"thu", "tuc",  "de",   "nghi", "xin", "lam",
                                         "cap", "giay", "dang", "ky",   "get", "register"};

template <std::size_t n>
bool is_one_of(const std::string_view (&list)[n], std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool is_courtesy(std::string_view word) { return is_one_of(kCourtesy, word); }

std::vector<std::string> words_of(std::string_view folded) {
    std::vector<std::string> words;
    while (!folded.empty()) {
        const std::size_t space = folded.find(' ');
        words.emplace_back(folded.substr(0, space));
        if (space == std::string_view::npos) break;
        folded.remove_prefix(space + 1);
    }
    return words;
}

bool has_digit(std::string_view word) {
    return word.find_first_of("0123456789") != std::string_view::npos;
}

/// "1001193" and "001193" for "1.001193": people leave out what looks like decoration.
std::vector<std::string> code_forms(const std::string& code) {
    if (!is_code(code)) return {code};
    return {code, code.substr(0, 1) + code.substr(2), code.substr(2)};
}

struct Text {
    std::string folded;
    int weight;
};

/// All that a procedure can be found by, phrase by phrase.
std::vector<Text> texts_of(const Procedure& procedure) {
    std::vector<Text> texts;
    const auto add = [&texts](std::string_view text, int weight) {
        texts.push_back({.folded = text::fold(text), .weight = weight});
    };
    if (procedure.card) {
        add(procedure.card->name.vi, kEveryday);
        add(procedure.card->name.en, kEveryday);
        for (const std::string& words : procedure.card->words) add(words, kSearchWords);
    }
    add(procedure.name, kOfficial);
    add(procedure.field, kOther);
    for (const std::string& form : code_forms(procedure.code)) add(form, kOther);
    return texts;
}

int words_shown(const Procedure& procedure) {
    const std::string name = text::fold(short_name(procedure, text::Language::vi));
    return 1 + static_cast<int>(std::count(name.begin(), name.end(), ' '));
}

}  // namespace

SearchIndex::SearchIndex(const Catalogue& catalogue) {
    std::vector<std::vector<Text>> texts;
    for (const Procedure& procedure : catalogue.procedures()) {
        if (procedure.internal) continue;
        texts.push_back(texts_of(procedure));
        entries_.push_back(
            {.procedure = &procedure, .begin = 0, .end = 0, .words = words_shown(procedure)});
        for (const Text& text : texts.back())
            for (std::string& word : words_of(text.folded)) vocabulary_.push_back(std::move(word));
    }
    // The whole vocabulary first: every token is then its final number at once.
    std::sort(vocabulary_.begin(), vocabulary_.end());
    vocabulary_.erase(std::unique(vocabulary_.begin(), vocabulary_.end()), vocabulary_.end());
    for (const std::string& word : vocabulary_) {
        sounds_.push_back(sound_of(word));
        letters_.push_back(letters_in(word));
    }
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        entries_[i].begin = phrases_.size();
        for (const Text& text : texts[i]) add_phrase(text.folded, text.weight);
        entries_[i].end = phrases_.size();
    }
}

void SearchIndex::add_phrase(std::string_view folded, int weight) {
    const std::size_t begin = tokens_.size();
    for (const std::string& word : words_of(folded)) {
        const auto at = std::lower_bound(vocabulary_.begin(), vocabulary_.end(), word);
        tokens_.push_back(static_cast<std::uint32_t>(at - vocabulary_.begin()));
    }
    std::size_t core = begin;
    while (core + 1 < tokens_.size() && is_one_of(kOpeners, vocabulary_[tokens_[core]])) ++core;
    phrases_.push_back({.weight = weight, .begin = begin, .end = tokens_.size(), .core = core});
}

/// Fills in how well one word of the query fits each word of the vocabulary; false: nowhere.
bool SearchIndex::fit_word(std::string_view word, std::size_t at, bool last,
                           std::vector<Fits>& fits) const {
    const bool digits = has_digit(word);
    const int mistakes = digits ? 0 : mistakes_allowed(word);
    const std::string sound = digits ? std::string() : sound_of(word);
    const std::uint32_t letters = letters_in(word);
    const std::uint8_t beginning =
        word.size() == 1 ? kOneLetter : (last ? kBeginning : kAbbreviated);
    bool found = false;
    for (std::size_t i = 0; i < vocabulary_.size(); ++i) {
        const std::string& known = vocabulary_[i];
        std::uint8_t fit = 0;
        if (known.starts_with(word)) {
            const bool code = digits && has_digit(known) && known.size() > kCodeBytesMin;
            if (known.size() == word.size())
                fit = kExact;
            else if (!code || word.size() >= kCodeBytesMin)
                fit = beginning;
        } else if (digits || has_digit(known)) {
            continue;
        } else if (sound == sounds_[i]) {
            fit = kSounds;
        } else if (mistakes > 0 && std::popcount(letters & ~letters_[i]) <= mistakes) {
            const Distance distance = distance_between(word, known, mistakes);
            if (distance.whole <= mistakes)
                fit = distance.whole == 1 ? kOneMistake : kTwoMistakes;
            else if (last && distance.beginning <= mistakes)
                fit = kMistakenBeginning;
        }
        fits[i][at] = fit;
        found = found || fit > 0;
    }
    return found;
}

/// "khaisinh" → khai, sinh: words of the vocabulary written without spaces, the last begun.
bool SearchIndex::split(std::string_view glued, std::vector<std::string>& words) const {
    constexpr std::size_t kPartMin = 2, kGluedMax = 32;  // Longer is not typed, and costs time.
    if (glued.size() > kGluedMax) return false;
    const auto at_or_after = [this](std::string_view word) {
        return std::lower_bound(vocabulary_.begin(), vocabulary_.end(), word);
    };
    for (std::size_t size = glued.size(); size >= kPartMin; --size) {
        const auto part = glued.substr(0, size), rest = glued.substr(size);
        const auto known = at_or_after(part);
        if (known == vocabulary_.end() || !known->starts_with(part)) continue;
        if (!rest.empty() && (known->size() != size || rest.size() < kPartMin)) continue;
        words.emplace_back(part);
        if (rest.empty() || split(rest, words)) return true;
        words.pop_back();
    }
    return false;
}

SearchIndex::Query SearchIndex::compare(std::string_view typed) const {
    Query query{.words = {}, .fits = std::vector<Fits>(vocabulary_.size()), .hopeless = false};
    std::vector<std::string> typed_words = words_of(text::fold(typed.substr(0, kQueryBytesMax)));
    for (std::size_t i = 0; i < typed_words.size(); ++i) {
        const std::string& word = typed_words[i];
        const std::size_t at = query.words.size();
        const bool last = i + 1 == typed_words.size();
        if (at == kQueryWordsMax) break;
        if (std::find(query.words.begin(), query.words.end(), word) != query.words.end()) continue;
        std::vector<std::string> parts;
        if (fit_word(word, at, last, query.fits)) {
            query.words.push_back(word);
        } else if (!has_digit(word) && split(word, parts)) {
            const auto next = typed_words.begin() + static_cast<std::ptrdiff_t>(i + 1);
            typed_words.insert(next, parts.begin(), parts.end());
        } else if (!is_courtesy(word)) {
            query.hopeless = true;
        }
    }
    return query;
}

/// Each word counts where it fits best, each pair of neighbours once more, and the whole query in
/// one piece more again, most when it is all that the phrase says.
SearchIndex::Points SearchIndex::score(const Entry& entry, const Query& query) const {
    const std::size_t count = query.words.size();
    std::array<int, kQueryWordsMax> word_best{}, pair_best{};
    std::array<bool, kQueryWordsMax> right{};
    int whole_best = 0;
    Points points;
    for (std::size_t i = entry.begin; i < entry.end; ++i) {
        const Phrase& phrase = phrases_[i];
        std::array<int, kQueryWordsMax> run{};  // The worst fit of words 0…q ending here, or 0.
        Fits before{};
        for (std::size_t at = phrase.begin; at < phrase.end; ++at) {
            const Fits& here = query.fits[tokens_[at]];
            for (std::size_t q = count; q-- > 0;) {
                const int fit = here[q];
                const int pair = q > 0 ? std::min<int>(fit, before[q - 1]) : 0;
                run[q] = q > 0 ? std::min(fit, run[q - 1]) : fit;
                word_best[q] = std::max(word_best[q], fit * phrase.weight);
                pair_best[q] = std::max(pair_best[q], pair * phrase.weight);
                right[q] = right[q] || is_right(fit);
            }
            before = here;
            if (run[count - 1] == 0) continue;
            const bool starts = at + 1 <= phrase.core + count;
            const int share = starts ? (at + 1 == phrase.end ? 4 : 2) : 1;
            whole_best = std::max(whole_best, run[count - 1] * phrase.weight * share);
            points.in_a_piece = points.in_a_piece || is_right(run[count - 1]);
        }
    }
    bool wanted = false;  // A word beyond courtesy was found.
    int total = whole_best;
    for (std::size_t q = 0; q < count; ++q) {
        total += word_best[q] + pair_best[q];
        if (is_courtesy(query.words[q])) continue;
        if (word_best[q] == 0) return {};
        wanted = true;
        points.mistaken = points.mistaken || !right[q];
    }
    if (!wanted && whole_best == 0) return {};
    points.total = std::max(1, total - kLongNamePenalty * std::min(entry.words, kLongNameMax));
    return points;
}

void SearchIndex::drop_noise(std::vector<Found>& found) {
    int best = 0, best_right = 0;
    for (const auto& [procedure, points] : found) {
        best = std::max(best, points.total);
        if (points.in_a_piece) best_right = std::max(best_right, points.total);
    }
    std::erase_if(found, [&](const Found& one) {
        const bool weak = !one.points.in_a_piece && one.points.total < best / kNoise;
        return weak || (one.points.mistaken && one.points.total < best_right);
    });
}

std::vector<Match> SearchIndex::find(std::string_view query, std::size_t results_max) const {
    const Query compared = compare(query);
    if (compared.words.empty() || compared.hopeless) return {};
    std::vector<Found> found;
    for (const Entry& entry : entries_)
        if (const Points points = score(entry, compared); points.total > 0)
            found.push_back({.procedure = entry.procedure, .points = points});
    drop_noise(found);
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return a.points.total > b.points.total;
    });
    if (found.size() > results_max) found.resize(results_max);
    std::vector<Match> matches;
    for (const auto& [procedure, points] : found)
        matches.push_back({.procedure = procedure, .score = points.total});
    return matches;
}

std::vector<std::pair<std::size_t, std::size_t>> highlights(std::string_view shown,
                                                            std::string_view query) {
    const text::Folded folded = text::fold_with_origin(shown);
    const std::vector<std::string> words = words_of(text::fold(query.substr(0, kQueryBytesMax)));
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (std::size_t at = 0; at < folded.text.size();) {
        std::size_t matched = 0;
        for (const std::string& word : words)
            if (folded.text.compare(at, word.size(), word) == 0)
                matched = std::max(matched, word.size());
        if (matched > 0) {
            std::size_t end = at + matched;  // Never inside what was one letter ("ß" → "ss").
            while (end + 1 < folded.from.size() && folded.from[end] == folded.from[end - 1]) ++end;
            ranges.emplace_back(folded.from[at], folded.from[end]);
        }
        const std::size_t space = folded.text.find(' ', at);
        at = space == std::string::npos ? folded.text.size() : space + 1;
    }
    return ranges;
}

}  // namespace catalogue
