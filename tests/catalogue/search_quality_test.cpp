#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>

#include "catalogue/load.h"
#include "catalogue/search.h"
#include "support/must.h"
#include "support/quality_set.h"
#include "text/unicode.h"

// The search over the shipped catalogue, measured with tests/data/search_quality.tsv: queries as
// people say and type them, with the procedures they mean.

using catalogue::Catalogue;
using catalogue::Match;
using catalogue::SearchIndex;

namespace {

constexpr std::size_t kShownFirst = 3;

const std::vector<Asked>& quality_set() {
    static const auto all = must(read_quality_set(SOURCE_DIR "/tests/data/search_quality.tsv"));
    return all;
}

const Catalogue& shipped() {
    static const Catalogue all =
        must(catalogue::load(SOURCE_DIR "/config/catalogue.json")).catalogue;
    return all;
}

const SearchIndex& shipped_index() {
    static const SearchIndex index(shipped());
    return index;
}

bool is_meant(const Asked& asked, const Match& match) {
    return std::find(asked.codes.begin(), asked.codes.end(), match.procedure->code) !=
           asked.codes.end();
}

struct Rate {
    std::size_t hits = 0, all = 0;
    double percent() const {
        return all == 0 ? 0 : 100.0 * static_cast<double>(hits) / static_cast<double>(all);
    }
};

/// The share found among the first three, by kind and in all (""). Misses go to `misses`.
std::map<std::string, Rate> rates(const SearchIndex& index, std::ostream& misses) {
    std::map<std::string, Rate> rates;
    for (const Asked& asked : quality_set()) {
        const std::vector<Match> found = index.find(asked.query, kShownFirst);
        const bool hit = std::any_of(found.begin(), found.end(),
                                     [&](const Match& match) { return is_meant(asked, match); });
        for (const std::string& kind : {std::string(), asked.kind}) {
            rates[kind].hits += hit ? 1 : 0;
            ++rates[kind].all;
        }
        if (hit) continue;
        misses << "  missed (" << asked.kind << ") \"" << asked.query << "\": not "
               << asked.codes.front() << " but";
        for (const Match& match : found)
            misses << " [" << match.procedure->code << ' '
                   << catalogue::short_name(*match.procedure, text::Language::vi) << ']';
        misses << (found.empty() ? " nothing\n" : "\n");
    }
    return rates;
}

/// The keys of telex for a text: "giấy" → "giaays".
std::string keys_of(const std::string& text) {
    std::string keys, tone;
    const std::map<char32_t, char> tones{
        {0x301, 's'}, {0x300, 'f'}, {0x309, 'r'}, {0x303, 'x'}, {0x323, 'j'}};
    for (const char32_t code_point : text::code_points(text)) {
        const auto parts = text::decomposed(text::lower(code_point));
        if (!text::is_letter(code_point)) keys += tone, tone.clear();
        keys += parts.front() == U'đ' ? "dd" : text::to_utf8(parts.front());
        for (std::size_t i = 1; i < parts.size(); ++i) {
            if (tones.contains(parts[i]))
                tone = tones.at(parts[i]);
            else
                keys += parts[i] == 0x302 ? text::to_utf8(parts.front()) : "w";
        }
    }
    return keys + tone;
}

}  // namespace

TEST_CASE("the quality set asks enough, in every way, and for procedures we have") {
    CHECK(quality_set().size() >= 150);
    std::map<std::string, std::size_t> kinds;
    for (const Asked& asked : quality_set()) {
        CAPTURE(asked.query);
        ++kinds[asked.kind];
        CHECK_FALSE(asked.codes.empty());
        for (const std::string& code : asked.codes) {
            CAPTURE(code);
            const auto* procedure = shipped().find(code);
            REQUIRE(procedure);
            CHECK_FALSE(procedure->internal);
        }
        CHECK(text::is_nfc(asked.query) == (asked.kind != "nfd"));
    }
    for (const char* kind :
         {"plain", "unaccented", "telex", "nfd", "tone-place", "everyday", "one-typo", "two-typos",
          "word-order", "abbreviation", "english", "by-ear", "glued", "code", "sentence"}) {
        CAPTURE(kind);
        CHECK(kinds[kind] >= 8);
    }
}

TEST_CASE("what people type is among the first three answers") {
    std::ostringstream misses;
    const auto found = rates(shipped_index(), misses);
    for (const auto& [kind, rate] : found) {
        std::cout << "note: search, " << (kind.empty() ? "all" : kind) << ": " << rate.hits
                  << " of " << rate.all << '\n';
        CAPTURE(kind);
        CHECK(rate.percent() >= (kind.empty() ? 95 : 85));
    }
    std::cout << misses.str();
}

TEST_CASE("the rate falls when the search knows less: it measures something") {
    std::vector<catalogue::Procedure> bare = shipped().procedures();
    for (catalogue::Procedure& procedure : bare) procedure.card.reset();
    const Catalogue without_cards("2026-11-01", {}, std::move(bare));
    std::ostringstream misses;
    CHECK(rates(SearchIndex(without_cards), misses).at("").percent() < 70);
    CHECK(misses.str().find("giấy độc thân") != std::string::npos);
}

TEST_CASE("the list is never empty while somebody types, composed or not") {
    for (const Asked& asked : quality_set()) {
        if (asked.kind != "plain") continue;
        const auto letters = text::code_points(asked.query);
        for (std::size_t size = 2; size <= letters.size(); ++size) {
            const std::string typed = text::to_utf8(std::vector<char32_t>(
                letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(size)));
            CAPTURE(typed);
            CHECK_FALSE(shipped_index().find(typed, 1).empty());
        }
        const std::string keys = keys_of(asked.query);
        for (std::size_t size = 2; size <= keys.size(); ++size) {
            const std::string typed = keys.substr(0, size);
            CAPTURE(typed);
            CHECK_FALSE(shipped_index().find(typed, 1).empty());
        }
    }
}
