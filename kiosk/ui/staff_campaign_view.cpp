// One indicator of the campaign at a time: where it stands, what is needed, and how it got here.

#include <algorithm>

#include "text/format.h"
#include "ui/figures.h"
#include "ui/plots.h"
#include "ui/staff_views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using campaign::Campaign;
using campaign::Need;
using campaign::Standing;

int day_number(const Campaign& campaign, tally::Day day) {
    return static_cast<int>((day - campaign.first_day).count()) + 1;
}

/// "Ngày 62/100 · 22/03 – 29/06/2024", or that it has not begun, or that it is over.
std::string progress_words(const Frame& f, const Campaign& campaign) {
    const campaign::Progress progress = campaign::progress(campaign, f.today());
    if (progress.running())
        return f.fill("st.campaign.day",
                      {{"day", std::to_string(progress.day)},
                       {"days", std::to_string(progress.days)},
                       {"dates", from_to(f, {campaign.first_day, campaign.last_day})}});
    const bool before = f.today() < campaign.first_day;
    const tally::Day edge = before ? campaign.first_day : campaign.last_day;
    const std::string date = text::date(edge, f.language());
    return before ? f.fill("st.campaign.before", {{"date", date}})
                  : f.fill("st.campaign.over", {{"date", date}});
}

void draw_title(Frame& f, Box line, const Campaign& campaign) {
    if (campaign.sample_targets) {
        const std::string& sample = f.say("st.sample");
        const Box at = line.cut_right(chip_width(f, sample), f.size.space3);
        chip(f, at.centred(at.w, f.size.chip), "info", sample, Tone::warn);
    }
    const Look head{.style = Style::key, .weight = Weight::bold, .middle = true, .lines = 1};
    const Look quiet{.style = Style::caption, .colour = f.colour.ink2, .middle = true, .lines = 1};
    const std::string& name = campaign.name.in(f.language());
    const std::string words = progress_words(f, campaign);
    if (f.portrait()) {
        draw_text(f, line.cut_top(line_height(f, head)), name, head);
        draw_text(f, line, words, quiet);
        return;
    }
    draw_text(f, line.cut_left(text_width(f, name, head), f.size.space3), name, head);
    draw_text(f, line, words, quiet);
}

Asked draw_indicators(Frame& f, Box box, const Campaign& campaign, std::size_t shown) {
    const auto cells = columns(box, static_cast<int>(campaign.indicators.size()), f.size.gap);
    Asked asked;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string& label = campaign.indicators[i].name.in(f.language());
        if (tab(f, "indicator-" + std::to_string(i), cells[i], label, i == shown))
            asked = at_desk(desk::ShowIndicator{static_cast<int>(i)});
    }
    return asked;
}

std::string need_words(const Frame& f, const Need& need) {
    switch (need.kind) {
        case Need::Kind::unknown: return f.say("st.need.unknown");
        case Need::Kind::none: return f.say("st.need.none");
        case Need::Kind::per_day:
            return f.fill("st.need.per_day",
                          {{"n", tenths(f, need.tenths)}, {"of", tenths(f, need.of_tenths)}});
        case Need::Kind::out_of_reach:
            return f.fill("st.need.out_of_reach", {{"of", tenths(f, need.of_tenths)}});
    }
    return {};
}

struct Fact {
    std::string caption, words;
};
std::vector<Fact> facts_of(const Frame& f, const Campaign& campaign, const Standing& standing) {
    if (!standing.next) return {};
    const campaign::Milestone& next = *standing.next;
    std::string milestone = next.name.in(f.language());
    if (!next.after)
        milestone += ", " + f.fill("st.days_left",
                                   {{"date", text::date(campaign.day_of(next), f.language())},
                                    {"n", std::to_string(standing.days_left)}});
    std::vector<Fact> facts{{f.say("st.next_milestone"), milestone}};
    if (!standing.target) return facts;
    facts.push_back({f.say("st.target.at"), target(f, *standing.target)});
    facts.push_back({f.say("st.need"), need_words(f, standing.need)});
    return facts;
}

/// Met, or how much is missing, as a chip: at the right of a line, or with a line of its own.
void draw_verdict(Frame& f, Box box, const Standing& standing) {
    if (!standing.target || !standing.rate.known()) return;
    std::string missing = percent(f, *standing.target - standing.rate.hundredths());
    missing.pop_back();
    const std::string words = standing.met() ? f.say("st.met") : f.fill("st.gap", {{"n", missing}});
    const float width = chip_width(f, words);
    chip(f, f.portrait() ? box.cut_left(width) : box.cut_right(width),
         standing.met() ? "check_circle" : "trending_up", words,
         standing.met() ? Tone::ok : Tone::warn);
}

void draw_rate(Frame& f, Box box, const Standing& standing) {
    const Look caption{.style = Style::caption, .colour = f.colour.ink2, .lines = 1};
    draw_text(f, box.cut_top(line_height(f, caption)), f.say("st.so_far"), caption);
    const bool known = standing.rate.known();
    const Look rate{.style = known ? Style::display : Style::title,
                    .weight = Weight::bold,
                    .middle = true,
                    .lines = 1};
    const std::string words = known ? percent(f, standing.rate.hundredths()) : f.say("st.no_data");
    draw_text(f, box.cut_top(line_height(f, {.style = Style::display})), words, rate);
    const Look body{.style = Style::body, .middle = true, .lines = 1};
    const Box line = box.cut_top(f.size.chip);
    draw_text(f, line, fraction(f, standing.rate), body);
    draw_verdict(f, f.portrait() ? box.cut_top(f.size.chip) : line, standing);
}

