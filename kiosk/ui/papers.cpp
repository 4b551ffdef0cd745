#include "ui/papers.h"

#include <algorithm>

#include "ui/paged.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using catalogue::Procedure;

bool draw_paper(Frame& f, Box box, const catalogue::Bring& paper, std::size_t index, bool ticked) {
    const Touchable touch = touchable(f, "paper-" + std::to_string(index), box);
    const Colours& c = f.colour;
    const Colour ground = touch.pressed ? c.pressed : ticked ? c.green_tint : c.card;
    const Colour letters = touch.pressed ? c.on_pressed : c.ink;
    const Colour chosen = f.theme.plain() ? c.gold : c.green;
    card(f, box, f.size.radius, ground,
         touch.pressed ? c.pressed_edge
         : ticked      ? chosen
                       : c.edge,
         f.size.border);
    Box inside = box.inset(f.size.space3, f.size.space1);
    icon(f, inside.cut_left(f.size.icon_medium, f.size.tile_gap),
         ticked ? "check_box" : "check_box_outline_blank", f.size.icon_medium,
         touch.pressed ? letters
         : ticked      ? chosen
                       : c.edge);
    const std::string kind = f.speaker.paper(paper.kind);
    const std::string& name = paper.name.in(f.language());
    const Look body{.style = Style::body, .weight = Weight::semibold, .colour = letters};
    const Look quiet{.style = Style::caption, .colour = touch.pressed ? letters : c.ink2};
    if (!f.theme.extra()) {
        const float width = chip_width(f, kind, false);
        const Box at = inside.cut_right(width, f.size.space2);
        const bool extra = paper.kind == catalogue::Paper::if_needed;
        chip(f, at.centred(at.w, std::min(f.size.chip, at.h)), {}, kind,
             extra ? Tone::warn : Tone::info);
    }
    // The hint is shown where there is room for all of it; the name always.
    std::string hint;
    if (f.theme.extra())
        hint = kind;
    else if (paper.note)
        hint = paper.note->in(f.language());
    const float hint_height = hint.empty() ? 0 : text_height(f, hint, quiet, inside.w);
    Look look = fitting(f, name, {0, 0, inside.w, inside.h - hint_height}, body);
    bool hinted =
        hint_height > 0 && text_height(f, name, look, inside.w) + hint_height <= inside.h + 1;
    if (!hinted) look = fitting(f, name, inside, body);
    const float name_height = text_height(f, name, look, inside.w);
    Box column = inside.centred(inside.w, name_height + (hinted ? hint_height : 0));
    draw_text(f, column.cut_top(name_height), name, look);
    if (hinted) draw_text(f, column, hint, quiet);
    return touch.tapped;
}

/// High enough for the longest name, or for a short one with its hint. A hint that does not fit
/// stands whole on the facts screen.
float paper_row_min(Frame& f, const std::vector<const catalogue::Bring*>& papers, float width) {
    const Look body{.style = Style::body, .weight = Weight::semibold};
    const float line = line_height(f, body);
    float tallest = f.size.paper;
    for (const catalogue::Bring* paper : papers) {
        float room = width - 2 * f.size.space3 - f.size.icon_medium - f.size.tile_gap;
        if (!f.theme.extra())
            room -= chip_width(f, f.speaker.paper(paper->kind), false) + f.size.space2;
        const float name = text_height(f, paper->name.in(f.language()), body, room);
        const float hint = name > line ? 0 : line_height(f, {.style = Style::caption});
        tallest = std::max(tallest, name + hint + 2 * f.size.space1);
    }
    return tallest;
}

void draw_no_card(Frame& f, Box box) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space4, f.size.space3);
    const float icon_size = f.size.icon_medium;
    icon(f, inside.cut_left(icon_size, f.size.space3), "menu_book", icon_size, f.colour.red);
    const std::string& words = f.say("detail.no_card");
    Look key{.style = Style::key, .middle = true};
    draw_text(f, inside, words, fitting(f, words, inside, key));
}

/// "Trường hợp của tôi: …": which papers are needed depends on it.
Asked draw_case_button(Frame& f, Box box, const catalogue::Card& card_shown, std::size_t index) {
    const std::string& name = card_shown.cases[index].name.in(f.language());
    const Touchable touch = touchable(f, "case", box);
    const Colours& c = f.colour;
    card(f, box, f.size.radius, touch.pressed ? c.pressed : c.indigo_tint,
         touch.pressed ? c.pressed_edge : c.indigo, f.size.border);
    const Colour letters = touch.pressed ? c.on_pressed : c.indigo;
    Box inside = box.inset(f.size.space3, f.size.space1);
    icon(f, inside.cut_right(f.size.icon, f.size.space2), "expand_more", f.size.icon, letters);
    const Look caption{.style = Style::caption, .colour = letters, .lines = 1};
    const Look body{
        .style = Style::body, .weight = Weight::semibold, .colour = letters, .lines = 1};
    Look small = body;
    small.style = Style::caption;
    Look two = small;
    two.lines = 2;
    const float above = line_height(f, caption);
    const Box room{0, 0, inside.w, inside.h - above};
    const Look look = fitting(f, name, room, {body, small, two});
    const float below = text_height(f, name, look, inside.w);
    Box column = inside.centred(inside.w, above + below);
    draw_text(f, column.cut_top(above), f.say("detail.case"), caption);
    draw_text(f, column, name, look);
    if (touch.tapped) return app::ChooseCase{};
    return std::nullopt;
}

