// One procedure: what it is, its facts, what to bring, and the two ways to file it.

#include "ui/papers.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using catalogue::Procedure;

Look title_look(Frame& f, const std::string& name, Box room) {
    Look head{.style = Style::head, .weight = Weight::bold, .lines = 1};
    Look title{.style = Style::title, .weight = Weight::bold, .lines = 2};
    Look key{.style = Style::key, .weight = Weight::bold, .lines = 2};
    Look last{.style = Style::body, .weight = Weight::bold, .lines = 2, .may_cut = true};
    if (!f.theme.roomy()) return fitting(f, name, room, {title, key, last});
    return fitting(f, name, room, {head, title, key, last});
}

void draw_level(Frame& f, Box box, const Procedure& procedure) {
    const bool online = catalogue::can_file_online(procedure);
    const bool sure = procedure.online != catalogue::OnlineLevel::unknown;
    chip(f, box.centred(box.w, f.size.chip), online ? "smartphone" : "storefront",
         f.speaker.level(procedure), online && sure ? Tone::ok : Tone::plain);
}

/// Name, official name with the code, level. Returns the rest of the box.
Box draw_top(Frame& f, Box box, const Procedure& procedure) {
    const std::string name = catalogue::short_name(procedure, f.language());
    const float chip_room = chip_width(f, f.speaker.level(procedure));
    const bool beside = !f.portrait();
    Box top = box;
    if (beside) {
        const Box at = top.cut_right(chip_room, f.size.space4);
        draw_level(f, {at.x, at.y, at.w, line_height(f, {.style = Style::head})}, procedure);
    }
    const Look title =
        title_look(f, name, {0, 0, top.w, 2 * line_height(f, {.style = Style::title})});
    const float height = text_height(f, name, title, top.w);
    draw_text(f, top.cut_top(height, f.size.space1 / 2), name, title);
    float used = height + f.size.space1 / 2;
    // The official name only where it says more than the title; the code always.
    const std::string code = f.say("detail.code") + " " + procedure.code;
    const std::string official = procedure.card ? code + " · " + procedure.name : code;
    const Look below{.style = f.theme.extra() ? Style::caption : Style::body,
                     .colour = f.colour.ink2,
                     .lines = f.theme.roomy() && !beside ? 2 : 1,
                     .may_cut = true};
    const Box line{box.x, box.y + used, box.w, 2 * line_height(f, below)};
    used += draw_text(f, line, official, below);
    if (!beside) {
        used += f.size.space1;
        draw_level(f, {box.x, box.y + used, chip_room, f.size.chip}, procedure);
        used += f.size.chip;
    }
    box.cut_top(used, f.size.space2);
    return box;
}

Box draw_facts_row(Frame& f, Box box, const Procedure& procedure) {
    const int count = f.theme.extra() ? 2 : 4;
    const int across = f.portrait() ? 2 : count;
    const int down = count / across;
    const float height =
        f.size.fact * static_cast<float>(down) + f.size.gap * static_cast<float>(down - 1);
    const auto lines = rows(box.cut_top(height, f.size.space2), down, f.size.gap);
    std::vector<Box> at;
    for (const Box& line : lines)
        for (const Box& cell : columns(line, across, f.size.space2)) at.push_back(cell);
    fact(f, at[0], "payments", f.say("detail.fee"), f.speaker.fee(procedure, f.today()));
    fact(f, at[1], "schedule", f.say("detail.time"), f.speaker.time(procedure));
    if (count == 4) {
        fact(f, at[2], "account_balance", f.say("detail.where"), f.speaker.handled_by(procedure));
        fact(f, at[3], "description", f.say("detail.result"), f.speaker.result(procedure));
    }
    return box;
}

Asked draw_ways(Frame& f, Box box, const Procedure& procedure) {
    const Look heading{.style = Style::key, .weight = Weight::semibold, .middle = true, .lines = 1};
    Look less = heading;
    less.style = Style::body;
    Look least = heading;
    least.style = Style::caption;
    least.lines = 2;
    const std::string& question = f.say("detail.how");
    const Box line = f.portrait() ? box.cut_top(line_height(f, heading), f.size.space1)
                                  : box.cut_top(f.size.button, f.size.gap);
    draw_text(f, line, question, fitting(f, question, line, {heading, less, least}));
    const bool online = catalogue::can_file_online(procedure);
    const bool brief = f.theme.extra();
    const Choice phone{.icon = "qr_code_scanner",
                       .title = f.say("detail.online"),
                       .explanation = brief ? "" : f.say("detail.online.sub"),
                       .kind = Kind::primary,
                       .large_icon = !brief};
    const Choice counter{.icon = "support_agent",
                         .title = f.fill("detail.counter", {{"n", f.world.counter}}),
                         .explanation = brief ? "" : f.say("detail.counter.sub"),
                         .kind = online ? Kind::plain : Kind::primary,
                         .large_icon = !brief};
    const auto two = rows(box, 2, f.size.gap);
    if (online) {
        if (choice(f, "by-phone", two[0], phone)) return app::ApplyByPhone{};
        if (choice(f, "to-counter", two[1], counter)) return app::GoToCounter{};
        return std::nullopt;
    }
    card(f, two[1], f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    note(f, two[1].inset(f.size.space3, f.size.space1), "info",
         f.say(brief ? "detail.only.short" : "detail.only"));
    if (choice(f, "to-counter", two[0], counter)) return app::GoToCounter{};
    return std::nullopt;
}

}  // namespace

Asked draw_detail(Frame& f, const app::Detail& screen) {
    const Procedure* procedure = procedure_of(f, screen.code);
    // A new catalogue may have dropped it while somebody was reading.
    if (!procedure) return app::GoHome{};
    if (screen.choosing_case && procedure->card && !procedure->card->cases.empty())
        return draw_cases(f, screen, *procedure);
    Box box = draw_top(f, f.content, *procedure);
    box = draw_facts_row(f, box, *procedure);
    if (f.portrait()) {
        const float ways = 2 * (f.theme.roomy() ? f.theme.px(160) : f.size.action) + f.size.gap +
                           line_height(f, {.style = Style::key}) + f.size.space1;
        const Box below = box.cut_bottom(ways, f.size.space2);
        const Asked asked = draw_papers(f, box, screen, *procedure);
        const Asked way = draw_ways(f, below, *procedure);
        return way ? way : asked;
    }
    const Box right = box.cut_right(f.size.choices, f.size.space4);
    const Asked asked = draw_papers(f, box, screen, *procedure);
    const Asked way = draw_ways(f, right, *procedure);
    return way ? way : asked;
}

}  // namespace ui
