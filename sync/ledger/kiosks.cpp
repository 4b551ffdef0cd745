#include <map>

#include "journal/hash.h"
#include "ledger/alarms.h"
#include "ledger/devices.h"
#include "ledger/keys.h"
#include "wire/words.h"

namespace ledger {

namespace {

constexpr std::string_view kKiosks =
    "SELECT d.id, d.ward, d.name, d.enrolled_at, d.heard_at, d.unsent, d.disk_free, d.published, "
    "d.batches, d.version, d.clock_trusted, d.wall, d.journal_rows, d.revoked_at, k.key "
    "FROM device d JOIN device_key k ON k.device = d.id AND k.successor = '' "
    "ORDER BY d.ward, d.name, d.id";
constexpr std::string_view kAlarms =
    "SELECT DISTINCT device, kind FROM alarm WHERE device <> '' ORDER BY device, kind";

}  // namespace

Result<std::vector<Kiosk>> kiosks(Ledger& ledger) {
    const sql::Rows alarms = TRY(ledger.connection().query(kAlarms, {}));
    std::map<std::string, std::vector<std::string>> kinds;
    for (const sql::Row& row : alarms) kinds[row.text(0)].push_back(row.text(1));
    const wire::PublicKey province = ledger.identity().key.public_key();
    const sql::Rows rows = TRY(ledger.connection().query(kKiosks, {}));
    std::vector<Kiosk> list;
    for (const sql::Row& row : rows) {
        Kiosk kiosk;
        kiosk.device = row.text(0);
        kiosk.ward = row.text(1);
        kiosk.name = row.text(2);
        kiosk.enrolled = time_of(row.integer(3));
        if (row.integer(4) != 0) kiosk.heard = time_of(row.integer(4));
        kiosk.unsent = row.integer(5);
        kiosk.disk_free = row.integer(6);
        kiosk.published = row.integer(7);
        kiosk.batches = row.integer(8);
        kiosk.version = row.text(9);
        kiosk.clock_trusted = row.integer(10) != 0;
        kiosk.device_wall = row.text(11);
        kiosk.rows = row.integer(12);
        kiosk.revoked = row.integer(13) != 0;
        kiosk.words =
            wire::four_words(journal::from_bytes<wire::PublicKey>(row.text(14)), province);
        if (const auto of = kinds.find(kiosk.device); of != kinds.end()) kiosk.alarms = of->second;
        list.push_back(std::move(kiosk));
    }
    return list;
}

}  // namespace ledger
