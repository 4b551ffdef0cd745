// One procedure: what it is, its facts, what to bring, and the two ways to file it.

#include <algorithm>
#include <cmath>

#include "ui/papers.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using catalogue::Procedure;

Look title_look(Frame& f, const Procedure& procedure, const std::string& name, Box room) {
    Look head{.style = Style::head,
              .weight = Weight::bold,
              .lines = 1,
              .unread = !name_is_read(f, procedure)};
    Look title = head, key = head, body = head, last = head;
    title.style = Style::title;
    key.style = Style::key;
    body.style = last.style = Style::body;
    title.lines = key.lines = body.lines = last.lines = 2;
    if (f.theme.extra()) last.style = Style::caption;
    last.may_cut = true;  // It stands whole on the facts screen.
    if (!f.theme.roomy()) return fitting(f, name, room, {title, key, body, last});
    return fitting(f, name, room, {head, title, key, last});
}

/// At the largest text, across, the title and the papers need the room more.
bool shows_level(const Frame& f) { return f.portrait() || !f.theme.extra(); }

void draw_level(Frame& f, Box box, const Procedure& procedure) {
    const bool online = catalogue::can_file_online(procedure);
    const bool sure = procedure.online != catalogue::OnlineLevel::unknown;
    chip(f, box.centred(box.w, f.size.chip), online ? "smartphone" : "storefront",
         f.speaker.level(procedure), online && sure ? Tone::ok : Tone::plain);
}

/// The code, and the official name where it says more than the title, or else the field. Read out
/// only in place of a title that is not.
void draw_origin(Frame& f, Box& box, const Procedure& procedure, float kept) {
    const std::string words = f.say("detail.code") + " " + procedure.code + " · " +
                              (procedure.card ? procedure.name : procedure.field);
    Look look{.style = Style::body,
              .colour = f.colour.ink2,
              .lines = 1,
              .may_cut = true,
              .unread = name_is_read(f, procedure)};
    const float line = line_height(f, look);
    if (f.theme.roomy() && f.portrait() && box.h - kept >= 2 * line) look.lines = 2;
    if (box.h - kept < line) return;
    draw_text(f, box.cut_top(text_height(f, words, look, box.w)), words, look);
}

/// Name, level, code; at least `kept` of the box is left below them.
void draw_top(Frame& f, Box& box, const Procedure& procedure, float kept) {
    const std::string name = catalogue::short_name(procedure, f.language());
    const bool beside = !f.portrait() && shows_level(f);
    const float chip_room = chip_width(f, f.speaker.level(procedure));
    Box top = box;
    Box level = beside ? top.cut_right(chip_room, f.size.space4) : Box{};
    const float most = std::min(2 * line_height(f, {.style = Style::title}), box.h - kept);
    const Look title = title_look(f, procedure, name, {0, 0, top.w, most});
    const float height = text_height(f, name, title, top.w);
    draw_text(f, top.cut_top(height), name, title);
    box.cut_top(height, f.size.space1 / 2);
    level.h = line_height(f, {.style = Style::head});
    if (beside) draw_level(f, level, procedure);
    const float below = !beside && shows_level(f) ? f.size.space1 + f.size.chip : 0;
    // At the largest text the papers need the room more: the facts screen says it, too.
    if (!f.theme.extra()) draw_origin(f, box, procedure, kept + below);
    if (below > 0 && box.h - kept >= below) {
        box.cut_top(f.size.space1);
        draw_level(f, box.cut_top(f.size.chip).cut_left(chip_room), procedure);
    }
    box.cut_top(0, f.size.space2);
}

/// Two or four facts, in one row or two, as high as their words need.
struct FactsShape {
    int count, across;
    float height;
};

/// How high a fact must be to show its value in this width.
float fact_height(Frame& f, const std::string& value, float width) {
    const Look least{.style = Style::caption, .weight = Weight::semibold};
    const float room = width - 2 * f.size.space3 - f.size.icon_medium - f.size.tile_gap;
    return std::max(f.size.fact, line_height(f, least) + text_height(f, value, least, room) +
                                     2 * f.size.space1);
}

std::vector<std::string> values_of(const Frame& f, const Procedure& procedure) {
    std::vector<std::string> values{f.speaker.fee(procedure, f.today()),
                                    f.speaker.time(procedure)};
    // At the largest text the other two stand on the facts screen alone.
    if (f.theme.extra()) return values;
    values.push_back(f.speaker.handled_by(procedure));
    values.push_back(f.speaker.result(procedure));
    return values;
}

FactsShape facts_shape(Frame& f, const std::vector<std::string>& values, float width) {
    FactsShape shape{static_cast<int>(values.size()), f.portrait() ? 2 : 4, 0};
    shape.across = std::min(shape.across, shape.count);
    const auto tallest = [&] {
        const auto across = static_cast<float>(shape.across);
        const float cell = std::floor((width - f.size.space2 * (across - 1)) / across);
        float height = 0;
        for (const std::string& value : values)
            height = std::max(height, fact_height(f, value, cell));
        return height;
    };
    float height = tallest();
    // A long fee in large letters takes a row of its own rather than half the glass.
    const float most = 3 * line_height(f, {.style = Style::caption}) + 2 * f.size.space1;
    if (f.theme.extra() && height > most) {
        shape.across = 1;
        height = tallest();
    }
    const auto down = static_cast<float>(shape.count / shape.across);
    shape.height = height * down + f.size.gap * (down - 1);
    return shape;
}

