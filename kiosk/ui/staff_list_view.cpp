// The two lists behind the tallies: the whole table, and what does not count.

#include <algorithm>
#include <functional>

#include "ui/figures.h"
#include "ui/paged.h"
#include "ui/staff_span.h"
#include "ui/staff_table.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using desk::Tallies;

float row_least(const Frame& f) {
    return line_height(f, {.style = Style::caption}) + f.size.space1;
}

/// Back to the overview, the title, and the days.
Asked draw_list_head(Frame& f, Box& box, const Tallies& screen, const std::string& title) {
    const Button back{.icon = "arrow_back", .label = f.say("st.overview")};
    Box line = box.cut_top(f.size.tab, f.size.space2);
    Asked asked;
    if (button(f, "overview", line.cut_left(button_width(f, back), f.size.space3), back))
        asked = at_desk(desk::ShowView{Tallies::View::overview});
    if (!f.portrait()) {
        const Look head{.style = Style::title, .weight = Weight::bold, .middle = true, .lines = 1};
        Box words = line.cut_left(std::floor(line.w / 2), f.size.space3);
        draw_text(f, words, title, fitting(f, title, words, head));
    }
    if (Asked turned = draw_turner(f, line, screen)) asked = turned;
    if (f.portrait()) {
        const Look head{.style = Style::title, .weight = Weight::bold, .lines = 1};
        draw_text(f, box.cut_top(line_height(f, head), f.size.space1), title,
                  fitting(f, title, {0, 0, box.w, line_height(f, head)}, head));
    }
    return asked;
}

/// A list in a card: a head that stays, and rows that page. The pager stands beside the card or,
/// in portrait, below it.
struct Listing {
    std::string id;
    int count = 0, first = 0;
    float head = 0, row_min = 0;
};
using DrawHead = std::function<void(Box head, Box whole)>;
using DrawRow = std::function<void(int row, Box box)>;
Asked draw_listing(Frame& f, Box box, const Listing& list, const DrawHead& draw_head,
                   const DrawRow& draw_row) {
    Box rows = box;
    rows.cut_top(f.size.space1 + list.head + f.size.gap);
    const bool paging = list.count > rows_fitting(f, rows.h - f.size.space1, list.row_min);
    Box sheet = box;
    if (paging) {
        cut_pager(f, sheet);
        sheet.h += f.portrait() ? f.size.space1 / 2 : 0;
    }
    if (!paging || !f.portrait()) rows.h -= f.size.space1;
    card(f, sheet, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    const Box whole = sheet.inset(f.size.space2, f.size.space1);
    draw_head({whole.x, whole.y, whole.w, list.head}, whole);
    const Paged paged{.id = list.id,
                      .count = list.count,
                      .row_min = list.row_min,
                      .row_max = list.row_min + f.size.space2,
                      .first = list.first};
    return at_desk(draw_paged(f, rows, paged, [&](int row, Box at) -> Asked {
        at = at.inset(f.size.space2, 0);
        if (row > 0)
            fill(f, {at.x, at.y - std::floor(f.size.gap / 2), at.w, std::floor(f.size.border / 2)},
                 f.colour.line);
        draw_row(row, at);
        return std::nullopt;
    }));
}

/// What of the figures came late or at a time nobody is sure of, in words.
std::vector<std::string> remarks_of(const Frame& f, const tally::Report& report) {
    std::vector<std::string> remarks;
    if (report.late.received != 0)
        remarks.push_back(f.fill("st.late", {{"n", number(f, report.late.received)}}));
    if (report.untrusted != 0)
        remarks.push_back(f.fill("st.untrusted", {{"n", number(f, report.untrusted)}}));
    return remarks;
}

/// What does not count, beside what does of the same kind.
struct KindLook {
    std::string_view kind;
    std::int64_t tally::Measures::*counted;
};
constexpr KindLook kCountedKinds[] = {{"visit_began", &tally::Measures::visits},
                                      {"procedure_opened", &tally::Measures::opened},
                                      {"qr_shown", &tally::Measures::qr_shown},
                                      {"counter_way", &tally::Measures::counter_way},
                                      {"slip_printed", &tally::Measures::slips}};

std::string counted_beside(const Frame& f, const tally::Report& report, const std::string& kind) {
    for (const KindLook& look : kCountedKinds)
        if (look.kind == kind) return number(f, report.all.*look.counted);
    return "–";
}

/// Four columns; portrait has what and why under each other.
struct FilteredCells {
    Box what, why, not_counted, counted;
};
FilteredCells cells_of(const Frame& f, Box line) {
    const float column = f.theme.px(180);
    line = line.inset(f.size.space1, 0);
    FilteredCells cells;
    cells.counted = line.cut_right(column, f.size.space2);
    cells.not_counted = line.cut_right(column, f.size.space2);
    const float height = line_height(f, {.style = Style::caption});
    if (f.portrait()) {
        Box both = line.centred(line.w, 2 * height);
        cells.what = both.cut_top(height);
        cells.why = both;
    } else {
        cells.what = line.cut_left(std::floor(line.w * 0.4f), f.size.space2);
        cells.why = line;
    }
    return cells;
}

void draw_filtered_row(Frame& f, Box box, const tally::Report& report,
                       const tally::Filtered& filtered) {
    const FilteredCells cells = cells_of(f, box);
    Look look{.style = Style::caption, .middle = true, .lines = 1};
    draw_text(f, cells.why, f.say("why." + filtered.reason), look);
    look.align = Align::right;
    draw_text(f, cells.counted, counted_beside(f, report, filtered.kind), look);
    look.weight = Weight::bold;
    draw_text(f, cells.not_counted, number(f, filtered.rows), look);
    look.weight = Weight::semibold;
    look.align = Align::left;
    draw_text(f, cells.what, f.say("kind." + filtered.kind), look);
}

void draw_filtered_head(Frame& f, Box box) {
    fill(f, box.cut_bottom(f.size.strong), f.colour.ink);
    const FilteredCells cells = cells_of(f, box);
    Look look{.style = Style::caption,
              .weight = Weight::semibold,
              .colour = f.colour.ink2,
              .middle = true,
              .lines = 1};
    draw_text(f, cells.what, f.say("st.what"), look);
    draw_text(f, cells.why, f.say("st.why"), look);
    look.align = Align::right;
    draw_text(f, cells.counted, f.say("st.counted"), look);
    draw_text(f, cells.not_counted, f.say("st.not_counted"), look);
}

void draw_remarks(Frame& f, Box& box, const tally::Report& report) {
    const Look look{.style = Style::caption};
    for (const std::string& remark : remarks_of(f, report)) {
        const float width = box.w - f.size.icon - f.size.space2;
        const float height = std::max(f.size.icon, text_height(f, remark, look, width));
        note(f, box.cut_bottom(height, f.size.space1), "info", remark, Style::caption);
    }
}

}  // namespace

