#include "ui/keyboard.h"
#include "ui/paged.h"
#include "ui/row.h"
#include "ui/search_field.h"

namespace ui {

namespace {

/// A few words people often look for: one tap types them.
Asked draw_tries(Frame& f, Box box, std::size_t most) {
    const char* keys[] = {"try.1", "try.2", "try.3", "try.4", "try.5", "try.6"};
    Asked asked;
    std::vector<std::string> words;
    const Look type{.style = Style::caption, .weight = Weight::semibold};
    float all = -f.size.gap;
    for (const char* key : keys) {
        const float width = text_width(f, f.say(key), type) + 2 * f.size.space2;
        if (words.size() >= most || all + f.size.gap + width > box.w) break;
        all += f.size.gap + width;
        words.push_back(f.say(key));
    }
    const float spare =
        std::floor((box.w - all) / static_cast<float>(std::max<std::size_t>(1, words.size())));
    for (const std::string& word : words) {
        const float width = text_width(f, word, type) + 2 * f.size.space2 + spare;
        if (tab(f, "try-" + word, box.cut_left(width, f.size.gap), word, false))
            asked = app::TypeWords{word};
    }
    return asked;
}

Asked draw_results(Frame& f, Box box, const app::Search& screen) {
    const auto& matches = found(f, screen.typed);
    const bool empty = screen.typed.empty();
    const std::string head = empty
                                 ? f.say("search.try")
                                 : f.fill("search.found", {{"n", std::to_string(matches.size())}});
    const Look look{
        .style = Style::body, .weight = Weight::semibold, .colour = f.colour.ink2, .lines = 1};
    const Look chosen = fitting(f, head, {0, 0, box.w, line_height(f, look)}, look);
    draw_text(f, box.cut_top(line_height(f, chosen), f.size.space1), head, chosen);
    std::vector<const catalogue::Procedure*> list;
    for (const catalogue::Match& match : matches) list.push_back(match.procedure);
    if (empty) {
        for (const catalogue::Procedure& procedure : f.world.catalogue->procedures())
            if (!procedure.internal && list.size() < 10) list.push_back(&procedure);
    }
    if (list.empty()) {
        const std::string& none = f.say("search.none");
        Look words{.style = Style::key};
        const float pad = f.size.space3;
        const Box room{0, 0, box.w - 2 * pad, box.h - 2 * pad - f.size.button - f.size.gap};
        const Look fit = fitting(f, none, room, words);
        const float height = text_height(f, none, fit, room.w) + 2 * pad;
        const Box note = box.cut_top(height, f.size.gap);
        card(f, note, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
        draw_text(f, note.inset(pad, pad), none, fit);
        const Button help{.icon = "support_agent", .label = f.say("detail.to_counter")};
        if (button(f, "to-counter", box.cut_top(f.size.button), help)) return app::GoToCounter{};
        return std::nullopt;
    }
    const Paged paged{.id = "results",
                      .count = static_cast<int>(list.size()),
                      .row_min = result_row_min(f),
                      .row_max = result_row_min(f) * 1.3f,
                      .first = screen.row,
                      .pager_below = true};
    return draw_paged(f, box, paged, [&](int row, Box at) -> Asked {
        const catalogue::Procedure& procedure = *list[static_cast<std::size_t>(row)];
        if (result_row(f, at, procedure, screen.typed)) return app::OpenProcedure{procedure.code};
        return std::nullopt;
    });
}

Asked draw_keys(Frame& f, Box box, bool digits) {
    const std::optional<Keystroke> struck = draw_keyboard(f, box, digits);
    if (!struck) return std::nullopt;
    switch (struck->kind) {
        case Keystroke::Kind::letter: return app::TypeKey{struck->letter};
        case Keystroke::Kind::erase: return app::EraseKey{};
        case Keystroke::Kind::erase_all: return app::EraseAll{};
        case Keystroke::Kind::digits: return app::ToggleDigits{};
    }
    return std::nullopt;
}

}  // namespace

Asked draw_search(Frame& f, const app::Search& screen) {
    Box box = f.content;
    Asked asked;
    const auto take = [&](Asked wished) {
        if (wished) asked = std::move(wished);
    };
    if (f.portrait()) {
        draw_search_field(f, box.cut_top(f.size.field, f.size.space2), screen.typed);
        take(draw_keys(f, box.cut_bottom(keyboard_height(f), f.size.space2), screen.digits));
        if (f.theme.roomy()) take(draw_tries(f, box.cut_bottom(f.size.tab, f.size.space2), 4));
        take(draw_results(f, box, screen));
        return asked;
    }
    const float wide = keyboard_width(f);
    Box right = box.cut_right(wide, f.size.space4);
    draw_search_field(f, right.cut_top(f.size.field, f.size.gap), screen.typed);
    take(draw_keys(f, right.cut_bottom(keyboard_height(f), f.size.gap), screen.digits));
    const float note_height = line_height(f, {.style = Style::caption});
    if (f.language() == text::Language::vi && right.h >= note_height) {
        if (right.h >= note_height + f.size.tab + f.size.gap)
            note(f, right.cut_top(note_height, f.size.gap), "info", f.say("search.accents"),
                 Style::caption);
        else if (right.h < f.size.tab)
            note(f, right.cut_top(note_height), "info", f.say("search.accents"), Style::caption);
    }
    if (right.h >= f.size.tab && f.theme.roomy())
        take(draw_tries(f, right.cut_top(f.size.tab), 6));
    take(draw_results(f, box, screen));
    return asked;
}

}  // namespace ui
