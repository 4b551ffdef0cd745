#pragma once

#include <set>
#include <string>
#include <vector>

#include "figures/figures.h"
#include "support/naive_province.h"

/// Holds every number of every answer against a naive recount of the store it was made from: by
/// what the headers and the handbook say, with none of the code of sync/figures.
class Recount {
public:
    Recount(ledger::Ledger& ledger, const figures::World& world, const figures::Asked& asked,
            WallTime now)
        : naive_(ledger), world_(world), asked_(asked), now_(now) {}

    void check(const figures::Overview& overview) const;
    void check(const figures::WardPage& page) const;
    void check(const std::vector<figures::ProcedureRow>& rows) const;
    void check(const figures::ProcedurePage& page) const;
    void check(const std::vector<figures::KioskRow>& rows) const;
    bool is_a_ward(const std::string& code) const { return all_wards().contains(code); }

private:
    bool of_campaign() const;
    /// The days of the campaign that count towards its rates as of a day.
    tally::Period span(tally::Day today) const;
    campaign::Rate rate(const campaign::Indicator& what, const tally::Period& period,
                        const std::string& ward = {},
                        const NaiveProvince::Procedure& procedure = {}) const;
    std::set<std::string> all_wards() const;
    /// The milestones that are not over; the last one if all are.
    std::vector<campaign::Milestone> ahead() const;
    std::int64_t days_left(const campaign::Milestone& milestone) const;
    std::string heat(const campaign::Indicator& what, const std::string& ward) const;
    /// Of a percent, rounded half up.
    static std::int64_t hundredths(const campaign::Rate& rate);
    std::int64_t place(const std::string& ward, const NaiveProvince::Procedure& procedure) const;
    std::string health(const NaiveProvince::Device& device) const;

    void check(const figures::Indicator& one, const campaign::Indicator& what) const;
    void check(const campaign::Standing& standing, const campaign::Indicator& what) const;
    void check(const campaign::Need& need, const campaign::Rate& rate, std::int64_t target,
               std::int64_t left) const;
    void check(const std::vector<figures::WardRow>& rows,
               const NaiveProvince::Procedure& procedure) const;
    void check(const figures::WardRow& row, const NaiveProvince::Procedure& procedure) const;
    void check(const figures::ProcedureRow& row) const;
    void check(const figures::KioskSums& sums, const std::string& ward) const;
    void check(const std::vector<ledger::DaySum>& days,
               const NaiveProvince::Procedure& procedure) const;

    const NaiveProvince naive_;
    const figures::World& world_;
    const figures::Asked asked_;
    const WallTime now_;
};