Asked draw_procedures(Frame& f, const desk::Desk& desk, const Tallies& screen) {
    const tally::Report& report = desk.facts.figures->report;
    const auto all = table_rows(report);
    Box box = f.content;
    const std::string title = f.fill("st.by_procedure", {{"n", std::to_string(all.size())}});
    const Asked asked = draw_list_head(f, box, screen, title);
    draw_remarks(f, box, report);
    quiet_line(f, desk, f.say("st.src"));
    // Whether a pager takes of the width does not change which heads fit.
    const TableLayout layout =
        table_layout(f, box.w - f.size.rail - f.size.space3 - 2 * f.size.space2, report);
    const Listing list{.id = "procedures",
                       .count = static_cast<int>(all.size()),
                       .first = screen.row,
                       .head = table_head_height(f, layout) + row_least(f) + f.size.strong,
                       .row_min = row_least(f)};
    const auto head = [&](Box at, Box whole) {
        draw_table_rule(f, whole, layout);
        draw_table_head(f, at.cut_top(table_head_height(f, layout)), layout);
        fill(f, at.cut_bottom(f.size.strong), f.colour.ink);
        draw_table_row(f, at, layout, f.say("st.sum"), report.all, true);
    };
    const auto row = [&](int index, Box at) {
        const tally::ProcedureTotal& shown = *all[static_cast<std::size_t>(index)];
        draw_table_row(f, at, layout, row_name(f, shown), shown.measures);
    };
    const Asked moved = draw_listing(f, box, list, head, row);
    return moved ? moved : asked;
}

Asked draw_filtered(Frame& f, const desk::Desk& desk, const Tallies& screen) {
    const tally::Report& report = desk.facts.figures->report;
    Box box = f.content;
    const Asked asked = draw_list_head(f, box, screen, f.say("st.filtered.title"));
    quiet_line(f, desk, f.say("st.filtered.note"));
    if (report.filtered.empty()) {
        draw_text(
            f, box, f.say("st.filtered.none"),
            {.style = Style::key, .colour = f.colour.ink2, .align = Align::centre, .middle = true});
        return asked;
    }
    const float lines = f.portrait() ? 2 : 1;
    const float height = lines * line_height(f, {.style = Style::caption}) + f.size.space1;
    const Listing list{.id = "filtered",
                       .count = static_cast<int>(report.filtered.size()),
                       .first = screen.row,
                       .head = height + f.size.strong,
                       .row_min = height};
    const Asked moved = draw_listing(
        f, box, list, [&](Box head, Box) { draw_filtered_head(f, head); },
        [&](int row, Box at) {
            draw_filtered_row(f, at, report, report.filtered[static_cast<std::size_t>(row)]);
        });
    return moved ? moved : asked;
}

}  // namespace ui
