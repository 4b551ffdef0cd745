#include "ledger/runs.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/alarms.h"

namespace ledger {

namespace {

constexpr std::string_view kMakeEpoch =
    "INSERT INTO epoch (id, device, ward) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING";
constexpr std::string_view kEpoch = "SELECT device, ward FROM epoch WHERE id = ?";
constexpr std::string_view kAdopt = "UPDATE epoch SET device = ? WHERE id = ?";
constexpr std::string_view kRun =
    "SELECT number, epoch, first_row, last_row, ward FROM run WHERE id = ?";
constexpr std::string_view kMakeRun =
    "INSERT INTO run (id, epoch, first_row, last_row, ward, device) VALUES (?, ?, ?, ?, ?, ?) "
    "RETURNING number";
constexpr std::string_view kReach = "UPDATE run SET last_row = ? WHERE number = ? AND last_row < ?";
constexpr std::string_view kRunsOf =
    "SELECT number, first_row, last_row, id FROM run WHERE epoch = ? ORDER BY first_row, number";
constexpr std::string_view kOverlaps =
    "SELECT earlier, later, watched FROM overlap WHERE epoch = ? ORDER BY earlier, later";
constexpr std::string_view kNoteOverlap =
    "INSERT INTO overlap (epoch, earlier, later, watched) VALUES (?, ?, ?, ?)";

Result<> alarm_ward(Ledger& ledger, const wire::Run& run, const DeviceState& device, WallTime now) {
    Alarm alarm;
    alarm.device = device.id;
    alarm.epoch = run.epoch;
    alarm.kind = "ward";
    alarm.text = fmt::format(
        "epoch {}: the kiosk told counts of ward {}, but it is enrolled for ward {}: they are "
        "kept apart and not counted",
        run.epoch, run.ward, device.ward);
    return raise_at(ledger, alarm, run.ward, now);
}

Result<> alarm_foreign(Ledger& ledger, const wire::Run& run, const Epoch& epoch,
                       const DeviceState& device, WallTime now) {
    Alarm alarm;
    alarm.device = device.id;
    alarm.epoch = run.epoch;
    alarm.kind = "foreign_run";
    alarm.text = epoch.foreign
                     ? fmt::format(
                           "epoch {}: it is kiosk {}'s, and this kiosk did not prove to go "
                           "on with it: its counts are kept apart and not counted",
                           run.epoch, epoch.device)
                     : fmt::format(
                           "epoch {}: run {} was told before with another first row, "
                           "epoch or ward: its counts are kept apart and not counted",
                           run.epoch, run.id);
    return raise_at(ledger, alarm, epoch.foreign ? "epoch" : run.id, now);
}

using Grown = std::set<std::int64_t>;  ///< Runs that this batch made longer, by number.
struct Pair {
    std::int64_t earlier = 0, later = 0;
    auto operator<=>(const Pair&) const = default;
};

std::string rows_of(const Extent& earlier, const Extent& later) {
    const std::int64_t last = std::min(earlier.last, later.last);
    return last > later.first ? fmt::format("rows {} to {}", later.first, last)
                              : fmt::format("row {}", later.first);
}

/// The runs of one epoch, some of which grew.
class Overlaps {
public:
    Overlaps(Ledger& ledger, std::string epoch, const DeviceState& device, WallTime now)
        : ledger_(ledger), epoch_(std::move(epoch)), device_(device), now_(now) {}

    Result<> look(const Grown& grown);

private:
    Result<> seen(const Extent& earlier, const Extent& later, const Grown& grown);
    Result<> alarm(const std::string& kind, const Extent& earlier, const Extent& later,
                   std::string text);

    Ledger& ledger_;
    const std::string epoch_;
    const DeviceState& device_;
    const WallTime now_;
    std::map<Pair, std::int64_t> known_;  ///< And the run whose growth means a clone.
};

Result<> Overlaps::alarm(const std::string& kind, const Extent& earlier, const Extent& later,
                         std::string text) {
    Alarm alarm;
    alarm.device = device_.id;
    alarm.epoch = epoch_;
    alarm.kind = kind;
    alarm.text = std::move(text);
    return raise_at(ledger_, alarm, fmt::format("{} {}", earlier.id, later.id), now_);
}

Result<> Overlaps::seen(const Extent& earlier, const Extent& later, const Grown& grown) {
    const auto known = known_.find({earlier.number, later.number});
    const std::string rows = rows_of(earlier, later);
    if (known == known_.end()) {
        // That the later run grows is natural: the restored journal is in use. Of two that begin
        // at the same row, it is the one told first that ought to be dead.
        const bool same = earlier.first == later.first;
        const std::int64_t watched =
            same && grown.contains(earlier.number) ? later.number : earlier.number;
        TRY(ledger_.connection().run(kNoteOverlap,
                                     sql::Values{epoch_, earlier.number, later.number, watched}));
        return alarm("restored", earlier, later,
                     fmt::format("epoch {}: {} were written twice, in run {} and again in run {}: "
                                 "the journal was restored from a backup, or its disk was copied; "
                                 "both count",
                                 epoch_, rows, earlier.id, later.id));
    }
    if (!grown.contains(known->second)) return {};
    return alarm("cloned", earlier, later,
                 fmt::format("epoch {}: runs {} and {} both go on, each with {} of its own: two "
                             "kiosks write copies of one journal; both count",
                             epoch_, earlier.id, later.id, rows));
}

Result<> Overlaps::look(const Grown& grown) {
    sql::Connection& connection = ledger_.connection();
    const sql::Rows pairs = TRY(connection.query(kOverlaps, sql::Values{epoch_}));
    for (const sql::Row& row : pairs) known_[{row.integer(0), row.integer(1)}] = row.integer(2);
    const sql::Rows rows = TRY(connection.query(kRunsOf, sql::Values{epoch_}));
    std::vector<Extent> runs;
    for (const sql::Row& row : rows)
        runs.push_back({.number = row.integer(0),
                        .first = row.integer(1),
                        .last = row.integer(2),
                        .id = row.text(3)});
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (!grown.contains(runs[i].number)) continue;
        for (std::size_t j = 0; j < runs.size(); ++j) {
            if (j == i || (j < i && grown.contains(runs[j].number))) continue;  // Seen from j.
            const Extent& earlier = runs[std::min(i, j)];
            const Extent& later = runs[std::max(i, j)];
            if (overlaps(earlier, later)) TRY(seen(earlier, later, grown));
        }
    }
    return {};
}

}  // namespace

