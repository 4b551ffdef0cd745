#include "catalogue/texts.h"

#include <algorithm>
#include <iterator>

#include "text/unicode.h"

namespace catalogue {

namespace {

// What a place is worth. An official name is long and says everything once, so it is worth half.
constexpr int kEveryday = 100, kSearchWords = 80, kOfficial = 50, kOther = 25;

// A text longer than this is worth less, down to half.
constexpr std::size_t kLongPhrase = 14;

// How half of all names begin: "Đăng ký kết hôn" is about "kết hôn" all the same.
constexpr std::string_view kOpeners[] = {"thu", "tuc",  "de",   "nghi", "xin", "lam",
                                         "cap", "giay", "dang", "ky",   "get", "register"};

bool is_opener(std::string_view word) {
    return std::find(std::begin(kOpeners), std::end(kOpeners), word) != std::end(kOpeners);
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

Texts::Texts(const Catalogue& catalogue) {
    std::vector<std::vector<Text>> texts;
    std::vector<std::string> words;
    for (const Procedure& procedure : catalogue.procedures()) {
        if (procedure.internal) continue;
        texts.push_back(texts_of(procedure));
        entries_.push_back(
            {.procedure = &procedure, .begin = 0, .end = 0, .words = words_shown(procedure)});
        for (const Text& text : texts.back())
            for (std::string& word : words_of(text.folded)) words.push_back(std::move(word));
    }
    // The whole vocabulary first: every token is then its final number at once.
    vocabulary_ = Vocabulary(std::move(words));
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        entries_[i].begin = phrases_.size();
        for (const Text& text : texts[i]) add_phrase(text.folded, text.weight);
        entries_[i].end = phrases_.size();
    }
    list_entries();
}

void Texts::add_phrase(std::string_view folded, int weight) {
    const auto begin = static_cast<std::uint32_t>(tokens_.size());
    for (const std::string& word : words_of(folded)) {
        tokens_.push_back(vocabulary_.number_of(word));
        initials_ += word.front();
    }
    // Where so much is said, a word says little.
    const auto end = static_cast<std::uint32_t>(tokens_.size());
    const std::size_t words = end - begin;
    if (words > kLongPhrase)
        weight -= weight * static_cast<int>(words - kLongPhrase) / static_cast<int>(2 * words);
    std::uint32_t core = begin;
    while (core + 1 < end && is_opener(vocabulary_.word(tokens_[core]))) ++core;
    phrases_.push_back({.weight = weight, .begin = begin, .end = end, .core = core});
}

/// Counts first, so that the lists stand one after another in one piece of memory.
void Texts::list_entries() {
    std::vector<std::vector<std::uint32_t>> words(entries_.size());
    listed_from_.assign(vocabulary_.size() + 1, 0);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const std::size_t begin = phrases_[entries_[i].begin].begin;
        const std::size_t end = phrases_[entries_[i].end - 1].end;
        words[i].assign(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                        tokens_.begin() + static_cast<std::ptrdiff_t>(end));
        std::sort(words[i].begin(), words[i].end());
        words[i].erase(std::unique(words[i].begin(), words[i].end()), words[i].end());
        for (const std::uint32_t word : words[i]) ++listed_from_[word + 1];
    }
    for (std::size_t word = 0; word < vocabulary_.size(); ++word)
        listed_from_[word + 1] += listed_from_[word];
    listed_.resize(listed_from_.back());
    std::vector<std::size_t> next = listed_from_;
    for (std::size_t i = 0; i < entries_.size(); ++i)
        for (const std::uint32_t word : words[i])
            listed_[next[word]++] = static_cast<std::uint32_t>(i);
}

std::span<const std::uint32_t> Texts::saying(std::uint32_t word) const {
    return std::span(listed_).subspan(listed_from_[word],
                                      listed_from_[word + 1] - listed_from_[word]);
}

std::vector<std::string> Texts::spelled_out(std::string_view initials) const {
    // The common procedures come first in the file: the first places tell enough.
    constexpr std::size_t kPlacesMax = 256;
    struct Reading {
        std::size_t at;
        int weight;
    };
    std::vector<Reading> readings;
    const auto same = [&](std::size_t a, std::size_t b) {
        return std::equal(tokens_.begin() + static_cast<std::ptrdiff_t>(a),
                          tokens_.begin() + static_cast<std::ptrdiff_t>(a + initials.size()),
                          tokens_.begin() + static_cast<std::ptrdiff_t>(b));
    };
    std::size_t places = 0;
    for (std::size_t at = initials_.find(initials); at != std::string::npos && places < kPlacesMax;
         at = initials_.find(initials, at + 1)) {
        const auto phrase = std::prev(
            std::upper_bound(phrases_.begin(), phrases_.end(), at,
                             [](std::size_t value, const Phrase& p) { return value < p.begin; }));
        if (at + initials.size() > phrase->end) continue;
        ++places;
        const auto known = std::find_if(readings.begin(), readings.end(),
                                        [&](const Reading& one) { return same(one.at, at); });
        if (known == readings.end())
            readings.push_back({.at = at, .weight = phrase->weight});
        else
            known->weight += phrase->weight;
    }
    const auto best =
        std::max_element(readings.begin(), readings.end(),
                         [](const Reading& a, const Reading& b) { return a.weight < b.weight; });
    std::vector<std::string> words;
    if (best == readings.end()) return words;
    for (std::size_t i = 0; i < initials.size(); ++i)
        words.push_back(vocabulary_.word(tokens_[best->at + i]));
    return words;
}

}  // namespace catalogue
