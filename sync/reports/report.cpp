#include "reports/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.h"
#include "reports/chart.h"
#include "reports/docx.h"
#include "reports/letter.h"
#include "reports/rankings.h"
#include "text/format.h"

namespace reports {

namespace {

tally::Day first_of(std::chrono::year_month month) { return tally::Day(month / 1); }
tally::Day last_of(std::chrono::year_month month) { return tally::Day(month / std::chrono::last); }

/// The part of a month that is over, at least its first day.
tally::Period days_of(std::chrono::year_month month, tally::Day today) {
    const tally::Day first = first_of(month);
    return {.first = first, .last = std::clamp(today, first, last_of(month))};
}

class Report {
public:
    Report(const MonthFigures& month, const figures::World& world, const Voice& voice)
        : month_(month),
          world_(world),
          speech_(world, voice),
          letter_(speech_),
          language_(voice.language) {}

    Result<std::string> bytes(const std::string& fonts) {
        document_.set_mark(speech_.notice());
        document_.set_footnote(speech_.word("table.about.official_is"));
        letter_.add_head(document_, title());
        add_general();
        TRY(add_results(fonts));
        if (ranked().wards.size() > 1) {
            heading("report.ranking");
            add_rankings(document_, ranked(), speech_);
        }
        add_trust();
        letter_.add_end(document_);
        if (ranked().wards.size() > 1) add_annex(document_, ranked(), speech_);
        const bool vietnamese = language_ == text::Language::vi;
        return document_.bytes(title(), vietnamese ? "vi-VN" : "en-GB", speech_.voice().made);
    }

private:
    using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;
    std::string say(const std::string& key, Values values = {}) const {
        return text::fill(speech_.word(key), values);
    }
    std::string number(std::int64_t number) const { return text::grouped(number, language_); }
    std::string day(tally::Day day) const { return text::date(day, language_); }
    std::string name_of_month() const {
        return fmt::format("{:02}/{}", static_cast<unsigned>(month_.month.month()),
                           static_cast<int>(month_.month.year()));
    }
    std::string place() const {
        const catalogue::Ward* ward = world_.wards.find(month_.of_month.asked.ward);
        return ward ? say("report.of_ward", {{"name", ward->full_name}})
                    : say("report.of_province", {{"name", speech_.voice().province}});
    }
    std::string title() const {
        return say("report.subject", {{"month", name_of_month()}, {"place", place()}});
    }
    /// The wards are ranked by the campaign so far where there is one, else by the month.
    const figures::Overview& ranked() const {
        return month_.so_far.of_campaign ? month_.so_far : month_.of_month;
    }
    /// Sections are numbered as they come: one ward's report has no ranking.
    void heading(const std::string& key) {
        static constexpr const char* kNumbers[] = {"I. ", "II. ", "III. ", "IV. "};
        document_.add({.runs = {{.text = kNumbers[sections_++] + say(key), .bold = true}},
                       .align = Align::left,
                       .before = 12,
                       .with_next = true});
    }
    void paragraph(const std::string& text, bool footnote = false) {
        document_.add({.runs = {{.text = text, .footnote = footnote}}});
    }
    void caption(const std::string& text) {
        document_.add({.runs = {{.text = text, .bold = true}},
                       .align = Align::center,
                       .points = 13,
                       .indent = false,
                       .with_next = true});
    }
    void add_general();
    Result<> add_results(const std::string& fonts);
    void add_trust();
    Table month_table() const;
    Table campaign_table() const;
    std::vector<Plot> plots() const;

