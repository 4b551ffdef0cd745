#include <algorithm>
#include <set>

#include "catalogue/load.h"
#include "json/json.h"
#include "support/must.h"
#include "text/unicode.h"

// The catalogue we ship: config/catalogue.json.

using catalogue::FeeKind;
using catalogue::Procedure;

namespace {

const catalogue::Loaded& shipped() {
    static const catalogue::Loaded loaded =
        must(catalogue::load(std::string(SOURCE_DIR) + "/config/catalogue.json"));
    return loaded;
}

std::size_t letters(const std::string& text) { return text::code_points(text).size(); }

std::string kind_name(FeeKind kind) {
    switch (kind) {
        case FeeKind::amount: return "amount";
        case FeeKind::amount_set_by_province: return "amount_set_by_province";
        case FeeKind::set_by_province: return "set_by_province";
        case FeeKind::free_stated: return "free_stated";
        case FeeKind::zero_unexplained: return "zero_unexplained";
        case FeeKind::zero_with_note: return "zero_with_note";
        case FeeKind::unknown: return "unknown";
    }
    return "";
}

/// Figures the portal got wrong by a thousand ("135 VND" for 135.000): not shown as facts.
bool has_broken_figure(const json::Value& fee) {
    const json::Value* amounts = json::array(fee, "amounts");
    if (!amounts) return false;
    for (const json::Value& amount : *amounts) {
        double figure = 0;
        const std::string* currency = json::text(amount, "currency");
        if (currency && *currency == "VND" && json::number(amount, "amount", figure) &&
            figure < 1000)
            return true;
    }
    return false;
}

}  // namespace

TEST_CASE("the shipped catalogue has all procedures, cards and tiles, and nothing to look at") {
    const catalogue::Catalogue& all = shipped().catalogue;
    CHECK(all.procedures().size() == 560);
    CHECK(all.tiles().size() == 12);
    std::size_t cards = 0;
    std::set<std::string> codes;
    for (const Procedure& procedure : all.procedures()) {
        if (procedure.card) ++cards;
        CHECK(codes.insert(procedure.code).second);
        CHECK(all.find(procedure.code) == &procedure);
    }
    CHECK(cards == 93);
    for (const std::string& warning : shipped().warnings) FAIL_CHECK(warning);
}

TEST_CASE("every tile and every group has something for citizens") {
    for (const catalogue::Tile& tile : shipped().catalogue.tiles()) {
        CAPTURE(tile.id);
        const auto whole = shipped().catalogue.under(tile.id);
        CHECK_FALSE(whole.empty());
        for (const catalogue::Group& group : tile.groups) {
            CAPTURE(group.id);
            const auto part = shipped().catalogue.under(tile.id, group.id);
            CHECK_FALSE(part.empty());
            CHECK(part.size() < whole.size());
        }
    }
}

TEST_CASE("what agencies do between themselves is hidden, and only that") {
    std::size_t shown = 0, hidden = 0;
    for (const Procedure& procedure : shipped().catalogue.procedures()) {
        CAPTURE(procedure.code);
        const auto list = shipped().catalogue.under(procedure.tile, procedure.group);
        const bool found = std::find(list.begin(), list.end(), &procedure) != list.end();
        CHECK(found == !procedure.internal);
        ++(found ? shown : hidden);
        // The portal numbers them 5.* and 6.* (shared/data/README.md).
        const bool between = procedure.code[0] == '5' || procedure.code[0] == '6';
        if (between) CHECK(procedure.internal);
    }
    CHECK(shown + hidden == 560);
    CHECK(hidden > 0);
}

TEST_CASE("a list shows the everyday name, and it is short enough to read") {
    for (const Procedure& procedure : shipped().catalogue.procedures()) {
        CAPTURE(procedure.code);
        for (const text::Language language : text::kLanguages) {
            const std::string name = catalogue::short_name(procedure, language);
            CHECK_FALSE(name.empty());
            if (procedure.card) CHECK(letters(name) <= catalogue::kShortNameMax);
        }
    }
}

TEST_CASE("the cards are our own short words, never the official sentences") {
    for (const Procedure& procedure : shipped().catalogue.procedures()) {
        if (!procedure.card) continue;
        CAPTURE(procedure.code);
        const catalogue::Card& card = *procedure.card;
        for (const text::Language language : text::kLanguages) {
            CHECK(letters(card.for_whom.in(language)) <= 160);
            CHECK(letters(card.result.in(language)) <= 40);
            for (const catalogue::Bring& bring : card.bring) {
                const std::string& name = bring.name.in(language);
                CHECK(letters(name) <= 80);
                CHECK(std::count(name.begin(), name.end(), ' ') < 12);
                if (bring.note) CHECK(letters(bring.note->in(language)) <= 90);
            }
        }
        // Each case leads to papers of its own, or the question would be asked for nothing.
        for (const catalogue::Case& one : card.cases) {
            CAPTURE(one.id);
            std::size_t papers = 0;
            for (const catalogue::Bring& bring : card.bring)
                if (bring.cases.empty() ||
                    std::find(bring.cases.begin(), bring.cases.end(), one.id) != bring.cases.end())
                    ++papers;
            CHECK(papers > 0);
        }
    }
}

TEST_CASE("the shipped facts are those of the portal, as read into shared/data") {
    const std::string path = std::string(SOURCE_DIR) + "/../shared/data/procedures.json";
    const auto source = json::parse_file(path, {.bytes = 64u << 20});
    if (!source) {
        MESSAGE("nothing compared: " << source.error().message);
        return;
    }
    REQUIRE(source->is_array());
    CHECK(source->size() == shipped().catalogue.procedures().size());
    std::size_t broken = 0;
    for (const json::Value& record : *source) {
        const std::string* code = json::text(record, "code");
        REQUIRE(code);
        CAPTURE(*code);
        const Procedure* procedure = shipped().catalogue.find(*code);
        REQUIRE(procedure);
        CHECK(procedure->name == must(text::nfc(text::squash(*json::text(record, "name")))));
        CHECK(procedure->field == *json::text(record, "field"));
        const json::Value* fee = json::find(record, "fee");
        REQUIRE(fee);
        const std::string* kind = json::text(*fee, "kind");
        REQUIRE(kind);
        if (*kind == "amount" && procedure->fee.kind == FeeKind::unknown) {
            CHECK(has_broken_figure(*fee));
            ++broken;
        } else {
            CHECK(kind_name(procedure->fee.kind) == *kind);
        }
    }
    CHECK(broken == 6);
}
