#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "journal/entry.h"
#include "tally/report.h"

/// Every figure of a journal counted again from its rows, one question at a time, by what
/// kiosk/journal/README.md says and with none of the program's own counting.
class NaiveCount {
public:
    explicit NaiveCount(const std::vector<journal::Entry>& rows);

    tally::Report report(const tally::Period& period) const;
    std::vector<tally::Recorded> recorded() const;  ///< All of them, newest first.
    std::vector<tally::DossierTotal> dossiers(const tally::Period& period) const;
    std::vector<std::string> most_recorded(tally::Day since) const;
    std::optional<tally::Traits> last_traits(const std::string& procedure) const;

    /// Rows whose verdict on taking off too much is not what the rows before them say.
    const std::vector<std::int64_t>& wrongly_judged() const { return wrongly_judged_; }

    /// Every day some row speaks of.
    std::set<tally::Day> all_days() const;

private:
    struct Fact {
        journal::Entry entry;
        std::vector<std::string> words;
        tally::Day day{};
        bool counted = false, late = false, about_dossiers = false;
        std::int64_t count = 0;
        std::int64_t corrects = 0;
        std::string traits;
        std::optional<int> hour;
        tally::Measures measures;
    };

    Fact fact_of(const journal::Entry& entry) const;
    bool takes_too_much(const Fact& fact) const;
    std::int64_t left_of(std::int64_t sequence) const;

    std::vector<Fact> facts_;
    std::vector<tally::Closing> closings_;
    std::vector<std::int64_t> wrongly_judged_;
};
