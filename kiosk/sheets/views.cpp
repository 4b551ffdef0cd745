#include "sheets/views.h"

#include <fmt/format.h>

#include <algorithm>

#include "campaign/rate.h"
#include "text/format.h"

namespace sheets {

namespace {

using tally::Measures;

/// How certain a figure is; the names are keys of "sheet.certainty.".
const char* certainty_of(std::int64_t Measures::*field) {
    if (field == &Measures::submitted) return "said";
    for (const auto shown : {&Measures::visits, &Measures::opened, &Measures::qr_shown,
                             &Measures::counter_way, &Measures::slips})
        if (field == shown) return "shown";
    return "recorded";
}

/// The figures in the order of measure_names(), and the counter's own after the channels.
struct Figure {
    std::string name;
    const char* certainty;
    std::int64_t (*of)(const Measures&, std::int64_t Measures::*);
    std::int64_t Measures::*field;
};
std::vector<Figure> figures() {
    const auto plain = [](const Measures& m, std::int64_t Measures::*field) { return m.*field; };
    const auto counter = [](const Measures& m, std::int64_t Measures::*) { return m.at_counter(); };
    std::vector<Figure> list;
    for (const tally::MeasureName& one : tally::measure_names()) {
        list.push_back({std::string(one.name), certainty_of(one.field), plain, one.field});
        if (one.field == &Measures::online)
            list.push_back({"at_counter", "recorded", counter, nullptr});
    }
    return list;
}

class Views {
public:
    explicit Views(const Source& source)
        : source_(source), report_(source.report), words_(*source.words) {}

    std::vector<Table> all() const {
        std::vector<Table> tables;
        for (View& view : std::vector{totals(), procedures(), days(), hours()})
            tables.push_back({.view = std::move(view)});
        tables.push_back({.view = dossiers(), .more = [self = *this](const Table::Take& take) {
                              return self.each_dossier(take);
                          }});
        for (View& view : std::vector{filtered(), closings(), about()})
            tables.push_back({.view = std::move(view)});
        return tables;
    }

private:
    std::string name(const char* key) const { return words_(key); }
    Column column(const char* key, double width) const { return {words_(key), width}; }
    std::string said(const std::string& key, const std::string& word) const {
        return words_.has(key + word) ? words_(key + word) : word;
    }
    std::string figure_name(const Figure& figure) const {
        return words_("sheet.measure." + figure.name);
    }
    std::string procedure_name(const std::string& code) const {
        if (code.empty()) return name("sheet.no_procedure");
        const catalogue::Procedure* found = source_.catalogue->find(code);
        return found ? catalogue::short_name(*found, source_.language) : std::string();
    }
    std::string weekday(tally::Day day) const {
        return words_("day." + std::to_string(std::chrono::weekday(day).c_encoding()));
    }
    std::string yes_or_no(bool yes) const { return name(yes ? "sheet.yes" : "sheet.no"); }

    void add_figure_columns(View& view) const {
        constexpr double kFigureWidth = 13;
        for (const Figure& figure : figures())
            view.columns.push_back({figure_name(figure), kFigureWidth});
    }
    static void add_figures(std::vector<Cell>& row, const Measures& measures) {
        for (const Figure& figure : figures()) row.emplace_back(figure.of(measures, figure.field));
    }

    View totals() const {
        View view{.slug = "tonghop",
                  .title = name("sheet.view.totals"),
                  .columns = {column("sheet.col.certainty", 20), column("sheet.col.figure", 40),
                              column("sheet.col.count", 12), column("sheet.col.late", 14),
                              column("sheet.col.numerator", 12),
                              column("sheet.col.denominator", 12), column("sheet.col.percent", 16),
                              column("sheet.col.target", 12), column("sheet.col.milestone", 18)},
                  .rows = {}};
        for (const Figure& figure : figures())
            view.rows.push_back({words_(std::string("sheet.certainty.") + figure.certainty),
                                 figure_name(figure), figure.of(report_.all, figure.field),
                                 figure.of(report_.late, figure.field), Cell(), Cell(), Cell(),
                                 Cell(), Cell()});
        for (const campaign::Indicator& indicator : source_.campaign.indicators)
            view.rows.push_back(rate_row(indicator));
        return view;
    }

