// "Trường hợp của tôi": which situation is the citizen's, where the papers differ by it.

#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

Asked draw_cases(Frame& f, const app::Detail& screen, const catalogue::Procedure& procedure) {
    Box box = f.content;
    const Look head{.style = f.theme.roomy() ? Style::head : Style::title,
                    .weight = Weight::bold,
                    .lines = 2};
    const std::string& question = f.say("case.title");
    draw_text(f, box.cut_top(text_height(f, question, head, box.w), f.size.space1), question, head);
    const Look quiet{.style = Style::body, .colour = f.colour.ink2, .lines = 1};
    draw_text(f, box.cut_top(line_height(f, quiet), f.size.space3),
              catalogue::short_name(procedure, f.language()), quiet);
    const auto& cases = procedure.card->cases;
    Asked asked;
    const int count = static_cast<int>(cases.size());
    const int across = !f.portrait() && count > 3 ? 2 : 1;
    const int down = (count + across - 1) / across;
    const float most = f.size.action * (count > 4 ? 1.4f : 1.8f);
    const float height = std::min(
        box.h, static_cast<float>(down) * most + static_cast<float>(down - 1) * f.size.gap);
    const auto lines = rows(box.cut_top(height), down, f.size.gap);
    for (int i = 0; i < count; ++i) {
        const auto cells = columns(lines[static_cast<std::size_t>(i / across)], across, f.size.gap);
        const bool current = static_cast<std::size_t>(i) == screen.case_index;
        const Button look{.icon = current ? "check" : "",
                          .label = cases[static_cast<std::size_t>(i)].name.in(f.language()),
                          .large = true,
                          .selected = current};
        if (button(f, "case-" + std::to_string(i), cells[static_cast<std::size_t>(i % across)],
                   look))
            asked = app::PickCase{static_cast<std::size_t>(i)};
    }
    return asked;
}

}  // namespace ui
