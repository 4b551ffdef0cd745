#include "ui/said_in.h"

#include <algorithm>
#include <initializer_list>

namespace ui {

namespace {

using text::Language;
using text::Translated;

/// Looks for a text among the translated ones.
class Search {
public:
    Search(Language language, std::string_view text) : language_(language), text_(text) {}

    bool is(const Translated& one) const {
        return one.language_in(language_) == language_ && one.in(language_) == text_;
    }
    bool is(const std::optional<Translated>& one) const { return one && is(*one); }
    template <class Item>
    bool is_named(const std::vector<Item>& items) const {
        return std::any_of(items.begin(), items.end(),
                           [this](const Item& item) { return is(item.name); });
    }
    bool is_on(const catalogue::Card& card) const {
        return is(card.name) || is(card.for_whom) || is(card.result) || is(card.fee_unit) ||
               is_named(card.cases) ||
               std::any_of(card.bring.begin(), card.bring.end(), [this](const auto& paper) {
                   return is(paper.name) || is(paper.note);
               });
    }
    bool is_in(const catalogue::Catalogue& catalogue) const {
        const auto& tiles = catalogue.tiles();
        const auto& procedures = catalogue.procedures();
        return is_named(tiles) ||
               std::any_of(tiles.begin(), tiles.end(),
                           [this](const auto& tile) { return is_named(tile.groups); }) ||
               std::any_of(procedures.begin(), procedures.end(),
                           [this](const auto& one) { return one.card && is_on(*one.card); });
    }

private:
    Language language_;
    std::string_view text_;
};

}  // namespace

Language said_in(const World& world, Language language, std::string_view text) {
    // Every card has both.
    if (language == Language::vi || language == Language::en) return language;
    const Search search(language, text);
    const bool own = search.is(world.unit_name) || search.is(world.unit_place) ||
                     std::any_of(world.messages.begin(), world.messages.end(),
                                 [&](const auto& message) { return search.is(message.text); }) ||
                     search.is_in(*world.catalogue);
    return own ? language : Language::vi;
}

}  // namespace ui
