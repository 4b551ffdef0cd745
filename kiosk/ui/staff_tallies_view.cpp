// The tallies on one screen: rates, counters, the table's head and the hours. Two more lists lie
// behind it, each one tap away.

#include <algorithm>

#include "desk/update.h"
#include "ui/figures.h"
#include "ui/plots.h"
#include "ui/staff_counters.h"
#include "ui/staff_meters.h"
#include "ui/staff_span.h"
#include "ui/staff_table.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using desk::Span;
using desk::Tallies;

// Office hours are always on the axis; others join when something happened in them.
constexpr int kFirstHour = 7, kLastHour = 16;

Asked draw_spans(Frame& f, Box box, const Tallies& screen, bool evenly) {
    struct Choice {
        Span span;
        const char* id;
        const std::string& label;
    };
    const Choice choices[] = {{Span::day, "span-day", f.say("st.span.day")},
                              {Span::week, "span-week", f.say("st.span.week")},
                              {Span::month, "span-month", f.say("st.span.month")},
                              {Span::campaign, "span-campaign", f.say("st.span.campaign")}};
    const Look type{.style = Style::caption, .weight = Weight::semibold};
    Asked asked;
    const auto cells = columns(box, static_cast<int>(std::size(choices)), f.size.gap);
    for (std::size_t i = 0; i < std::size(choices); ++i) {
        const Choice& choice = choices[i];
        const float width = text_width(f, choice.label, type) + 2 * f.size.space3;
        const Box at = evenly ? cells[i] : box.cut_left(width, f.size.gap);
        if (tab(f, choice.id, at, choice.label, screen.span == choice.span))
            asked = at_desk(desk::ChooseSpan{choice.span});
    }
    return asked;
}

float spans_width(Frame& f) {
    const Look type{.style = Style::caption, .weight = Weight::semibold};
    float width = 3 * f.size.gap;
    for (const std::string* label : {&f.say("st.span.day"), &f.say("st.span.week"),
                                     &f.say("st.span.month"), &f.say("st.span.campaign")})
        width += text_width(f, *label, type) + 2 * f.size.space3;
    return width;
}

std::int64_t rows_filtered(const tally::Report& report) {
    std::int64_t rows = 0;
    for (const tally::Filtered& filtered : report.filtered) rows += filtered.rows;
    return rows;
}

Asked draw_filter_way(Frame& f, Box box, const tally::Report& report) {
    const std::string label = f.fill("st.filtered", {{"n", number(f, rows_filtered(report))}});
    if (tab(f, "filtered", box, label, false, "filter_alt"))
        return at_desk(desk::ShowView{Tallies::View::filtered});
    return std::nullopt;
}

float filter_width(Frame& f, const tally::Report& report) {
    const std::string label = f.fill("st.filtered", {{"n", number(f, rows_filtered(report))}});
    return text_width(f, label, {.style = Style::caption, .weight = Weight::semibold}) +
           f.size.icon + f.size.space1 + 2 * f.size.space3;
}

/// The chooser of days; landscape has one row for all of it, portrait two.
Asked draw_top(Frame& f, Box& box, const Tallies& screen, const tally::Report& report) {
    Asked asked;
    const auto take = [&](Asked wished) {
        if (wished) asked = std::move(wished);
    };
    Box line = box.cut_top(f.size.tab, f.size.gap);
    if (f.portrait()) {
        take(draw_spans(f, line, screen, true));
        line = box.cut_top(f.size.tab, f.size.gap);
    } else {
        take(draw_spans(f, line.cut_left(spans_width(f), f.size.space3), screen, false));
    }
    take(draw_filter_way(f, line.cut_right(filter_width(f, report), f.size.space3), report));
    take(draw_turner(f, line, screen));
    return asked;
}

void draw_meters(Frame& f, Box& box, const tally::Measures& measures) {
    const auto& indicators = f.model.rules.campaign.indicators;
    if (indicators.empty()) return;
    const int count = static_cast<int>(indicators.size());
    const int in_row = f.portrait() ? std::min(count, 2) : count;
    const int lines = (count + in_row - 1) / in_row;
    for (int line = 0; line < lines; ++line) {
        const auto cells = columns(box.cut_top(meter_height(f), f.size.gap), in_row, f.size.gap);
        for (int i = 0; i < in_row && line * in_row + i < count; ++i)
            draw_meter(f, cells[static_cast<std::size_t>(i)],
                       indicators[static_cast<std::size_t>(line * in_row + i)], measures);
    }
}