void draw_facts_row(Frame& f, Box box, const std::vector<std::string>& values,
                    const FactsShape& shape) {
    static constexpr const char* kIcons[] = {"payments", "schedule", "account_balance",
                                             "description"};
    static constexpr const char* kCaptions[] = {"detail.fee", "detail.time", "detail.where",
                                                "detail.result"};
    std::size_t i = 0;
    for (const Box& line : rows(box, shape.count / shape.across, f.size.gap))
        for (const Box& cell : columns(line, shape.across, f.size.space2)) {
            fact(f, cell, kIcons[i], f.say(kCaptions[i]), values[i]);
            ++i;
        }
}

/// "Which way?", where that leaves the ways themselves enough room.
void draw_question(Frame& f, Box& box, float ways) {
    const std::string& question = f.say("detail.how");
    const Look heading{.style = Style::key, .weight = Weight::semibold, .middle = true, .lines = 1};
    Look less = heading, least = heading;
    less.style = Style::body;
    least.style = Style::caption;
    least.lines = 2;
    const float height = f.portrait() ? line_height(f, heading) : f.size.button;
    const float gap = f.portrait() ? f.size.space1 : f.size.gap;
    if (box.h < height + gap + ways) return mention(f, box, "detail.how");
    const Box line = box.cut_top(height, gap);
    draw_text(f, line, question, fitting(f, question, line, {heading, less, least}));
}

/// The ways stand below each other; on a narrow glass with large letters the papers need the room.
bool ways_beside(const Frame& f) { return f.portrait() && f.theme.extra(); }

/// At the largest text, across, the button to the facts joins the ways: the papers need its room.
bool facts_among_ways(const Frame& f) { return !f.portrait() && f.theme.extra(); }

Asked draw_ways(Frame& f, Box box, const Procedure& procedure) {
    const bool beside = ways_beside(f);
    const bool brief = f.theme.extra();
    const int count = facts_among_ways(f) ? 3 : 2;
    if (!beside)
        draw_question(f, box,
                      f.size.action * static_cast<float>(count) +
                          f.size.gap * static_cast<float>(count - 1));
    else
        mention(f, box, "detail.how");
    const bool online = catalogue::can_file_online(procedure);
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
    const auto at = beside ? columns(box, count, f.size.gap) : rows(box, count, f.size.gap);
    Asked asked;
    if (online) {
        if (choice(f, "by-phone", at[0], phone)) asked = app::ApplyByPhone{};
        if (choice(f, "to-counter", at[1], counter)) asked = app::GoToCounter{};
    } else {
        if (choice(f, "to-counter", at[0], counter)) asked = app::GoToCounter{};
        card(f, at[1], f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
        note(f, at[1].inset(f.size.space3, f.size.space1), "info",
             f.say(brief ? "detail.only.short" : "detail.only"));
    }
    const Choice facts{.icon = "menu_book", .title = f.say("detail.full")};
    if (count > 2 && choice(f, "facts", at[2], facts)) asked = app::ShowFacts{};
    return asked;
}

/// How much of an upright glass the ways take.
float ways_height(const Frame& f) {
    if (ways_beside(f)) return f.size.action + f.size.space4;
    const float way = f.theme.roomy() && !f.low() ? f.theme.px(160) : f.size.action;
    return 2 * way + f.size.gap + line_height(f, {.style = Style::key}) + f.size.space1;
}

}  // namespace

Asked draw_detail(Frame& f, const app::Detail& screen) {
    const Procedure* procedure = procedure_of(f, screen.code);
    // A new catalogue may have dropped it while somebody was reading.
    if (!procedure) return app::GoHome{};
    if (screen.choosing_case && procedure->card && !procedure->card->cases.empty())
        return draw_cases(f, screen, *procedure);
    Box box = f.content;
    Box& above = f.beyond_reach(box);
    const std::vector<std::string> values = values_of(f, *procedure);
    const FactsShape facts = facts_shape(f, values, above.w);
    draw_top(f, above, *procedure, f.low() ? facts.height + f.size.space2 : above.h / 2);
    draw_facts_row(f, above.cut_top(facts.height, f.size.space2), values, facts);
    Box ways{};
    if (f.portrait())
        ways = box.cut_bottom(ways_height(f), f.size.space2);
    else
        ways = cut_hand(f, box, f.size.choices, f.size.space4);
    const Asked asked = draw_papers(f, box, screen, *procedure, !facts_among_ways(f));
    const Asked way = draw_ways(f, ways, *procedure);
    return way ? way : asked;
}

}  // namespace ui
