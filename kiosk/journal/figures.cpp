#include "journal/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "journal/schema.h"
#include "journal/tallies.h"

namespace journal {

namespace {

constexpr auto kEnds =
    "SELECT (SELECT day FROM day_total ORDER BY day LIMIT 1),"
    " (SELECT day FROM day_total ORDER BY day DESC LIMIT 1)";
constexpr auto kDays =
    "SELECT day, late, untrusted, {} FROM day_total WHERE day BETWEEN ? AND ? ORDER BY day, late";
constexpr auto kMeasures =
    "SELECT procedure, {} FROM span_measure WHERE level = ? AND position = ? ORDER BY procedure";
constexpr auto kHours =
    "SELECT hour, visits, opened, online, at_counter, post FROM span_hour"
    " WHERE level = ? AND position = ? ORDER BY hour";
constexpr auto kFiltered =
    "SELECT kind, reason, entries FROM span_filtered WHERE level = ? AND position = ?"
    " ORDER BY kind, reason";
constexpr auto kClosings =
    "SELECT day, staff, digest, sequence FROM closing WHERE day BETWEEN ? AND ? ORDER BY day";
constexpr auto kRecorded =
    "SELECT r.sequence, e.minute, e.kind, e.procedure, e.detail, r.remaining, r.late, r.imported"
    " FROM recorded AS r JOIN entry AS e ON e.sequence = r.sequence"
    " ORDER BY r.sequence DESC LIMIT ?";
constexpr auto kDossiers =
    "SELECT day, procedure, traits, count FROM dossier_total"
    " WHERE day BETWEEN ? AND ? AND count <> 0 ORDER BY day, procedure, traits";
constexpr auto kMostRecorded =
    "SELECT procedure, sum(received) AS sum FROM span_measure WHERE level = 0 AND position >= ?"
    " GROUP BY procedure HAVING sum > 0 ORDER BY sum DESC, procedure LIMIT ?";
constexpr auto kLastTraits =
    "SELECT e.detail FROM recorded AS r JOIN entry AS e ON e.sequence = r.sequence"
    " WHERE r.procedure = ? AND r.imported = 0 AND r.remaining > 0"
    " ORDER BY r.sequence DESC LIMIT 1";

tally::Closing closing_from(const db::Rows& rows) {
    return {.day = day_from(rows.integer(0)),
            .staff = rows.text(1),
            .digest = rows.text(2),
            .sequence = rows.integer(3)};
}

}  // namespace

Result<Figures> Figures::prepare(db::Database& database) {
    const std::string columns = columns_of_measures();
    db::Statement ends = TRY(database.prepare(kEnds));
    db::Statement days = TRY(database.prepare(fmt::format(kDays, columns)));
    db::Statement measures = TRY(database.prepare(fmt::format(kMeasures, columns)));
    db::Statement hours = TRY(database.prepare(kHours));
    db::Statement filtered = TRY(database.prepare(kFiltered));
    db::Statement closings = TRY(database.prepare(kClosings));
    db::Statement recorded = TRY(database.prepare(kRecorded));
    db::Statement dossiers = TRY(database.prepare(kDossiers));
    db::Statement most_recorded = TRY(database.prepare(kMostRecorded));
    db::Statement last_traits = TRY(database.prepare(kLastTraits));
    Figures figures({.ends = std::move(ends),
                     .days = std::move(days),
                     .measures = std::move(measures),
                     .hours = std::move(hours),
                     .filtered = std::move(filtered),
                     .closings = std::move(closings),
                     .recorded = std::move(recorded),
                     .dossiers = std::move(dossiers),
                     .most_recorded = std::move(most_recorded),
                     .last_traits = std::move(last_traits)});
    if (TRY(database.pragma("user_version")) >= kTalliedVersion)
        figures.waiting_ = TRY(database.prepare(kWaitingRows));
    return figures;
}

Result<Sums> Figures::waiting() {
    Sums sums;
    if (!waiting_) return sums;
    std::map<tally::Day, bool> closed;
    db::Rows rows = waiting_->query();
    while (TRY(rows.next())) {
        const Entry entry = waiting_from(rows);
        const Share share = share_of(entry);
        if (!closed.contains(share.day)) {
            const std::optional<tally::Closing> known = TRY(closing(share.day));
            closed[share.day] = known.has_value();
        }
        sums.add(entry, share, closed[share.day]);
    }
    return sums;
}

Result<tally::Report> Figures::report(const tally::Period& period) {
    tally::Report report;
    report.period = period;
    const Sums waiting = TRY(this->waiting());
    TRY(add_days(report, waiting));
    TRY(add_procedures(report, waiting));
    TRY(add_hours(report, waiting));
    TRY(add_filtered(report, waiting));
    TRY(add_closings(report));
    return report;
}

Result<std::vector<tally::DayTotal>> Figures::days(const tally::Period& period) {
    tally::Report report;
    report.period = period;
    const Sums waiting = TRY(this->waiting());
    TRY(add_days(report, waiting));
    return std::move(report.days);
}

Result<tally::Measures> Figures::total(const tally::Period& period) {
    tally::Report report;
    report.period = period;
    const Sums waiting = TRY(this->waiting());
    TRY(add_days(report, waiting));
    return report.all;
}

/// The part of a period that the journal has days in: nobody waits for a thousand empty years.
Result<tally::Period> Figures::within(const tally::Period& period) {
    db::Rows rows = statements_.ends.query();
    const bool found = TRY(rows.next());
    ASSERT(found);
    if (rows.text(0).empty())
        return tally::Period{.first = {}, .last = tally::Day() - std::chrono::days(1)};
    return tally::Period{.first = std::max(period.first, day_from(rows.integer(0))),
                         .last = std::min(period.last, day_from(rows.integer(1)))};
}

Result<> Figures::add_days(tally::Report& report, const Sums& waiting) {
    const auto add = [&](tally::Day day, bool late, const tally::Measures& measures) {
        const auto at = std::ranges::lower_bound(report.days, day, {}, &tally::DayTotal::day);
        const bool known = at != report.days.end() && at->day == day;
        const auto of_day =
            known ? at : report.days.insert(at, tally::DayTotal{.day = day, .measures = {}});
        of_day->measures += measures;
        report.all += measures;
        if (late) report.late += measures;
    };
    db::Rows rows =
        statements_.days.query(number_of(report.period.first), number_of(report.period.last));
    while (TRY(rows.next())) {
        add(day_from(rows.integer(0)), rows.integer(1) != 0, measures_from(rows, 3));
        report.untrusted += rows.integer(2);
    }
    for (const auto& [key, of_day] : waiting.days) {
        if (!report.period.contains(key.first)) continue;
        add(key.first, key.second, of_day.measures);
        report.untrusted += of_day.untrusted;
    }
    return {};
}

Result<> Figures::add_procedures(tally::Report& report, const Sums& waiting) {
    const tally::Period known = TRY(within(report.period));
    std::map<std::string, tally::Measures> sums;
    for (const Span& span : spans_of(known)) {
        db::Rows rows = statements_.measures.query(std::int64_t{span.level}, span.position);
        while (TRY(rows.next())) sums[rows.text(0)] += measures_from(rows, 1);
    }
    for (const auto& [key, measures] : waiting.measures)
        if (report.period.contains(key.first)) sums[key.second] += measures;
    for (const auto& [code, measures] : sums)
        if (measures != tally::Measures())
            report.procedures.push_back({.code = code, .measures = measures});
    return {};
}

Result<> Figures::add_hours(tally::Report& report, const Sums& waiting) {
    const tally::Period known = TRY(within(report.period));
    for (const Span& span : spans_of(known)) {
        db::Rows rows = statements_.hours.query(std::int64_t{span.level}, span.position);
        while (TRY(rows.next())) {
            const std::int64_t hour = rows.integer(0);
            if (hour < 0 || hour >= std::ssize(report.hours)) continue;  // A damaged file.
            report.hours[static_cast<std::size_t>(hour)] += {.visits = rows.integer(1),
                                                             .opened = rows.integer(2),
                                                             .online = rows.integer(3),
                                                             .at_counter = rows.integer(4),
                                                             .post = rows.integer(5)};
        }
    }
    for (const auto& [key, sum] : waiting.hours)
        if (report.period.contains(key.first))
            report.hours[static_cast<std::size_t>(key.second)] += sum;
    return {};
}

Result<> Figures::add_filtered(tally::Report& report, const Sums& waiting) {
    const tally::Period known = TRY(within(report.period));
    std::map<std::pair<std::string, std::string>, std::int64_t> sums;
    for (const Span& span : spans_of(known)) {
        db::Rows rows = statements_.filtered.query(std::int64_t{span.level}, span.position);
        while (TRY(rows.next())) sums[{rows.text(0), rows.text(1)}] += rows.integer(2);
    }
    for (const auto& [key, rows] : waiting.filtered)
        if (report.period.contains(std::get<0>(key)))
            sums[{std::get<1>(key), std::get<2>(key)}] += rows;
    for (const auto& [key, entries] : sums)
        report.filtered.push_back({.kind = key.first, .reason = key.second, .rows = entries});
    return {};
}

Result<> Figures::add_closings(tally::Report& report) {
    db::Rows rows =
        statements_.closings.query(number_of(report.period.first), number_of(report.period.last));
    while (TRY(rows.next())) report.closings.push_back(closing_from(rows));
    return {};
}

Result<std::vector<tally::Recorded>> Figures::recorded(std::int64_t count) {
    std::vector<tally::Recorded> list;
    db::Rows rows = statements_.recorded.query(std::max<std::int64_t>(count, 0));
    while (TRY(rows.next())) {
        const std::optional<Kind> kind = parse_kind(rows.text(2));
        const std::optional<Handled> handled =
            kind ? parse_handled(*kind, rows.text(4)) : std::nullopt;
        if (!handled)
            return Error{Error::Code::corrupt,
                         fmt::format("row {} does not say what it records", rows.integer(0))};
        list.push_back({.sequence = rows.integer(0),
                        .minute = minute_from(rows.integer(1)),
                        .staff = handled->staff,
                        .procedure = rows.text(3),
                        .day = handled->day,
                        .traits = handled->traits,
                        .count = handled->count,
                        .left = rows.integer(5),
                        .late = rows.integer(6) != 0,
                        .imported = rows.integer(7) != 0});
    }
    return list;
}

Result<std::vector<tally::DossierTotal>> Figures::dossiers(const tally::Period& period) {
    std::vector<tally::DossierTotal> list;
    db::Rows rows = statements_.dossiers.query(number_of(period.first), number_of(period.last));
    while (TRY(rows.next())) {
        const std::optional<tally::Traits> traits = tally::parse_traits(rows.text(2));
        if (!traits) return Error{Error::Code::corrupt, "the tallies name traits there are not"};
        list.push_back({.day = day_from(rows.integer(0)),
                        .procedure = rows.text(1),
                        .traits = *traits,
                        .count = rows.integer(3)});
    }
    std::ranges::sort(list);
    return list;
}

Result<std::vector<std::string>> Figures::most_recorded(tally::Day since, int limit) {
    std::vector<std::string> codes;
    db::Rows rows = statements_.most_recorded.query(number_of(since), std::int64_t{limit});
    while (TRY(rows.next())) codes.push_back(rows.text(0));
    return codes;
}

Result<std::optional<tally::Traits>> Figures::last_traits(const std::string& procedure) {
    db::Rows rows = statements_.last_traits.query(std::string_view(procedure));
    const bool found = TRY(rows.next());
    if (!found) return std::optional<tally::Traits>();
    const std::optional<Handled> handled = parse_handled(Kind::dossier, rows.text(0));
    if (!handled) return std::optional<tally::Traits>();
    return std::optional<tally::Traits>(handled->traits);
}

Result<std::optional<tally::Closing>> Figures::closing(tally::Day day) {
    db::Rows rows = statements_.closings.query(number_of(day), number_of(day));
    const bool found = TRY(rows.next());
    if (!found) return std::optional<tally::Closing>();
    return std::optional<tally::Closing>(closing_from(rows));
}

}  // namespace journal
