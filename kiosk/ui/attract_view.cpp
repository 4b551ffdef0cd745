// The first thing anybody sees: what this is, and one button to begin.

#include "ui/brocade.h"
#include "ui/languages.h"
#include "ui/opening.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

// Always in the standard size and colours: nobody has chosen anything yet.
constexpr Colour kRed = paint::rgb(0x720C19), kWeave = paint::rgb(0x4E0610);
constexpr Colour kNight = paint::rgb(0x11173A), kCream = paint::rgb(0xFFF8E7);
constexpr Colour kGold = paint::rgb(0xF7BF48);
constexpr Colour kDark = paint::rgb(0x0B0304);  // The dimmed glass after hours.

/// Every minute the picture and the words stand a little elsewhere, against burn-in.
Box drifted(const Frame& f, Box box) {
    static constexpr float kSteps[][2] = {{0, 0},  {1, 0},  {1, 1}, {0, 1},
                                          {-1, 1}, {-1, 0}, {0, -1}};
    const auto minute = static_cast<std::size_t>(f.model.status.time.since_midnight.count());
    const auto& step = kSteps[minute % std::size(kSteps)];
    return box.moved(step[0] * f.size.space1, step[1] * f.size.space1 / 2);
}

void draw_unit(Frame& f, Box box) {
    const float cell = f.theme.px(5);
    draw_mark(f, box.cut_left(14 * cell, f.size.space3), cell);
    const Look name{.style = Style::key, .weight = Weight::bold, .colour = kCream, .lines = 1};
    const Look place{.style = Style::body, .colour = kCream, .lines = 1};
    Box column = box.centred(box.w, line_height(f, name) + line_height(f, place));
    draw_text(f, column.cut_top(line_height(f, name)), f.world.unit_name.in(f.language()), name);
    draw_text(f, column, f.world.unit_place.in(f.language()), place);
}

/// `tight`: a message has taken of the room.
void draw_words(Frame& f, Box box, const campaign::Progress& progress, bool tight) {
    const bool running = progress.running();
    const text::Language language = f.language();
    const std::string& kicker =
        running ? f.world.campaign.kicker.in(language) : f.say("attract.kicker");
    const std::string& name = running ? f.world.campaign.name.in(language) : f.say("attract.name");
    const std::string& purpose =
        running ? f.world.campaign.purpose.in(language) : f.say("attract.purpose");
    const Look small{.style = Style::key,
                     .weight = Weight::semibold,
                     .colour = kCream,
                     .middle = true,
                     .lines = 1};
    Box line = box.cut_top(line_height(f, small), f.size.space1);
    const Box dash = line.cut_left(f.theme.px(56), f.size.tile_gap);
    fill(f, dash.centred(dash.w, f.size.space1), kGold);
    draw_text(f, line, kicker, small);
    Look large{.style = Style::head, .weight = Weight::bold, .colour = kCream};
    Look huge = large, below = large;
    if (!tight) huge.style = Style::display;
    if (tight) below.style = Style::title;
    const Look title = fitting(f, name, {0, 0, box.w, line_height(f, huge)}, {huge, large});
    draw_text(f, box.cut_top(text_height(f, name, title, box.w), f.size.space1), name, title);
    draw_text(f, box, purpose, below);
}

void draw_day(Frame& f, Box box, const campaign::Progress& progress) {
    fill(f, box, kNight);
    const Look word{
        .style = Style::body, .weight = Weight::semibold, .colour = kCream, .unread = true};
    const Look number{
        .style = Style::display, .weight = Weight::bold, .colour = kCream, .unread = true};
    const Look total{
        .style = Style::title, .weight = Weight::bold, .colour = kCream, .unread = true};
    const std::string day = std::to_string(progress.day);
    const std::string of = "/" + std::to_string(progress.days);
    mention_words(f, box, f.say("attract.day") + " " + day + of);
    const float wide = text_width(f, day, number) + text_width(f, of, total);
    const auto numbers = [&](Box row) {
        const float base = row.bottom();
        const Box left = row.cut_left(text_width(f, day, number));
        draw_text(f, {left.x, left.y, left.w, left.h}, day, number);
        const float lower = line_height(f, total);
        draw_text(f, {row.x, base - lower - f.size.space2, row.w, lower}, of, total);
    };
    if (f.portrait()) {
        const float words = text_width(f, f.say("attract.day"), word);
        Box row = box.centred(words + f.size.tile_gap + wide, line_height(f, number));
        Box left = row.cut_left(words, f.size.tile_gap);
        draw_text(f, left.centred(left.w, line_height(f, word)), f.say("attract.day"), word);
        numbers(row);
        return;
    }
    Box column = box.centred(wide, line_height(f, word) + line_height(f, number));
    Look centred = word;
    centred.align = Align::centre;
    draw_text(f, column.cut_top(line_height(f, word)), f.say("attract.day"), centred);
    numbers(column.moved(0, -f.size.space1));
}

