// Another procedure than the favourites: the citizens' search, for one tap of an officer.

#include <algorithm>

#include "ui/keyboard.h"
#include "ui/paged.h"
#include "ui/row.h"
#include "ui/search_field.h"
#include "ui/staff_widgets.h"

namespace ui {

namespace {

constexpr std::size_t kUnasked = 20;  // Before anything is typed: what citizens open most.

Asked draw_keys(Frame& f, Box box, bool digits) {
    const std::optional<Keystroke> struck = draw_keyboard(f, box, digits);
    if (!struck) return std::nullopt;
    switch (struck->kind) {
        case Keystroke::Kind::letter: return at_desk(desk::TypeKey{struck->letter});
        case Keystroke::Kind::erase: return at_desk(desk::EraseKey{});
        case Keystroke::Kind::erase_all: return at_desk(desk::TypeWords{});
        case Keystroke::Kind::digits: return at_desk(desk::ToggleDigits{});
    }
    return std::nullopt;
}

std::vector<const catalogue::Procedure*> listed(Frame& f, const std::string& typed) {
    std::vector<const catalogue::Procedure*> list;
    if (!typed.empty()) {
        for (const catalogue::Match& match : found(f, typed)) list.push_back(match.procedure);
        return list;
    }
    for (const std::string& code : f.model.status.most_used)
        if (const auto* procedure = procedure_of(f, code); procedure && list.size() < kUnasked)
            list.push_back(procedure);
    for (const catalogue::Procedure& procedure : f.world.catalogue->procedures()) {
        if (list.size() >= kUnasked) break;
        if (!procedure.internal && std::find(list.begin(), list.end(), &procedure) == list.end())
            list.push_back(&procedure);
    }
    return list;
}

Asked draw_results(Frame& f, Box box, const desk::Pick& screen) {
    const auto list = listed(f, screen.typed);
    const std::string head = screen.typed.empty()
                                 ? f.say("pick.often")
                                 : f.fill("search.found", {{"n", std::to_string(list.size())}});
    draw_heading(f, box.cut_top(heading_height(f), f.size.space1), head);
    if (list.empty()) {
        note(f, box.cut_top(f.size.fact), "info", f.say("pick.none"));
        return std::nullopt;
    }
    const Paged paged{.id = "results",
                      .count = static_cast<int>(list.size()),
                      .row_min = result_row_min(f),
                      .row_max = result_row_min(f) * 1.3f,
                      .first = screen.row,
                      .pager = PagerAt::below};
    return at_desk(draw_paged(f, box, paged, [&](int row, Box at) -> Asked {
        const catalogue::Procedure& procedure = *list[static_cast<std::size_t>(row)];
        if (result_row(f, at, procedure, screen.typed))
            return at_desk(desk::ChooseProcedure{procedure.code});
        return std::nullopt;
    }));
}

}  // namespace

Asked draw_pick(Frame& f, const desk::Desk&, const desk::Pick& screen) {
    Box box = f.content;
    Asked asked;
    const auto take = [&](Asked wished) {
        if (wished) asked = std::move(wished);
    };
    if (f.portrait()) {
        take(draw_way_back(f, box, "search", f.say("pick.title")));
        draw_search_field(f, box.cut_top(f.size.field, f.size.space2), screen.typed);
        take(draw_keys(f, box.cut_bottom(keyboard_height(f), f.size.space2), screen.digits));
        take(draw_results(f, box, screen));
        return asked;
    }
    Box right = box.cut_right(keyboard_width(f), f.size.space4);
    take(draw_way_back(f, box, "search", f.say("pick.title")));
    draw_search_field(f, right.cut_top(f.size.field, f.size.gap), screen.typed);
    take(draw_keys(f, right.cut_bottom(keyboard_height(f), f.size.gap), screen.digits));
    const float words = line_height(f, {.style = Style::caption});
    if (right.h >= words)
        note(f, right.cut_top(words), "info", f.say("search.accents"), Style::caption);
    take(draw_results(f, box, screen));
    return asked;
}

}  // namespace ui
