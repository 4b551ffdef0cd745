// The plain cards we ship in English: whole, and English only.

#include <map>
#include <string>

#include "catalogue/load.h"
#include "support/must.h"
#include "text/unicode.h"

namespace {

using text::Translated;

const catalogue::Catalogue& shipped() {
    static const catalogue::Loaded loaded =
        must(catalogue::load(std::string(SOURCE_DIR) + "/config/catalogue.json"));
    return loaded.catalogue;
}

/// A letter that English does not have: Vietnamese was left in.
bool has_foreign_letter(const std::string& text) {
    for (const char32_t letter : text::code_points(text))
        if (letter > 0x7f && (text::is_letter(letter) || text::is_mark(letter))) return true;
    return false;
}

void check(const std::string& code, const Translated& words) {
    CAPTURE(code);
    CAPTURE(words.vi);
    CAPTURE(words.en);
    CHECK_FALSE(words.en.empty());
    CHECK_FALSE(has_foreign_letter(words.en));
    CHECK(text::fold(words.en) != text::fold(words.vi));
    CHECK(words.en.find_first_of("'\"") == std::string::npos);  // ’ and “” are the ones we set.
    CHECK(words.en.find("notariz") == std::string::npos);       // One English of the two.
    CHECK(text::problem_of(words.en).empty());
    // Numbers, forms and dates are facts: none is lost on the way, and none invented.
    for (const char* fact : {"CT01", "CT07", "DC01", "DC02", "TK01", "VNeID", "1945", "1975"})
        CHECK((words.vi.find(fact) == std::string::npos) ==
              (words.en.find(fact) == std::string::npos));
}

}  // namespace

TEST_CASE("every plain card is whole in English, and says what it says in English words") {
    std::size_t cards = 0, texts = 0;
    std::map<std::string, std::string> names;
    for (const catalogue::Procedure& procedure : shipped().procedures()) {
        if (!procedure.card) continue;
        const catalogue::Card& card = *procedure.card;
        const auto checked = [&](const Translated& words) {
            check(procedure.code, words);
            ++texts;
        };
        ++cards;
        checked(card.name);
        checked(card.for_whom);
        checked(card.result);
        if (card.fee_unit) checked(*card.fee_unit);
        for (const catalogue::Case& one : card.cases) checked(one.name);
        for (const catalogue::Bring& bring : card.bring) {
            checked(bring.name);
            if (bring.note) checked(*bring.note);
        }
        // In a list of names two that are the same could not be told apart.
        const auto [other, fresh] = names.emplace(card.name.en, procedure.code);
        if (!fresh) FAIL_CHECK(procedure.code << " has the name of " << other->second);
    }
    CHECK(cards == 93);
    CHECK(texts > 800);
}

TEST_CASE("tiles and their groups have English names") {
    for (const catalogue::Tile& tile : shipped().tiles()) {
        check(tile.id, tile.name);
        for (const catalogue::Group& group : tile.groups) check(tile.id, group.name);
    }
}