float row_height(const Frame& f) {
    return line_height(f, {.style = Style::caption}) + f.theme.px(3);
}

/// As many procedures as there is room for, the sum of all of them, and the way to the rest.
Asked draw_table(Frame& f, Box box, const tally::Report& report) {
    const Touchable touch = touchable(f, "table", box);
    const Colours& c = f.colour;
    card(f, box, f.size.card_radius, touch.pressed ? c.gold_tint : c.card,
         touch.pressed ? c.ink : c.edge, f.size.border);
    Box inside = box.inset(f.size.space2, f.size.space1);
    const auto all = table_rows(report);
    const TableLayout layout = table_layout(f, inside.w, report);
    draw_table_rule(f, inside, layout);
    const std::string way = f.fill("st.whole_table", {{"n", std::to_string(all.size())}});
    draw_table_head(f, inside.cut_top(table_head_height(f, layout)), layout, way);
    const Box sum = inside.cut_bottom(row_height(f));
    fill(f, inside.cut_bottom(f.size.strong), c.ink);
    const int fit = static_cast<int>(inside.h / row_height(f));
    const int shown = std::min(fit, static_cast<int>(all.size()));
    const float height = fit > 0 ? std::floor(inside.h / static_cast<float>(fit)) : 0;
    for (int i = 0; i < shown; ++i) {
        const tally::ProcedureTotal& row = *all[static_cast<std::size_t>(i)];
        Box line = inside.cut_top(height);
        if (i > 0) fill(f, {line.x, line.y, line.w, std::floor(f.size.border / 2)}, c.line);
        draw_table_row(f, line, layout, row_name(f, row), row.measures);
    }
    draw_table_row(f, sum, layout, f.say("st.sum"), report.all, true);
    if (touch.tapped) return at_desk(desk::ShowView{Tallies::View::procedures});
    return std::nullopt;
}

std::vector<Bar> hours_of(const tally::Report& report) {
    const auto empty = [&](int hour) {
        return report.hours[static_cast<std::size_t>(hour)] == tally::HourTotal{};
    };
    int first = kFirstHour, last = kLastHour;
    for (int hour = 0; hour < kFirstHour && first == kFirstHour; ++hour)
        if (!empty(hour)) first = hour;
    for (int hour = 23; hour > kLastHour && last == kLastHour; --hour)
        if (!empty(hour)) last = hour;
    std::vector<Bar> bars;
    for (int hour = first; hour <= last; ++hour) {
        const tally::HourTotal& total = report.hours[static_cast<std::size_t>(hour)];
        bars.push_back(
            {.label = std::to_string(hour), .parts = {total.online, total.at_counter, total.post}});
    }
    return bars;
}

/// Every day of the period, also those on which nothing happened.
std::vector<Bar> days_of(const Frame& f, const tally::Report& report, Span span) {
    std::vector<Bar> bars;
    auto at = report.days.begin();
    for (tally::Day day = report.period.first; day <= report.period.last;
         day += std::chrono::days(1)) {
        while (at != report.days.end() && at->day < day) ++at;
        const bool found = at != report.days.end() && at->day == day;
        const tally::Measures measures = found ? at->measures : tally::Measures{};
        const std::chrono::year_month_day date(day);
        const std::string of_month = std::to_string(static_cast<unsigned>(date.day()));
        const int weekday = static_cast<int>(std::chrono::weekday(day).c_encoding());
        bars.push_back({.label = span == Span::week ? f.say("st.weekday." + std::to_string(weekday))
                                 : span == Span::month ? of_month
                                                       : short_date(day),
                        .parts = {measures.online, measures.at_counter(), measures.post}});
    }
    return bars;
}