/// The rate, and beside it (portrait) or below what is to be reached.
void draw_standing(Frame& f, Box box, const Campaign& campaign, const Standing& standing) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space4, f.size.space3);
    const Look caption{.style = Style::caption, .colour = f.colour.ink2, .lines = 1};
    const float height = line_height(f, caption) + line_height(f, {.style = Style::display}) +
                         f.size.chip * (f.portrait() ? 2.0f : 1.0f);
    Box rate = f.portrait() ? inside.cut_left(std::floor(inside.w * 0.45f), f.size.space5)
                            : inside.cut_top(height, f.size.space4);
    draw_rate(f, f.portrait() ? rate.centred(rate.w, height) : rate, standing);
    const Look value{.style = Style::body, .weight = Weight::semibold};
    for (const Fact& fact : facts_of(f, campaign, standing)) {
        draw_text(f, inside.cut_top(line_height(f, caption)), fact.caption, caption);
        const float used = text_height(f, fact.words, value, inside.w);
        draw_text(f, inside.cut_top(used, f.size.space2), fact.words, value);
    }
}

LinePlot plot_of(const Frame& f, const Campaign& campaign, const campaign::Indicator& indicator,
                 const std::vector<tally::DayTotal>& days) {
    LinePlot plot{.last = campaign::progress(campaign, f.today()).days};
    for (const campaign::Point& point : campaign::line(campaign, indicator, days, f.today()))
        plot.points.push_back(
            {.day = day_number(campaign, point.day), .hundredths = point.rate.hundredths()});
    if (!plot.points.empty()) {
        plot.last = std::max(plot.last, plot.points.back().day);
        plot.last_label = percent(f, plot.points.back().hundredths);
    }
    int from = plot.first;
    for (const campaign::Milestone& milestone : campaign.milestones) {
        const auto aim = campaign.target(indicator.id, milestone.id);
        const int to = milestone.after ? plot.last : milestone.day;
        if (aim && from <= to)
            plot.aims.push_back(
                {.from = from,
                 .to = to,
                 .hundredths = *aim,
                 .label = milestone.name.in(f.language()) + ": " + target(f, *aim)});
        from = to + 1;
    }
    const auto tick = [&](int day) {
        plot.ticks.push_back(
            {.day = day, .label = short_date(campaign.first_day + std::chrono::days(day - 1))});
    };
    tick(plot.first);
    tick(plot.last);
    for (const LinePlot::Aim& aim : plot.aims) tick(aim.to);
    if (!plot.points.empty()) tick(plot.points.back().day);
    return plot;
}

void draw_plot(Frame& f, Box box, const Campaign& campaign, const campaign::Indicator& indicator,
               const std::vector<tally::DayTotal>& days) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space3, f.size.space2);
    const Look title{.style = Style::body, .weight = Weight::semibold, .lines = 1};
    const Look quiet{.style = Style::caption, .colour = f.colour.ink2, .lines = 1};
    draw_text(f, inside.cut_top(line_height(f, title)), f.say("st.line"), title);
    draw_text(f, inside.cut_top(line_height(f, quiet), f.size.space2), f.say("st.line.sub"), quiet);
    draw_lines(f, inside, plot_of(f, campaign, indicator, days));
}

void draw_words(Frame& f, Box box, const std::string& words) {
    draw_text(
        f, box, words,
        {.style = Style::key, .colour = f.colour.ink2, .align = Align::centre, .middle = true});
}

}  // namespace

Asked draw_campaign(Frame& f, const desk::Desk& desk, const desk::CampaignView& screen) {
    const Campaign& campaign = f.model.rules.campaign;
    Box box = f.content;
    if (campaign.indicators.empty()) {
        draw_words(f, box, f.say("st.campaign.none"));
        return std::nullopt;
    }
    const std::size_t shown = std::min(static_cast<std::size_t>(std::max(0, screen.indicator)),
                                       campaign.indicators.size() - 1);
    const campaign::Indicator& indicator = campaign.indicators[shown];
    draw_title(f, box.cut_top(f.portrait() ? f.size.button : f.size.chip, f.size.gap), campaign);
    const Asked asked = draw_indicators(f, box.cut_top(f.size.tab, f.size.gap), campaign, shown);
    quiet_line(f, desk, f.fill("st.campaign.src", {{"rule", indicator.rule}}));
    if (!desk.facts.campaign_days) {
        draw_words(f, box, f.say("st.counting"));
        return asked;
    }
    const auto& days = *desk.facts.campaign_days;
    const Standing standing = campaign::standing(campaign, indicator, days, f.today());
    const Box left = f.portrait() ? box.cut_top(f.theme.px(400), f.size.gap)
                                  : box.cut_left(f.theme.px(640), f.size.gap);
    draw_standing(f, left, campaign, standing);
    draw_plot(f, box, campaign, indicator, days);
    return asked;
}

}  // namespace ui
