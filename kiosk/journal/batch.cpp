#include "journal/batch.h"

#include <set>

#include "journal/closing.h"
#include "journal/details.h"

namespace journal {

namespace {

/// The days that a pending closing closes: none, one, or all that are open.
Result<std::vector<tally::Day>> days_to_close(const Pending& pending, Journal& journal) {
    const std::optional<ClosedDay> closed = parse_closed_day(pending.record.event.detail);
    ASSERT(closed.has_value());  // Writer made it.
    if (pending.all_open) return journal.open_days(closed->day, kClosingsMax);
    const bool already = TRY(journal.is_closed(closed->day));
    return already ? std::vector<tally::Day>() : std::vector{closed->day};
}

}  // namespace

Result<std::vector<Record>> rows_of(std::span<const Pending> batch, Journal& journal) {
    std::vector<Record> rows;
    std::set<tally::Day> closed;  // By this batch.
    for (const Pending& pending : batch) {
        if (pending.record.event.kind != Kind::day_closed) {
            rows.push_back(pending.record);
            continue;
        }
        const std::string staff = parse_closed_day(pending.record.event.detail)->staff;
        const std::vector<tally::Day> days = TRY(days_to_close(pending, journal));
        for (const tally::Day day : days) {
            if (closed.contains(day)) continue;
            if (pending.record.verdict == Verdict::counted) closed.insert(day);
            rows.push_back(pending.record);
            rows.back().event = day_closed(staff, day, no_digest());
        }
    }
    return rows;
}

}  // namespace journal
