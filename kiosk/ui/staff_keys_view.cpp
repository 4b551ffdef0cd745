// Who may come in, for managers: codes and roles, never names. A new PIN is typed twice.

#include "ui/paged.h"
#include "ui/pin_pad.h"
#include "ui/staff_widgets.h"

namespace ui {

namespace {

using desk::AccountLine;
using desk::Keys;

void draw_role(Frame& f, Box box, bool manager) {
    const std::string& words = manager ? f.say("keys.manager") : f.say("keys.officer");
    chip(f, box.centred(chip_width(f, words), f.size.chip), manager ? "vpn_key" : "badge", words,
         manager ? Tone::info : Tone::plain);
}

Asked draw_account(Frame& f, Box box, const desk::Desk& desk, const AccountLine& account) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space3, 0);
    inside = inside.centred(inside.w, f.size.button);
    Asked asked;
    const Button remove{
        .icon = "delete", .label = f.say("keys.remove"), .enabled = account.code != desk.staff};
    const Button change{.icon = "vpn_key", .label = f.say("keys.change")};
    const Box last = inside.cut_right(button_width(f, remove), f.size.gap);
    if (button(f, "remove-" + account.code, last, remove))
        asked = at_desk(desk::AskRemove{account.code});
    const Box before = inside.cut_right(button_width(f, change), f.size.space3);
    if (button(f, "change-" + account.code, before, change))
        asked = at_desk(desk::ChangePin{account.code});
    const Look code{.style = Style::key, .weight = Weight::bold, .middle = true, .lines = 1};
    draw_text(f, inside.cut_left(f.theme.px(150), f.size.space2), account.code, code);
    const float room =
        std::max(chip_width(f, f.say("keys.manager")), chip_width(f, f.say("keys.officer")));
    Box role = inside.cut_left(std::min(room, inside.w), f.size.space2);
    const std::string& words = account.manager ? f.say("keys.manager") : f.say("keys.officer");
    role.w = std::min(role.w, chip_width(f, words));
    draw_role(f, role, account.manager);
    const Look quiet{.style = Style::caption, .colour = f.colour.ink2, .middle = true, .lines = 1};
    if (account.code == desk.staff && inside.w > text_width(f, f.say("keys.you"), quiet))
        draw_text(f, inside, f.say("keys.you"), quiet);
    return asked;
}

Asked draw_accounts(Frame& f, Box box, const desk::Desk& desk, const Keys& screen) {
    Asked asked;
    const auto ways = columns(box.cut_bottom(f.size.button, f.size.space2), 2, f.size.gap);
    if (button(f, "add-officer", ways[0],
               {.icon = "person_add", .label = f.say("keys.add_officer"), .kind = Kind::indigo}))
        asked = at_desk(desk::AddKey{false});
    if (button(f, "add-manager", ways[1],
               {.icon = "person_add", .label = f.say("keys.add_manager")}))
        asked = at_desk(desk::AddKey{true});
    const auto& accounts = desk.facts.accounts;
    const int count = static_cast<int>(accounts.size());
    const float row = f.size.button + f.size.space3;
    const int across = f.portrait() ? 1 : 2;
    int fit = rows_fitting(f, box.h, row) * across;
    Box pager{};
    if (count > fit) {
        pager = cut_pager(f, box, PagerAt::below);
        fit = rows_fitting(f, box.h, row) * across;
    }
    const int pages = std::max(1, (count + fit - 1) / fit);
    const int page = std::clamp(screen.page, 0, pages - 1);
    for (int i = page * fit; i < std::min(count, (page + 1) * fit); i += across) {
        const auto at = columns(box.cut_top(row, f.size.gap), across, f.size.gap);
        for (int j = 0; j < across && i + j < count; ++j)
            if (Asked wished = draw_account(f, at[static_cast<std::size_t>(j)], desk,
                                            accounts[static_cast<std::size_t>(i + j)]))
                asked = wished;
    }
    if (pages > 1)
        if (const auto chosen = draw_pager(f, pager, page, pages, PagerAt::below))
            asked = at_desk(desk::TurnCodes{*chosen});
    return asked;
}

