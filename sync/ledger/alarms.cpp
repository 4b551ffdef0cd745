#include "ledger/alarms.h"

#include <fmt/format.h>

#include "wire/keys.h"

namespace ledger {

namespace {

constexpr std::string_view kRaise =
    "INSERT INTO alarm (device, epoch, kind, place, words, first_at, last_at, times) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (device, epoch, kind, place) DO UPDATE "
    "SET words = excluded.words, last_at = excluded.last_at, times = alarm.times + 1";
constexpr std::string_view kAll =
    "SELECT id, device, epoch, kind, words, first_at, last_at, times FROM alarm ORDER BY id";
constexpr std::string_view kLastAt =
    "SELECT last_at FROM alarm WHERE device = '' AND epoch = '' AND kind = ? AND place = ?";
constexpr std::string_view kHowMany = "SELECT count(*) FROM alarm WHERE device = '' AND kind = ?";

constexpr std::string_view kUnknownKey = "unknown_key";
constexpr std::string_view kOthers = "others";
constexpr std::int64_t kUnknownKeysMax = 100;  // More of them tell people nothing new.
constexpr std::chrono::hours kUnknownKeyEvery{1};

Result<std::optional<WallTime>> last_seen(Ledger& ledger, std::string_view place) {
    const sql::Rows rows = TRY(ledger.connection().query(kLastAt, sql::Values{kUnknownKey, place}));
    if (rows.empty()) return std::optional<WallTime>();
    return std::optional(time_of(rows[0].integer(0)));
}

}  // namespace

Result<> raise_at(Ledger& ledger, const Alarm& alarm, const std::string& place, WallTime now) {
    TRY(ledger.connection().run(kRaise, sql::Values{alarm.device, alarm.epoch, alarm.kind, place,
                                                    alarm.text, stored(now), stored(now)}));
    return {};
}

Result<> raise(Ledger& ledger, const Alarm& alarm, WallTime now) {
    return raise_at(ledger, alarm, wire::digest(alarm.text), now);
}

Result<> note_unknown_key(Ledger& ledger, const std::string& key_id, WallTime now) {
    Alarm alarm;
    alarm.kind = kUnknownKey;
    std::string place = key_id;
    std::optional<WallTime> last = TRY(last_seen(ledger, place));
    if (!last) {
        const sql::Rows rows = TRY(ledger.connection().query(kHowMany, sql::Values{kUnknownKey}));
        if (rows.at(0).integer(0) >= kUnknownKeysMax) {
            place = kOthers;
            last = TRY(last_seen(ledger, place));
        }
    }
    if (last && now >= *last && now - *last < kUnknownKeyEvery) return {};
    alarm.text =
        place == kOthers
            ? "batches came that are signed by still other keys that were never enrolled here"
            : fmt::format(
                  "a batch came that is signed by key {}, which was never enrolled here, "
                  "or after the backup that this database was restored from: enrol that "
                  "kiosk again",
                  key_id);
    return raise_at(ledger, alarm, place, now);
}

Result<std::vector<Alarm>> alarms(Ledger& ledger) {
    const sql::Rows rows = TRY(ledger.connection().query(kAll, {}));
    std::vector<Alarm> list;
    for (const sql::Row& row : rows)
        list.push_back({.id = row.integer(0),
                        .device = row.text(1),
                        .epoch = row.text(2),
                        .kind = row.text(3),
                        .text = row.text(4),
                        .first = time_of(row.integer(5)),
                        .last = time_of(row.integer(6)),
                        .times = row.integer(7)});
    return list;
}

}  // namespace ledger