void draw_plot(Frame& f, Box box, const tally::Report& report, Span span) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.tile_gap, f.size.space1);
    BarPlot plot{.series = {{f.say("st.c1"), Shade::indigo},
                            {f.say("st.c2"), Shade::gold},
                            {f.say("st.c3"), Shade::hollow}},
                 .bars = span == Span::day ? hours_of(report) : days_of(f, report, span)};
    const std::string& words = span == Span::day ? f.say("st.hours") : f.say("st.days");
    const Look title{.style = Style::caption, .weight = Weight::semibold, .lines = 1};
    draw_text(f, {inside.x, inside.y, inside.w, line_height(f, title)}, words, title);
    const float begun = text_width(f, words, title) + f.size.space3;
    inside.cut_top(draw_legend(f, inside, begun, plot.series));
    if (report.all.received != 0) return draw_bars(f, inside, plot);
    draw_text(
        f, inside, f.say("st.no_dossiers"),
        {.style = Style::body, .colour = f.colour.ink2, .align = Align::centre, .middle = true});
}

Asked draw_overview(Frame& f, const desk::Desk& desk, const Tallies& screen) {
    const desk::Figures& figures = *desk.facts.figures;
    const tally::Report& report = figures.report;
    Box box = f.content;
    Asked asked = draw_top(f, box, screen, report);
    draw_meters(f, box, report.all);
    const Versus versus = versus_of(f, figures, screen.span);
    draw_counters(f, box.cut_top(counters_height(f, versus), f.size.gap), figures, screen.span);
    const Box plot = f.portrait() ? box.cut_bottom(std::floor(box.h * 0.4f), f.size.gap)
                                  : box.cut_right(f.theme.px(460), f.size.gap);
    if (Asked opened = draw_table(f, box, report)) asked = opened;
    draw_plot(f, plot, report, screen.span);
    const bool sample = f.model.rules.campaign.sample_targets;
    quiet_line(f, desk, sample ? f.say("st.src") + " " + f.say("st.src.sample") : f.say("st.src"));
    return asked;
}

/// The figures have not come yet: the chooser works, and nothing stands where they will be.
Asked draw_waiting(Frame& f, const Tallies& screen) {
    Box box = f.content;
    const Asked asked = draw_top(f, box, screen, {});
    const Look look{
        .style = Style::key, .colour = f.colour.ink2, .align = Align::centre, .middle = true};
    draw_text(f, box, f.say("st.counting"), look);
    return asked;
}

}  // namespace

tally::Period shown_period(const Frame& f, const Tallies& screen) {
    return desk::period_of(screen.span, screen.anchor, f.model.rules.campaign);
}

bool figures_fit(const Frame& f, const desk::Desk& desk, const Tallies& screen) {
    return desk.facts.figures && desk.facts.figures->report.period == shown_period(f, screen);
}

Asked draw_turner(Frame& f, Box box, const Tallies& screen) {
    const tally::Period period = shown_period(f, screen);
    const bool turns = screen.span != Span::campaign;
    const float side = std::max(box.h, f.size.touch_min + 2);
    const Box before = box.cut_left(side, f.size.gap), after = box.cut_right(side, f.size.gap);
    Asked asked;
    if (button(f, "before", before, {.icon = "chevron_left", .enabled = turns}))
        asked = at_desk(desk::TurnSpan{-1});
    const bool later = turns && period.last < f.today();
    if (button(f, "after", after, {.icon = "chevron_right", .enabled = later}))
        asked = at_desk(desk::TurnSpan{1});
    Look look{.style = Style::key,
              .weight = Weight::bold,
              .align = Align::centre,
              .middle = true,
              .lines = 1};
    const std::string words = name_of(f, screen.span, period);
    draw_text(f, box, words, fitting(f, words, box, look));
    return asked;
}

Asked draw_tallies(Frame& f, const desk::Desk& desk, const Tallies& screen) {
    if (!figures_fit(f, desk, screen)) return draw_waiting(f, screen);
    switch (screen.view) {
        case Tallies::View::overview: break;
        case Tallies::View::procedures: return draw_procedures(f, desk, screen);
        case Tallies::View::filtered: return draw_filtered(f, desk, screen);
    }
    return draw_overview(f, desk, screen);
}

}  // namespace ui
