#include "ledger/lines.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/overloaded.h"
#include "ledger/alarms.h"
#include "ledger/sum_rows.h"

namespace ledger {

namespace {

constexpr std::string_view kCell =
    "SELECT count, revision FROM cell WHERE run = ? AND day = ? AND certainty = ? "
    "AND procedure = ? AND what = ? AND trusted = ?";
constexpr std::string_view kCellsOfDay =
    "SELECT certainty, procedure, what, trusted, count, revision FROM cell "
    "WHERE run = ? AND day = ? ORDER BY certainty, procedure, what, trusted LIMIT ?";
constexpr std::string_view kSetCell =
    "INSERT INTO cell (run, day, certainty, procedure, what, trusted, count, revision, received) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (run, day, certainty, procedure, what, trusted) DO UPDATE "
    "SET count = excluded.count, revision = excluded.revision, received = excluded.received "
    "WHERE excluded.revision > cell.revision";
constexpr std::string_view kSeal =
    "SELECT revision, digest, by_staff FROM seal WHERE run = ? AND day = ?";
constexpr std::string_view kSetSeal =
    "INSERT INTO seal (run, day, revision, digest, by_staff, received) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (run, day) DO UPDATE SET revision = excluded.revision, digest = excluded.digest, "
    "by_staff = excluded.by_staff, received = excluded.received "
    "WHERE excluded.revision > seal.revision";
constexpr std::string_view kPark =
    "INSERT INTO parked (received, line, verdict, line_text) VALUES (?, ?, ?, ?)";

constexpr std::string_view kConflict = "conflict";

// From so many cells of a day on, the whole day is read at once: a kiosk that comes back tells
// days of which nothing is there, and one that tells today has told most of it before. Unless the
// day has far more cells than the batch, which would pay for each of them.
constexpr std::ptrdiff_t kWholeDayFrom = 8;
constexpr std::int64_t day_limit(std::int64_t asked) { return 64 + 4 * asked; }

std::int64_t number_of(tally::Day day) { return day.time_since_epoch().count(); }

sql::Values key_of(std::int64_t run, const wire::CellKey& key) {
    return {run,
            number_of(key.day),
            static_cast<std::int64_t>(key.certainty),
            std::string_view(key.procedure),
            std::string_view(key.what),
            std::int64_t{key.trusted}};
}

// The epoch's lock keeps others out. Should it ever not: nothing is taken rather than half of it.
Result<> all_changed(std::int64_t changed, const std::vector<sql::Values>& many) {
    if (changed == std::ssize(many)) return {};
    return Error{Error::Code::unavailable, "another server took counts of the same run meanwhile"};
}

}  // namespace

Result<> Lines::judge(sql::Connection& connection) {
    TRY(read_cells(connection));
    TRY(read_seals(connection));
    for (const wire::Line& line : lines_) verdicts_.push_back(verdict_of(line));
    return {};
}

Result<> Lines::read_cells(sql::Connection& connection) {
    std::vector<CellPlace> places;
    for (const wire::Line& line : lines_)
        if (const auto* cell = std::get_if<wire::Cell>(&line.what))
            places.emplace_back(runs_.at(line.run).place, cell->key);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::erase_if(places, [&](const CellPlace& one) { return runs_[one.first].number == 0; });
    std::vector<CellPlace> single;
    TRY(read_days(connection, places, single));
    std::vector<sql::Values> asked;
    for (const auto& [run, key] : single) asked.push_back(key_of(runs_[run].number, key));
    const std::vector<sql::Rows> found = TRY(connection.query_many(kCell, asked));
    for (std::size_t i = 0; i < single.size(); ++i)
        if (!found[i].empty()) hold(single[i], found[i][0].integer(0), found[i][0].integer(1));
    return {};
}

void Lines::hold(const CellPlace& place, std::int64_t count, std::int64_t revision) {
    Held<wire::Cell>& held = cells_[place];
    held.item = {.key = place.second, .count = count, .revision = revision};
    held.before = held.item;
}

/// Of days with many of the places, those that are there. `single`: places to be looked for one by
/// one.
Result<> Lines::read_days(sql::Connection& connection, std::span<const CellPlace> places,
                          std::vector<CellPlace>& single) {
    std::vector<std::span<const CellPlace>> days;
    std::vector<sql::Values> asked;
    for (auto first = places.begin(); first != places.end();) {
        const auto last = std::find_if(first, places.end(), [&](const CellPlace& one) {
            return one.first != first->first || one.second.day != first->second.day;
        });
        if (last - first < kWholeDayFrom) {
            single.insert(single.end(), first, last);
        } else {
            days.emplace_back(first, last);
            asked.push_back({runs_[first->first].number, number_of(first->second.day),
                             day_limit(last - first)});
        }
        first = last;
    }
    const std::vector<sql::Rows> found = TRY(connection.query_many(kCellsOfDay, asked));
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (std::ssize(found[i]) == day_limit(std::ssize(days[i]))) {
            single.insert(single.end(), days[i].begin(), days[i].end());
            continue;
        }
        CellPlace place = days[i].front();
        for (const sql::Row& row : found[i]) {
            place.second.certainty = static_cast<wire::Certainty>(row.integer(0));
            place.second.procedure = row.text(1);
            place.second.what = row.text(2);
            place.second.trusted = row.integer(3) != 0;
            if (std::binary_search(days[i].begin(), days[i].end(), place))
                hold(place, row.integer(4), row.integer(5));
        }
    }
    return {};
}

