// The day's totals out of the dossier system: the files of the stick, then what one of them would
// add and take off, day by day. Nothing is added before the button.

#include "text/format.h"
#include "ui/paged.h"
#include "ui/staff_widgets.h"

namespace ui {

namespace {

using desk::ImportDay;
using desk::ImportPreview;

Asked draw_file(Frame& f, Box box, const std::string& id, const std::string& name) {
    const Touchable touch = touchable(f, id, box);
    const Colours& c = f.colour;
    const Colour ink = touch.pressed ? c.on_pressed : c.ink;
    card(f, box, f.size.radius, touch.pressed ? c.pressed : c.card,
         touch.pressed ? c.pressed_edge : c.edge, f.size.border);
    Box inside = box.inset(f.size.space3, 0);
    icon(f, inside.cut_left(f.size.icon, f.size.space2), "description", f.size.icon, ink);
    icon(f, inside.cut_right(f.size.icon, f.size.space2), "chevron_right", f.size.icon, ink);
    const Look look{.style = Style::body,
                    .weight = Weight::semibold,
                    .colour = ink,
                    .middle = true,
                    .lines = 1,
                    .may_cut = true};
    draw_text(f, inside, name, fitting(f, name, inside, look));
    return touch.tapped ? at_desk(desk::ReadFile{name}) : std::nullopt;
}

Asked draw_files(Frame& f, Box box, const desk::Desk& desk, const desk::ImportView& screen) {
    const auto& stick = desk.facts.stick;
    if (!stick || stick->path.empty() || stick->files.empty()) {
        const bool none = !stick || stick->path.empty();
        note(f, box.cut_top(f.size.fact), "usb",
             none ? f.say("end.no_stick") : f.say("import.no_files"));
        return std::nullopt;
    }
    draw_hint(f, box, f.say("import.about"));
    const Paged paged{.id = "files",
                      .count = static_cast<int>(stick->files.size()),
                      .row_min = f.size.paper,
                      .row_max = f.size.paper,
                      .first = screen.row};
    return at_desk(draw_paged(f, box, paged, [&](int row, Box at) -> Asked {
        const std::string& name = stick->files[static_cast<std::size_t>(row)];
        return draw_file(f, at, "file-" + std::to_string(row), name);
    }));
}

constexpr std::size_t kColumns = 5;

/// One line of the table: a day and its four numbers. `bold` for the head and the sum.
void draw_line(Frame& f, Box box, const std::array<std::string, kColumns>& cells, bool bold) {
    const float width = std::floor(box.w / 5.5f);
    Look look{.style = Style::caption,
              .weight = bold ? Weight::semibold : Weight::regular,
              .align = Align::right,
              .middle = true,
              .lines = 1};
    for (std::size_t i = kColumns - 1; i > 0; --i)
        draw_text(f, box.cut_right(width), cells[i], look);
    look.align = Align::left;
    draw_text(f, box, cells[0], look);
}

std::array<std::string, kColumns> cells_of(const Frame& f, std::string name, const ImportDay& day) {
    const auto sign = [&](const char* before, std::int64_t count) {
        return count == 0 ? std::string("0") : before + number(f, count);
    };
    return {std::move(name), number(f, day.in_file), number(f, day.recorded), sign("+", day.added),
            sign("–", day.taken_off)};
}

ImportDay sum_of(const ImportPreview& preview) {
    ImportDay sum;
    for (const ImportDay& day : preview.days) {
        sum.in_file += day.in_file;
        sum.recorded += day.recorded;
        sum.added += day.added;
        sum.taken_off += day.taken_off;
    }
    return sum;
}

Asked draw_days(Frame& f, Box box, const ImportPreview& preview, int first) {
    const float height = line_height(f, {.style = Style::caption});
    const int count = static_cast<int>(preview.days.size());
    const float pitch = height + f.size.gap;
    const float needed = static_cast<float>(count + 2) * pitch + 2 * f.size.space2;
    Box inside = draw_panel(f, {box.x, box.y, box.w, std::min(box.h, needed + f.size.space2)});
    Box head = inside.cut_top(height + f.size.space1, f.size.space1);
    Box sum = inside.cut_bottom(height + f.size.space1, f.size.space1);
    // The rail of the pager takes from the rows: head and sum keep their columns over them.
    if (!f.portrait() && count > rows_fitting(f, inside.h, height))
        head.w = sum.w = inside.w - f.size.rail - f.size.space3;
    const std::array<std::string, kColumns> names{f.say("sheet.col.day"), f.say("import.in_file"),
                                                  f.say("import.recorded"), f.say("import.added"),
                                                  f.say("import.taken_off")};
    const Paged paged{
        .id = "days", .count = count, .row_min = height, .row_max = height, .first = first};
    const Asked scrolled = draw_paged(f, inside, paged, [&](int row, Box at) -> Asked {
        const ImportDay& day = preview.days[static_cast<std::size_t>(row)];
        draw_line(f, at, cells_of(f, text::date(day.day, f.language()), day), false);
        fill(f, {at.x, at.bottom() + f.size.gap / 2, at.w, f.theme.px(1)}, f.colour.line);
        return std::nullopt;
    });
    draw_line(f, head, names, true);
    fill(f, {head.x, head.bottom() - f.size.strong, head.w, f.size.strong}, f.colour.ink);
    draw_line(f, sum, cells_of(f, f.say("st.sum"), sum_of(preview)), true);
    fill(f, {sum.x, sum.y, sum.w, f.size.strong}, f.colour.ink);
    return at_desk(scrolled);
}

/// A bad file: where it is wrong, and that nothing of it counts.
void draw_problems(Frame& f, Box box, const ImportPreview& preview) {
    Box inside = draw_panel(f, box);
    const std::string& words = f.say("import.bad");
    chip(f, {inside.x, inside.y, std::min(inside.w, chip_width(f, words)), f.size.chip}, "warning",
         words, Tone::bad);
    inside.cut_top(f.size.chip, f.size.space2);
    const Look look{.style = Style::caption, .lines = 2, .may_cut = true};
    const float line = line_height(f, look);
    std::size_t shown = 0;
    for (const std::string& problem : preview.problems) {
        const float height = text_height(f, problem, look, inside.w);
        const bool last = shown + 1 == preview.problems.size();
        if (inside.h < height + (last ? 0 : line + f.size.space1)) break;
        draw_text(f, inside.cut_top(height, f.size.space1), problem, look);
        ++shown;
    }
    if (shown < preview.problems.size())
        draw_text(f, inside,
                  f.fill("import.more", {{"n", std::to_string(preview.problems.size() - shown)}}),
                  {.style = Style::caption, .weight = Weight::semibold, .lines = 1});
}

std::string deed_words(const Frame& f, const ImportPreview& preview) {
    const ImportDay sum = sum_of(preview);
    const std::string plus = number(f, sum.added), minus = number(f, sum.taken_off);
    if (sum.added > 0 && sum.taken_off > 0)
        return f.fill("import.apply_both", {{"added", plus}, {"off", minus}});
    if (sum.taken_off > 0) return f.fill("import.apply_off", {{"off", minus}});
    return f.fill("import.apply", {{"added", plus}});
}

Asked draw_preview(Frame& f, Box box, const ImportPreview& preview, int first) {
    const bool bad = !preview.problems.empty();
    const std::string label = bad              ? f.say("import.refused")
                              : preview.adds() ? deed_words(f, preview)
                                               : f.say("import.nothing_new");
    const Button look{.icon = "playlist_add_check",
                      .label = label,
                      .kind = Kind::primary,
                      .large = true,
                      .enabled = preview.adds()};
    Asked asked;
    if (button(f, "apply-import", box.cut_bottom(f.size.big_button, f.size.space2), look))
        asked = at_desk(desk::ApplyImport{});
    if (bad) {
        draw_problems(f, box, preview);
        return asked;
    }
    if (preview.left_alone > 0) {
        const std::string words =
            f.fill("import.left_alone", {{"n", number(f, preview.left_alone)}});
        Box below = box.cut_bottom(hint_height(f, words, box.w), f.size.space2);
        draw_hint(f, below, words);
    }
    const Asked scrolled = draw_days(f, box, preview, first);
    return scrolled ? scrolled : asked;
}

}  // namespace

Asked draw_import(Frame& f, const desk::Desk& desk, const desk::ImportView& screen) {
    Box box = f.content;
    if (screen.chosen.empty()) {
        const Asked asked = draw_way_back(f, box, "folder_open", f.say("import.title"));
        const Asked chosen = draw_files(f, box, desk, screen);
        return chosen ? chosen : asked;
    }
    Asked asked;
    const auto take = [&](Asked wished) {
        if (wished) asked = std::move(wished);
    };
    const Button other{.icon = "folder_open", .label = f.say("import.other_file")};
    Box line = f.portrait() ? box.cut_bottom(f.size.button, f.size.gap)
                            : Box{box.x, box.y, box.w, f.size.button};
    Box top = box;
    if (!f.portrait()) {
        line = line.cut_right(button_width(f, other));
        top.w -= line.w + f.size.space3;
    }
    if (button(f, "files", line, other)) take(at_desk(desk::OpenImport{}));
    take(draw_way_back(f, top, "description", screen.chosen));
    box.cut_top(top.y - box.y);
    const auto& preview = desk.facts.import;
    if (preview && preview->file == screen.chosen) {
        take(draw_preview(f, box, *preview, screen.row));
    } else if (under_way(desk, desk::Deed::import_read)) {
        note(f, box.cut_top(f.size.fact), "hourglass_empty", f.say("import.reading"));
    } else if (under_way(desk, desk::Deed::import_apply)) {
        note(f, box.cut_top(f.size.fact), "hourglass_empty", f.say("import.applying"));
    } else {
        note(f, box.cut_top(f.size.fact), "info", f.say("import.choose_again"));
    }
    return asked;
}

}  // namespace ui
