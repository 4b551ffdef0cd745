#include "web/asked.h"

#include <fmt/format.h>

namespace web {

namespace {

constexpr int kDaysMax = 1000;  // As long as a campaign can be (settings::load_campaign).

const std::string* find(const Request& request, const std::string& name) {
    const auto at = request.query.find(name);
    return at == request.query.end() ? nullptr : &at->second;
}

Error wrong(const std::string& name, const std::string& expected) {
    return {Error::Code::invalid, fmt::format("\"{}\": expected {}", name, expected)};
}

Result<tally::Day> day(const std::string& name, const std::string& text) {
    const std::chrono::year_month_day date = parse_iso_date(text);
    if (!date.ok()) return wrong(name, "a day as 2026-11-23");
    return tally::Day(date);
}

/// Both of a pair, or none.
Result<std::optional<tally::Period>> period(const Request& request, const std::string& from,
                                            const std::string& to) {
    const std::string* first = find(request, from);
    const std::string* last = find(request, to);
    if (!first && !last) return std::optional<tally::Period>();
    if (!first || !last) return wrong(first ? to : from, "both ends of the period, or none");
    tally::Period period;
    period.first = TRY(day(from, *first));
    period.last = TRY(day(to, *last));
    if (period.last < period.first) return wrong(to, "a day that is not before \"" + from + "\"");
    if (period.days() > kDaysMax) return wrong(to, fmt::format("at most {} days", kDaysMax));
    return std::optional(period);
}

}  // namespace

Result<figures::Asked> asked_of(const Context& context, const Request& request) {
    figures::Asked asked;
    asked.today = business_day(context.now);
    const auto wanted = TRY(period(request, "from", "to"));
    asked.period =
        wanted ? *wanted : figures::default_period(context.world.figures.campaign, asked.today);
    asked.compared = TRY(period(request, "compare_from", "compare_to"));
    const std::string& scope = context.officer().ward;
    const std::string* ward = find(request, "ward");
    asked.ward = scope.empty() && ward ? *ward : scope;
    if (!scope.empty() && ward && *ward != scope)
        return Error{Error::Code::not_found, "there is no such ward"};
    if (!asked.ward.empty() && !context.world.figures.wards.find(asked.ward))
        return Error{Error::Code::not_found, "there is no such ward"};
    return asked;
}

}  // namespace web