void draw_weave(Frame& f, Box box, const campaign::Progress& progress) {
    fill(f, box, kWeave);
    const bool running = progress.running();
    if (running) {
        const Box day = f.portrait() ? box.cut_top(f.theme.px(112)) : box.cut_left(f.theme.px(320));
        draw_day(f, day, progress);
    }
    const float cell_height = std::floor(box.h / 9);
    const float cell_width = std::ceil(box.w / 100);
    clip(f, box);
    // What whole cells leave over goes above, to the dark of the picture: no seam below the cloth.
    draw_cloth(f, box.x, box.bottom() - 9 * cell_height,
               hundred_days(progress.day, running ? progress.days : 0), cell_width, cell_height);
    unclip(f);
}

/// What stands in a band below the picture, in the standard colours of a quiet remark: that the
/// doors are closed, or a notice of the province, minute by minute in turn where there is both.
std::string message_of(const Frame& f) {
    const app::Status& status = f.model.status;
    if (!status.clock_trusted) return {};  // Which day's it would be, nobody knows.
    const auto minute = status.time.since_midnight;
    const std::string closed = closed_words(f);
    const bool first = !closed.empty() && minute.count() % 2 == 0;
    // Every other minute is the province's: of the minutes that are its own, each has one in turn.
    const auto turn = closed.empty() ? minute : minute / 2;
    const auto* message = catalogue::message_at(f.world.messages, f.today(), turn);
    return first || !message ? closed : message->text.in(f.language());
}

/// The longest are set smaller, so that the picture stays one.
Look message_look(Frame& f, std::string_view words, float width) {
    Look look{.style = Style::body,
              .weight = Weight::semibold,
              .colour = f.colour.gold_ink,
              .middle = true};
    if (line_count(f, words, look, width) > (f.portrait() ? 3 : 2)) look.style = Style::caption;
    return look;
}

float message_width(const Frame& f, float whole) {
    return whole - 2 * f.size.margin - f.size.icon_medium - f.size.space3;
}

float message_height(Frame& f, const std::string& words, float whole) {
    if (words.empty()) return 0;
    const float width = message_width(f, whole);
    return text_height(f, words, message_look(f, words, width), width) + 2 * f.size.space2;
}

void draw_message(Frame& f, Box box, const std::string& words) {
    fill(f, box, f.colour.gold_tint);
    Box inside = drifted(f, box).inset(f.size.margin, 0);
    icon(f, inside.cut_left(f.size.icon_medium, f.size.space3), "info", f.size.icon_medium,
         f.colour.gold_ink);
    draw_text(f, inside, words, message_look(f, words, inside.w));
}

Asked draw_start(Frame& f, Box box) {
    const Touchable touch = touchable(f, "start", box);
    shadow(f, box, f.size.card_radius);
    round(f, box, f.size.card_radius, touch.pressed ? paint::rgb(0xFFD984) : kGold);
    const Colour ink = paint::rgb(0x1C1714);
    Box inside = box.inset(f.size.space4 + f.size.space1, f.size.space2);
    icon(f, inside.cut_left(f.size.icon_huge, f.size.space4), "touch_app", f.size.icon_huge, ink);
    const Look big{.style = Style::head, .weight = Weight::bold, .colour = ink};
    const Look small{.style = Style::body, .colour = ink};
    const float above = text_height(f, f.say("attract.start"), big, inside.w);
    const float below = text_height(f, f.say("attract.start.sub"), small, inside.w);
    Box column = inside.centred(inside.w, above + below);
    draw_text(f, column.cut_top(above), f.say("attract.start"), big);
    draw_text(f, column, f.say("attract.start.sub"), small);
    if (touch.tapped) return app::Start{f.language()};
    return std::nullopt;
}

void draw_foot(Frame& f, Box box) {
    const Look look{.style = Style::caption, .colour = f.colour.ink2, .middle = true, .lines = 1};
    const std::string& words = f.say("attract.foot");
    Box row = box.centred(text_width(f, words, look) + f.size.icon + f.size.space2, box.h);
    icon(f, row.cut_left(f.size.icon, f.size.space2), "verified_user", f.size.icon, f.colour.ink2);
    draw_text(f, row, words, look);
}

/// The languages a visit may begin in, in a row or a square of buttons.
Asked draw_languages(Frame& f, const std::vector<Box>& boxes) {
    Asked asked;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Offer& offer = f.world.offered[i];
        const std::string id = std::string("language-") + text::code_of(offer.language);
        const std::string label = language_label(f, offer);
        if (button(f, id, boxes[i], {.label = label, .large = true}))
            asked = app::Start{offer.language};
    }
    return asked;
}

/// Begins a visit that is read aloud.
Asked draw_aloud(Frame& f, Box box) {
    const Button look{.icon = "volume_up", .label = f.say("attract.aloud"), .large = true};
    if (button(f, "aloud", box, look)) return app::Start{f.language(), true};
    return std::nullopt;
}

