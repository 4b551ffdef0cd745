#include "reports/speech.h"

#include <algorithm>
#include <array>

#include "text/format.h"

namespace reports {

namespace {

constexpr double kFigureWidth = 14;

}  // namespace

std::string certainty_of(std::int64_t tally::Measures::*field) {
    using tally::Measures;
    if (field == &Measures::submitted) return "said";
    static constexpr std::array kShown = {&Measures::visits, &Measures::opened, &Measures::qr_shown,
                                          &Measures::counter_way, &Measures::slips};
    return std::ranges::find(kShown, field) != kShown.end() ? "shown" : "confirmed";
}

std::string Speech::weekday(tally::Day day) const {
    return word("table.weekday." + std::to_string(std::chrono::weekday(day).c_encoding()));
}

std::string Speech::moment(WallTime time) const {
    const LocalTime local = local_time(time);
    return text::clock_time(local) + " " +
           text::date(std::chrono::sys_days(local.day), voice_.language);
}

void Speech::add_rate_columns(sheets::View& view, bool compared) const {
    for (const campaign::Indicator& indicator : world_.campaign.indicators) {
        const std::string name = name_of(indicator) + ": ";
        view.columns.push_back({name + word("table.numerator"), kFigureWidth});
        view.columns.push_back({name + word("table.denominator"), kFigureWidth});
        view.columns.push_back({name + word("table.rate"), kFigureWidth});
        if (compared) view.columns.push_back({name + word("table.compared"), kFigureWidth});
    }
}

void Speech::add_rates(Row& row, const std::vector<campaign::Rate>& rates,
                       const std::vector<std::optional<campaign::Rate>>* compared, bool known) {
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (known)
            row.number(rates[i].numerator).number(rates[i].denominator).percent(rates[i]);
        else
            row.none().none().none();
        if (!compared) continue;
        row.percent(i < compared->size() ? (*compared)[i].value_or(campaign::Rate())
                                         : campaign::Rate());
    }
}

void Speech::add_sum_columns(sheets::View& view) const {
    for (const tally::MeasureName& one : tally::measure_names())
        view.columns.push_back({word("measure." + std::string(one.name)) + " (" +
                                    word("certainty." + certainty_of(one.field)) + ")",
                                kFigureWidth});
    for (const char* name : {"untrusted", "filtered"})
        view.columns.push_back(
            {word(std::string("measure.") + name) + " (" + word("certainty.doubt") + ")",
             kFigureWidth});
}

void Speech::add_sum(Row& row, const ledger::Sum& sum, bool known) {
    const auto add = [&](std::int64_t figure) { known ? row.number(figure) : row.none(); };
    for (const tally::MeasureName& one : tally::measure_names()) add(sum.measures.*one.field);
    add(sum.untrusted);
    add(sum.filtered);
}

std::vector<campaign::Rate> Speech::rates_of(const ledger::Sum& sum) const {
    std::vector<campaign::Rate> rates;
    for (const campaign::Indicator& indicator : world_.campaign.indicators)
        rates.push_back(campaign::rate_of(indicator, sum.measures));
    return rates;
}

}  // namespace reports
