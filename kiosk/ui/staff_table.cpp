#include "ui/staff_table.h"

#include <algorithm>

#include "ui/figures.h"
#include "ui/views.h"

namespace ui {

namespace {

using tally::Measures;

struct Column {
    const char* key;
    std::int64_t (*value)(const Measures&);
    bool by_staff;
};
constexpr Column kColumns[] = {
    {"st.th2", [](const Measures& m) { return m.opened; }, false},
    {"st.th3", [](const Measures& m) { return m.qr_shown; }, false},
    {"st.th4", [](const Measures& m) { return m.submitted; }, false},
    {"st.th.way", [](const Measures& m) { return m.counter_way; }, false},
    {"st.th5", [](const Measures& m) { return m.online; }, true},
    {"st.th6", [](const Measures& m) { return m.at_counter(); }, true},
    {"st.th.post", [](const Measures& m) { return m.post; }, true},
};

Look head_look(const Frame& f) {
    return {.style = Style::caption,
            .weight = Weight::semibold,
            .colour = f.colour.ink2,
            .align = Align::right,
            .middle = true};
}

Look figure_look(bool sum) {
    return {.style = Style::caption,
            .weight = sum ? Weight::bold : Weight::regular,
            .align = Align::right,
            .middle = true,
            .lines = 1};
}

/// The widest word of a heading: where it may be broken.
float widest_word(Frame& f, std::string_view words, const Look& look) {
    float widest = 0;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        widest = std::max(widest, text_width(f, words.substr(0, end), look));
        words.remove_prefix(std::min(words.size(), end + 1));
    }
    return widest;
}

float gap_of(const Frame& f) { return f.size.space2; }

// A name needs about so many letters' widths to be told from others.
float name_least(const Frame& f) { return f.theme.px(320); }

bool has_figures(const Measures& measures) {
    return std::ranges::any_of(kColumns, [&](const Column& c) { return c.value(measures) != 0; });
}

/// Cuts the columns off the right of a row, from the last to the first.
std::vector<Box> cells_of(const Frame& f, Box& row, const TableLayout& layout) {
    std::vector<Box> cells(layout.widths.size());
    row.cut_right(f.size.space1);
    for (std::size_t i = cells.size(); i-- > 0;)
        cells[i] = row.cut_right(layout.widths[i], gap_of(f));
    return cells;
}

}  // namespace

TableLayout table_layout(Frame& f, float width, const tally::Report& report) {
    TableLayout broken{.widths = {}, .head_lines = 2}, whole;
    float all = f.size.space2;
    for (const Column& column : kColumns) {
        const std::string& words = f.say(column.key);
        const float figure = text_width(f, number(f, column.value(report.all)), figure_look(true));
        whole.widths.push_back(std::max(figure, text_width(f, words, head_look(f))));
        broken.widths.push_back(std::max(figure, widest_word(f, words, head_look(f))));
        all += whole.widths.back() + gap_of(f);
    }
    return width - all >= name_least(f) ? whole : broken;
}

float table_head_height(const Frame& f, const TableLayout& layout) {
    return static_cast<float>(layout.head_lines) * line_height(f, head_look(f)) + f.size.space1;
}

void draw_table_head(Frame& f, Box box, const TableLayout& layout, std::string_view way) {
    fill(f, box.cut_bottom(f.size.strong), f.colour.ink);
    const auto cells = cells_of(f, box, layout);
    Look look = head_look(f);
    for (std::size_t i = 0; i < cells.size(); ++i)
        draw_text(f, cells[i], f.say(kColumns[i].key), look);
    look.align = Align::left;
    box = box.inset(f.size.space1, 0);
    if (way.empty() || text_width(f, way, look) + f.size.icon > box.w) {
        draw_text(f, box, f.say("st.th1"), look);
        return;
    }
    look.colour = f.colour.indigo;
    look.lines = 1;
    draw_text(f, box.cut_left(text_width(f, way, look)), way, look);
    icon(f, box.cut_left(f.size.icon), "chevron_right", f.size.icon, f.colour.indigo);
}

void draw_table_row(Frame& f, Box box, const TableLayout& layout, const std::string& name,
                    const Measures& measures, bool sum) {
    const auto cells = cells_of(f, box, layout);
    for (std::size_t i = 0; i < cells.size(); ++i)
        draw_text(f, cells[i], number(f, kColumns[i].value(measures)), figure_look(sum));
    draw_text(f, {box.x + f.size.space1, box.y, box.w - f.size.space1, box.h}, name,
              {.style = Style::caption,
               .weight = sum ? Weight::bold : Weight::regular,
               .middle = true,
               .lines = 1,
               .may_cut = true});
}

void draw_table_rule(Frame& f, Box box, const TableLayout& layout) {
    const auto cells = cells_of(f, box, layout);
    for (std::size_t i = 1; i < cells.size(); ++i)
        if (kColumns[i].by_staff != kColumns[i - 1].by_staff)
            fill(f, {cells[i].x - std::floor(gap_of(f) / 2), box.y, f.size.border, box.h},
                 f.colour.edge);
}

std::vector<const tally::ProcedureTotal*> table_rows(const tally::Report& report) {
    std::vector<const tally::ProcedureTotal*> rows;
    for (const tally::ProcedureTotal& row : report.procedures)
        if (has_figures(row.measures)) rows.push_back(&row);
    const auto handled = [](const tally::ProcedureTotal& row) {
        return row.measures.opened + row.measures.received;
    };
    std::ranges::stable_sort(rows, [&](const auto* a, const auto* b) {
        if (a->code.empty() != b->code.empty()) return b->code.empty();
        return handled(*a) > handled(*b);
    });
    return rows;
}

std::string row_name(const Frame& f, const tally::ProcedureTotal& row) {
    if (row.code.empty()) return f.say("st.no_procedure");
    const std::string name = name_of(f, row.code);
    return name.empty() ? row.code : name;
}

}  // namespace ui