    const MonthFigures& month_;
    const figures::World& world_;
    const Speech speech_;
    const Letter letter_;
    const text::Language language_;
    Document document_;
    std::size_t sections_ = 0;
};

void Report::add_general() {
    heading("report.general");
    const figures::Overview& one = month_.of_month;
    const tally::Measures& sum = one.sum.measures;
    paragraph(say("report.received", {{"from", day(one.asked.period.first)},
                                      {"to", day(one.asked.period.last)},
                                      {"place", place()},
                                      {"received", number(sum.received)},
                                      {"online", number(sum.online)},
                                      {"counter", number(sum.at_counter())},
                                      {"post", number(sum.post)}}),
              true);
    paragraph(say("report.kiosk", {{"visits", number(sum.visits)},
                                   {"opened", number(sum.opened)},
                                   {"qr", number(sum.qr_shown)},
                                   {"submitted", number(sum.submitted)}}));
    const figures::Overview& far = month_.so_far;
    const std::string campaign = world_.campaign.name.in(language_);
    if (!far.progress.running()) return paragraph(say("report.not_running", {{"name", campaign}}));
    const std::string running = say("report.running", {{"name", campaign},
                                                       {"day", std::to_string(far.progress.day)},
                                                       {"days", std::to_string(far.progress.days)},
                                                       {"date", day(far.asked.today)}});
    if (!far.next) return paragraph(running);
    paragraph(running + " " +
              say("report.next", {{"milestone", far.next->name.in(language_)},
                                  {"left", std::to_string(far.days_left)}}));
}

Table Report::month_table() const {
    Table table{.widths = {10, 59, 24, 24, 24, 24}, .rows = {}, .heads = 1};
    table.rows.push_back({head(say("report.no")), head(say("report.indicator")),
                          head(say("report.numerator")), head(say("report.denominator")),
                          head(say("report.rate")), head(say("report.month_before"))});
    std::int64_t number_of_row = 0;
    for (const figures::Indicator& one : month_.of_month.indicators)
        table.rows.push_back({figure(std::to_string(++number_of_row)),
                              words(speech_.name_of(*one.what)), figure(number(one.rate.numerator)),
                              figure(number(one.rate.denominator)),
                              figure(percent(one.rate, language_)),
                              figure(one.compared ? percent(*one.compared, language_) : "")});
    return table;
}

Table Report::campaign_table() const {
    Table table{.widths = {10, 53, 22, 22, 18, 20, 20}, .rows = {}, .heads = 1};
    table.rows.push_back({head(say("report.no")), head(say("report.indicator")),
                          head(say("report.numerator")), head(say("report.denominator")),
                          head(say("report.rate")), head(say("report.target")),
                          head(say("report.gap"))});
    std::int64_t number_of_row = 0;
    for (const figures::Indicator& one : month_.so_far.indicators) {
        std::string target, gap;
        if (one.standing && one.standing->target) {
            target = hundredths(*one.standing->target, language_);
            if (one.standing->rate.known())
                gap = hundredths(std::max<std::int64_t>(
                                     0, *one.standing->target - one.standing->rate.hundredths()),
                                 language_);
        }
        table.rows.push_back({figure(std::to_string(++number_of_row)),
                              words(speech_.name_of(*one.what)), figure(number(one.rate.numerator)),
                              figure(number(one.rate.denominator)),
                              figure(percent(one.rate, language_)), figure(target), figure(gap)});
    }
    return table;
}

std::vector<Plot> Report::plots() const {
    std::vector<Plot> plots;
    for (const figures::Indicator& one : ranked().indicators) {
        Plot plot{.name = speech_.name_of(*one.what), .stand = {}, .line = one.line, .targets = {}};
        plot.stand = one.rate.known()
                         ? fmt::format("{} % ({}/{})", percent(one.rate, language_),
                                       number(one.rate.numerator), number(one.rate.denominator))
                         : say("unknown");
        for (const campaign::Milestone& milestone : world_.campaign.milestones) {
            const auto target = world_.campaign.target(one.what->id, milestone.id);
            if (!target || milestone.after || !ranked().of_campaign) continue;
            plot.targets.push_back({.day = world_.campaign.day_of(milestone),
                                    .hundredths = *target,
                                    .says = fmt::format("{}: {} %", milestone.name.in(language_),
                                                        hundredths(*target, language_))});
        }
        plots.push_back(std::move(plot));
    }
    return plots;
}

Result<> Report::add_results(const std::string& fonts) {
    heading("report.results");
    caption(say("report.table_month", {{"month", name_of_month()}}));
    document_.add(month_table());
    if (month_.so_far.of_campaign) {
        caption(say("report.table_campaign", {{"date", day(month_.so_far.asked.period.last)}}));
        document_.add(campaign_table());
        if (world_.campaign.sample_targets) paragraph(say("sample_targets"));
    }
    if (ranked().indicators.empty()) return {};
    tally::Period span = ranked().asked.period;
    if (ranked().of_campaign) span.last = std::max(span.last, world_.campaign.last_day);
    const Picture picture = TRY(draw(plots(), span, fonts));
    document_.add_picture(picture.png, picture.width, picture.height, say("report.chart"));
    document_.add({.runs = {{.text = say("report.chart"), .italic = true}},
                   .align = Align::center,
                   .points = 13,
                   .indent = false,
                   .before = 2});
    return {};
}

void Report::add_trust() {
    heading("report.trust");
    const figures::Overview& one = month_.of_month;
    paragraph(say("report.known", {{"known", number(one.known_ward_days)},
                                   {"all", number(one.ward_days)},
                                   {"unknown", number(one.ward_days - one.known_ward_days)}}));
    paragraph(say("report.doubt", {{"untrusted", number(one.sum.untrusted)},
                                   {"filtered", number(one.sum.filtered)}}));
    const figures::KioskSums& kiosks = one.kiosks;
    paragraph(say("report.kiosks", {{"total", number(kiosks.total)},
                                    {"well", number(kiosks.well)},
                                    {"late", number(kiosks.late)},
                                    {"silent", number(kiosks.silent)},
                                    {"never", number(kiosks.never)},
                                    {"alarms", number(kiosks.alarms)},
                                    {"made", speech_.moment(speech_.voice().made)}}));
    for (const char* certainty : {"shown", "said", "confirmed"})
        paragraph("- " + say(std::string("certainty.") + certainty) + ": " +
                  say(std::string("certainty.") + certainty + ".long") + ".");
}

}  // namespace

figures::Asked asked_of_month(std::chrono::year_month month, tally::Day today,
                              const std::string& ward) {
    const std::chrono::year_month before = month - std::chrono::months(1);
    return {.period = days_of(month, today),
            .compared = tally::Period{.first = first_of(before), .last = last_of(before)},
            .ward = ward,
            .today = days_of(month, today).last};
}

figures::Asked asked_so_far(std::chrono::year_month month, tally::Day today,
                            const campaign::Campaign& campaign, const std::string& ward) {
    const tally::Day last = days_of(month, today).last;
    return {.period = figures::default_period(campaign, last),
            .compared = std::nullopt,
            .ward = ward,
            .today = last};
}

Result<MonthFigures> month_figures(ledger::Ledger& ledger, const figures::World& world,
                                   std::chrono::year_month month, const std::string& ward,
                                   WallTime now) {
    const tally::Day today = business_day(now);
    MonthFigures figures{.month = month, .of_month = {}, .so_far = {}};
    const figures::Asked of_month = asked_of_month(month, today, ward);
    const figures::Asked so_far = asked_so_far(month, today, world.campaign, ward);
    figures.of_month = TRY(figures::overview(ledger, world, of_month, now));
    figures.so_far = TRY(figures::overview(ledger, world, so_far, now));
    return figures;
}

std::optional<std::chrono::year_month> parse_month(const std::string& text) {
    const std::chrono::year_month_day day = parse_iso_date(text + "-01");
    if (!day.ok()) return std::nullopt;
    return day.year() / day.month();
}

Result<std::string> monthly_report(const MonthFigures& month, const figures::World& world,
                                   const Voice& voice, const std::string& fonts) {
    return Report(month, world, voice).bytes(fonts);
}

}  // namespace reports