/// Where the ways to begin stand, below the picture.
struct Ways {
    Box start{}, aloud{};
    std::vector<Box> languages;
};

Ways ways_of(const Frame& f, Box inside) {
    const auto count = f.world.offered.size() > 1 ? static_cast<int>(f.world.offered.size()) : 0;
    const bool voice = f.model.rules.voice;
    Ways at;
    if (count == 0 && !voice) {
        at.start = f.portrait() ? inside.cut_top(f.theme.px(216)) : inside;
        return at;
    }
    Box rest;
    if (f.portrait()) {
        at.start = inside.cut_top(f.theme.px(216), f.size.space3);
        rest = inside.cut_top(f.theme.px(voice && count > 0 ? 222 : count > 2 ? 222 : 136));
    } else {
        at.start = inside.cut_left(f.theme.px(count > 2 ? 784 : 880), f.size.space4);
        rest = inside;
    }
    if (voice)
        at.aloud = count > 0
                       ? rest.cut_bottom(std::floor((rest.h - f.size.space2) / 2), f.size.space2)
                       : rest;
    if (count == 0) return at;
    // Two as large as they can be; more of them, and a voice besides, share the room.
    const bool square = !voice && count > 2, piled = !voice && count == 2 && !f.portrait();
    const int lines = square || piled ? 2 : 1;
    const int across = (count + lines - 1) / lines;
    for (const Box& line : rows(rest, lines, f.size.space2))
        for (const Box& box : columns(line, across, f.size.space2))
            if (static_cast<int>(at.languages.size()) < count) at.languages.push_back(box);
    return at;
}

Asked draw_bottom(Frame& f, Box box) {
    Box inside = box.inset(f.size.margin, 0);
    inside.y += f.portrait() ? f.size.space4 : f.size.space4 + f.size.space1;
    inside.h = box.bottom() - inside.y;
    const Box foot = inside.cut_bottom(f.theme.px(f.portrait() ? 72 : 84));
    const Ways at = ways_of(f, inside);
    Asked asked = draw_start(f, at.start);
    if (Asked chosen = draw_languages(f, at.languages)) asked = chosen;
    if (!at.aloud.empty())
        if (Asked aloud = draw_aloud(f, at.aloud)) asked = aloud;
    draw_foot(f, foot);
    return asked;
}

}  // namespace

Asked draw_attract(Frame& f, const app::Attract& screen) {
    Box whole = f.screen();
    if (screen.dimmed) {
        // Light costs power and burns in; the mark says the kiosk is alive.
        fill(f, whole, kDark);
        const float cell = f.theme.px(5);
        const Box mark = drifted(f, whole.centred(14 * cell, 14 * cell));
        draw_cloth(f, mark.x, mark.y, mark_cloth(), cell, cell);
        return std::nullopt;
    }
    // A day of the campaign is not read off a clock that may be wrong.
    const campaign::Progress progress = f.model.status.clock_trusted
                                            ? campaign::progress(f.world.campaign, f.today())
                                            : campaign::Progress{};
    fill(f, whole, f.colour.paper);
    const float weave_height =
        f.portrait() ? f.theme.px(progress.running() ? 240 : 128) : f.theme.px(162);
    // Without the campaign's day the picture has more room.
    const float picture_room = f.portrait() ? (progress.running() ? 1108 : 1220) : 578;
    const std::string message = message_of(f);
    const bool told = !message.empty();
    const float band = message_height(f, message, whole.w);
    Box top = whole.cut_top(f.theme.px(picture_room) - band);
    fill(f, top, kRed);
    // A message takes its room from the picture, which is woven a little finer then.
    const float cell = std::min(f.theme.px(told ? 10 : 12), std::floor(top.h / 47));
    const Box picture{top.right() - (f.portrait() ? 82 : 84) * cell, top.bottom() - 46 * cell,
                      84 * cell, 46 * cell};
    clip(f, top);
    const Box moved = drifted(f, picture);
    draw_cloth(f, moved.x, picture.y, picture_cloth(), cell, cell);
    unclip(f);
    const bool tight = told && !f.portrait();
    Box words = drifted(f, top).inset(f.size.margin, tight ? f.size.space3 : f.size.space4);
    const float below_unit = told ? 16 : f.portrait() ? 48 : 62;
    draw_unit(f, words.cut_top(f.theme.px(112), f.theme.px(below_unit)));
    if (!f.portrait()) words.w = picture.x - words.x + f.theme.px(120);
    draw_words(f, words, progress, tight);
    draw_weave(f, whole.cut_top(weave_height), progress);
    if (told) draw_message(f, whole.cut_top(band), message);
    Asked asked = draw_bottom(f, whole);
    if (!asked && tapped_anywhere(f, "anywhere")) asked = app::Start{f.language()};
    return asked;
}

}  // namespace ui
