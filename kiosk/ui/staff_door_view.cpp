// The door: who comes in, and six digits that nobody beside can read from the glass.

#include <algorithm>

#include "desk/update.h"
#include "text/format.h"
#include "ui/brocade.h"
#include "ui/pin_pad.h"
#include "ui/staff_views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using std::chrono::seconds;

// Two rows of six; where there are more accounts, two more places turn the page.
constexpr int kCodesInRow = 6, kCodesOnPage = 12;

float column_width(const Frame& f) { return f.theme.px(760); }
float code_height(const Frame& f) { return f.size.button; }

float codes_height(const Frame& f, const desk::Desk& desk) {
    const bool two = desk.facts.accounts.size() > static_cast<std::size_t>(kCodesInRow);
    return two ? 2 * code_height(f) + f.size.gap : code_height(f);
}

/// The codes to choose from, two rows of them at most.
Asked draw_codes(Frame& f, Box box, const desk::Desk& desk, const desk::Door& screen) {
    const auto& accounts = desk.facts.accounts;
    const int count = static_cast<int>(accounts.size());
    const int pages = (count + kCodesOnPage - 1) / kCodesOnPage;
    const int page = std::clamp(screen.page, 0, pages - 1);
    const int columns_shown = pages > 1 ? kCodesInRow + 1 : kCodesInRow;
    const auto lines = rows(box, count > kCodesInRow ? 2 : 1, f.size.gap);
    Asked asked;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        auto cells = columns(lines[line], columns_shown, f.size.gap);
        const int first = page * kCodesOnPage + static_cast<int>(line) * kCodesInRow;
        const int here = std::min(kCodesInRow, count - first);
        // Few codes stand in the middle where everything does.
        const float aside =
            f.portrait() && count < kCodesInRow
                ? std::floor((box.right() - cells[static_cast<std::size_t>(here)].x + f.size.gap) /
                             2)
                : 0;
        for (int i = 0; i < here; ++i) {
            const std::string& code = accounts[static_cast<std::size_t>(first + i)].code;
            const Box at = cells[static_cast<std::size_t>(i)].moved(aside, 0);
            if (tab(f, "code-" + code, at, code, code == screen.who))
                asked = at_desk(desk::ChooseCode{code});
        }
    }
    if (pages == 1) return asked;
    const Box before = columns(lines[0], columns_shown, f.size.gap).back();
    const Box after = columns(lines[1], columns_shown, f.size.gap).back();
    if (button(f, "codes-before", before, {.icon = "keyboard_arrow_up", .enabled = page > 0}))
        asked = at_desk(desk::TurnCodes{page - 1});
    if (button(f, "codes-after", after,
               {.icon = "keyboard_arrow_down", .enabled = page + 1 < pages}))
        asked = at_desk(desk::TurnCodes{page + 1});
    return asked;
}

/// Where the officer stands, in one chip.
struct Standing {
    std::string_view icon;
    std::string words;
    Tone tone;
};
Standing standing_of(const Frame& f, const desk::Door& screen) {
    const seconds locked = desk::locked_for(screen, f.now);
    if (locked > seconds(0))
        return {"lock", f.fill("st.pin.locked", {{"time", text::minutes_seconds(locked)}}),
                Tone::bad};
    if (screen.failed) return {"warning", f.say("st.pin.failed"), Tone::bad};
    if (screen.checking) return {"hourglass_empty", f.say("st.pin.checking"), Tone::info};
    const std::string tries = std::to_string(screen.tries_left);
    if (screen.wrong && screen.tries_left > 0)
        return {"lock", f.fill("st.pin.wrong", {{"n", tries}}), Tone::warn};
    if (screen.wrong) return {"lock", f.say("st.pin.again"), Tone::warn};
    if (screen.who.empty()) return {"badge", f.say("st.pin.choose"), Tone::info};
    return {"badge", f.fill("st.pin.who", {{"code", screen.who}}), Tone::plain};
}

std::string idle_words(const Frame& f) {
    const auto idle = f.model.rules.staff_idle;
    return f.fill("st.pin.lock", {{"time", text::minutes_seconds(idle)}});
}

float cloth_cell(const Frame& f) { return f.theme.px(9); }

