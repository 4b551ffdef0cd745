#include "ui/search_field.h"

namespace ui {

namespace {

constexpr std::size_t kResultsMax = 60;  // Nobody pages further; more letters help more.

}  // namespace

const std::vector<catalogue::Match>& found(Frame& f, const std::string& typed) {
    Memory& memory = f.memory;
    if (memory.searched != typed || memory.searched_in != f.world.search) {
        memory.searched = typed;
        memory.searched_in = f.world.search;
        memory.found = f.world.search->find(typed, kResultsMax, f.model.status.most_used);
    }
    return memory.found;
}

void draw_search_field(Frame& f, Box box, const std::string& typed) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.indigo, f.size.strong);
    Box inside = box.inset(f.size.space3, 0);
    icon(f, inside.cut_left(f.theme.px(56), f.size.space2), "search", f.theme.px(56), f.colour.ink);
    const Look look{.style = Style::key,
                    .weight = Weight::semibold,
                    .middle = true,
                    .lines = 1,
                    .may_cut = true,
                    .live = true};
    Look hint{.style = Style::key, .colour = f.colour.ink2, .middle = true, .lines = 1};
    const float width = std::min(text_width(f, typed, look), inside.w - f.size.space2);
    if (typed.empty()) {
        const Box room{inside.x + f.size.gap, inside.y, inside.w - f.size.gap, inside.h};
        draw_text(f, room, f.say("search.hint"), fitting(f, f.say("search.hint"), room, hint));
    } else {
        draw_text(f, inside, typed, look);
    }
    const float caret = f.theme.px(52);
    const float after = typed.empty() ? 0 : width + f.size.border;
    fill(f, {inside.x + after, std::round(inside.y + (inside.h - caret) / 2), f.size.strong, caret},
         f.colour.red);
}

}  // namespace ui
