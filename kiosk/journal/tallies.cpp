#include "journal/tallies.h"

#include <fmt/format.h>

#include <array>
#include <set>

#include "journal/closing.h"
#include "journal/schema.h"

namespace journal {

namespace {

constexpr auto kAddHour =
    "INSERT INTO span_hour (level, position, hour, visits, opened, online, at_counter, post)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET visits = visits + excluded.visits,"
    " opened = opened + excluded.opened, online = online + excluded.online,"
    " at_counter = at_counter + excluded.at_counter, post = post + excluded.post";
constexpr auto kAddFiltered =
    "INSERT INTO span_filtered (level, position, kind, reason, entries) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET entries = entries + excluded.entries";
constexpr auto kAddDossiers =
    "INSERT INTO dossier_total (day, procedure, traits, count) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET count = count + excluded.count";
constexpr auto kDayFiltered =
    "SELECT kind, reason, entries FROM span_filtered WHERE level = 0 AND position = ?"
    " ORDER BY kind, reason";
constexpr auto kDayDossiers =
    "SELECT procedure, traits, count FROM dossier_total WHERE day = ? ORDER BY procedure, traits";
constexpr auto kDayUntrusted = "SELECT coalesce(sum(untrusted), 0) FROM day_total WHERE day = ?";
constexpr auto kCorrected =
    "SELECT e.procedure, e.detail, r.remaining, r.hour FROM recorded AS r"
    " JOIN entry AS e ON e.sequence = r.sequence WHERE r.sequence = ? AND r.imported = 0";
constexpr auto kDossiers =
    "SELECT coalesce(sum(count), 0) FROM dossier_total"
    " WHERE day = ? AND procedure = ? AND traits = ?";
constexpr auto kAddRecorded =
    "INSERT INTO recorded (sequence, procedure, remaining, late, imported, hour)"
    " VALUES (?, ?, ?, ?, ?, ?)";
constexpr auto kTakeOff = "UPDATE recorded SET remaining = remaining + ? WHERE sequence = ?";
constexpr auto kClosed = "SELECT count(*) FROM closing WHERE day = ?";
constexpr auto kClosingsFrom = "SELECT day FROM closing WHERE day >= ? ORDER BY day";
constexpr auto kLastDigest = "SELECT digest FROM closing ORDER BY sequence DESC LIMIT 1";
constexpr auto kAddClosing =
    "INSERT INTO closing (day, sequence, staff, digest) VALUES (?, ?, ?, ?)";
// Days close themselves from the first trusted row's on, so the first that did spares a search
// through rows that no clock vouched for.
constexpr auto kFirstAuto = "SELECT day FROM closing WHERE staff = '' ORDER BY day LIMIT 1";
constexpr auto kFirstTrusted = "SELECT day FROM entry WHERE trusted = 1 ORDER BY sequence LIMIT 1";

constexpr auto kTallied =
    "INSERT INTO tallied (one, size) VALUES (1, ?) ON CONFLICT DO UPDATE SET size = excluded.size";
constexpr auto kTalliedRows = "SELECT size FROM tallied WHERE one = 1";

constexpr std::int64_t kNoHour = -1;
constexpr std::size_t kDaysRemembered = 64;

/// INSERT or add to: `keys` are the primary key's columns, `extra` more sums beside the measures.
std::string adding(std::string_view table, const std::vector<std::string>& keys,
                   const std::vector<std::string>& extra) {
    std::vector<std::string> sums = extra;
    for (const tally::MeasureName& measure : tally::measure_names())
        sums.emplace_back(measure.name);
    std::vector<std::string> sets;
    for (const std::string& name : sums)
        sets.push_back(fmt::format("{0} = {0} + excluded.{0}", name));
    const std::vector<std::string> marks(keys.size() + sums.size(), "?");
    return fmt::format("INSERT INTO {} ({}, {}) VALUES ({}) ON CONFLICT DO UPDATE SET {}", table,
                       fmt::join(keys, ", "), fmt::join(sums, ", "), fmt::join(marks, ", "),
                       fmt::join(sets, ", "));
}

/// Runs a statement with some keys and then every measure.
template <class... Keys>
Result<> run_with(db::Statement& statement, const tally::Measures& measures, const Keys&... keys) {
    std::array<std::int64_t, kMeasureColumns> values{};
    ASSERT(tally::measure_names().size() == values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = measures.*tally::measure_names()[i].field;
    return std::apply([&](const auto&... value) { return statement.run(keys..., value...); },
                      values);
}

}  // namespace

std::string columns_of_measures() {
    std::vector<std::string_view> names;
    for (const tally::MeasureName& measure : tally::measure_names()) names.push_back(measure.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

tally::Measures measures_from(const db::Rows& rows, int first_column) {
    tally::Measures measures;
    for (const tally::MeasureName& measure : tally::measure_names())
        measures.*measure.field = rows.integer(first_column++);
    return measures;
}

bool may_wait(const Entry& entry) {
    switch (parse_kind(entry.kind).value_or(Kind::rows_lost)) {
        case Kind::dossier:
        case Kind::correction:
        case Kind::imported:
        case Kind::day_closed: return false;
        default: return true;
    }
}

Result<std::int64_t> tallied_rows(db::Database& database) {
    const std::int64_t version = TRY(database.pragma("user_version"));
    if (version < kTalliedVersion) return kAllRows;
    db::Statement statement = TRY(database.prepare(kTalliedRows));
    db::Rows rows = statement.query();
    const bool found = TRY(rows.next());
    return found ? rows.integer(0) : std::int64_t{0};
}

Entry waiting_from(const db::Rows& rows) {
    return {.sequence = rows.integer(0),
            .minute = minute_from(rows.integer(1)),
            .boot = {},
            .trusted = rows.integer(2) != 0,
            .day = day_from(rows.integer(3)),
            .kind = rows.text(4),
            .procedure = rows.text(5),
            .detail = rows.text(6),
            .verdict = rows.text(7),
            .rules = kRulesVersion};
}

Result<Tallies> Tallies::prepare(db::Database& database) {
    Statements statements = TRY(prepare_statements(database));
    Tallies tallies(std::move(statements));
    TRY(tallies.read_waiting(database));
    return tallies;
}

/// What the last owner left waiting.
Result<> Tallies::read_waiting(db::Database& database) {
    committed_last_ = TRY(tallied_rows(database));
    db::Rows rows = statements_.waiting.query();
    while (TRY(rows.next())) {
        const Entry entry = waiting_from(rows);
        const Share share = share_of(entry);
        kept_.sums.add(entry, share, TRY(is_closed(share.day)));
        ++kept_.rows;
        committed_last_ = entry.sequence;
    }
    return {};
}

void Tallies::begin() {
    added_ = {};
    flushed_ = must_flush_ = has_closed_ = false;
    last_ = committed_last_;
}

void Tallies::committed() {
    if (flushed_) kept_ = {};
    kept_.sums += added_.sums;
    kept_.rows += added_.rows;
    committed_last_ = last_;
    has_closed_ = false;
}

Result<Tallies::Statements> Tallies::prepare_statements(db::Database& database) {
    db::Statement add_measures =
        TRY(database.prepare(adding("span_measure", {"level", "position", "procedure"}, {})));
    db::Statement add_hour = TRY(database.prepare(kAddHour));
    db::Statement add_filtered = TRY(database.prepare(kAddFiltered));
    db::Statement add_day =
        TRY(database.prepare(adding("day_total", {"day", "late"}, {"entries", "untrusted"})));
    db::Statement add_dossiers = TRY(database.prepare(kAddDossiers));
    db::Statement day_measures = TRY(database.prepare(
        fmt::format("SELECT procedure, {} FROM span_measure WHERE level = 0 AND position = ?"
                    " ORDER BY procedure",
                    columns_of_measures())));
    db::Statement day_filtered = TRY(database.prepare(kDayFiltered));
    db::Statement day_dossiers = TRY(database.prepare(kDayDossiers));
    db::Statement day_untrusted = TRY(database.prepare(kDayUntrusted));
    db::Statement corrected = TRY(database.prepare(kCorrected));
    db::Statement dossiers = TRY(database.prepare(kDossiers));
    db::Statement add_recorded = TRY(database.prepare(kAddRecorded));
    db::Statement take_off = TRY(database.prepare(kTakeOff));
    db::Statement closed = TRY(database.prepare(kClosed));
    db::Statement closings_from = TRY(database.prepare(kClosingsFrom));
    db::Statement last_digest = TRY(database.prepare(kLastDigest));
    db::Statement add_closing = TRY(database.prepare(kAddClosing));
    db::Statement first_auto = TRY(database.prepare(kFirstAuto));
    db::Statement first_trusted = TRY(database.prepare(kFirstTrusted));
    db::Statement waiting = TRY(database.prepare(kWaitingRows));
    db::Statement tallied = TRY(database.prepare(kTallied));
    return Statements{.add_measures = std::move(add_measures),
                      .add_hour = std::move(add_hour),
                      .add_filtered = std::move(add_filtered),
                      .add_day = std::move(add_day),
                      .add_dossiers = std::move(add_dossiers),
                      .day_measures = std::move(day_measures),
                      .day_filtered = std::move(day_filtered),
                      .day_dossiers = std::move(day_dossiers),
                      .day_untrusted = std::move(day_untrusted),
                      .corrected = std::move(corrected),
                      .dossiers = std::move(dossiers),
                      .add_recorded = std::move(add_recorded),
                      .take_off = std::move(take_off),
                      .closed = std::move(closed),
                      .closings_from = std::move(closings_from),
                      .last_digest = std::move(last_digest),
                      .add_closing = std::move(add_closing),
                      .first_auto = std::move(first_auto),
                      .first_trusted = std::move(first_trusted),
                      .waiting = std::move(waiting),
                      .tallied = std::move(tallied)};
}

Result<> Tallies::complete(Entry& entry) {
    const std::optional<Kind> kind = parse_kind(entry.kind);
    if (kind == Kind::day_closed) {
        const std::optional<ClosedDay> closed = parse_closed_day(entry.detail);
        if (!closed) return Error{Error::Code::invalid, "close a day: the row names no day"};
        const bool already = TRY(is_closed(closed->day));
        if (already)
            return Error{Error::Code::invalid, iso_date(closed->day) + " is closed already"};
        TRY(flush());
        const Sums sums = TRY(day_sums(closed->day));
        std::string previous = no_digest();
        db::Rows rows = statements_.last_digest.query();
        if (TRY(rows.next())) previous = rows.text(0);
        entry.detail =
            day_closed(closed->staff, closed->day, closing_digest(previous, closed->day, sums))
                .detail;
    }
    if (entry.verdict != name_of(Verdict::counted)) return {};
    if (kind != Kind::correction && kind != Kind::imported) return {};
    const std::optional<Handled> handled = parse_handled(*kind, entry.detail);
    const bool over = !handled || TRY(over_corrects(entry, *handled));
    if (over) entry.verdict = name_of(Verdict::over_corrected);
    return {};
}

/// Whether more is taken off than there is: of the corrected row, or of all that was recorded
/// for this day, procedure and traits (an import may have taken off some already).
Result<bool> Tallies::over_corrects(const Entry& entry, const Handled& handled) {
    if (handled.count > 0) return false;
    TRY(flush());
    const std::int64_t recorded =
        TRY(statements_.dossiers.integer(number_of(handled.day), std::string_view(entry.procedure),
                                         std::string_view(tally::words_of(handled.traits))));
    if (recorded + handled.count < 0) return true;
    if (handled.corrects == 0) return false;
    const bool fits = TRY(fits_its_row(entry, handled));
    return !fits;
}

Result<bool> Tallies::fits_its_row(const Entry& entry, const Handled& handled) {
    db::Rows rows = statements_.corrected.query(handled.corrects);
    const bool found = TRY(rows.next());
    if (!found || rows.text(0) != entry.procedure) return false;
    const std::optional<Handled> row = parse_handled(Kind::dossier, rows.text(1));
    return row && row->day == handled.day && row->traits == handled.traits &&
           rows.integer(2) + handled.count >= 0;
}

Result<> Tallies::add(const Entry& entry) {
    Share share = share_of(entry);
    const bool late = TRY(is_closed(share.day));
    if (share.counted && share.handled) {
        if (share.handled->corrects == 0) {
            TRY(add_recorded(entry, share, late));
        } else {
            db::Rows rows = statements_.corrected.query(share.handled->corrects);
            const bool found = TRY(rows.next());
            ASSERT(found);  // complete() saw it.
            if (rows.integer(3) != kNoHour) share.hour = static_cast<int>(rows.integer(3));
            TRY(statements_.take_off.run(share.handled->count, share.handled->corrects));
        }
    }
    added_.sums.add(entry, share, late);
    ++added_.rows;
    last_ = entry.sequence;
    must_flush_ = must_flush_ || !may_wait(entry);
    if (share.counted && entry.kind == name_of(Kind::day_closed)) {
        const std::optional<ClosedDay> closed = parse_closed_day(entry.detail);
        ASSERT(closed.has_value());  // complete() wrote it.
        TRY(statements_.add_closing.run(number_of(closed->day), entry.sequence,
                                        std::string_view(closed->staff),
                                        std::string_view(closed->digest)));
        closed_.clear();
        has_closed_ = true;
    }
    return {};
}

Result<> Tallies::settle() {
    const std::int64_t waiting = added_.rows + (flushed_ ? 0 : kept_.rows);
    return must_flush_ || waiting > kWaitingMax ? flush() : Result<>();
}

Result<> Tallies::add_recorded(const Entry& entry, const Share& share, bool late) {
    const bool imported = entry.kind == name_of(Kind::imported);
    return statements_.add_recorded.run(
        entry.sequence, std::string_view(entry.procedure), share.handled->count, std::int64_t{late},
        std::int64_t{imported}, share.hour ? std::int64_t{*share.hour} : kNoHour);
}

/// Writes all that waits.
Result<> Tallies::flush() {
    Sums sums = std::move(added_.sums);
    if (!flushed_) sums += kept_.sums;
    added_ = {};
    flushed_ = true;
    for (std::int64_t level = 0; level < kSpanLevels; ++level) {
        const std::int64_t length = span_length(static_cast<int>(level));
        for (const auto& [key, measures] : sums.measures)
            TRY(run_with(statements_.add_measures, measures, level, number_of(key.first) / length,
                         std::string_view(key.second)));
        for (const auto& [key, sum] : sums.hours)
            TRY(statements_.add_hour.run(level, number_of(key.first) / length,
                                         std::int64_t{key.second}, sum.visits, sum.opened,
                                         sum.online, sum.at_counter, sum.post));
        for (const auto& [key, rows] : sums.filtered)
            TRY(statements_.add_filtered.run(level, number_of(std::get<0>(key)) / length,
                                             std::string_view(std::get<1>(key)),
                                             std::string_view(std::get<2>(key)), rows));
    }
    for (const auto& [key, sum] : sums.days)
        TRY(run_with(statements_.add_day, sum.measures, number_of(key.first),
                     std::int64_t{key.second}, sum.rows, sum.untrusted));
    for (const auto& [key, count] : sums.dossiers)
        TRY(statements_.add_dossiers.run(number_of(std::get<0>(key)),
                                         std::string_view(std::get<1>(key)),
                                         std::string_view(std::get<2>(key)), count));
    return statements_.tallied.run(last_);
}

Result<bool> Tallies::is_closed(tally::Day day) {
    if (const auto known = closed_.find(day); known != closed_.end()) return known->second;
    const std::int64_t closings = TRY(statements_.closed.integer(number_of(day)));
    if (closed_.size() >= kDaysRemembered) closed_.clear();
    // A closing of a transaction that may fail is not remembered.
    if (!has_closed_) closed_[day] = closings > 0;
    return closings > 0;
}

/// What the tallies say of one day; what is pending is not in it.
Result<Sums> Tallies::day_sums(tally::Day day) {
    Sums sums;
    const std::int64_t number = number_of(day);
    {
        db::Rows rows = statements_.day_measures.query(number);
        while (TRY(rows.next())) sums.measures[{day, rows.text(0)}] = measures_from(rows, 1);
    }
    {
        db::Rows rows = statements_.day_filtered.query(number);
        while (TRY(rows.next())) sums.filtered[{day, rows.text(0), rows.text(1)}] = rows.integer(2);
    }
    {
        db::Rows rows = statements_.day_dossiers.query(number);
        while (TRY(rows.next())) sums.dossiers[{day, rows.text(0), rows.text(1)}] = rows.integer(2);
    }
    sums.days[{day, false}].untrusted = TRY(statements_.day_untrusted.integer(number));
    return sums;
}

Result<tally::Day> Tallies::first_day(tally::Day otherwise) {
    for (db::Statement* statement : {&statements_.first_auto, &statements_.first_trusted}) {
        db::Rows rows = statement->query();
        if (TRY(rows.next())) return day_from(rows.integer(0));
    }
    return otherwise;
}

Result<std::vector<tally::Day>> Tallies::open_days(tally::Day last, std::size_t count_max) {
    constexpr std::chrono::days kOne{1};
    tally::Day day = TRY(first_day(last + kOne));
    std::set<tally::Day> closed;
    {
        db::Rows rows = statements_.closings_from.query(number_of(day));
        while (TRY(rows.next())) closed.insert(day_from(rows.integer(0)));
    }
    std::vector<tally::Day> open;
    for (; day <= last && open.size() < count_max; day += kOne)
        if (!closed.contains(day)) open.push_back(day);
    return open;
}

}  // namespace journal
