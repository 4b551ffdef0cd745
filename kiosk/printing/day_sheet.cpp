#include "printing/day_sheet.h"

#include <fmt/format.h>

#include <array>

#include "campaign/rate.h"
#include "text/format.h"

namespace printing {

namespace {

/// What stands in the table by procedure, and under which key its name is.
struct Figure {
    const char* name;
    std::int64_t tally::Measures::*field;
    bool wide_only = false;
};
constexpr std::array kFigures{
    Figure{"opened", &tally::Measures::opened},
    Figure{"qr_shown", &tally::Measures::qr_shown, true},
    Figure{"counter_way", &tally::Measures::counter_way, true},
    Figure{"submitted", &tally::Measures::submitted, true},
    Figure{"received", &tally::Measures::received},
    Figure{"online", &tally::Measures::online},
    Figure{"digitised", &tally::Measures::digitised, true},
};

/// 64 digits as a person compares them: in groups of four, half of them a line.
std::string in_groups(const std::string& digest) {
    constexpr std::size_t kGroup = 4, kLine = 32;
    std::string text;
    for (std::size_t at = 0; at < digest.size(); at += kGroup) {
        if (at > 0) text += at % kLine == 0 ? "\n" : "  ";
        text += digest.substr(at, kGroup);
    }
    return text;
}

class SheetWriter {
public:
    SheetWriter(const DayFacts& facts, const text::Words& words, text::Language language)
        : facts_(facts),
          report_(facts.report),
          day_(facts.report.period.first),
          words_(words),
          language_(language) {}

    Document document() && {
        sheet_.footer = facts_.unit_name + " · " + facts_.unit_place + " · " + date(day_);
        heading();
        closing();
        measures();
        rates();
        procedures();
        filtered();
        late();
        signatures();
        add(Cut{});
        return std::move(sheet_);
    }

private:
    void add(Block block) { sheet_.blocks.push_back(std::move(block)); }
    void section(const std::string& title) {
        add(Gap{4});
        add(Text{.text = title, .size = Size::large, .weight = Weight::bold, .heading = true});
        add(Gap{0.5});
    }
    std::string number(std::int64_t n) const { return text::grouped(n, language_); }
    std::string date(tally::Day day) const { return text::date(day, language_); }
    std::string percent(std::int64_t hundredths) const {
        return text::grouped(hundredths / 100, language_) +
               fmt::format("{}{:02}%", text::fraction_mark(language_), hundredths % 100);
    }
    std::string time(WallTime wall) const {
        const LocalTime local = local_time(wall);
        return text::clock_time(local) + " " + date(std::chrono::sys_days(local.day));
    }
    /// A word of the journal as people say it; one we do not know yet stays as it is.
    std::string said(const std::string& key, const std::string& word) const {
        return words_.has(key + word) ? words_(key + word) : word;
    }

    void heading() {
        add(Text{.text = facts_.unit_name, .size = Size::large, .weight = Weight::bold});
        add(Text{.text = facts_.kiosk.empty() ? facts_.unit_place
                                              : facts_.unit_place + " · " + facts_.kiosk});
        add(Gap{2});
        add(Rule{.thick = true});
        add(Gap{4});
        const std::chrono::weekday weekday(day_);
        add(Text{.text = text::fill(words_("day_sheet.title"), {{"date", date(day_)}}),
                 .size = Size::title,
                 .weight = Weight::bold,
                 .align = Align::centre});
        add(Text{.text = words_("day." + std::to_string(weekday.c_encoding())),
                 .align = Align::centre});
        add(Gap{3});
    }

    void closing() {
        if (report_.closings.empty()) {
            add(Banner{.text = words_("day_sheet.open"), .size = Size::body});
            add(Gap{1});
            add(Text{.text = text::fill(words_("day_sheet.as_of"), {{"time", time(facts_.now)}}),
                     .size = Size::small,
                     .align = Align::centre});
            return;
        }
        const tally::Closing& closing = report_.closings.front();
        const std::string by = closing.staff.empty() ? words_("day_sheet.closed_itself")
                                                     : text::fill(words_("day_sheet.closed_by"),
                                                                  {{"staff", closing.staff}});
        add(Text{.text = by, .weight = Weight::bold, .align = Align::centre});
        add(Gap{1});
        add(Text{.text = words_("day_sheet.digest"), .size = Size::small, .align = Align::centre});
        add(Text{
            .text = in_groups(closing.digest), .weight = Weight::semibold, .align = Align::centre});
    }

    void measures() {
        section(words_("day_sheet.measures"));
        Table table{
            .columns = {{.heading = words_("day_sheet.figure"), .share = 5},
                        {.heading = words_("day_sheet.certainty"), .share = 4},
                        {.heading = words_("day_sheet.count"), .share = 2, .align = Align::right}},
            .rows = {}};
        const tally::Measures& all = report_.all;
        const auto row = [&](const char* name, const char* certainty, std::int64_t count) {
            table.rows.push_back(
                {.cells = {words_(std::string("sheet.measure.") + name),
                           words_(std::string("sheet.certainty.") + certainty), number(count)}});
        };
        row("visits", "shown", all.visits);
        row("opened", "shown", all.opened);
        row("qr_shown", "shown", all.qr_shown);
        row("counter_way", "shown", all.counter_way);
        row("slips", "shown", all.slips);
        row("submitted", "said", all.submitted);
        row("received", "recorded", all.received);
        row("online", "recorded", all.online);
        row("at_counter", "recorded", all.at_counter());
        row("post", "recorded", all.post);
        add(std::move(table));
    }