/// "Giấy tờ cần có", whose case it is, and the way to everything known; in as few rows as the
/// text allows.
Asked draw_papers_head(Frame& f, Box& box, const app::Detail& screen, const Procedure& procedure) {
    Asked asked;
    const Look heading{.style = Style::key, .weight = Weight::semibold, .middle = true, .lines = 1};
    Look smaller = heading;
    smaller.style = Style::body;
    Look least = heading;
    least.style = Style::caption;
    least.lines = 2;
    const std::string& bring = f.say("detail.bring");
    const Button all{.icon = "menu_book", .label = f.say("detail.full")};
    const float wanted = std::min(button_width(f, all), box.w * 0.62f);
    const bool by_case = procedure.card && !procedure.card->cases.empty();
    const Look case_name{.style = Style::caption, .weight = Weight::semibold};
    const auto case_room = [&](float width) { return width - f.size.icon - 4 * f.size.space2; };
    const std::string chosen_case =
        by_case ? procedure.card->cases[screen.case_index].name.in(f.language()) : std::string();
    const auto case_height = [&](float width) {
        return std::max(f.size.button,
                        line_height(f, case_name) + 2 * f.size.space1 +
                            text_height(f, chosen_case, case_name, case_room(width)));
    };
    // At the largest text the case says enough: no heading beside it.
    const float rest = box.w - wanted - f.size.space2;
    const bool case_only = by_case && f.theme.extra() && !f.portrait();
    Box line = box.cut_top(case_only ? case_height(rest) : f.size.button, f.size.gap);
    if (button(f, "facts", line.cut_right(wanted, f.size.space2), all)) asked = app::ShowFacts{};
    const float beside = case_only ? 0 : text_width(f, bring, smaller) + f.size.space2;
    const bool one_row =
        by_case && (case_only || (f.theme.roomy() && text_width(f, chosen_case, case_name) <=
                                                            case_room(line.w - beside)));
    if (one_row) {
        const Box at = line.cut_right(line.w - beside, f.size.space2);
        if (Asked chosen = draw_case_button(f, at, *procedure.card, screen.case_index))
            asked = chosen;
    }
    if (!case_only) draw_text(f, line, bring, fitting(f, bring, line, {heading, smaller, least}));
    if (by_case && !one_row) {
        const Box at = box.cut_top(case_height(box.w), f.size.gap);
        if (Asked chosen = draw_case_button(f, at, *procedure.card, screen.case_index))
            asked = chosen;
    }
    return asked;
}

}  // namespace

Asked draw_papers(Frame& f, Box box, const app::Detail& screen, const Procedure& procedure) {
    const Asked asked = draw_papers_head(f, box, screen, procedure);
    if (!procedure.card) {
        draw_no_card(f, box);
        return asked;
    }
    const catalogue::Card& shown = *procedure.card;
    const auto list = catalogue::papers(shown, screen.case_index);
    float row_min = paper_row_min(f, list, box.w);
    if (rows_fitting(f, box.h, row_min) < static_cast<int>(list.size()) && !f.portrait())
        row_min = paper_row_min(f, list, box.w - f.size.rail - f.size.space3);
    row_min = std::min(row_min, box.h - (f.portrait() ? f.size.button + f.size.gap : 0));
    const Paged paged{.id = "papers",
                      .count = static_cast<int>(list.size()),
                      .row_min = row_min,
                      .row_max = row_min * 1.25f,
                      .first = screen.row};
    const Asked ticked = draw_paged(f, box, paged, [&](int row, Box at) -> Asked {
        const catalogue::Bring* paper = list[static_cast<std::size_t>(row)];
        const auto place = static_cast<std::size_t>(paper - shown.bring.data());
        const bool has =
            std::find(screen.ticked.begin(), screen.ticked.end(), place) != screen.ticked.end();
        if (draw_paper(f, at, *paper, place, has)) return app::TickPaper{place};
        return std::nullopt;
    });
    return asked ? asked : ticked;
}

}  // namespace ui
