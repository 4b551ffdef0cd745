#include "ui/papers.h"

#include <algorithm>

#include "ui/paged.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using catalogue::Procedure;

const char* key_of(catalogue::Paper kind) {
    using catalogue::Paper;
    switch (kind) {
        case Paper::original: return "paper.original";
        case Paper::copy: return "paper.copy";
        case Paper::form: return "paper.form";
        case Paper::show: return "paper.show";
        case Paper::if_needed: return "paper.if_needed";
    }
    return "paper.original";
}

Look name_look() { return {.style = Style::body, .weight = Weight::semibold}; }

/// Above and below the words of a row.
float row_air(const Frame& f) { return f.theme.extra() ? f.size.space1 / 2 : f.size.space1; }

/// The kind stands at the end of the row; at the largest text below the name, if anywhere.
bool kind_beside(const Frame& f) { return !f.theme.extra(); }

/// Name and hint. The hint is shown where there is room for all of it; the name always.
void draw_paper_words(Frame& f, Box inside, const catalogue::Bring& paper, Colour letters,
                      Colour quiet_letters) {
    const std::string& name = paper.name.in(f.language());
    Look body = name_look();
    body.colour = letters;
    const Look quiet{.style = Style::caption, .colour = quiet_letters};
    std::string hint;
    if (!kind_beside(f))
        hint = f.say(key_of(paper.kind));
    else if (paper.note)
        hint = paper.note->in(f.language());
    const float hint_height = hint.empty() ? 0 : text_height(f, hint, quiet, inside.w);
    Look look = fitting(f, name, {0, 0, inside.w, inside.h - hint_height}, body);
    const bool hinted =
        hint_height > 0 && text_height(f, name, look, inside.w) + hint_height <= inside.h + 1;
    if (!hinted) look = fitting(f, name, inside, body);
    const float name_height = text_height(f, name, look, inside.w);
    Box column = inside.centred(inside.w, name_height + (hinted ? hint_height : 0));
    draw_text(f, column.cut_top(name_height), name, look);
    if (hinted) draw_text(f, column, hint, quiet);
    if (!kind_beside(f) && !hinted) mention(f, inside, key_of(paper.kind));
}

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
    Box inside = box.inset(f.size.space3, row_air(f));
    icon(f, inside.cut_left(f.size.icon_medium, f.size.tile_gap),
         ticked ? "check_box" : "check_box_outline_blank", f.size.icon_medium,
         touch.pressed ? letters
         : ticked      ? chosen
                       : c.edge);
    const std::string& kind = f.say(key_of(paper.kind));
    Box beside{};
    if (kind_beside(f)) beside = inside.cut_right(chip_width(f, kind, false), f.size.space2);
    draw_paper_words(f, inside, paper, letters, touch.pressed ? letters : c.ink2);
    if (kind_beside(f))
        chip(f, beside.centred(beside.w, std::min(f.size.chip, beside.h)), {}, kind,
             paper.kind == catalogue::Paper::if_needed ? Tone::warn : Tone::info);
    mention(f, box, ticked ? "aloud.have" : "aloud.have_not");
    return touch.tapped;
}

/// High enough for the longest name, or for a short one with its hint. A hint that does not fit
/// stands whole on the facts screen.
float paper_row_min(Frame& f, const std::vector<const catalogue::Bring*>& papers, float width) {
    const float line = line_height(f, name_look());
    float tallest = f.size.paper;
    for (const catalogue::Bring* paper : papers) {
        float room = width - 2 * f.size.space3 - f.size.icon_medium - f.size.tile_gap;
        if (kind_beside(f))
            room -= chip_width(f, f.say(key_of(paper->kind)), false) + f.size.space2;
        const std::string& words = paper->name.in(f.language());
        Look look = name_look();
        if (f.theme.extra()) look = fitting(f, words, {0, 0, room, line}, look);
        const float name = text_height(f, words, look, room);
        const bool hinted = name <= line && !f.theme.extra();
        tallest = std::max(tallest, name + 2 * row_air(f) +
                                        (hinted ? line_height(f, {.style = Style::caption}) : 0));
    }
    return tallest;
}

void draw_no_card(Frame& f, Box box) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space4, f.size.space3);
    const float icon_size = f.size.icon_medium;
    icon(f, inside.cut_left(icon_size, f.size.space3), "menu_book", icon_size, f.colour.red);
    const Look key{.style = Style::key, .middle = true};
    const std::string& all = f.say("detail.no_card");
    const Look look = fitting(f, all, inside, key);
    const bool fits = text_height(f, all, look, inside.w) <= inside.h;
    const std::string& words = fits ? all : f.say("detail.no_card.short");
    draw_text(f, inside, words, fitting(f, words, inside, key));
}

Look case_look(Colour letters = 0) {
    return {.style = Style::caption, .weight = Weight::semibold, .colour = letters};
}

