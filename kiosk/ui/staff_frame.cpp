#include "ui/staff_frame.h"

#include <array>

#include "base/overloaded.h"
#include "desk/update.h"
#include "text/format.h"
#include "ui/bar_item.h"
#include "ui/staff_views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using desk::Deed;
using desk::Outcome;
using desk::Tab;

std::chrono::seconds locks_in(const Frame& f) {
    using std::chrono::seconds;
    const Instant then = f.model.touched_at + f.model.rules.staff_idle;
    return std::max(seconds(0), std::chrono::ceil<seconds>(then - f.now));
}

/// Under which way of the bar a screen lies.
std::optional<Tab> tab_of(const desk::Screen& screen) {
    using Way = std::optional<Tab>;
    return std::visit(Overloaded{
                          [](const desk::Door&) -> Way { return std::nullopt; },
                          [](const desk::Tallies&) -> Way { return Tab::tallies; },
                          [](const desk::Entry&) -> Way { return Tab::entry; },
                          [](const desk::Pick&) -> Way { return Tab::entry; },
                          [](const desk::Book&) -> Way { return Tab::entry; },
                          [](const desk::Correct&) -> Way { return Tab::entry; },
                          [](const desk::CampaignView&) -> Way { return Tab::campaign; },
                          [](const desk::DayEnd&) -> Way { return Tab::day_end; },
                          [](const desk::ImportView&) -> Way { return Tab::day_end; },
                          [](const desk::HealthView&) -> Way { return Tab::health; },
                          [](const desk::Keys&) -> Way { return Tab::health; },
                          [](const desk::Enrol&) -> Way { return Tab::health; },
                          [](const desk::ClockView&) -> Way { return Tab::health; },
                      },
                      screen);
}

struct Way {
    Tab tab;
    BarItem item;
};
std::array<Way, 5> ways_of(const Frame& f, const desk::Desk& desk) {
    const auto current = tab_of(desk.screen);
    const auto way = [&](Tab tab, const char* id, const char* picture, const std::string& label) {
        return Way{tab, {id, picture, label, current == tab}};
    };
    return {way(Tab::tallies, "tab-tallies", "bar_chart", f.say("st.today")),
            way(Tab::entry, "tab-entry", "playlist_add_check", f.say("st.entry")),
            way(Tab::campaign, "tab-campaign", "trending_up", f.say("st.campaign")),
            way(Tab::day_end, "tab-day-end", "event", f.say("st.day_end")),
            way(Tab::health, "tab-health", "monitor_heart", f.say("st.health"))};
}

void draw_countdown(Frame& f, Box box) {
    const Look look{
        .style = Style::caption, .weight = Weight::semibold, .middle = true, .lines = 1};
    icon(f, box.cut_left(f.size.icon, f.size.space1), "lock_clock", f.size.icon, f.colour.ink);
    const std::string left = text::minutes_seconds(locks_in(f));
    draw_text(f, box, f.fill("st.autolock", {{"time", left}}), look);
}

/// In portrait the whole row is theirs, each as wide as its words need.
Asked draw_narrow_bar(Frame& f, Box inside, const BarItem& leave, const std::array<Way, 5>& ways) {
    float needed = bar_item_width(f, leave, true);
    for (const Way& way : ways) needed += bar_item_width(f, way.item, true);
    const float spare = inside.w - needed - static_cast<float>(ways.size()) * f.size.gap;
    const float each = std::floor(spare / static_cast<float>(ways.size() + 1));
    Asked asked;
    Box at = inside.cut_left(bar_item_width(f, leave, true) + each, f.size.gap);
    if (draw_bar_item(f, at, leave, true)) asked = at_desk(desk::Leave{});
    for (const Way& way : ways) {
        at = inside.cut_left(bar_item_width(f, way.item, true) + each, f.size.gap);
        if (&way == &ways.back()) at.w += inside.w + f.size.gap;
        if (draw_bar_item(f, at, way.item, true)) asked = at_desk(desk::OpenTab{way.tab});
    }
    return asked;
}

