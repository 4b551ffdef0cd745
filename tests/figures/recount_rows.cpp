#include <doctest/doctest.h>

#include <array>

#include "figures/recount.h"
#include "journal/entry.h"

// The second half of recount.h: days, wards, procedures, kiosks.

void Recount::check(const std::vector<ledger::DaySum>& days,
                    const NaiveProvince::Procedure& procedure) const {
    const std::set<tally::Day> known = naive_.days(asked_.period, asked_.ward);
    REQUIRE(days.size() == known.size());
    auto day = known.begin();
    for (const ledger::DaySum& one : days) {
        const tally::Period alone{*day, *day};
        CHECK(one.day == *day++);
        CHECK(one.sum == naive_.sum(alone, asked_.ward, procedure));
        CHECK(one.known == (asked_.ward.empty() ? std::ssize(naive_.wards(alone)) : 1));
    }
}

void Recount::check(const std::vector<figures::WardRow>& rows,
                    const NaiveProvince::Procedure& procedure) const {
    std::set<std::string> codes = procedure ? naive_.wards(asked_.period, procedure) : all_wards();
    std::erase_if(codes, [&](const std::string& code) {
        return !asked_.ward.empty() && code != asked_.ward;
    });
    REQUIRE(rows.size() == codes.size());
    for (const figures::WardRow& row : rows) {
        REQUIRE(codes.erase(row.code) == 1);
        check(row, procedure);
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const figures::WardRow &one = rows[i - 1], &other = rows[i];
        if (procedure)
            CHECK(one.sum.measures.received >= other.sum.measures.received);
        else if (one.place == other.place)
            CHECK(one.code < other.code);
        else
            CHECK((other.place == 0 || (one.place != 0 && one.place < other.place)));
    }
}

void Recount::check(const figures::WardRow& row, const NaiveProvince::Procedure& procedure) const {
    CAPTURE(row.code);
    const std::size_t count = world_.campaign.indicators.size();
    CHECK(row.sum == naive_.sum(asked_.period, row.code, procedure));
    CHECK(row.place == place(row.code, procedure));
    CHECK(row.known_days == std::ssize(naive_.days(asked_.period, row.code)));
    REQUIRE(row.rates.size() == count);
    REQUIRE(row.heat.size() == count);
    REQUIRE(row.compared.size() == count);
    for (std::size_t i = 0; i < count; ++i) {
        const campaign::Indicator& what = world_.campaign.indicators[i];
        CHECK(row.rates[i] == rate(what, asked_.period, row.code, procedure));
        constexpr std::array kHeats{"none", "unknown", "far", "near", "next", "last"};
        const std::string expected = procedure ? "none" : heat(what, row.code);
        CHECK(kHeats.at(static_cast<std::size_t>(row.heat[i])) == expected);
        REQUIRE(row.compared[i].has_value() == asked_.compared.has_value());
        if (asked_.compared)
            CHECK(*row.compared[i] == rate(what, *asked_.compared, row.code, procedure));
    }
    std::int64_t kiosks = 0, silent = 0, alarms = 0;
    for (const auto& [id, device] : naive_.devices()) {
        if (device.ward != row.code) continue;
        if (!device.revoked) ++kiosks;
        if (health(device) == "silent") ++silent;
        if (!device.alarms.empty()) ++alarms;
    }
    CHECK(row.kiosks == kiosks);
    CHECK(row.silent == silent);
    CHECK(row.alarms == alarms);
}

void Recount::check(const figures::WardPage& page) const {
    check(page.overview);
    check(page.procedures);
    check(page.kiosks);
    auto filtered = naive_.filtered(asked_.period, asked_.ward);
    for (const figures::Uncounted& one : page.filtered) {
        CHECK(filtered[{one.kind, one.reason}] == one.rows);
        filtered.erase({one.kind, one.reason});
    }
    CHECK(filtered.empty());
    CHECK(page.untrusted == naive_.sum(asked_.period, asked_.ward).untrusted);
    std::vector<tally::Day> unknown;
    for (tally::Day day = asked_.period.first; day <= asked_.period.last && day <= asked_.today;
         day += std::chrono::days(1))
        if (naive_.days({day, day}, asked_.ward).empty()) unknown.push_back(day);
    CHECK(page.unknown == unknown);
}

