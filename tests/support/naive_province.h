#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ledger/sums.h"

/// What a province was told, counted again from the rows of cell, seal and run as they stand, in
/// plain loops, one question at a time: with nothing of the kept sums, nor of sync/figures. An
/// empty ward or no procedure: whichever it is.
class NaiveProvince {
public:
    explicit NaiveProvince(ledger::Ledger& ledger);

    using Procedure = std::optional<std::string>;
    ledger::Sum sum(const tally::Period& period, const std::string& ward = {},
                    const Procedure& procedure = {}) const;
    /// Wards that told anything of some days, or sealed one of them.
    std::set<std::string> wards(const tally::Period& period, const Procedure& procedure = {}) const;
    std::set<tally::Day> days(const tally::Period& period, const std::string& ward = {}) const;
    std::set<std::string> procedures(const tally::Period& period, const std::string& ward) const;
    /// Rows that did not count, by kind and reason.
    std::map<std::pair<std::string, std::string>, std::int64_t> filtered(
        const tally::Period& period, const std::string& ward) const;
    /// Nothing if nobody ever came.
    std::optional<std::int64_t> arrivals(const tally::Period& period, const std::string& ward,
                                         const std::string& procedure) const;
    std::set<std::string> arrived(const tally::Period& period, const std::string& ward) const;

    struct Device {
        std::string ward, name, wall;
        std::int64_t heard_at = 0;  ///< Milliseconds; 0: never.
        bool revoked = false;
        std::set<std::string> alarms;
    };
    const std::map<std::string, Device>& devices() const { return devices_; }

private:
    struct Cell {
        std::string ward, procedure, what;
        tally::Day day{};
        std::int64_t certainty = 0, count = 0;
        bool trusted = false;
    };
    struct Arrival {
        tally::Day day{};
        std::string device, procedure;
        std::int64_t count = 0;
    };

    std::vector<Cell> cells_;
    std::vector<std::pair<std::string, tally::Day>> seals_;
    std::vector<Arrival> arrivals_;
    std::map<std::string, Device> devices_;
};
