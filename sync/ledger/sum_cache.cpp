#include "ledger/sum_cache.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/sum_rows.h"

namespace ledger {

namespace {

// Days of wards in memory, for each connection: a country's 3,321 wards over a campaign, or a
// province's 135 over eight years. 10 MB as counters count; at most 40, if every number is huge.
constexpr std::int64_t kWardDaysMax = 400'000;

// Periods whose totals are in memory: what is shown and what it is compared with, for two people.
constexpr std::size_t kDaySpansMax = 4, kProcedureSpansMax = 2;

// …of all wards together, 15 MB or so: some hundred a ward of a country. A kiosk may make up any
// code.
constexpr std::size_t kProceduresMax = 400'000;

constexpr std::string_view kMended = "SELECT value FROM fact WHERE name = 'sums'";
constexpr std::string_view kReceipts = "SELECT ward, id, receipt FROM device ORDER BY ward, id";
// From one ward to the next by the key: not over every row.
constexpr std::string_view kWards =
    "WITH RECURSIVE next(ward) AS (SELECT min(ward) FROM ward_day UNION ALL "
    "SELECT (SELECT min(d.ward) FROM ward_day d WHERE d.ward > next.ward) FROM next "
    "WHERE next.ward IS NOT NULL) SELECT ward FROM next WHERE ward IS NOT NULL ORDER BY ward";

std::int64_t number_of(tally::Day day) { return day.time_since_epoch().count(); }
tally::Day day_of(std::int64_t number) { return tally::Day(std::chrono::days(number)); }

sql::Values of(const std::string& ward, const tally::Period& period) {
    return {std::string_view(ward), number_of(period.first), number_of(period.last)};
}

/// The span of these days, moved to the end; a fresh one in the place of the oldest if there is
/// none, then `made` is set.
template <class Span>
Span& span_of(std::vector<Span>& spans, std::size_t most, const tally::Period& period, bool& made) {
    const auto known = std::ranges::find(spans, period, &Span::period);
    made = known == spans.end();
    if (!made) {
        std::rotate(known, known + 1, spans.end());
        return spans.back();
    }
    if (spans.size() == most) spans.erase(spans.begin());
    Span& span = spans.emplace_back();
    span.period = period;
    return span;
}

}  // namespace

/// Once a moment, however many questions it has.
Result<> SumCache::look_at_versions(sql::Connection& connection) {
    const std::int64_t moment = connection.moment();
    if (moment != 0 && moment == moment_) return {};
    moment_ = 0;
    Versions versions;
    const sql::Rows wards = TRY(connection.query(kWards, {}));
    for (const sql::Row& row : wards) versions[row.text(0)];
    const sql::Rows mended = TRY(connection.query(kMended, {}));
    const std::string times = mended.empty() ? std::string() : mended[0].text(0) + " ";
    const sql::Rows receipts = TRY(connection.query(kReceipts, {}));
    for (const sql::Row& row : receipts) {
        const auto ward = versions.find(row.text(0));
        if (ward == versions.end()) continue;
        if (ward->second.empty()) ward->second = times;
        ward->second += row.text(1) + row.text(2);
    }
    now_ = std::move(versions);
    moment_ = moment;
    return {};
}

void SumCache::move(DaySpan& span, const std::string& ward, const PackedSums& days, Way way) {
    WardSum& whole = span.totals.wards[ward];
    whole.ward = ward;
    const std::int64_t one = way == Way::in ? 1 : -1;
    for (PackedSums::Reader reader(days); !reader.done();) {
        const tally::Day day = day_of(reader.number());
        const Sum sum = reader.sum();
        if (!span.period.contains(day)) continue;
        DaySum& of_day = span.totals.days[day];
        of_day.day = day;
        of_day.known += one;
        whole.known += one;
        if (way == Way::in) {
            of_day.sum += sum;
            whole.sum += sum;
        } else {
            of_day.sum -= sum;
            whole.sum -= sum;
        }
        if (of_day.known == 0) span.totals.days.erase(day);
    }
    if (whole.known == 0) span.totals.wards.erase(ward);
}

void SumCache::take_days(const std::string& ward, PackedSums fresh) {
    PackedSums& kept = days_[ward];
    for (DaySpan& span : day_spans_) {
        move(span, ward, kept, Way::out);
        move(span, ward, fresh, Way::in);
    }
    kept = std::move(fresh);
}

Result<> SumCache::read_days(sql::Connection& connection, const std::string& ward) {
    static const std::string statement = fmt::format(
        "SELECT day, {} FROM ward_day WHERE ward = ? AND day >= ? AND day <= ? ORDER BY day",
        sum_columns());
    const sql::Rows rows = TRY(connection.query(statement, of(ward, period_)));
    PackedSums fresh;
    for (const sql::Row& row : rows) fresh.add(row.integer(0), sum_at(row, 1));
    fresh.shrink();
    take_days(ward, std::move(fresh));
    return {};
}

/// The wards' days of a period, and every total of them, as of now. False: they are too many.
Result<bool> SumCache::bring_days(sql::Connection& connection, const tally::Period& period) {
    TRY(look_at_versions(connection));
    const auto fits = [&](const tally::Period& days) {
        return std::int64_t{days.days()} * std::ssize(now_) <= kWardDaysMax;
    };
    if (!fits(period)) return false;
    const bool inside = period_.contains(period.first) && period_.contains(period.last);
    if (!inside || !fits(period_)) {
        const tally::Period both{.first = std::min(period_.first, period.first),
                                 .last = std::max(period_.last, period.last)};
        period_ = !versions_.empty() && fits(both) ? both : period;
        versions_.clear();
        days_.clear();
        day_spans_.clear();
        days_moment_ = 0;
    }
    if (moment_ != 0 && moment_ == days_moment_) return true;
    for (auto ward = days_.begin(); ward != days_.end();) {
        const std::string code = (ward++)->first;
        if (now_.contains(code)) continue;
        take_days(code, {});
        days_.erase(code);
        versions_.erase(code);
    }
    for (const auto& [ward, version] : now_) {
        const auto known = versions_.find(ward);
        if (known != versions_.end() && !version.empty() && known->second == version) continue;
        TRY(read_days(connection, ward));
        versions_[ward] = version;
    }
    days_moment_ = moment_;
    return true;
}

Result<const SumCache::Totals*> SumCache::totals(sql::Connection& connection,
                                                 const tally::Period& period) {
    const bool kept = TRY(bring_days(connection, period));
    if (!kept) return static_cast<const Totals*>(nullptr);
    bool made = false;
    DaySpan& span = span_of(day_spans_, kDaySpansMax, period, made);
    if (made)
        for (const auto& [ward, days] : days_) move(span, ward, days, Way::in);
    return static_cast<const Totals*>(&span.totals);
}

Result<std::optional<std::vector<DaySum>>> SumCache::days(sql::Connection& connection,
                                                          const tally::Period& period,
                                                          const std::string& ward) {
    const bool kept = TRY(bring_days(connection, period));
    if (!kept) return std::optional<std::vector<DaySum>>();
    std::vector<DaySum> list;
    if (const auto days = days_.find(ward); days != days_.end())
        for (PackedSums::Reader reader(days->second); !reader.done();) {
            const tally::Day day = day_of(reader.number());
            const Sum sum = reader.sum();
            if (period.contains(day)) list.push_back({.day = day, .sum = sum, .known = 1});
        }
    return std::optional(std::move(list));
}

void SumCache::move(ProcedureSpan& span, const PackedSums& procedures, Way way) {
    for (PackedSums::Reader reader(procedures); !reader.done();) {
        const std::string code(reader.text());
        const Sum sum = reader.sum();
        ProcedureSum& whole = span.totals[code];
        whole.procedure = code;
        if (way == Way::in) {
            whole.sum += sum;
            ++whole.wards;
        } else {
            whole.sum -= sum;
            if (--whole.wards == 0) span.totals.erase(code);
        }
    }
}

Result<> SumCache::read_procedures(sql::Connection& connection, ProcedureSpan& span,
                                   const std::string& ward) {
    static const std::string statement = fmt::format(
        "SELECT procedure, {} FROM procedure_day WHERE ward = ? AND day >= ? "
        "AND day <= ? GROUP BY procedure ORDER BY procedure",
        summed_columns());
    const sql::Rows rows = TRY(connection.query(statement, of(ward, span.period)));
    PackedSums fresh;
    for (const sql::Row& row : rows) fresh.add(row.text(0), sum_at(row, 1));
    fresh.shrink();
    PackedSums& kept = span.wards[ward];
    move(span, kept, Way::out);
    move(span, fresh, Way::in);
    span.count += fresh.count();
    span.count -= kept.count();
    kept = std::move(fresh);
    return {};
}

Result<const SumCache::Procedures*> SumCache::procedures(sql::Connection& connection,
                                                         const tally::Period& period) {
    TRY(look_at_versions(connection));
    bool made = false;
    ProcedureSpan& span = span_of(procedure_spans_, kProcedureSpansMax, period, made);
    for (auto ward = span.wards.begin(); ward != span.wards.end();) {
        const auto one = ward++;
        if (now_.contains(one->first)) continue;
        move(span, one->second, Way::out);
        span.count -= one->second.count();
        span.versions.erase(one->first);
        span.wards.erase(one);
    }
    for (const auto& [ward, version] : now_) {
        if (span.too_many) break;
        const auto known = span.versions.find(ward);
        if (known != span.versions.end() && !version.empty() && known->second == version) continue;
        TRY(read_procedures(connection, span, ward));
        span.versions[ward] = version;
        span.too_many = span.count > kProceduresMax;
    }
    if (!span.too_many) return static_cast<const Procedures*>(&span.totals);
    // It stays known that they are, so that they are not read in vain each time.
    span.versions.clear();
    span.wards.clear();
    span.totals.clear();
    return static_cast<const Procedures*>(nullptr);
}

}  // namespace ledger
