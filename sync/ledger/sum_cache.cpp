#include "ledger/sum_cache.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/sum_rows.h"

namespace ledger {

namespace {

// Days of wards in memory, for each connection: 20 MB at most, and 1,000 days of 135 wards.
constexpr std::int64_t kWardDaysMax = 140'000;

// Periods whose procedures are in memory: what is shown and what it is compared with.
constexpr std::size_t kSpansMax = 2;

// …of all wards together, 25 MB at most: some hundred a ward. A kiosk may make up any code.
constexpr std::size_t kProceduresMax = 60'000;

constexpr std::string_view kMended = "SELECT value FROM fact WHERE name = 'sums'";
constexpr std::string_view kReceipts = "SELECT ward, id, receipt FROM device ORDER BY ward, id";
// From one ward to the next by the key: not over every row.
constexpr std::string_view kWards =
    "WITH RECURSIVE next(ward) AS (SELECT min(ward) FROM ward_day UNION ALL "
    "SELECT (SELECT min(d.ward) FROM ward_day d WHERE d.ward > next.ward) FROM next "
    "WHERE next.ward IS NOT NULL) SELECT ward FROM next WHERE ward IS NOT NULL ORDER BY ward";

std::int64_t number_of(tally::Day day) { return day.time_since_epoch().count(); }

sql::Values of(const std::string& ward, const tally::Period& period) {
    return {std::string_view(ward), number_of(period.first), number_of(period.last)};
}

}  // namespace

Result<SumCache::Versions> SumCache::versions(sql::Connection& connection) {
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
    return versions;
}

Result<const SumCache::Wards*> SumCache::days(sql::Connection& connection,
                                              const tally::Period& period) {
    static const std::string statement = fmt::format(
        "SELECT day, {} FROM ward_day WHERE ward = ? AND day >= ? AND day <= ? "
        "ORDER BY day",
        sum_columns());
    Versions now = TRY(versions(connection));
    const auto fits = [&](const tally::Period& days) {
        return std::int64_t{days.days()} * std::ssize(now) <= kWardDaysMax;
    };
    if (!fits(period)) return static_cast<const Wards*>(nullptr);
    const bool inside = period_.contains(period.first) && period_.contains(period.last);
    if (!inside || !fits(period_)) {
        const tally::Period both{.first = std::min(period_.first, period.first),
                                 .last = std::max(period_.last, period.last)};
        period_ = !versions_.empty() && fits(both) ? both : period;
        versions_.clear();
        days_.clear();
    }
    std::erase_if(days_, [&](const auto& ward) { return !now.contains(ward.first); });
    for (const auto& [ward, version] : now) {
        if (!version.empty() && versions_[ward] == version) continue;
        versions_.erase(ward);  // Half of it is nothing, if we fail.
        const sql::Rows rows = TRY(connection.query(statement, of(ward, period_)));
        Days& days = days_[ward];
        days.clear();
        for (const sql::Row& row : rows)
            days.emplace_back(tally::Day(std::chrono::days(row.integer(0))), sum_at(row, 1));
        versions_[ward] = version;
    }
    return static_cast<const Wards*>(&days_);
}

SumCache::Span& SumCache::span_of(const tally::Period& period) {
    const auto known = std::ranges::find(spans_, period, &Span::period);
    if (known != spans_.end()) {
        std::rotate(known, known + 1, spans_.end());
        return spans_.back();
    }
    if (spans_.size() == kSpansMax) spans_.erase(spans_.begin());
    return spans_.emplace_back(Span{.period = period, .versions = {}, .wards = {}});
}

Result<std::optional<SumCache::OfWards>> SumCache::procedures(sql::Connection& connection,
                                                              const tally::Period& period) {
    static const std::string statement = fmt::format(
        "SELECT procedure, {} FROM procedure_day WHERE ward = ? AND day >= ? "
        "AND day <= ? GROUP BY procedure ORDER BY procedure",
        summed_columns());
    const Versions now = TRY(versions(connection));
    Span& span = span_of(period);
    OfWards list;
    std::size_t count = 0;
    for (const auto& [ward, version] : now) {
        Procedures& procedures = span.wards[ward];
        if (version.empty() || span.versions[ward] != version) {
            span.versions.erase(ward);
            const sql::Rows rows = TRY(connection.query(statement, of(ward, period)));
            procedures.clear();
            for (const sql::Row& row : rows) procedures[row.text(0)] = sum_at(row, 1);
            span.versions[ward] = version;
        }
        list.push_back(&procedures);
        count += procedures.size();
        if (count <= kProceduresMax) continue;
        spans_.clear();
        return std::optional<OfWards>();
    }
    return std::optional(std::move(list));
}

}  // namespace ledger