    /// The rate of the period itself; the target is that of the first milestone not yet past.
    std::vector<Cell> rate_row(const campaign::Indicator& indicator) const {
        const campaign::Rate rate = campaign::rate_of(indicator, report_.all);
        const campaign::Standing at =
            campaign::standing(source_.campaign, indicator, {}, report_.period.last);
        const Cell percent =
            rate.known() ? Cell(Percent{rate.hundredths()}) : Cell(name("sheet.no_data"));
        // No conditional expression: GCC 12 then sees a string destroyed that never was.
        Cell target;
        if (at.target) target = Percent{*at.target};
        const Cell milestone = at.target ? Cell(at.next->name.in(source_.language)) : Cell();
        return {name("sheet.certainty.rate"),
                indicator.name.in(source_.language) + " (" + indicator.rule + ")",
                Cell(),
                Cell(),
                rate.numerator,
                rate.denominator,
                percent,
                target,
                milestone};
    }

    View procedures() const {
        View view{.slug = "thutuc",
                  .title = name("sheet.view.procedures"),
                  .columns = {column("sheet.col.code", 11), column("sheet.col.procedure", 44)},
                  .rows = {},
                  .sum = true};
        add_figure_columns(view);
        Measures sum;
        for (const tally::ProcedureTotal& one : report_.procedures) {
            view.rows.push_back({one.code, procedure_name(one.code)});
            add_figures(view.rows.back(), one.measures);
            sum += one.measures;
        }
        view.rows.push_back({Cell(), name("sheet.sum")});
        add_figures(view.rows.back(), sum);
        return view;
    }

    View days() const {
        View view{.slug = "ngay",
                  .title = name("sheet.view.days"),
                  .columns = {column("sheet.col.day", 12), column("sheet.col.weekday", 10)},
                  .rows = {},
                  .sum = true};
        add_figure_columns(view);
        Measures sum;
        for (const tally::DayTotal& one : report_.days) {
            view.rows.push_back({one.day, weekday(one.day)});
            add_figures(view.rows.back(), one.measures);
            sum += one.measures;
        }
        view.rows.push_back({name("sheet.sum"), Cell()});
        add_figures(view.rows.back(), sum);
        return view;
    }

    View hours() const {
        View view{
            .slug = "gio",
            .title = name("sheet.view.hours"),
            .columns = {column("sheet.col.hour", 16), column("sheet.measure.visits", 13),
                        column("sheet.measure.opened", 20), column("sheet.channel.online", 13),
                        column("sheet.channel.counter", 13), column("sheet.channel.post", 13)},
            .rows = {}};
        for (std::size_t hour = 0; hour < report_.hours.size(); ++hour) {
            const tally::HourTotal& one = report_.hours[hour];
            view.rows.push_back({fmt::format("{:02}:00–{:02}:59", hour, hour), one.visits,
                                 one.opened, one.online, one.at_counter, one.post});
        }
        return view;
    }

    View dossiers() const {
        View view{.slug = "hoso",
                  .title = name("sheet.view.dossiers"),
                  .columns = {column("sheet.col.day", 12), column("sheet.col.code", 11),
                              column("sheet.col.procedure", 44), column("sheet.col.channel", 26),
                              column("sheet.col.digitised", 10), column("sheet.col.fee", 18),
                              column("sheet.col.result", 18), column("sheet.col.count", 10)},
                  .rows = {}};
        return view;
    }
    std::vector<Cell> dossier_row(const tally::DossierTotal& one) const {
        // By the values of the enumerations.
        static constexpr const char* kChannels[] = {"sheet.channel.online", "sheet.channel.counter",
                                                    "sheet.channel.post", "sheet.channel.missing"};
        static constexpr const char* kFees[] = {"sheet.fee.none", "sheet.fee.online",
                                                "sheet.fee.cash"};
        static constexpr const char* kResults[] = {"sheet.result.electronic", "sheet.result.paper",
                                                   "sheet.result.none"};
        return {one.day,
                one.procedure,
                procedure_name(one.procedure),
                name(kChannels[static_cast<std::size_t>(one.traits.channel)]),
                yes_or_no(one.traits.digitised),
                name(kFees[static_cast<std::size_t>(one.traits.fee)]),
                name(kResults[static_cast<std::size_t>(one.traits.result)]),
                one.count};
    }
    Result<> each_dossier(const Table::Take& take) const {
        constexpr std::chrono::days kAtOnce{31}, kOne{1};
        if (report_.days.empty()) return {};
        const tally::Day end = report_.days.back().day;
        for (tally::Day day = report_.days.front().day; day <= end; day += kAtOnce) {
            const tally::Day last = std::min(end, day + kAtOnce - kOne);
            const std::vector<tally::DossierTotal> some = TRY(source_.dossiers({day, last}));
            for (const tally::DossierTotal& one : some) TRY(take(dossier_row(one)));
        }
        return {};
    }

