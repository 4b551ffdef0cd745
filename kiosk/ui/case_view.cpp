// "Trường hợp của tôi": which situation is the citizen's, where the papers differ by it.

#include <algorithm>
#include <cmath>

#include "ui/paged.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

struct Grid {
    int across, down;
    float row_min, row_max;
};

/// As many columns as read well, and rows high enough for the longest name.
Grid grid_of(Frame& f, const std::vector<catalogue::Case>& cases, float width) {
    const int count = static_cast<int>(cases.size());
    const int across = !f.portrait() && count > 3 ? 2 : 1;
    const auto columns = static_cast<float>(across);
    const float cell = std::floor((width - f.size.gap * (columns - 1)) / columns);
    const float room = cell - 2 * f.size.space2 - f.size.icon - f.size.space2;
    const Look name{.style = Style::caption, .weight = Weight::semibold};
    float tallest = f.size.touch_min + 1;
    for (const catalogue::Case& one : cases)
        tallest = std::max(tallest, text_height(f, one.name.in(f.language()), name, room) +
                                        2 * f.size.space1);
    return {across, (count + across - 1) / across, tallest,
            f.size.action * (count > 4 ? 1.4f : 1.8f)};
}

bool draw_case(Frame& f, Box box, const catalogue::Case& one, std::size_t index, bool current) {
    const Button look{.icon = current ? "check" : "label",
                      .label = one.name.in(f.language()),
                      .large = true,
                      .selected = current};
    return button(f, "case-" + std::to_string(index), box, look);
}

}  // namespace

Asked draw_cases(Frame& f, const app::Detail& screen, const catalogue::Procedure& procedure) {
    Box box = f.content;
    Box& above = f.beyond_reach(box);
    const Look head{.style = f.theme.roomy() ? Style::head : Style::title,
                    .weight = Weight::bold,
                    .lines = 2};
    const std::string& question = f.say("case.title");
    draw_text(f, above.cut_top(text_height(f, question, head, above.w), f.size.space1), question,
              head);
    const std::string name = catalogue::short_name(procedure, f.language());
    Look quiet{.style = Style::body, .colour = f.colour.ink2};
    quiet = fitting(f, name, {0, 0, above.w, line_height(f, quiet)}, quiet);
    draw_text(f, above.cut_top(text_height(f, name, quiet, above.w), f.size.space3), name, quiet);
    const auto& cases = procedure.card->cases;
    Grid grid = grid_of(f, cases, box.w);
    if (rows_fitting(f, box.h, grid.row_min) < grid.down && !f.portrait())
        grid = grid_of(f, cases, box.w - f.size.rail - f.size.space3);
    const Paged paged{.id = "cases",
                      .count = grid.down,
                      .row_min = grid.row_min,
                      .row_max = std::max(grid.row_max, grid.row_min),
                      .first = screen.row};
    return draw_paged(f, box, paged, [&](int row, Box line) {
        Asked asked;
        const auto cells = columns(line, grid.across, f.size.gap);
        for (int column = 0; column < grid.across; ++column) {
            const auto index = static_cast<std::size_t>(row * grid.across + column);
            if (index >= cases.size()) break;
            if (draw_case(f, cells[static_cast<std::size_t>(column)], cases[index], index,
                          index == screen.case_index))
                asked = app::PickCase{index};
        }
        return asked;
    });
}

}  // namespace ui
