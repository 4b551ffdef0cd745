#include "ui/paged.h"
#include "ui/staff_recent.h"
#include "ui/staff_widgets.h"

namespace ui {

namespace {

/// The newest row of mine that an undo takes back: nobody undoes what another one did.
const tally::Recorded* undoable(const desk::Desk& desk) {
    for (const tally::Recorded& row : desk.facts.recorded)
        if (row.staff == desk.staff && row.left > 0 && !row.imported) return &row;
    return nullptr;
}

float row_min(const Frame& f) {
    const float words = 2 * line_height(f, {.style = Style::caption});
    return std::max(words, f.size.touch_min) + f.size.gap;
}

Asked draw_row(Frame& f, Box box, const desk::Desk& desk, const tally::Recorded& row) {
    fill(f, {box.x, box.bottom() - f.size.gap / 2, box.w, f.theme.px(1)}, f.colour.line);
    Box inside{box.x, box.y, box.w, box.h - f.size.gap};
    const bool again = row.left > 0 && !row.imported && !under_way(desk, desk::Deed::record);
    const Box repeat = inside.cut_right(f.size.button, f.size.gap);
    const Button look{.icon = "replay", .enabled = again};
    const bool repeated = button(f, "repeat-" + std::to_string(row.sequence), repeat, look);
    const Look name{
        .style = Style::caption, .weight = Weight::semibold, .lines = 1, .may_cut = true};
    const float line = line_height(f, name);
    Box column = inside.centred(inside.w, 2 * line);
    draw_text(f, column.cut_top(line), procedure_words(f, row.procedure), name);
    const Look count{.style = Style::caption, .weight = Weight::bold};
    draw_count(f, column, row, count);
    column.cut_right(count_width(f, row, count), f.size.space1);
    const Look quiet{.style = Style::caption, .colour = f.colour.ink2, .lines = 1};
    const std::string time = clock_of(row.minute);
    draw_text(f, column.cut_left(text_width(f, time, quiet), f.size.gap), time, quiet);
    for (const TraitWords& trait : traits_in_words(f, row.traits)) {
        if (column.w < f.size.icon_small) break;
        icon(f, column.cut_left(f.size.icon_small, f.size.space1 / 2), trait.icon,
             f.size.icon_small, f.colour.ink2);
    }
    return repeated ? at_desk(desk::Repeat{row.sequence}) : std::nullopt;
}

Asked draw_ways_back(Frame& f, Box box, const desk::Desk& desk) {
    const tally::Recorded* newest = undoable(desk);
    const std::string undo =
        newest ? f.say("st.undo") + " +" + number(f, newest->left) : f.say("st.undo");
    const Button take_back{
        .icon = "undo", .label = undo, .enabled = newest && !under_way(desk, desk::Deed::correct)};
    const Button book{
        .icon = "edit", .label = f.say("entry.book"), .enabled = !desk.facts.recorded.empty()};
    const auto at = f.portrait() ? columns(box, 2, f.size.gap) : rows(box, 2, f.size.gap);
    if (button(f, "undo", at[0], take_back)) return at_desk(desk::Undo{});
    if (button(f, "book", at[1], book)) return at_desk(desk::OpenBook{});
    return std::nullopt;
}

}  // namespace

Asked draw_recent(Frame& f, Box box, const desk::Desk& desk) {
    Box inside = draw_panel(f, box);
    const float ways = f.portrait() ? f.size.button : 2 * f.size.button + f.size.gap;
    Asked asked = draw_ways_back(f, inside.cut_bottom(ways, f.size.space1), desk);
    draw_heading(f, inside.cut_top(heading_height(f), f.size.space1), f.say("st.recent"));
    if (desk.facts.recorded.empty()) {
        note(f, inside.cut_top(2 * line_height(f, {.style = Style::caption})), "info",
             f.say("entry.nothing"), Style::caption);
        return asked;
    }
    const int fit = std::max(1, static_cast<int>(inside.h / row_min(f)));
    const int shown = std::min(fit, static_cast<int>(desk.facts.recorded.size()));
    const float most =
        std::min(std::floor(inside.h / static_cast<float>(fit)), row_min(f) + f.size.space2);
    for (int i = 0; i < shown; ++i) {
        const auto& row = desk.facts.recorded[static_cast<std::size_t>(i)];
        if (Asked wished = draw_row(f, inside.cut_top(most), desk, row)) asked = wished;
    }
    return asked;
}

}  // namespace ui