    void rates() {
        if (facts_.campaign.indicators.empty()) return;
        section(words_("day_sheet.rates"));
        Table table{
            .columns =
                {{.heading = words_("day_sheet.rate"), .share = 5},
                 {.heading = words_("day_sheet.numerator"), .share = 2, .align = Align::right},
                 {.heading = words_("day_sheet.denominator"), .share = 2, .align = Align::right},
                 {.heading = words_("day_sheet.percent"), .share = 3, .align = Align::right},
                 {.heading = words_("day_sheet.target"),
                  .share = 3,
                  .align = Align::right,
                  .wide_only = true}},
            .rows = {}};
        bool targets = false;
        for (const campaign::Indicator& indicator : facts_.campaign.indicators) {
            const campaign::Rate rate = campaign::rate_of(indicator, report_.all);
            const campaign::Standing at = campaign::standing(facts_.campaign, indicator, {}, day_);
            targets = targets || at.target;
            table.rows.push_back(
                {.cells = {indicator.name.in(language_) + " (" + indicator.rule + ")",
                           number(rate.numerator), number(rate.denominator),
                           rate.known() ? percent(rate.hundredths()) : words_("day_sheet.no_data"),
                           at.target ? percent(*at.target) : "–"}});
        }
        add(std::move(table));
        if (targets && facts_.campaign.sample_targets) add(Gap{1});
        if (targets && facts_.campaign.sample_targets)
            add(Text{.text = words_("day_sheet.sample"), .size = Size::small});
    }

    void procedures() {
        section(words_("day_sheet.procedures"));
        Table table{.columns = {{.heading = words_("day_sheet.code"), .share = 2.6},
                                {.heading = words_("day_sheet.procedure"), .share = 8}},
                    .rows = {},
                    .size = Size::small};
        table.columns.front().wide_only = true;
        for (const Figure& figure : kFigures)
            table.columns.push_back({.heading = words_(std::string("day_sheet.col.") + figure.name),
                                     .share = 1.9,
                                     .align = Align::right,
                                     .wide_only = figure.wide_only});
        tally::Measures sum;
        for (const tally::ProcedureTotal& one : report_.procedures) {
            if (adds_nothing(one.measures)) continue;  // The visits, which belong to none.
            sum += one.measures;
            table.rows.push_back(row_of(one.code, name_of(one.code), one.measures));
        }
        table.rows.push_back(row_of({}, words_("day_sheet.sum"), sum));
        table.rows.back().strong = true;
        add(std::move(table));
    }

    static bool adds_nothing(const tally::Measures& measures) {
        for (const Figure& figure : kFigures)
            if (measures.*figure.field != 0) return false;
        return true;
    }

    Row row_of(const std::string& code, const std::string& name,
               const tally::Measures& measures) const {
        Row row{.cells = {code, name}};
        for (const Figure& figure : kFigures) row.cells.push_back(number(measures.*figure.field));
        return row;
    }

    std::string name_of(const std::string& code) const {
        if (code.empty()) return words_("sheet.no_procedure");
        const catalogue::Procedure* procedure = facts_.catalogue.find(code);
        return procedure ? catalogue::short_name(*procedure, language_) : code;
    }

    void filtered() {
        section(words_("day_sheet.filtered"));
        if (report_.filtered.empty()) return add(Text{.text = words_("day_sheet.filtered_none")});
        Table table{
            .columns = {{.heading = words_("day_sheet.kind"), .share = 4},
                        {.heading = words_("day_sheet.reason"), .share = 6},
                        {.heading = words_("day_sheet.rows"), .share = 2, .align = Align::right}},
            .rows = {},
            .size = Size::small};
        for (const tally::Filtered& one : report_.filtered)
            table.rows.push_back({.cells = {said("sheet.kind.", one.kind),
                                            said("sheet.reason.", one.reason), number(one.rows)}});
        add(std::move(table));
    }

    void late() {
        if (report_.late == tally::Measures{} && report_.untrusted == 0) return;
        add(Gap{2});
        if (report_.late != tally::Measures{})
            add(Text{.text = text::fill(words_("day_sheet.late"),
                                        {{"n", number(report_.late.received)}}),
                     .weight = Weight::semibold});
        if (report_.untrusted > 0)
            add(Text{.text = text::fill(words_("day_sheet.untrusted"),
                                        {{"n", number(report_.untrusted)}})});
    }

    void signatures() {
        constexpr double kRoomToSign = 24;  // Millimetres, for a name and a stamp.
        add(Gap{6});
        add(Table{.columns = {{.heading = {}, .align = Align::centre},
                              {.heading = {}, .align = Align::centre}},
                  .rows = {{.cells = {words_("day_sheet.officer"), words_("day_sheet.leader")},
                            .strong = true},
                           {.cells = {words_("day_sheet.sign"), words_("day_sheet.sign")}}},
                  .lines = false,
                  .together = true,
                  .room_mm = kRoomToSign});
    }

    const DayFacts& facts_;
    const tally::Report& report_;
    tally::Day day_;
    const text::Words& words_;
    text::Language language_;
    Document sheet_;
};

}  // namespace

Document day_sheet_of(const DayFacts& facts, const text::Words& words, text::Language language) {
    ASSERT(facts.report.period.first == facts.report.period.last);
    return SheetWriter(facts, words, language).document();
}

}  // namespace printing