Asked draw_wide_bar(Frame& f, Box inside, const BarItem& leave, const std::array<Way, 5>& ways) {
    Asked asked;
    const Box first = inside.cut_left(bar_item_width(f, leave, false), f.size.gap);
    if (draw_bar_item(f, first, leave, false)) asked = at_desk(desk::Leave{});
    const Look look{.style = Style::caption, .weight = Weight::semibold};
    const std::string widest = f.fill("st.autolock", {{"time", "0:00"}});
    draw_countdown(
        f, inside.cut_right(f.size.icon + f.size.space1 + text_width(f, widest, look), f.size.gap));
    float needed = -f.size.gap;
    for (const Way& way : ways) needed += bar_item_width(f, way.item, false) + f.size.gap;
    Box middle = inside.centred(needed, inside.h);
    for (const Way& way : ways) {
        const Box at = middle.cut_left(bar_item_width(f, way.item, false), f.size.gap);
        if (draw_bar_item(f, at, way.item, false)) asked = at_desk(desk::OpenTab{way.tab});
    }
    return asked;
}

Asked draw_staff_bar(Frame& f, Box box, const desk::Desk& desk) {
    fill(f, box, f.colour.sand);
    fill(f, box.cut_top(f.size.border), f.colour.edge);
    const float pad = f.portrait() ? f.size.gap : f.size.space4;
    Box inside = box.inset(pad, f.portrait() ? f.size.gap : f.size.space1);
    const BarItem leave{"leave", desk.inside() ? "logout" : "arrow_back", f.say("st.exit"), false};
    if (!desk.inside()) {
        const float width = bar_item_width(f, leave, f.portrait()) + f.size.space4;
        if (draw_bar_item(f, inside.cut_left(width), leave, f.portrait()))
            return at_desk(desk::Leave{});
        return std::nullopt;
    }
    const auto ways = ways_of(f, desk);
    return f.portrait() ? draw_narrow_bar(f, inside, leave, ways)
                        : draw_wide_bar(f, inside, leave, ways);
}

/// "record", "export_xlsx" …: the keys of the words are built from them.
std::string_view name_of(Deed deed) {
    static constexpr std::string_view kNames[] = {
        "none",        "record",      "correct",       "close_day",    "export_xlsx",
        "export_csv",  "print_sheet", "import_read",   "import_apply", "check_journal",
        "add_account", "set_pin",     "remove_account", "set_clock"};
    return kNames[static_cast<std::size_t>(deed)];
}

/// What a deed came to, in words: what went well has its own sentence, trouble is the deed's
/// name and what is in its way.
std::string words_of(const Frame& f, const desk::Notice& notice) {
    const std::string deed(name_of(notice.deed));
    const std::string refused = "note." + deed + ".refused";
    const auto trouble = [&](const std::string& what) {
        return f.say("note." + deed) + ": " + what;
    };
    switch (notice.outcome) {
        case Outcome::under_way: return f.say("note." + deed) + "…";
        case Outcome::done: return f.fill("note." + deed + ".done", {{"n", notice.words}});
        case Outcome::no_stick: return trouble(f.say("note.no_stick"));
        case Outcome::stick_full: return trouble(f.say("note.stick_full"));
        case Outcome::stick_pulled: return trouble(f.say("note.stick_pulled"));
        case Outcome::printer_off: return trouble(f.say("note.printer_off"));
        case Outcome::no_paper: return trouble(f.say("note.no_paper"));
        case Outcome::refused:
            return f.words.has(refused) ? f.say(refused) : trouble(f.say("note.refused"));
        case Outcome::failed: return trouble(f.say("note.failed"));
    }
    return {};
}

Tone tone_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::under_way: return Tone::info;
        case Outcome::done: return Tone::ok;
        case Outcome::no_stick:
        case Outcome::printer_off:
        case Outcome::no_paper:
        case Outcome::refused: return Tone::warn;
        case Outcome::stick_full:
        case Outcome::stick_pulled:
        case Outcome::failed: return Tone::bad;
    }
    return Tone::plain;
}

std::string_view icon_of(Tone tone) {
    if (tone == Tone::ok) return "check_circle";
    return tone == Tone::info ? "hourglass_empty" : "warning";
}