Result<> Lines::read_seals(sql::Connection& connection) {
    std::vector<SealPlace> places;
    for (const wire::Line& line : lines_)
        if (const auto* seal = std::get_if<wire::Seal>(&line.what))
            if (runs_.at(line.run).number != 0)
                places.emplace_back(runs_[line.run].place, seal->day);
    std::vector<sql::Values> asked;
    for (const auto& [run, day] : places) asked.push_back({runs_[run].number, number_of(day)});
    const std::vector<sql::Rows> found = TRY(connection.query_many(kSeal, asked));
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (found[i].empty()) continue;
        const sql::Row& row = found[i][0];
        seals_[places[i]].item = {.day = places[i].second,
                                  .revision = row.integer(0),
                                  .digest = row.text(1),
                                  .by_staff = row.integer(2) != 0};
    }
    return {};
}

std::string Lines::verdict_of(const wire::Line& line) {
    if (const auto* refused = std::get_if<wire::Refused>(&line.what)) return refused->verdict;
    const TakenRun& run = runs_.at(line.run);
    if (!run.parked.empty()) return run.parked;
    const std::int64_t revision =
        std::visit(Overloaded{[](const wire::Refused&) { return std::int64_t{0}; },
                              [](const auto& item) { return item.revision; }},
                   line.what);
    if (revision < run.run.first) return "bad:rev";  // A row before the run began.
    std::int64_t& reached = reached_[run.place];
    reached = std::max(reached, revision);
    if (const auto* cell = std::get_if<wire::Cell>(&line.what)) return verdict_of(run.place, *cell);
    return verdict_of(run.place, std::get<wire::Seal>(line.what));
}

std::string Lines::verdict_of(std::size_t run, const wire::Cell& cell) {
    const auto [at, fresh] = cells_.try_emplace({run, cell.key});
    Held<wire::Cell>& held = at->second;
    if (!fresh && cell.revision < held.item.revision) return "stale";
    if (!fresh && cell.revision == held.item.revision)
        return cell.count == held.item.count ? "dup" : std::string(kConflict);
    held.item = cell;
    held.changed = true;
    return "ok";
}

std::string Lines::verdict_of(std::size_t run, const wire::Seal& seal) {
    const auto [at, fresh] = seals_.try_emplace({run, seal.day});
    Held<wire::Seal>& held = at->second;
    if (!fresh && seal.revision < held.item.revision) return "stale";
    if (!fresh && seal.revision == held.item.revision)
        return seal == held.item ? "dup" : std::string(kConflict);
    held.item = seal;
    held.changed = true;
    return "ok";
}

Result<> Lines::store(Ledger& ledger, std::int64_t received, const DeviceState& device,
                      WallTime now) {
    TRY(store_cells(ledger.connection(), received));
    TRY(store_seals(ledger.connection(), received));
    TRY(store_apart(ledger.connection(), received));
    TRY(alarm_conflicts(ledger, device, now));
    return store_sums(ledger.connection());
}

Result<> Lines::store_cells(sql::Connection& connection, std::int64_t received) {
    std::vector<sql::Values> many;
    for (const auto& [place, held] : cells_) {
        if (!held.changed) continue;
        sql::Values values = key_of(runs_[place.first].number, place.second);
        values.insert(values.end(), {held.item.count, held.item.revision, received});
        many.push_back(std::move(values));
    }
    const std::int64_t changed = TRY(connection.insert_many(kSetCell, many));
    return all_changed(changed, many);
}

Result<> Lines::store_seals(sql::Connection& connection, std::int64_t received) {
    std::vector<sql::Values> many;
    for (const auto& [place, held] : seals_) {
        if (!held.changed) continue;
        many.push_back({runs_[place.first].number, number_of(place.second), held.item.revision,
                        std::string_view(held.item.digest), std::int64_t{held.item.by_staff},
                        received});
    }
    const std::int64_t changed = TRY(connection.insert_many(kSetSeal, many));
    return all_changed(changed, many);
}

// Last of all: kiosks of one ward share these rows, and none waits for another's for long.
Result<> Lines::store_sums(sql::Connection& connection) {
    SumRows sums;
    for (const auto& [place, held] : cells_)
        if (held.changed)
            sums.add(runs_[place.first].run.ward, place.second,
                     held.item.count - held.before.count);
    for (const auto& [place, held] : seals_)
        if (held.changed) sums.seal(runs_[place.first].run.ward, place.second);
    return add_sums(connection, sums);
}

/// What does not count is kept as it came: what contradicts, what is not of the form, what waits
/// for somebody to decide.
Result<> Lines::store_apart(sql::Connection& connection, std::int64_t received) {
    std::vector<sql::Values> many;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const std::string& verdict = verdicts_[i];
        if (verdict == "ok" || verdict == "dup" || verdict == "stale") continue;
        many.push_back({received, static_cast<std::int64_t>(i), std::string_view(verdict),
                        sql::Blob{lines_[i].text}});
    }
    TRY(connection.insert_many(kPark, many));
    return {};
}

Result<> Lines::alarm_conflicts(Ledger& ledger, const DeviceState& device, WallTime now) {
    std::map<std::size_t, std::vector<std::size_t>> conflicts;  // Lines by run.
    for (std::size_t i = 0; i < lines_.size(); ++i)
        if (verdicts_[i] == kConflict) conflicts[runs_[lines_[i].run].place].push_back(i);
    for (const auto& [place, lines] : conflicts) {
        const wire::Run& run = runs_[place].run;
        Alarm alarm;
        alarm.device = device.id;
        alarm.epoch = run.epoch;
        alarm.kind = kConflict;
        alarm.text = fmt::format(
            "epoch {}: run {} told {} counts again with the same revision but otherwise; the "
            "first of them: {}. What came first counts, the other is kept",
            run.epoch, run.id, lines.size(), lines_[lines.front()].text);
        TRY(raise_at(ledger, alarm, run.id, now));
    }
    return {};
}

}  // namespace ledger
