// The end of a day: close it and print it, carry it away on a stick, bring in the totals of the
// dossier system. Three cards, one deed each.

#include "desk/update.h"
#include "text/format.h"
#include "ui/staff_figures.h"
#include "ui/staff_widgets.h"

namespace ui {

namespace {

using desk::DayEnd;
using desk::Deed;
using desk::Outcome;
using desk::Span;

Box draw_card(Frame& f, Box box, std::string_view picture, std::string_view title) {
    Box inside = draw_panel(f, box);
    Box line = inside.cut_top(f.size.icon_medium, f.size.space1);
    icon(f, line.cut_left(f.size.icon_medium, f.size.space2), picture, f.size.icon_medium,
         f.colour.indigo);
    const Look key{.style = Style::key, .weight = Weight::semibold, .middle = true, .lines = 1};
    draw_text(f, line, title, fitting(f, title, line, key));
    return inside;
}

/// A sentence in as many lines as it takes; cuts them off the top, or off the bottom.
void draw_words(Frame& f, Box& box, std::string_view words, bool below = false) {
    const Look look{.style = Style::caption, .colour = f.colour.ink2};
    const float height = text_height(f, words, look, box.w);
    if (height > box.h) return;
    draw_text(f, below ? box.cut_bottom(height, f.size.space1) : box.cut_top(height, f.size.space2),
              words, look);
}

void draw_chip(Frame& f, Box& box, std::string_view picture, std::string_view words, Tone tone) {
    Box line = box.cut_top(f.size.chip, f.size.space2);
    line.w = std::min(line.w, chip_width(f, words));
    chip(f, line, picture, words, tone);
}

void draw_state(Frame& f, Box& box, const desk::Desk& desk, const DayEnd& screen) {
    if (!desk.facts.closing_known)
        return draw_chip(f, box, "hourglass_empty", f.say("end.asking"), Tone::plain);
    const auto& closing = desk.facts.closing;
    if (!closing || closing->day != screen.day)
        return draw_chip(f, box, "lock_clock", f.say("end.open"), Tone::warn);
    const std::string words = closing->staff.empty()
                                  ? f.say("end.closed_itself")
                                  : f.fill("end.closed_by", {{"staff", closing->staff}});
    draw_chip(f, box, "lock", words, Tone::ok);
    std::string digest;  // The first groups are what people compare by eye.
    for (std::size_t at = 0; at < 16 && at < closing->digest.size(); at += 4)
        digest += (at ? " " : "") + closing->digest.substr(at, 4);
    const Look look{.style = Style::caption, .weight = Weight::semibold, .lines = 1};
    draw_text(f, box.cut_top(line_height(f, look), f.size.space1),
              f.fill("end.digest", {{"digest", digest}}), look);
}

Asked draw_closing(Frame& f, Box box, const desk::Desk& desk, const DayEnd& screen) {
    Box inside = draw_card(f, box, "lock_clock", f.say("end.close"));
    Asked asked = draw_day_turner(f, inside.cut_top(f.size.button, f.size.space2), screen.day);
    const bool open = desk.facts.closing_known && !desk.facts.closing;
    const std::string date = short_date(screen.day);
    const std::string label =
        !desk.facts.closing_known || open
            ? desk.manager ? f.fill("end.close_day", {{"day", date}}) : f.say("end.manager_closes")
            : f.say("end.closed");
    const Button close{
        .icon = "lock", .label = label, .kind = Kind::primary, .enabled = open && desk.manager};
    const float high = f.portrait() ? f.size.button : 2 * f.size.button + f.size.gap;
    const Box ways = inside.cut_bottom(high, f.size.space1);
    const auto at = f.portrait() ? columns(ways, 2, f.size.gap) : rows(ways, 2, f.size.gap);
    if (button(f, "close", at[1], close)) asked = at_desk(desk::AskClose{});
    const Button print{
        .icon = "print",
        .label = f.say("end.print"),
        .enabled = desk.facts.sheet_printer && desk.notice.outcome != Outcome::under_way};
    if (button(f, "print-sheet", at[0], print)) asked = at_desk(desk::PrintSheet{});
    if (!desk.facts.sheet_printer) draw_words(f, inside, f.say("end.no_printer"), true);
    draw_state(f, inside, desk, screen);
    draw_figures(f, inside, figures_of_day(desk, screen.day), kMainFigures);
    return asked;
}

std::string span_words(const Frame& f, Span span, const desk::Period& period) {
    const std::chrono::year_month_day date(period.first);
    switch (span) {
        case Span::day: return f.fill("end.span_day", {{"day", short_date(period.first)}});
        case Span::week: return f.say("end.span_week");
        case Span::month:
            return f.fill("end.span_month",
                          {{"month", std::to_string(static_cast<unsigned>(date.month()))}});
        case Span::campaign: return f.say("end.span_campaign");
    }
    return {};
}

Asked draw_spans(Frame& f, Box& box, const DayEnd& screen) {
    struct Choice {
        Span span;
        const char* id;
    };
    const Choice choices[] = {{Span::day, "span-day"},
                              {Span::week, "span-week"},
                              {Span::month, "span-month"},
                              {Span::campaign, "span-campaign"}};
    Asked asked;
    std::vector<Box> at;
    const int down = f.portrait() ? 1 : 2;
    const float height = f.portrait() ? f.size.tab : 2 * f.size.tab + f.size.gap;
    for (const Box& line : rows(box.cut_top(height, f.size.space1), down, f.size.gap))
        for (const Box& cell : columns(line, 4 / down, f.size.gap)) at.push_back(cell);
    const auto period_of = [&](Span span) {
        return desk::period_of(span, screen.day, f.model.rules.campaign);
    };
    for (std::size_t i = 0; i < 4; ++i) {
        const Span span = choices[i].span;
        if (tab(f, choices[i].id, at[i], span_words(f, span, period_of(span)), span == screen.span))
            asked = at_desk(desk::ChooseSpan{span});
    }
    const desk::Period period = period_of(screen.span);
    const Look look{.style = Style::caption, .weight = Weight::semibold, .lines = 1};
    draw_text(f, box.cut_top(line_height(f, look), f.size.space2),
              period.days() == 1 ? weekday_and_date(f, period.first)
                                 : text::date(period.first, f.language()) + " – " +
                                       text::date(period.last, f.language()),
              look);
    return asked;
}

void draw_stick(Frame& f, Box& box, const desk::Desk& desk) {
    constexpr double kGigabyte = 1e9;  // As sticks are sold.
    const auto& stick = desk.facts.stick;
    if (!stick || stick->path.empty())
        return draw_chip(f, box, "usb", f.say("end.no_stick"), Tone::warn);
    if (!stick->writable) return draw_chip(f, box, "usb", f.say("end.read_only"), Tone::bad);
    const double free = std::round(static_cast<double>(stick->free_bytes) / kGigabyte * 10) / 10;
    draw_chip(f, box, "usb", f.fill("end.stick", {{"gb", text::decimal(free, f.language())}}),
              Tone::info);
}

bool is_export(Deed deed) { return deed == Deed::export_xlsx || deed == Deed::export_csv; }

/// How far the writing is; "you may remove it" only when it is done.
void draw_progress(Frame& f, Box& box, const desk::Notice& notice) {
    if (!is_export(notice.deed)) return;
    const Look look{.style = Style::caption, .weight = Weight::semibold};
    if (notice.outcome == Outcome::under_way) {
        const std::string words = f.fill("end.writing", {{"n", std::to_string(notice.percent)}});
        draw_text(f, box.cut_top(text_height(f, words, look, box.w), f.size.space1), words, look);
        progress(f, box.cut_top(f.size.progress, f.size.space2),
                 static_cast<float>(notice.percent) / 100);
    } else if (notice.outcome == Outcome::done) {
        draw_chip(f, box, "check_circle", f.say("end.written"), Tone::ok);
        draw_words(f, box, notice.words);
    } else {
        draw_chip(f, box, "warning", f.say("end.not_written"), Tone::bad);
    }
}

Asked draw_export(Frame& f, Box box, const desk::Desk& desk, const DayEnd& screen) {
    Box inside = draw_card(f, box, "usb", f.say("end.export"));
    Asked asked = draw_spans(f, inside, screen);
    const bool ready =
        desk.facts.stick && desk.facts.stick->writable && desk.notice.outcome != Outcome::under_way;
    const auto at = columns(inside.cut_bottom(f.size.button, f.size.space2), 2, f.size.gap);
    const Button xlsx{.label = f.say("end.xlsx"), .kind = Kind::indigo, .enabled = ready};
    const Button csv{.label = f.say("end.csv"), .enabled = ready};
    if (button(f, "export-xlsx", at[0], xlsx)) asked = at_desk(desk::ExportXlsx{});
    if (button(f, "export-csv", at[1], csv)) asked = at_desk(desk::ExportCsv{});
    draw_stick(f, inside, desk);
    draw_progress(f, inside, desk.notice);
    if (!is_export(desk.notice.deed)) draw_words(f, inside, f.say("end.export_about"));
    return asked;
}

Asked draw_bring_in(Frame& f, Box box, const desk::Desk& desk) {
    Box inside = draw_card(f, box, "folder_open", f.say("end.import"));
    const bool ready = desk.facts.stick && !desk.facts.stick->path.empty();
    const Button look{.icon = "folder_open", .label = f.say("end.choose_file"), .enabled = ready};
    const bool tapped = button(f, "import", inside.cut_bottom(f.size.button, f.size.space2), look);
    if (!f.portrait()) draw_stick(f, inside, desk);  // Else it stands right above.
    draw_words(f, inside, f.say("end.import_about"));
    draw_words(f, inside, f.say("end.import_twice"));
    return tapped ? at_desk(desk::OpenImport{}) : std::nullopt;
}

/// "Really?", with what the day will be remembered by.
Asked draw_confirm(Frame& f, const desk::Desk& desk, const DayEnd& screen) {
    Box box = f.content.centred(std::min(f.content.w, f.size.dialog),
                                std::min(f.content.h, f.theme.px(f.portrait() ? 1080 : 800)));
    card(f, box, f.size.card_radius, f.colour.card, f.colour.indigo, f.size.strong);
    Box inside = box.inset(f.size.space5, f.size.space4);
    const Look title{.style = Style::title, .weight = Weight::bold};
    const std::string question = f.fill("end.really", {{"day", weekday_and_date(f, screen.day)}});
    draw_text(f, inside.cut_top(text_height(f, question, title, inside.w), f.size.space2), question,
              title);
    const auto at = columns(inside.cut_bottom(f.size.big_button, f.size.space3), 2, f.size.space3);
    draw_words(f, inside, f.say("end.close_about"), true);
    draw_figures(f, inside, figures_of_day(desk, screen.day), kAllFigures);
    const Button no{.icon = "arrow_back", .label = f.say("end.not_yet"), .large = true};
    const std::string label = f.fill("end.close_day", {{"day", short_date(screen.day)}});
    const Button yes{.icon = "lock", .label = label, .kind = Kind::primary, .large = true};
    if (button(f, "cancel-close", at[0], no)) return at_desk(desk::AskClose{});
    if (button(f, "confirm-close", at[1], yes)) return at_desk(desk::ConfirmClose{});
    return std::nullopt;
}

}  // namespace

Asked draw_day_end(Frame& f, const desk::Desk& desk, const DayEnd& screen) {
    if (screen.closing) return draw_confirm(f, desk, screen);
    std::vector<Box> at;
    if (f.portrait()) {
        Box box = f.content;
        at.push_back(box.cut_top(std::floor(box.h * 0.41f), f.size.space3));
        at.push_back(box.cut_top(std::floor(box.h * 0.6f), f.size.space3));
        at.push_back(box);
    } else {
        at = columns(f.content, 3, f.size.space3);
    }
    Asked asked;
    const auto take = [&](Asked wished) {
        if (wished) asked = std::move(wished);
    };
    take(draw_closing(f, at[0], desk, screen));
    take(draw_export(f, at[1], desk, screen));
    take(draw_bring_in(f, at[2], desk));
    return asked;
}

}  // namespace ui
