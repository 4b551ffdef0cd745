#include "journal/recount.h"

#include <fmt/format.h>

#include "journal/closing.h"
#include "journal/tallies.h"

namespace journal {

namespace {

constexpr auto kHours =
    "SELECT position, hour, visits, opened, online, at_counter, post FROM span_hour"
    " WHERE level = ? ORDER BY position, hour";
constexpr auto kFiltered =
    "SELECT position, kind, reason, entries FROM span_filtered WHERE level = ?"
    " ORDER BY position, kind, reason";
constexpr auto kDossiers =
    "SELECT day, procedure, traits, count FROM dossier_total ORDER BY day, procedure, traits";
constexpr auto kRecorded =
    "SELECT sequence, procedure, remaining, late, imported, hour FROM recorded ORDER BY sequence";
constexpr auto kClosings = "SELECT day, sequence, staff, digest FROM closing ORDER BY day";

constexpr int kNoHour = -1;

/// "2026-11-23", or "2026-11-20 to 2026-11-23" for a longer span.
std::string days_text(int level, std::int64_t position) {
    const std::int64_t first = position * span_length(level);
    if (level == 0) return iso_date(day_from(first));
    return fmt::format("{} to {}", iso_date(day_from(first)),
                       iso_date(day_from(first + span_length(level) - 1)));
}

std::string or_none(const std::string& procedure) {
    return procedure.empty() ? "no procedure" : procedure;
}

/// Takes each row of a table from the recount; says which differ and which are left over.
/// Figures that are all 0 may stand or be absent: they say the same.
template <class Key, class Value, class Read, class Name>
Result<> compare_with(std::map<Key, Value> expected, db::Rows rows, const Read& read,
                      const Name& name, const Recount::Say& say) {
    while (TRY(rows.next())) {
        const std::pair<Key, Value> found = read(rows);
        const auto it = expected.find(found.first);
        const Value wanted = it == expected.end() ? Value() : it->second;
        if (found.second != wanted)
            say(fmt::format("the tallies of {} are not those of the rows", name(found.first)));
        if (it != expected.end()) expected.erase(it);
    }
    for (const auto& [key, value] : expected)
        if (value != Value()) say(fmt::format("the tallies of {} are missing", name(key)));
    return {};
}

std::int64_t position_of(tally::Day day, int level) { return number_of(day) / span_length(level); }

}  // namespace

void Recount::must_wait(const Entry& entry) const {
    if (!may_wait(entry))
        say_(fmt::format("row {} is not in the tallies, which have {} rows", entry.sequence,
                         tallied_));
}

void Recount::row(const Entry& entry) {
    if (++rows_ > tallied_) return must_wait(entry);
    const std::optional<Kind> kind = parse_kind(entry.kind);
    if (kind == Kind::day_closed) close(entry);
    Share share = share_of(entry);
    // A closing that this row makes says nothing of the row itself.
    const auto closed = closed_.find(share.day);
    const bool late = closed != closed_.end() && closed->second.sequence < entry.sequence;
    if (share.counted && share.handled) {
        if (share.handled->corrects != 0)
            take_off(entry, share);
        else
            recorded_[entry.sequence] = {.procedure = entry.procedure,
                                         .handled = *share.handled,
                                         .left = share.handled->count,
                                         .late = late,
                                         .imported = kind == Kind::imported,
                                         .hour = share.hour};
    }
    sums_.add(entry, share, late);
}

void Recount::close(const Entry& entry) {
    const std::optional<ClosedDay> closed = parse_closed_day(entry.detail);
    if (!closed) {
        say_(fmt::format("row {} closes no day", entry.sequence));
        return;
    }
    const std::string previous = last_digest_.empty() ? no_digest() : last_digest_;
    if (closed->digest != closing_digest(previous, closed->day, sums_))
        say_(fmt::format("row {}: its digest is not that of {} as the rows before it make it",
                         entry.sequence, iso_date(closed->day)));
    if (entry.verdict != name_of(Verdict::counted)) return;
    const auto [it, first] = closed_.try_emplace(
        closed->day,
        Closed{.sequence = entry.sequence, .staff = closed->staff, .digest = closed->digest});
    if (!first)
        say_(fmt::format("row {} closes {}, which row {} has closed", entry.sequence,
                         iso_date(closed->day), it->second.sequence));
    last_digest_ = closed->digest;
}

void Recount::take_off(const Entry& entry, Share& share) {
    const auto it = recorded_.find(share.handled->corrects);
    const bool fits = it != recorded_.end() && !it->second.imported &&
                      it->second.procedure == entry.procedure &&
                      it->second.handled.day == share.handled->day &&
                      it->second.handled.traits == share.handled->traits &&
                      it->second.left + share.handled->count >= 0;
    if (!fits) {
        say_(fmt::format("row {} counts, but corrects more than is left of row {}", entry.sequence,
                         share.handled->corrects));
        return;
    }
    it->second.left += share.handled->count;
    share.hour = it->second.hour;
}

Result<> Recount::compare(db::Database& database) {
    if (tallied_ > rows_ && tallied_ != kAllRows)
        say_(fmt::format("the tallies have {} rows, there are {}", tallied_, rows_));
    for (int level = 0; level < kSpanLevels; ++level) {
        TRY(compare_measures(database, level));
        TRY(compare_hours(database, level));
        TRY(compare_filtered(database, level));
    }
    TRY(compare_days(database));
    TRY(compare_dossiers(database));
    TRY(compare_recorded(database));
    return compare_closings(database);
}

Result<> Recount::compare_measures(db::Database& database, int level) {
    using Key = std::pair<std::int64_t, std::string>;
    std::map<Key, tally::Measures> expected;
    for (const auto& [key, measures] : sums_.measures)
        expected[{position_of(key.first, level), key.second}] += measures;
    db::Statement statement = TRY(database.prepare(
        fmt::format("SELECT position, procedure, {} FROM span_measure WHERE level = ?"
                    " ORDER BY position, procedure",
                    columns_of_measures())));
    return compare_with(
        std::move(expected), statement.query(std::int64_t{level}),
        [](const db::Rows& rows) {
            return std::pair(Key(rows.integer(0), rows.text(1)), measures_from(rows, 2));
        },
        [&](const Key& key) {
            return fmt::format("{}, {}", days_text(level, key.first), or_none(key.second));
        },
        say_);
}

Result<> Recount::compare_hours(db::Database& database, int level) {
    using Key = std::pair<std::int64_t, std::int64_t>;
    std::map<Key, tally::HourTotal> expected;
    for (const auto& [key, sum] : sums_.hours)
        expected[{position_of(key.first, level), key.second}] += sum;
    db::Statement statement = TRY(database.prepare(kHours));
    return compare_with(
        std::move(expected), statement.query(std::int64_t{level}),
        [](const db::Rows& rows) {
            return std::pair(Key(rows.integer(0), rows.integer(1)),
                             tally::HourTotal{.visits = rows.integer(2),
                                              .opened = rows.integer(3),
                                              .online = rows.integer(4),
                                              .at_counter = rows.integer(5),
                                              .post = rows.integer(6)});
        },
        [&](const Key& key) {
            return fmt::format("{}, hour {}", days_text(level, key.first), key.second);
        },
        say_);
}

Result<> Recount::compare_filtered(db::Database& database, int level) {
    using Key = std::tuple<std::int64_t, std::string, std::string>;
    std::map<Key, std::int64_t> expected;
    for (const auto& [key, rows] : sums_.filtered)
        expected[{position_of(std::get<0>(key), level), std::get<1>(key), std::get<2>(key)}] +=
            rows;
    db::Statement statement = TRY(database.prepare(kFiltered));
    return compare_with(
        std::move(expected), statement.query(std::int64_t{level}),
        [](const db::Rows& rows) {
            return std::pair(Key(rows.integer(0), rows.text(1), rows.text(2)), rows.integer(3));
        },
        [&](const Key& key) {
            return fmt::format("{}, {} {}", days_text(level, std::get<0>(key)), std::get<1>(key),
                               std::get<2>(key));
        },
        say_);
}

Result<> Recount::compare_days(db::Database& database) {
    using Key = std::pair<tally::Day, bool>;
    db::Statement statement = TRY(database.prepare(
        fmt::format("SELECT day, late, entries, untrusted, {} FROM day_total ORDER BY day, late",
                    columns_of_measures())));
    return compare_with(
        sums_.days, statement.query(),
        [](const db::Rows& rows) {
            return std::pair(Key(day_from(rows.integer(0)), rows.integer(1) != 0),
                             Sums::OfDay{.rows = rows.integer(2),
                                         .untrusted = rows.integer(3),
                                         .measures = measures_from(rows, 4)});
        },
        [](const Key& key) {
            return iso_date(key.first) + (key.second ? ", late rows" : ", all rows");
        },
        say_);
}

Result<> Recount::compare_dossiers(db::Database& database) {
    using Key = Sums::ByTraits::key_type;
    db::Statement statement = TRY(database.prepare(kDossiers));
    return compare_with(
        sums_.dossiers, statement.query(),
        [](const db::Rows& rows) {
            return std::pair(Key(day_from(rows.integer(0)), rows.text(1), rows.text(2)),
                             rows.integer(3));
        },
        [](const Key& key) {
            return fmt::format("{}, {} {}", iso_date(std::get<0>(key)), std::get<1>(key),
                               std::get<2>(key));
        },
        say_);
}

Result<> Recount::compare_recorded(db::Database& database) {
    using Value = std::tuple<std::string, std::int64_t, bool, bool, int>;
    std::map<std::int64_t, Value> expected;
    for (const auto& [sequence, row] : recorded_)
        expected[sequence] = {row.procedure, row.left, row.late, row.imported,
                              row.hour.value_or(kNoHour)};
    db::Statement statement = TRY(database.prepare(kRecorded));
    return compare_with(
        std::move(expected), statement.query(),
        [](const db::Rows& rows) {
            return std::pair(rows.integer(0),
                             Value(rows.text(1), rows.integer(2), rows.integer(3) != 0,
                                   rows.integer(4) != 0, static_cast<int>(rows.integer(5))));
        },
        [](std::int64_t sequence) { return fmt::format("row {}", sequence); }, say_);
}

Result<> Recount::compare_closings(db::Database& database) {
    using Value = std::tuple<std::int64_t, std::string, std::string>;
    std::map<tally::Day, Value> expected;
    for (const auto& [day, closed] : closed_)
        expected[day] = {closed.sequence, closed.staff, closed.digest};
    db::Statement statement = TRY(database.prepare(kClosings));
    return compare_with(
        std::move(expected), statement.query(),
        [](const db::Rows& rows) {
            return std::pair(day_from(rows.integer(0)),
                             Value(rows.integer(1), rows.text(2), rows.text(3)));
        },
        [](tally::Day day) { return iso_date(day) + ", its closing"; }, say_);
}

}  // namespace journal
