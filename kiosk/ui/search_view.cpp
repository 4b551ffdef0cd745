#include <algorithm>
#include <cmath>

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

Look title_look(const Frame& f) {
    return {.style = Style::body, .weight = Weight::semibold, .colour = f.colour.ink2, .lines = 1};
}

void draw_title(Frame& f, Box box, const app::Search& screen) {
    const bool typed = !screen.typed.empty();
    if (f.low() && typed && found(f, screen.typed).empty()) {
        const std::string& none = f.say("search.none");
        box.h += f.reading.h;
        Look look = fitting(f, none, box, {.style = Style::key});
        look.live = true;
        draw_text(f, box, none, look);
        return;
    }
    const std::string count = std::to_string(found(f, screen.typed).size());
    const std::string words = typed ? f.fill("search.found", {{"n", count}}) : f.say("search.try");
    Look look = fitting(f, words, box, title_look(f));
    look.live = typed;
    draw_text(f, box, words, look);
}

/// What fits the words; before there are any, what stands first in the catalogue.
std::vector<const catalogue::Procedure*> results_of(Frame& f, const app::Search& screen) {
    constexpr std::size_t kShown = 10;
    std::vector<const catalogue::Procedure*> list;
    if (screen.typed.empty()) {
        for (const catalogue::Procedure& procedure : f.world.catalogue->procedures())
            if (!procedure.internal && list.size() < kShown) list.push_back(&procedure);
        return list;
    }
    for (const catalogue::Match& match : found(f, screen.typed)) list.push_back(match.procedure);
    return list;
}

/// "Nothing found", and who to ask. With low reach the words have taken the title's place.
Asked draw_nothing(Frame& f, Box box) {
    const std::string& none = f.say("search.none");
    if (!f.low()) {
        const float pad = f.theme.roomy() ? f.size.space3 : f.size.space2;
        const Box room = box.inset(pad, pad);
        Look look = fitting(f, none, {0, 0, room.w, room.h - f.size.button - f.size.gap},
                            {.style = Style::key});
        look.live = true;
        const Box note = box.cut_top(text_height(f, none, look, room.w) + 2 * pad, f.size.gap);
        card(f, note, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
        draw_text(f, note.inset(pad, pad), none, look);
    }
    const Button help{.icon = "support_agent", .label = f.say("detail.to_counter")};
    if (button(f, "to-counter", box.cut_top(f.size.button), help)) return app::GoToCounter{};
    return std::nullopt;
}

Asked draw_results(Frame& f, Box box, const app::Search& screen) {
    const std::vector<const catalogue::Procedure*> list = results_of(f, screen);
    if (list.empty()) return draw_nothing(f, box);
    const float row = result_row_min(f);
    // A pager below must leave two rows at least.
    const bool high = rows_fitting(f, box.h - f.size.button - f.size.gap, row) > 1;
    const Paged paged{.id = "results",
                      .count = static_cast<int>(list.size()),
                      .row_min = row,
                      .row_max = row * 1.3f,
                      .first = screen.row,
                      .pager = high ? PagerAt::below : PagerAt::beside};
    return draw_paged(f, box, paged, [&](int index, Box at) -> Asked {
        const catalogue::Procedure& procedure = *list[static_cast<std::size_t>(index)];
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

/// Where everything stands; what has no room is empty.
struct Places {
    Box field{}, note{}, title{}, results{}, tries{}, keys{};
};

float title_height(const Frame& f) { return line_height(f, title_look(f)); }
float note_height(const Frame& f) { return line_height(f, {.style = Style::caption}); }

/// The field and what was found are only looked at: with low reach they stand above the line.
Places low_places(Frame& f) {
    Places at;
    Box above = f.reading, box = f.content;
    const float height = f.size.field + f.size.gap + title_height(f);
    if (f.portrait()) above.cut_top(std::max(0.0f, above.h - 2 * height));
    at.field = above.cut_top(f.size.field, f.size.gap);
    at.title = above.cut_top(title_height(f));
    f.reading = above;
    if (f.portrait())
        at.keys =
            box.cut_bottom(std::min(keyboard_height(f), std::floor(box.h * 0.62f)), f.size.space2);
    else
        at.keys = cut_hand(f, box, keyboard_width(f), f.size.space4);
    at.results = box;
    return at;
}

Places portrait_places(Frame& f) {
    Places at;
    Box box = f.content;
    at.field = box.cut_top(f.size.field, f.size.space2);
    at.keys = box.cut_bottom(keyboard_height(f), f.size.space2);
    if (f.theme.roomy()) at.tries = box.cut_bottom(f.size.tab, f.size.space2);
    at.title = box.cut_top(title_height(f), f.size.space1);
    at.results = box;
    return at;
}

Places landscape_places(Frame& f) {
    Places at;
    Box box = f.content;
    Box side = cut_hand(f, box, keyboard_width(f), f.size.space4);
    at.field = side.cut_top(f.size.field, f.size.gap);
    at.keys = side.cut_bottom(std::min(keyboard_height(f), side.h), f.size.gap);
    const bool tries = f.theme.roomy() && side.h >= f.size.tab;
    const float note = note_height(f);
    if (f.language() == text::Language::vi &&
        (tries ? side.h >= note + f.size.gap + f.size.tab : side.h >= note))
        at.note = side.cut_top(note, f.size.gap);
    if (tries) at.tries = side.cut_top(f.size.tab);
    at.title = box.cut_top(title_height(f), f.size.space1);
    at.results = box;
    return at;
}

}  // namespace

Asked draw_search(Frame& f, const app::Search& screen) {
    const Places at = f.low()        ? low_places(f)
                      : f.portrait() ? portrait_places(f)
                                     : landscape_places(f);
    Asked asked;
    const auto take = [&](Asked wished) {
        if (wished) asked = std::move(wished);
    };
    draw_search_field(f, at.field, screen.typed);
    if (!at.note.empty()) note(f, at.note, "info", f.say("search.accents"), Style::caption);
    draw_title(f, at.title, screen);
    take(draw_results(f, at.results, screen));
    if (!at.tries.empty()) take(draw_tries(f, at.tries, f.portrait() ? 4 : 6));
    take(draw_keys(f, at.keys, screen.digits));
    return asked;
}

}  // namespace ui
