#include <algorithm>
#include <map>
#include <tuple>

#include "figures/parts.h"
#include "wire/fields.h"

namespace figures {

namespace {

constexpr std::chrono::hours kLate{1}, kSilent{24};

Health health_of(const ledger::Kiosk& kiosk, WallTime now) {
    if (kiosk.revoked) return Health::revoked;
    if (!kiosk.heard) return Health::never;
    const auto silence = now - *kiosk.heard;
    if (silence > kSilent) return Health::silent;
    return silence > kLate ? Health::late : Health::well;
}

/// Kiosks tell their time to the minute, so both are held to it.
std::optional<std::int64_t> clock_off(const ledger::Kiosk& kiosk) {
    const auto own = wire::parse_utc_minutes(kiosk.device_wall);
    if (!kiosk.heard || !own) return std::nullopt;
    const auto ours = std::chrono::floor<std::chrono::minutes>(*kiosk.heard);
    return std::chrono::seconds(*own - ours).count();
}

/// What needs people first comes first; what is gone, last.
int urgency(const KioskRow& row) {
    if (!row.kiosk.alarms.empty()) return 0;
    switch (row.health) {
        case Health::silent: return 1;
        case Health::late: return 2;
        case Health::never: return 3;
        case Health::well: return 4;
        case Health::revoked: break;
    }
    return 5;
}

auto order_of(const KioskRow& row) {
    const ledger::Kiosk& kiosk = row.kiosk;
    return std::tie(kiosk.ward, kiosk.name, kiosk.device);
}

}  // namespace

Result<std::vector<KioskRow>> kiosk_rows(ledger::Ledger& ledger, const World& world, WallTime now) {
    std::vector<ledger::Kiosk> kiosks = TRY(ledger::kiosks(ledger));
    std::map<std::string_view, const catalogue::Ward*> wards;  // A country has thousands of both.
    for (const catalogue::Ward& ward : world.wards.list) wards[ward.code] = &ward;
    std::vector<KioskRow> rows;
    for (ledger::Kiosk& kiosk : kiosks) {
        KioskRow row;
        const auto ward = wards.find(kiosk.ward);
        row.ward_name = ward != wards.end() ? ward->second->full_name : kiosk.ward;
        row.health = health_of(kiosk, now);
        row.clock_off_s = clock_off(kiosk);
        row.kiosk = std::move(kiosk);
        rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, [](const KioskRow& one, const KioskRow& other) {
        if (urgency(one) != urgency(other)) return urgency(one) < urgency(other);
        return order_of(one) < order_of(other);
    });
    return rows;
}

KioskSums sums_of(const std::vector<KioskRow>& rows) {
    KioskSums sums;
    for (const KioskRow& row : rows) {
        sums.alarms += !row.kiosk.alarms.empty();
        sums.total += row.health != Health::revoked;
        sums.well += row.health == Health::well;
        sums.late += row.health == Health::late;
        sums.silent += row.health == Health::silent;
        sums.never += row.health == Health::never;
    }
    return sums;
}

std::vector<KioskRow> only(std::vector<KioskRow> rows, const std::string& ward) {
    if (!ward.empty())
        std::erase_if(rows, [&](const KioskRow& row) { return row.kiosk.ward != ward; });
    return rows;
}

Result<Kiosks> kiosks(ledger::Ledger& ledger, const World& world, const std::string& ward,
                      WallTime now) {
    const sql::Transaction moment = TRY(sql::Transaction::begin_reading(ledger.connection()));
    Kiosks answer;
    answer.rows = only(TRY(kiosk_rows(ledger, world, now)), ward);
    answer.sums = sums_of(answer.rows);
    return answer;
}

}  // namespace figures