std::string question(const Frame& f, const Keys& screen) {
    switch (screen.doing) {
        case Keys::Doing::adding_officer: return f.say("keys.pin_officer");
        case Keys::Doing::adding_manager: return f.say("keys.pin_manager");
        case Keys::Doing::changing: return f.fill("keys.pin_change", {{"code", screen.code}});
        case Keys::Doing::removing: return f.fill("keys.really", {{"code", screen.code}});
        case Keys::Doing::looking: break;
    }
    return {};
}

void draw_pin_words(Frame& f, Box box, const Keys& screen) {
    const Look head{.style = Style::title, .weight = Weight::bold};
    const std::string asks = question(f, screen);
    draw_text(f, box.cut_top(text_height(f, asks, head, box.w), f.size.space2), asks, head);
    const bool again = !screen.first.empty();
    const Look body{.style = Style::body, .weight = Weight::semibold};
    const std::string& which = again ? f.say("keys.again") : f.say("keys.first");
    draw_text(f, box.cut_top(text_height(f, which, body, box.w), f.size.space2), which, body);
    draw_dots(f, box.cut_top(f.size.chip, f.size.space3), screen.pin.size());
    if (screen.differs) {
        const std::string& words = f.say("keys.differs");
        Box line = box.cut_top(f.size.chip, f.size.space2);
        line.w = std::min(line.w, chip_width(f, words));
        chip(f, line, "warning", words, Tone::bad);
    }
    const Look quiet{.style = Style::caption, .colour = f.colour.ink2};
    draw_text(f, box, f.say("keys.weak"), quiet);
}

Asked draw_pin(Frame& f, Box box, const Keys& screen) {
    const float across = pin_pad_width(f), high = pin_pad_height(f);
    if (f.portrait()) {
        Box column = box.centred(f.theme.px(760), std::min(box.h, high + f.theme.px(480)));
        Box pad = column.cut_bottom(high, f.size.space4);
        draw_pin_words(f, column, screen);
        return draw_pin_pad(f, pad.centred(across, high));
    }
    const float words = f.theme.px(700);
    Box row = box.centred(words + across + f.theme.px(140), std::min(box.h, high));
    const Box pad = row.cut_right(across);
    draw_pin_words(f, row.cut_left(words), screen);
    return draw_pin_pad(f, pad);
}

Asked draw_removal(Frame& f, Box box, const Keys& screen) {
    Box inside = box.centred(std::min(box.w, f.size.dialog), f.theme.px(400));
    card(f, inside, f.size.card_radius, f.colour.card, f.colour.indigo, f.size.strong);
    inside = inside.inset(f.size.space5, f.size.space4);
    const auto at = columns(inside.cut_bottom(f.size.big_button, f.size.space3), 2, f.size.space3);
    const Look title{.style = Style::title, .weight = Weight::bold};
    const std::string asks = question(f, screen);
    draw_text(f, inside.cut_top(text_height(f, asks, title, inside.w), f.size.space2), asks, title);
    draw_text(f, inside, f.say("keys.removal"), {.style = Style::body, .colour = f.colour.ink2});
    if (button(f, "cancel-remove", at[0],
               {.icon = "arrow_back", .label = f.say("keys.keep"), .large = true}))
        return at_desk(desk::Back{});
    const std::string label = f.fill("keys.remove_code", {{"code", screen.code}});
    if (button(f, "confirm-remove", at[1],
               {.icon = "delete", .label = label, .kind = Kind::primary, .large = true}))
        return at_desk(desk::ConfirmRemove{});
    return std::nullopt;
}

}  // namespace

Asked draw_keys(Frame& f, const desk::Desk& desk, const Keys& screen) {
    Box box = f.content;
    Asked asked = draw_way_back(f, box, "badge", f.say("keys.title"));
    Asked chosen;
    switch (screen.doing) {
        case Keys::Doing::looking: chosen = draw_accounts(f, box, desk, screen); break;
        case Keys::Doing::removing: chosen = draw_removal(f, box, screen); break;
        case Keys::Doing::adding_officer:
        case Keys::Doing::adding_manager:
        case Keys::Doing::changing: chosen = draw_pin(f, box, screen); break;
    }
    return chosen ? chosen : asked;
}

}  // namespace ui