    View filtered() const {
        View view{.slug = "khongtinh",
                  .title = name("sheet.view.filtered"),
                  .columns = {column("sheet.col.kind", 30), column("sheet.col.reason", 40),
                              column("sheet.col.rows", 12)},
                  .rows = {},
                  .sum = true};
        std::int64_t sum = 0;
        for (const tally::Filtered& one : report_.filtered) {
            view.rows.push_back(
                {said("sheet.kind.", one.kind), said("sheet.reason.", one.reason), one.rows});
            sum += one.rows;
        }
        view.rows.push_back({name("sheet.sum"), Cell(), sum});
        return view;
    }

    /// Every closed day, and every day with rows that is not closed.
    View closings() const {
        View view{.slug = "chotngay",
                  .title = name("sheet.view.closings"),
                  .columns = {column("sheet.col.day", 12), column("sheet.col.closed", 16),
                              column("sheet.col.staff", 14), column("sheet.col.digest", 68),
                              column("sheet.col.sequence", 14)},
                  .rows = {}};
        std::vector<std::pair<tally::Day, std::vector<Cell>>> rows;
        for (const tally::Closing& one : report_.closings) {
            const bool person = !one.staff.empty();
            rows.push_back({one.day,
                            {one.day, name(person ? "sheet.closed.person" : "sheet.closed.itself"),
                             one.staff, one.digest, one.sequence}});
        }
        for (const tally::DayTotal& one : report_.days) {
            if (std::ranges::binary_search(report_.closings, one.day, {}, &tally::Closing::day))
                continue;
            rows.push_back({one.day, {one.day, name("sheet.closed.open"), Cell(), Cell(), Cell()}});
        }
        std::stable_sort(rows.begin(), rows.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (auto& row : rows) view.rows.push_back(std::move(row.second));
        return view;
    }

    View about() const {
        View view{.slug = "thongtin",
                  .title = name("sheet.view.about"),
                  .columns = {column("sheet.col.what", 36), column("sheet.col.value", 60)},
                  .rows = {}};
        const auto row = [&](const char* key, Cell is) {
            view.rows.push_back({name(key), std::move(is)});
        };
        const LocalTime made = local_time(source_.made);
        row("sheet.about.unit", source_.unit_name);
        row("sheet.about.place", source_.unit_place);
        row("sheet.about.ward", source_.ward);
        row("sheet.about.first", report_.period.first);
        row("sheet.about.last", report_.period.last);
        row("sheet.about.campaign", source_.campaign.name.in(source_.language));
        row("sheet.about.targets",
            name(source_.campaign.sample_targets ? "sheet.about.sample"
                                                 : "sheet.about.configured"));
        row("sheet.about.untrusted", report_.untrusted);
        row("sheet.about.made", text::clock_time(made) + " " +
                                    text::date(std::chrono::sys_days(made.day), source_.language));
        row("sheet.about.catalogue", source_.catalogue->date());
        row("sheet.about.version", source_.version);
        row("sheet.about.privacy", name("sheet.about.privacy_is"));
        return view;
    }

    const Source& source_;
    const tally::Report& report_;
    const text::Words& words_;
};

}  // namespace

std::vector<Table> tables_of(const Source& source) {
    ASSERT(source.dossiers && source.catalogue && source.words);
    return Views(source).all();
}

}  // namespace sheets
