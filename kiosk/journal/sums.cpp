#include "journal/sums.h"

namespace journal {

namespace {

tally::Measures one(std::int64_t tally::Measures::*field) {
    tally::Measures measures;
    measures.*field = 1;
    return measures;
}

tally::Measures measures_of(const Entry& entry, const std::optional<Handled>& handled) {
    using tally::Measures;
    if (handled) return tally::measures_of(handled->traits, handled->count);
    switch (parse_kind(entry.kind).value_or(Kind::rows_lost)) {
        case Kind::visit_began: return one(&Measures::visits);
        case Kind::procedure_opened: return one(&Measures::opened);
        case Kind::qr_shown: return one(&Measures::qr_shown);
        case Kind::counter_way: return one(&Measures::counter_way);
        case Kind::slip_printed: return one(&Measures::slips);
        case Kind::outcome:
            return entry.detail == kSubmitted ? one(&Measures::submitted) : Measures();
        default: return {};
    }
}

tally::HourTotal hour_total(const tally::Measures& measures) {
    return {.visits = measures.visits,
            .opened = measures.opened,
            .online = measures.online,
            .at_counter = measures.at_counter(),
            .post = measures.post};
}

int hour_of(Minute minute) {
    return static_cast<int>(local_time(minute).since_midnight / std::chrono::hours(1));
}

}  // namespace

Share share_of(const Entry& entry) {
    Share share{.day = entry.day,
                .counted = entry.verdict == name_of(Verdict::counted),
                .measures = {},
                .handled = {},
                .hour = hour_of(entry.minute)};
    const std::optional<Kind> kind = parse_kind(entry.kind);
    if (kind == Kind::dossier || kind == Kind::correction || kind == Kind::imported)
        share.handled = parse_handled(*kind, entry.detail);
    if (share.handled) {
        share.day = share.handled->day;
        // A dossier of another day says nothing of today's hours, nor does a file of the day.
        if (kind != Kind::dossier || share.day != entry.day) share.hour.reset();
    }
    if (share.counted) share.measures = measures_of(entry, share.handled);
    return share;
}

void Sums::add(const Entry& entry, const Share& share, bool late) {
    OfDay& of_day = days[{share.day, late}];
    ++of_day.rows;
    if (!entry.trusted) ++of_day.untrusted;
    if (!share.counted) {
        ++filtered[{share.day, entry.kind, entry.verdict}];
        return;
    }
    if (share.measures == tally::Measures()) return;
    of_day.measures += share.measures;
    measures[{share.day, entry.procedure}] += share.measures;
    if (share.handled)
        dossiers[{share.day, entry.procedure, tally::words_of(share.handled->traits)}] +=
            share.handled->count;
    const tally::HourTotal hour = hour_total(share.measures);
    if (share.hour && hour != tally::HourTotal()) hours[{share.day, *share.hour}] += hour;
}

Sums& Sums::operator+=(const Sums& other) {
    for (const auto& [key, sum] : other.measures) measures[key] += sum;
    for (const auto& [key, sum] : other.hours) hours[key] += sum;
    for (const auto& [key, rows] : other.filtered) filtered[key] += rows;
    for (const auto& [key, count] : other.dossiers) dossiers[key] += count;
    for (const auto& [key, of_day] : other.days) {
        OfDay& sum = days[key];
        sum.rows += of_day.rows;
        sum.untrusted += of_day.untrusted;
        sum.measures += of_day.measures;
    }
    return *this;
}

tally::HourTotal& operator+=(tally::HourTotal& sum, const tally::HourTotal& other) {
    sum.visits += other.visits;
    sum.opened += other.opened;
    sum.online += other.online;
    sum.at_counter += other.at_counter;
    sum.post += other.post;
    return sum;
}

std::vector<Span> spans_of(const tally::Period& period) {
    std::vector<Span> spans;
    std::int64_t day = number_of(period.first);
    const std::int64_t end = number_of(period.last) + 1;
    ASSERT(day >= 0);
    while (day < end) {
        int level = kSpanLevels - 1;
        while (day % span_length(level) != 0 || day + span_length(level) > end) --level;
        spans.push_back({.level = level, .position = day / span_length(level)});
        day += span_length(level);
    }
    return spans;
}

}  // namespace journal
