#include "ui/staff_figures.h"

#include "ui/staff_widgets.h"

namespace ui {

namespace {

std::int64_t value_of(const tally::Measures& measures, std::string_view name) {
    if (name == "at_counter") return measures.at_counter();
    for (const tally::MeasureName& known : tally::measure_names())
        if (known.name == name) return measures.*known.field;
    return 0;
}

}  // namespace

const tally::Measures* figures_of_day(const desk::Desk& desk, desk::Day day) {
    const auto& figures = desk.facts.figures;
    const bool same = figures && figures->report.period == desk::Period{day, day};
    return same ? &figures->report.all : nullptr;
}

void draw_figures(Frame& f, Box box, const tally::Measures* figures,
                  std::span<const std::string_view> shown) {
    const Look words{.style = Style::caption, .middle = true, .lines = 1};
    Look value = words;
    value.weight = Weight::bold;
    value.align = Align::right;
    const float least = line_height(f, words) + f.theme.px(1);
    if (!figures) {
        if (box.h >= least)
            note(f, box.cut_top(line_height(f, words)), "hourglass_empty", f.say("end.counting"),
                 Style::caption);
        return;
    }
    const float most = least + f.size.space2;
    const auto count = static_cast<float>(shown.size());
    const float height = std::clamp(std::floor(box.h / count), least, most);
    for (const std::string_view name : shown) {
        if (box.h < height) return;
        Box line = box.cut_top(height);
        fill(f, {line.x, line.bottom() - f.theme.px(1), line.w, f.theme.px(1)}, f.colour.line);
        const std::string text = number(f, value_of(*figures, name));
        draw_text(f, line.cut_right(text_width(f, text, value) + 1, f.size.space2), text, value);
        const std::string& label = f.say("sheet.measure." + std::string(name));
        draw_text(f, line, label, words);
    }
}

}  // namespace ui