/// "Trường hợp của tôi: …": which papers are needed depends on it.
class CaseButton {
public:
    /// Where room is short the name stands alone: what it is, is then only said.
    CaseButton(Frame& f, const catalogue::Card& shown, std::size_t index, bool captioned)
        : f_(f), name_(shown.cases[index].name.in(f.language())), captioned_(captioned) {}

    float height(float width) const {
        return std::max(f_.size.button,
                        above() + 2 * f_.size.space1 +
                            text_height(f_, name_, case_look(), width - beside_words()));
    }
    /// Whether the name stands in one line.
    bool fits(float width) const {
        return text_width(f_, name_, case_look()) <= width - beside_words();
    }

    Asked draw(Box box) const {
        const Touchable touch = touchable(f_, "case", box);
        const Colours& c = f_.colour;
        card(f_, box, f_.size.radius, touch.pressed ? c.pressed : c.indigo_tint,
             touch.pressed ? c.pressed_edge : c.indigo, f_.size.border);
        const Colour letters = touch.pressed ? c.on_pressed : c.indigo;
        Box inside = box.inset(f_.size.space3, f_.size.space1);
        icon(f_, inside.cut_right(f_.size.icon, f_.size.space2), "expand_more", f_.size.icon,
             letters);
        Look name = case_look(letters);
        name.style = Style::body;
        name = fitting(f_, name_, {0, 0, inside.w, inside.h - above()}, name);
        if (text_width(f_, name_, name) > inside.w) name.style = Style::caption;
        const float below = text_height(f_, name_, name, inside.w);
        Box column = inside.centred(inside.w, above() + below);
        if (captioned_)
            draw_text(f_, column.cut_top(above()), f_.say("detail.case"),
                      {.style = Style::caption, .colour = letters, .lines = 1});
        else
            mention(f_, box, "detail.case");
        draw_text(f_, column, name_, name);
        if (touch.tapped) return app::ChooseCase{};
        return std::nullopt;
    }

private:
    float above() const { return captioned_ ? line_height(f_, {.style = Style::caption}) : 0; }
    float beside_words() const { return f_.size.icon + f_.size.space2 + 2 * f_.size.space3; }

    Frame& f_;
    const std::string& name_;
    bool captioned_;
};

void draw_heading(Frame& f, Box line) {
    const std::string& bring = f.say("detail.bring");
    const Look heading{.style = Style::key, .weight = Weight::semibold, .middle = true, .lines = 1};
    Look smaller = heading, least = heading;
    smaller.style = Style::body;
    least.style = Style::caption;
    least.lines = 2;
    draw_text(f, line, bring, fitting(f, bring, line, {heading, smaller, least}));
}

/// "Giấy tờ cần có" alone; where there are cases, whose papers they are says enough.
Asked draw_brief_head(Frame& f, Box& box, const std::optional<CaseButton>& mine) {
    if (!mine) {
        draw_heading(f, box.cut_top(line_height(f, {.style = Style::key}), f.size.gap));
        return std::nullopt;
    }
    mention(f, box, "detail.bring");
    return mine->draw(box.cut_top(mine->height(box.w), f.size.gap));
}

/// "Giấy tờ cần có", whose case it is, and the way to everything known; in as few rows as the
/// text allows.
Asked draw_full_head(Frame& f, Box& box, const std::optional<CaseButton>& mine) {
    Asked asked;
    const Button all{.icon = "menu_book", .label = f.say("detail.full")};
    const float wanted = std::min(button_width(f, all), box.w * 0.62f);
    Box line = box.cut_top(f.size.button, f.size.gap);
    const Box facts = cut_hand(f, line, wanted, f.size.space2);
    const float heading = text_width(f, f.say("detail.bring"),
                                     {.style = Style::body, .weight = Weight::semibold}) +
                          f.size.space2;
    const bool one_row = mine && f.theme.roomy() && mine->fits(line.w - heading);
    Box at{};
    if (one_row) at = cut_hand(f, line, line.w - heading, f.size.space2);
    draw_heading(f, line);
    if (mine && !one_row) at = box.cut_top(mine->height(box.w), f.size.gap);
    if (mine) asked = mine->draw(at);
    if (button(f, "facts", facts, all)) asked = app::ShowFacts{};
    return asked;
}

}  // namespace

Asked draw_papers(Frame& f, Box box, const app::Detail& screen, const Procedure& procedure,
                  bool with_facts) {
    std::optional<CaseButton> mine;
    if (procedure.card && !procedure.card->cases.empty())
        mine.emplace(f, *procedure.card, screen.case_index,
                     with_facts || box.h > 3 * f.size.button);
    const Asked asked = with_facts ? draw_full_head(f, box, mine) : draw_brief_head(f, box, mine);
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
                      .row_max = row_min * (f.theme.extra() ? 1.6f : 1.25f),
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
