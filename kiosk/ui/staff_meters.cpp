#include "ui/staff_meters.h"

#include <algorithm>
#include <cmath>

#include "ui/figures.h"
#include "ui/widgets.h"

namespace ui {

namespace {

constexpr float kWhole = 10000;  // 100 %, in hundredths of a percent.

Look name_look() { return {.style = Style::caption, .weight = Weight::semibold, .lines = 1}; }
Look rate_look() { return {.style = Style::title, .weight = Weight::bold, .lines = 1}; }
Look quiet_look(const Frame& f) {
    return {.style = Style::caption, .colour = f.colour.ink2, .lines = 1};
}
float bar_height(const Frame& f) { return f.theme.px(24); }

/// A mark with a thin edge of the ground; it may stand out of its bar, above and below.
void draw_mark_at(Frame& f, Box bar, int hundredths, float out, Colour colour) {
    const float at = static_cast<float>(std::min(hundredths, 10000)) / kWhole;
    const float x = std::round(bar.x + bar.w * at);
    const Box mark{x - std::floor(f.size.strong / 2), bar.y - out, f.size.strong, bar.h + 2 * out};
    fill(f, mark.inset(-f.size.border, 0), f.colour.card);
    fill(f, mark, colour);
}

void draw_bar_of(Frame& f, Box bar, const campaign::Indicator& indicator,
                 const campaign::Rate& rate, const std::optional<campaign::Milestone>& next) {
    fill(f, bar, f.colour.edge);
    const Box inside = bar.inset(f.size.border);
    fill(f, inside, f.colour.sand);
    const float part = std::clamp(static_cast<float>(rate.hundredths()) / kWhole, 0.0f, 1.0f);
    fill(f, {inside.x, inside.y, std::round(inside.w * part), inside.h}, f.colour.indigo);
    const campaign::Campaign& campaign = f.model.rules.campaign;
    // The next target stands out and above the others.
    for (const campaign::Milestone& milestone : campaign.milestones)
        if (const auto aim = campaign.target(indicator.id, milestone.id))
            draw_mark_at(f, bar, *aim, 0, f.colour.edge);
    const auto aim = next ? campaign.target(indicator.id, next->id) : std::nullopt;
    if (aim) draw_mark_at(f, bar, *aim, f.size.space1, f.colour.ink);
}

/// "Ngày 50: 55%", or only "Chỉ tiêu 55%" where the longest verdict would not leave room for it:
/// the same for every meter of that width.
std::string target_words(Frame& f, float width, const campaign::Milestone& next, int aim) {
    std::string words = next.name.in(f.language()) + ": " + target(f, aim);
    const std::string verdict = f.fill("st.gap", {{"n", percent(f, 8888)}});
    const float room = width - f.size.gap - f.size.icon_small - 2 * f.size.space2;
    if (text_width(f, words, quiet_look(f)) + text_width(f, verdict, name_look()) <= room)
        return words;
    return f.fill("st.target", {{"n", target(f, aim)}});
}

/// "■ Ngày 50: 55%" at the left, "✓ Đạt" or "Thiếu 4,60" at the right.
void draw_target_line(Frame& f, Box line, const campaign::Rate& rate,
                      const campaign::Milestone& next, int aim) {
    const float whole = line.w;
    if (rate.known()) {
        const std::int64_t gap = aim - rate.hundredths();
        const bool met = gap <= 0;
        std::string missing = percent(f, gap);
        missing.pop_back();
        const std::string words = met ? f.say("st.met") : f.fill("st.gap", {{"n", missing}});
        Look look = quiet_look(f);
        look.weight = Weight::semibold;
        look.colour = met ? f.colour.green : f.colour.gold_ink;
        draw_text(f, line.cut_right(text_width(f, words, look), f.size.space1), words, look);
        icon(f, line.cut_right(f.size.icon_small, f.size.space2),
             met ? "check_circle" : "trending_up", f.size.icon_small, look.colour);
    }
    const Box block = line.cut_left(f.size.gap, f.size.space1);
    fill(f, block.centred(block.w, f.size.space3), f.colour.ink);
    const Look look = quiet_look(f);
    draw_text(f, line, target_words(f, whole, next, aim), look);
}

}  // namespace

float meter_height(const Frame& f) {
    return 2 * f.size.space1 + line_height(f, name_look()) + line_height(f, rate_look()) +
           2 * f.size.space1 + bar_height(f) + f.size.gap + line_height(f, quiet_look(f));
}

void draw_meter(Frame& f, Box box, const campaign::Indicator& indicator,
                const tally::Measures& measures) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space2, f.size.space1);
    const campaign::Campaign& campaign = f.model.rules.campaign;
    const campaign::Rate rate = campaign::rate_of(indicator, measures);
    const auto standing = campaign::standing(campaign, indicator, {}, f.today());
    draw_text(f, inside.cut_top(line_height(f, name_look())), indicator.name.in(f.language()),
              name_look());
    Box figures = inside.cut_top(line_height(f, rate_look()), f.size.space1);
    const std::string words = rate.known() ? percent(f, rate.hundredths()) : f.say("st.no_data");
    Look look = rate_look();
    if (!rate.known()) look.style = Style::body;
    look.middle = true;
    draw_text(f, figures.cut_left(text_width(f, words, look), f.size.space2), words, look);
    Look quiet = quiet_look(f);
    quiet.align = Align::right;
    quiet.middle = true;
    std::string of = fraction(f, rate);
    if (text_width(f, of, quiet) > figures.w) of = bare_fraction(f, rate);
    draw_text(f, figures, of, quiet);
    const Box bar = inside.cut_top(bar_height(f), f.size.gap);
    if (rate.known()) draw_bar_of(f, bar, indicator, rate, standing.next);
    if (standing.next && standing.target)
        draw_target_line(f, inside.cut_top(line_height(f, quiet)), rate, *standing.next,
                         *standing.target);
}

}  // namespace ui