void Recount::check(const std::vector<figures::ProcedureRow>& rows) const {
    std::set<std::string> codes = naive_.procedures(asked_.period, asked_.ward);
    codes.merge(naive_.arrived(asked_.period, asked_.ward));
    REQUIRE(rows.size() == codes.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        REQUIRE(codes.erase(rows[i].code) == 1);
        check(rows[i]);
        if (i == 0) continue;
        const auto order = [](const figures::ProcedureRow& row) {
            const tally::Measures& sum = row.sum.measures;
            return std::tuple(-sum.received, -sum.opened, row.code);
        };
        CHECK(order(rows[i - 1]) < order(rows[i]));
    }
}

void Recount::check(const figures::ProcedureRow& row) const {
    CAPTURE(row.code);
    CHECK(row.name ==
          (row.code == "1.001193" || row.code == "2.000815" ? "Làm giấy khai sinh" : row.code));
    CHECK(row.sum == naive_.sum(asked_.period, asked_.ward, row.code));
    std::set<std::string> wards = naive_.wards(asked_.period, row.code);
    if (!asked_.ward.empty())
        std::erase_if(wards, [&](const std::string& code) { return code != asked_.ward; });
    CHECK(row.wards == std::ssize(wards));
    CHECK(row.arrivals == naive_.arrivals(asked_.period, asked_.ward, row.code));
    REQUIRE(row.rates.size() == world_.campaign.indicators.size());
    for (std::size_t i = 0; i < row.rates.size(); ++i)
        CHECK(row.rates[i] ==
              rate(world_.campaign.indicators[i], asked_.period, asked_.ward, row.code));
}

void Recount::check(const figures::ProcedurePage& page) const {
    check(page.row);
    check(page.days, page.row.code);
    check(page.wards, page.row.code);
}

void Recount::check(const figures::KioskSums& sums, const std::string& ward) const {
    std::map<std::string, std::int64_t> expected;
    for (const auto& [id, device] : naive_.devices()) {
        if (!ward.empty() && device.ward != ward) continue;
        ++expected[health(device)];
        if (!device.revoked) ++expected["total"];
        if (!device.alarms.empty()) ++expected["alarms"];
    }
    CHECK(sums.total == expected["total"]);
    CHECK(sums.well == expected["well"]);
    CHECK(sums.late == expected["late"]);
    CHECK(sums.silent == expected["silent"]);
    CHECK(sums.never == expected["never"]);
    CHECK(sums.alarms == expected["alarms"]);
}

void Recount::check(const std::vector<figures::KioskRow>& rows) const {
    std::map<std::string, NaiveProvince::Device> left = naive_.devices();
    std::erase_if(left, [&](const auto& one) {
        return !asked_.ward.empty() && one.second.ward != asked_.ward;
    });
    REQUIRE(rows.size() == left.size());
    for (const figures::KioskRow& row : rows) {
        const NaiveProvince::Device device = left.at(row.kiosk.device);
        left.erase(row.kiosk.device);
        constexpr std::array kHealths{"never", "well", "late", "silent", "revoked"};
        CHECK(kHealths.at(static_cast<std::size_t>(row.health)) == health(device));
        CHECK(row.kiosk.ward == device.ward);
        CHECK(row.kiosk.alarms ==
              std::vector<std::string>(device.alarms.begin(), device.alarms.end()));
        // Hours and minutes of both clocks.
        CHECK(row.clock_off_s.has_value() == (device.heard_at != 0));
        if (device.heard_at == 0) continue;
        const WallTime heard{std::chrono::milliseconds(device.heard_at)};
        const WallTime told = heard + std::chrono::seconds(*row.clock_off_s);
        CHECK(journal::utc_text(std::chrono::floor<std::chrono::minutes>(told)) == device.wall);
    }
}
