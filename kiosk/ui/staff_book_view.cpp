// What was recorded, newest first: a tap leads to taking something of a row back.

#include "ui/paged.h"
#include "ui/staff_widgets.h"

namespace ui {

namespace {

/// One's own rows, or any for a manager; what a file brought is mended by importing again.
bool correctable(const desk::Desk& desk, const tally::Recorded& row) {
    return !row.imported && row.left > 0 && (desk.manager || row.staff == desk.staff);
}

struct Mark {
    std::string_view icon, words;
    Tone tone;
};

std::vector<Mark> marks_of(const Frame& f, const tally::Recorded& row) {
    std::vector<Mark> marks;
    if (row.late) marks.push_back({"lock_clock", f.say("entry.late"), Tone::warn});
    if (row.imported) marks.push_back({"usb", f.say("book.imported"), Tone::info});
    if (row.left == 0) marks.push_back({"undo", f.say("book.taken_back"), Tone::plain});
    return marks;
}

void draw_marks(Frame& f, Box& line, const std::vector<Mark>& marks) {
    for (const Mark& mark : marks) {
        const float width = chip_width(f, mark.words);
        const Box at = line.cut_right(width, f.size.gap);
        chip(f, at.centred(at.w, std::min(f.size.chip, at.h)), mark.icon, mark.words, mark.tone);
    }
}

float row_min(const Frame& f) {
    const float caption = line_height(f, {.style = Style::caption});
    const float name = f.size.chip;
    const int lines = f.portrait() ? 2 : 1;
    return name + static_cast<float>(lines) * (caption + f.size.space1) + 2 * f.size.gap;
}

/// When, for which day, and by whom.
void draw_when(Frame& f, Box box, const tally::Recorded& row) {
    const Look bold{.style = Style::body, .weight = Weight::semibold, .lines = 1};
    const Look quiet{.style = Style::caption, .colour = f.colour.ink2, .lines = 1};
    Box column = box.centred(box.w, line_height(f, bold) + line_height(f, quiet));
    draw_text(f, column.cut_top(line_height(f, bold)), short_date(row.day), bold);
    draw_text(f, column, clock_of(row.minute) + " · " + row.staff, quiet);
}

Asked draw_row(Frame& f, Box box, const desk::Desk& desk, const tally::Recorded& row) {
    const bool open = correctable(desk, row);
    const std::string id = "row-" + std::to_string(row.sequence);
    const Touchable touch = open ? touchable(f, id, box) : Touchable{};
    card(f, box, f.size.card_radius, touch.pressed ? f.colour.pressed : f.colour.card,
         touch.pressed ? f.colour.pressed_edge
         : open        ? f.colour.edge
                       : f.colour.line,
         f.size.border);
    Box inside = box.inset(f.size.space3, f.size.gap);
    Box arrow = inside.cut_right(f.size.icon_medium, f.size.space1);
    if (open) icon(f, arrow, "chevron_right", f.size.icon_medium, f.colour.ink);
    draw_when(f, inside.cut_left(f.theme.px(190), f.size.space2), row);
    const float traits = flow_traits(f, inside, row.traits, false);
    Box column = inside.centred(inside.w, f.size.chip + f.size.space1 + traits);
    Box line = column.cut_top(f.size.chip, f.size.space1);
    const Look count{.style = Style::key, .weight = Weight::bold};
    const float wide = std::max(count_width(f, row, count), f.theme.px(72));
    draw_count(f, line.cut_right(wide, f.size.space3), row, count);
    draw_marks(f, line, marks_of(f, row));
    const Look name{.style = Style::body,
                    .weight = Weight::semibold,
                    .middle = true,
                    .lines = 1,
                    .may_cut = true};
    draw_text(f, line, procedure_words(f, row.procedure), name);
    flow_traits(f, column, row.traits);
    return touch.tapped ? at_desk(desk::OpenCorrection{row.sequence}) : std::nullopt;
}

}  // namespace

Asked draw_book(Frame& f, const desk::Desk& desk, const desk::Book& screen) {
    Box box = f.content;
    Asked asked = draw_way_back(f, box, "menu_book", f.say("book.title"));
    const auto& recorded = desk.facts.recorded;
    const std::string_view about = desk.manager ? f.say("book.about_manager") : f.say("book.about");
    draw_hint(f, box, recorded.empty() ? f.say("entry.nothing") : about);
    const Paged paged{.id = "book",
                      .count = static_cast<int>(recorded.size()),
                      .row_min = row_min(f),
                      .row_max = row_min(f) * 1.25f,
                      .first = screen.row};
    const Asked chosen = draw_paged(f, box, paged, [&](int row, Box at) {
        return draw_row(f, at, desk, recorded[static_cast<std::size_t>(row)]);
    });
    return chosen ? at_desk(chosen) : asked;
}

}  // namespace ui