void draw_notice(Frame& f, const desk::Notice& notice) {
    Box box = f.line;
    std::string words = words_of(f, notice);
    if (notice.outcome == Outcome::failed && !notice.words.empty()) words += " · " + notice.words;
    const Tone tone = tone_of(notice.outcome);
    if (notice.outcome == Outcome::under_way && notice.percent > 0) {
        const Look look{.style = Style::caption, .weight = Weight::semibold, .middle = true};
        const std::string percent = std::to_string(notice.percent) + "%";
        const Box number = box.cut_right(text_width(f, "100%", look), f.size.space2);
        draw_text(f, number, percent, look);
        const Box bar = box.cut_right(std::floor(f.line.w / 4), f.size.space2);
        progress(f, bar.centred(bar.w, f.size.progress),
                 static_cast<float>(notice.percent) / 100.0f);
    }
    const float width = chip_width(f, words);
    if (width <= box.w) return chip(f, {box.x, box.y, width, box.h}, icon_of(tone), words, tone);
    icon(f, box.cut_left(f.size.icon, f.size.space2), icon_of(tone), f.size.icon, f.colour.ink);
    draw_text(f, box, words,
              {.style = Style::caption,
               .weight = Weight::semibold,
               .middle = true,
               .lines = f.portrait() ? 2 : 1,
               .may_cut = true});  // A machine's own words may be longer than any line.
}

}  // namespace

bool notice_shown(const Frame& f, const desk::Desk& desk) {
    const desk::Notice& notice = desk.notice;
    if (notice.deed == Deed::none) return false;
    return notice.outcome == Outcome::under_way || f.now < notice.at + desk::kNoticeStays;
}

void quiet_line(Frame& f, const desk::Desk& desk, std::string_view words) {
    if (!notice_shown(f, desk) && f.model.status.clock_trusted)
        note(f, f.line, "info", words, Style::caption);
}

void draw_staff_corner(Frame& f, Box& inside, const desk::Desk& desk) {
    if (!desk.inside()) return;
    const Look look{.style = Style::caption,
                    .weight = Weight::semibold,
                    .colour = f.colour.on_head,
                    .middle = true,
                    .lines = 1,
                    .fixed = true};
    const auto show = [&](std::string_view picture, const std::string& words,
                          const std::string& widest) {
        const float width = f.size.icon + f.size.space1 + text_width(f, widest, look);
        Box at = inside.cut_right(width, f.size.space3);
        icon(f, at.cut_left(f.size.icon, f.size.space1), picture, f.size.icon, f.colour.on_head);
        draw_text(f, at, words, look);
    };
    if (f.portrait()) show("lock_clock", text::minutes_seconds(locks_in(f)), "0:00");
    show("badge", desk.staff, desk.staff);
}

Asked draw_staff_frame(Frame& f, Box box, const app::Staff& staff) {
    const desk::Desk& desk = staff.desk;
    const Box bar = box.cut_bottom(f.size.staff_bar);
    Box room = box.inset(f.size.margin, 0);
    room.cut_top(f.size.space3);
    if (desk.inside()) {
        // Two lines of words in portrait, one in landscape; always there, so that no button
        // moves under a finger when a notice comes.
        const float line = line_height(f, {.style = Style::caption});
        room.cut_bottom(f.size.space1);
        f.line = room.cut_bottom(f.portrait() ? 2 * line : f.size.chip, f.size.space1);
    }
    f.content = room;
    const Asked asked = draw_staff(f, staff);
    const bool sets_it = std::holds_alternative<desk::ClockView>(desk.screen);
    if (desk.inside() && notice_shown(f, desk))
        draw_notice(f, desk.notice);
    else if (desk.inside() && !f.model.status.clock_trusted && !sets_it)
        note(f, f.line, "warning", f.say(desk.manager ? "clock.wrong.manager" : "clock.wrong"),
             Style::caption);
    const Asked from_bar = draw_staff_bar(f, bar, desk);
    return from_bar ? from_bar : asked;
}

}  // namespace ui