/// The words and dots, from the left of the column or, in portrait, in its middle.
Asked draw_words(Frame& f, Box box, const desk::Desk& desk, const desk::Door& screen) {
    const Align align = f.portrait() ? Align::centre : Align::left;
    const auto place = [&](Box line, float width) {
        return f.portrait() ? line.centred(width, line.h) : Box{line.x, line.y, width, line.h};
    };
    const float cell = cloth_cell(f);
    const Box cloth = place(box.cut_top(21 * cell, f.size.space3), 42 * cell);
    if (!f.theme.plain()) draw_cloth(f, cloth.x, cloth.y, door_cloth(), cell, cell);
    const Look title{.style = Style::head, .weight = Weight::bold, .align = align, .lines = 1};
    draw_text(f, box.cut_top(line_height(f, title), f.size.space1), f.say("st.pin"), title);
    const Look sub{.style = Style::body, .colour = f.colour.ink2, .align = align, .lines = 1};
    draw_text(f, box.cut_top(line_height(f, sub), f.size.space3), f.say("st.pin.sub"), sub);
    const Asked asked =
        draw_codes(f, box.cut_top(codes_height(f, desk), f.size.space4), desk, screen);
    const Box dots = box.cut_top(f.size.icon, f.size.space4);
    draw_dots(f, place(dots, dots_width(f)), screen.pin.size());
    const Standing standing = standing_of(f, screen);
    const Box chips = box.cut_top(f.size.chip, f.size.space2);
    chip(f, place(chips, std::min(chips.w, chip_width(f, standing.words))), standing.icon,
         standing.words, standing.tone);
    const Look quiet{.style = Style::caption, .colour = f.colour.ink2, .align = align, .lines = 1};
    draw_text(f, box, idle_words(f), quiet);
    return asked;
}

float words_height(const Frame& f, const desk::Desk& desk) {
    return 21 * cloth_cell(f) + f.size.space3 + line_height(f, {.style = Style::head}) +
           f.size.space1 + line_height(f, {.style = Style::body}) + f.size.space3 +
           codes_height(f, desk) + f.size.space4 + f.size.icon + f.size.space4 + f.size.chip +
           f.size.space2 + line_height(f, {.style = Style::caption});
}

/// While the door is locked the pad is not there to be typed on.
void draw_lock(Frame& f, Box box, seconds left) {
    card(f, box, f.size.card_radius, f.colour.sand, f.colour.edge, f.size.border);
    const Look number{
        .style = Style::display, .weight = Weight::bold, .align = Align::centre, .lines = 1};
    Box column = box.centred(box.w, f.size.icon_huge + f.size.space3 + line_height(f, number));
    icon(f, column.cut_top(f.size.icon_huge, f.size.space3), "lock_clock", f.size.icon_huge,
         f.colour.ink);
    draw_text(f, column, text::minutes_seconds(left), number);
}

/// Nobody can come in: there are no accounts yet, or they cannot be read.
void draw_nobody(Frame& f, Box box, const desk::Desk& desk) {
    const bool known = desk.facts.accounts_known;
    const std::string& words = known ? f.say("st.pin.nobody") : f.say("st.pin.opening");
    const Look title{.style = Style::head, .weight = Weight::bold, .align = Align::centre};
    const Look quiet{.style = Style::key, .align = Align::centre};
    const float width = std::min(box.w, f.size.dialog);
    const std::string how = known ? f.say("st.pin.nobody.how") : std::string();
    const float above = text_height(f, words, title, width);
    const float below = how.empty() ? 0 : f.size.space3 + text_height(f, how, quiet, width);
    Box column = box.centred(width, f.size.icon_huge + f.size.space3 + above + below);
    icon(f, column.cut_top(f.size.icon_huge, f.size.space3), known ? "badge" : "hourglass_empty",
         f.size.icon_huge, f.colour.ink2);
    draw_text(f, column.cut_top(above, f.size.space3), words, title);
    if (!how.empty()) draw_text(f, column, how, quiet);
}

}  // namespace

Asked draw_door(Frame& f, const desk::Desk& desk, const desk::Door& screen) {
    const Box box = f.content;
    if (desk.facts.accounts.empty()) {
        draw_nobody(f, box, desk);
        return std::nullopt;
    }
    const float words = words_height(f, desk), pad = pin_pad_height(f);
    Box left, right;
    if (f.portrait()) {
        Box column = box.centred(column_width(f), words + f.size.space5 + pad);
        left = column.cut_top(words, f.size.space5);
        right = column.centred(pin_pad_width(f), pad);
    } else {
        const float between = f.theme.px(80);
        Box row = box.centred(column_width(f) + between + pin_pad_width(f), box.h);
        left = row.cut_left(column_width(f), between).centred(column_width(f), words);
        right = row.centred(row.w, pad);
    }
    const Asked asked = draw_words(f, left, desk, screen);
    const seconds locked = desk::locked_for(screen, f.now);
    if (locked > seconds(0)) {
        draw_lock(f, right, locked);
        return asked;
    }
    const Asked typed = draw_pin_pad(f, right);
    return typed ? typed : asked;
}

}  // namespace ui