bool overlaps(const Extent& earlier, const Extent& later) {
    return earlier.first <= later.first && later.first <= earlier.last;
}

Result<Epochs> lock_epochs(sql::Connection& connection, const std::set<std::string>& names,
                           const DeviceState& device) {
    const std::string statement = std::string(kEpoch).append(connection.for_update());
    Epochs epochs;
    for (const std::string& name : names) {
        TRY(connection.run(kMakeEpoch, sql::Values{name, device.id, device.ward}));
        const sql::Rows rows = TRY(connection.query(statement, sql::Values{name}));
        Epoch& epoch = epochs[name];
        epoch.device = rows.at(0).text(0);
        epoch.ward = rows.at(0).text(1);
        epoch.foreign = epoch.device != device.id;
    }
    return epochs;
}

Result<> adopt(sql::Connection& connection, Epochs& epochs, const DeviceState& device,
               const std::vector<wire::Receipt::Head>& heads) {
    for (const wire::Receipt::Head& head : heads) {
        Epoch& epoch = epochs.at(head.epoch);
        const bool continues = head.status == "ok" || head.status == "same";
        if (!epoch.foreign || epoch.ward != device.ward || !continues) continue;
        TRY(connection.run(kAdopt, sql::Values{device.id, head.epoch}));
        epoch.device = device.id;
        epoch.foreign = false;
    }
    return {};
}

Result<std::vector<TakenRun>> take_runs(Ledger& ledger, const std::vector<wire::Run>& runs,
                                        const Epochs& epochs, const DeviceState& device,
                                        WallTime now) {
    std::vector<sql::Values> ids;
    for (const wire::Run& run : runs) ids.push_back({run.id});
    const std::vector<sql::Rows> known = TRY(ledger.connection().query_many(kRun, ids));
    std::vector<TakenRun> taken;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const wire::Run& run = runs[i];
        const sql::Rows& rows = known[i];
        const auto first =
            std::find(runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(i), run);
        TakenRun one{.run = run,
                     .parked = {},
                     .number = 0,
                     .last_row = 0,
                     .place = static_cast<std::size_t>(first - runs.begin())};
        const Epoch& epoch = epochs.at(run.epoch);
        bool told_otherwise = std::any_of(taken.begin(), taken.end(), [&](const TakenRun& other) {
            return other.run.id == run.id && !(other.run == run);
        });
        if (!rows.empty()) {
            one.number = rows[0].integer(0);
            one.last_row = rows[0].integer(3);
            told_otherwise = told_otherwise || rows[0].text(1) != run.epoch ||
                             rows[0].integer(2) != run.first || rows[0].text(4) != run.ward;
        }
        if (epoch.foreign || told_otherwise) {
            one.parked = "parked:run";
            TRY(alarm_foreign(ledger, run, epoch, device, now));
        } else if (run.ward != device.ward) {
            one.parked = "parked:ward";
            TRY(alarm_ward(ledger, run, device, now));
        }
        taken.push_back(std::move(one));
    }
    return taken;
}

Result<> note_reach(Ledger& ledger, std::vector<TakenRun>& runs,
                    const std::map<std::size_t, std::int64_t>& reached, const DeviceState& device,
                    WallTime now) {
    sql::Connection& connection = ledger.connection();
    std::map<std::string, Grown> grown;  // By epoch.
    for (const auto& [place, last] : reached) {
        TakenRun& run = runs.at(place);
        if (run.number != 0 && last <= run.last_row) continue;
        if (run.number == 0) {
            const sql::Rows made =
                TRY(connection.query(kMakeRun, sql::Values{run.run.id, run.run.epoch, run.run.first,
                                                           last, run.run.ward, device.id}));
            run.number = made.at(0).integer(0);
        } else {
            TRY(connection.run(kReach, sql::Values{last, run.number, last}));
        }
        grown[run.run.epoch].insert(run.number);
    }
    for (const auto& [epoch, of_epoch] : grown)
        TRY(Overlaps(ledger, epoch, device, now).look(of_epoch));
    return {};
}

}  // namespace ledger
