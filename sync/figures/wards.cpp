#include <algorithm>
#include <map>

#include "figures/parts.h"

namespace figures {

namespace {

__extension__ using Wide = __int128;  // Products of two sums.

constexpr std::int64_t kNear = 10'00;  // Ten points, in hundredths of a percent.

bool better(const campaign::Rate& one, const campaign::Rate& other) {
    return Wide(one.numerator) * other.denominator > Wide(other.numerator) * one.denominator;
}

/// The targets from the next milestone on; once all are over, the last one's.
std::vector<std::int64_t> targets_ahead(const campaign::Campaign& campaign,
                                        const campaign::Indicator& indicator, tally::Day today) {
    std::vector<std::int64_t> targets;
    const campaign::Milestone* next = campaign::next_milestone(campaign, today);
    if (!next && !campaign.milestones.empty()) next = &campaign.milestones.back();
    bool ahead = false;
    for (const campaign::Milestone& milestone : campaign.milestones) {
        ahead = ahead || &milestone == next;
        const auto target = campaign.target(indicator.id, milestone.id);
        if (ahead && target) targets.push_back(*target);
    }
    return targets;
}

Heat heat_of(const campaign::Rate& rate, const std::vector<std::int64_t>& targets) {
    if (targets.empty()) return Heat::none;
    if (!rate.known()) return Heat::unknown;
    const std::int64_t reached = rate.hundredths();
    if (reached >= *std::ranges::max_element(targets)) return Heat::last;
    if (reached >= targets.front()) return Heat::next;
    return targets.front() - reached < kNear ? Heat::near : Heat::far;
}

/// "phường" of "Phường Diên Hồng".
std::string kind_of(const catalogue::Ward& ward) {
    if (!ward.full_name.ends_with(" " + ward.name)) return {};
    std::string kind = ward.full_name.substr(0, ward.full_name.size() - ward.name.size() - 1);
    if (kind.starts_with("Đ")) return "đ" + kind.substr(std::string_view("Đ").size());
    if (!kind.empty() && kind[0] >= 'A' && kind[0] <= 'Z')
        kind[0] = static_cast<char>(kind[0] - 'A' + 'a');
    return kind;
}

using Rows = std::map<std::string, WardRow>;  // By code.

WardRow& row_of(Rows& rows, const std::string& code) {
    WardRow& row = rows[code];
    if (row.code.empty()) row.code = row.name = code;
    return row;
}

void add_kiosks(Rows& rows, const std::vector<KioskRow>& kiosks) {
    for (const KioskRow& kiosk : kiosks) {
        WardRow& row = row_of(rows, kiosk.kiosk.ward);
        row.kiosks += kiosk.health != Health::revoked;
        row.silent += kiosk.health == Health::silent;
        row.alarms += !kiosk.kiosk.alarms.empty();
    }
}

void give_heat(Rows& rows, const campaign::Campaign& campaign, const Asked& asked) {
    if (!is_of_campaign(campaign, asked)) return;
    for (std::size_t i = 0; i < campaign.indicators.size(); ++i) {
        const auto targets = targets_ahead(campaign, campaign.indicators[i], asked.today);
        for (auto& [code, row] : rows) row.heat[i] = heat_of(row.rates[i], targets);
    }
}

void give_compared(Rows& rows, const campaign::Campaign& campaign,
                   const std::vector<ledger::WardSum>& sums) {
    for (auto& [code, row] : rows)
        row.compared.assign(campaign.indicators.size(), campaign::Rate{});
    for (const ledger::WardSum& sum : sums) {
        const auto found = rows.find(sum.ward);
        if (found == rows.end()) continue;
        const auto rates = rates_of(campaign, sum.sum.measures);
        found->second.compared.assign(rates.begin(), rates.end());
    }
}

/// Best first, by the first indicator; who has no rate has no place.
std::vector<WardRow> placed(Rows&& rows) {
    std::vector<WardRow> list;
    for (auto& [code, row] : rows) list.push_back(std::move(row));
    const auto has_rate = [](const WardRow& row) {
        return !row.rates.empty() && row.rates[0].known();
    };
    std::ranges::stable_sort(list, [&](const WardRow& one, const WardRow& other) {
        if (has_rate(one) != has_rate(other)) return has_rate(one);
        return has_rate(one) && better(one.rates[0], other.rates[0]);
    });
    for (std::size_t i = 0; i < list.size() && has_rate(list[i]); ++i) {
        const bool shared = i > 0 && !better(list[i - 1].rates[0], list[i].rates[0]);
        list[i].place = shared ? list[i - 1].place : static_cast<std::int64_t>(i) + 1;
    }
    return list;
}

}  // namespace

Result<std::vector<WardRow>> ward_rows(ledger::Ledger& ledger, const World& world,
                                       const Asked& asked, const std::vector<KioskRow>& kiosks,
                                       const std::string& procedure) {
    const campaign::Campaign& campaign = world.campaign;
    Rows rows;
    for (const catalogue::Ward& ward : world.wards.list) {
        WardRow& row = row_of(rows, ward.code);
        row.name = ward.full_name;
        row.kind = kind_of(ward);
    }
    add_kiosks(rows, kiosks);
    const auto sums = TRY(ledger::sums_by_ward(ledger, asked.period, procedure));
    for (const ledger::WardSum& sum : sums) {
        WardRow& row = row_of(rows, sum.ward);
        row.sum = sum.sum;
        row.known_days = sum.known;
    }
    for (auto& [code, row] : rows) {
        row.rates = rates_of(campaign, row.sum.measures);
        row.heat.assign(row.rates.size(), Heat::none);
        row.compared.resize(row.rates.size());
    }
    if (procedure.empty()) give_heat(rows, campaign, asked);
    if (asked.compared)
        give_compared(rows, campaign,
                      TRY(ledger::sums_by_ward(ledger, *asked.compared, procedure)));
    return placed(std::move(rows));
}

std::vector<WardRow> only(std::vector<WardRow> rows, const std::string& ward) {
    if (!ward.empty()) std::erase_if(rows, [&](const WardRow& row) { return row.code != ward; });
    return rows;
}

}  // namespace figures
