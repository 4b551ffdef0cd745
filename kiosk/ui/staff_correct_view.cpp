// Taking something of a row back. Nothing is deleted: the row stays and one more row is written,
// with a reason.

#include "ui/staff_widgets.h"

namespace ui {

namespace {

using tally::Reason;

struct ReasonWords {
    Reason reason;
    const char* id;
    std::string_view words;
};

std::vector<ReasonWords> reasons(const Frame& f) {
    return {{Reason::mistyped, "reason-mistyped", f.say("correct.mistyped")},
            {Reason::duplicate, "reason-duplicate", f.say("correct.duplicate")},
            {Reason::wrong_procedure, "reason-wrong_procedure", f.say("correct.wrong_procedure")},
            {Reason::wrong_traits, "reason-wrong_traits", f.say("correct.wrong_traits")},
            {Reason::cancelled, "reason-cancelled", f.say("correct.cancelled")},
            {Reason::undo, "reason-undo", f.say("correct.undo")}};
}

void draw_line(Frame& f, Box& box, std::string_view caption, std::string_view value) {
    const Look quiet{.style = Style::caption, .colour = f.colour.ink2, .middle = true, .lines = 1};
    const Look bold{
        .style = Style::caption, .weight = Weight::semibold, .middle = true, .lines = 1};
    Box line = box.cut_top(line_height(f, quiet), f.size.space1);
    draw_text(f, line.cut_left(f.theme.px(200), f.size.space2), caption, quiet);
    draw_text(f, line, value, bold);
}

/// What it was.
void draw_row(Frame& f, Box box, const tally::Recorded& row) {
    Box inside = draw_panel(f, box);
    const std::string name = procedure_words(f, row.procedure);
    Look look{.style = Style::key, .weight = Weight::bold, .lines = 3, .may_cut = true};
    Look less = look;
    less.style = Style::body;
    const Box room{0, 0, inside.w, 2 * line_height(f, look)};
    look = fitting(f, name, room, {look, less});
    draw_text(f, inside.cut_top(text_height(f, name, look, inside.w), f.size.space1), name, look);
    flow_traits(f, inside.cut_top(flow_traits(f, inside, row.traits, false), f.size.space2),
                row.traits);
    const std::string recorded = row.left == row.count
                                     ? number(f, row.count)
                                     : f.fill("correct.lessened", {{"n", number(f, row.count)},
                                                                   {"left", number(f, row.left)}});
    draw_line(f, inside, f.say("correct.recorded"), recorded);
    draw_line(f, inside, f.say("correct.day"), weekday_and_date(f, row.day));
    draw_line(f, inside, f.say("correct.by"), row.staff + " · " + clock_of(row.minute));
    if (row.late) draw_line(f, inside, f.say("correct.state"), f.say("entry.late"));
}

Asked draw_how_many(Frame& f, Box box, const desk::Correct& screen) {
    draw_heading(f, box.cut_top(heading_height(f)), f.say("correct.how_many"));
    const std::string all = f.fill("correct.whole", {{"n", number(f, screen.of.left)}});
    const Button whole{.label = all, .selected = screen.count == screen.of.left};
    const Box right = box.cut_right(std::floor(box.w * 0.36f), f.size.space3);
    Asked asked =
        draw_stepper(f, box, {.count = screen.count, .most = screen.of.left, .pad = false});
    if (button(f, "whole", right, whole)) asked = at_desk(desk::ChooseCount{screen.of.left});
    return asked;
}

Asked draw_reasons(Frame& f, Box box, const desk::Correct& screen) {
    draw_heading(f, box.cut_top(heading_height(f)), f.say("correct.why"));
    Asked asked;
    const auto all = reasons(f);
    std::vector<Box> at;
    for (const Box& line : rows(box, 3, f.size.gap))
        for (const Box& cell : columns(line, 2, f.size.gap)) at.push_back(cell);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (button(f, all[i].id, at[i],
                   {.label = all[i].words, .selected = screen.why == all[i].reason}))
            asked = at_desk(desk::GiveReason{all[i].reason});
    return asked;
}

}  // namespace

Asked draw_correct(Frame& f, const desk::Desk&, const desk::Correct& screen) {
    Box box = f.content;
    Asked asked;
    const auto take = [&](Asked wished) {
        if (wished) asked = std::move(wished);
    };
    take(draw_way_back(f, box, "edit", f.say("correct.title")));
    const Box confirm = box.cut_bottom(f.size.big_button, f.size.space3);
    const std::string& kept = f.say("correct.kept");
    Box below = box.cut_bottom(hint_height(f, kept, box.w), f.size.space3);
    draw_hint(f, below, kept);
    const Box row = f.portrait() ? box.cut_top(f.theme.px(360), f.size.space4)
                                 : box.cut_left(f.theme.px(760), f.size.space4);
    draw_row(f, row, screen.of);
    const float group = heading_height(f) + f.size.button;
    take(draw_how_many(f, box.cut_top(group, f.size.space3), screen));
    const float reasons_high = heading_height(f) + 3 * f.size.big_button + 2 * f.size.gap;
    take(draw_reasons(f, box.cut_top(std::min(box.h, reasons_high)), screen));
    const std::string label = screen.why
                                  ? f.fill("correct.confirm", {{"n", number(f, screen.count)}})
                                  : f.say("correct.choose");
    const Button look{.icon = "undo",
                      .label = label,
                      .kind = Kind::primary,
                      .large = true,
                      .enabled = screen.why.has_value()};
    if (button(f, "take-back", confirm, look)) asked = at_desk(desk::TakeBack{});
    return asked;
}

}  // namespace ui
