#pragma once

#include <random>
#include <set>
#include <vector>

#include "journal/journal.h"

/// Grows a journal at random, as a careless world might: visits, staff rows, corrections right
/// and wrong, imports, late rows, test mode, clocks nobody trusts, and closings, around midnight,
/// month ends and a year's end. The same seed grows the same journal.
class RandomJournal {
public:
    explicit RandomJournal(std::uint64_t seed) : random_(seed) {}

    void grow(journal::Journal& journal, std::int64_t rows);

private:
    std::int64_t below(std::int64_t limit);
    bool one_in(std::int64_t n) { return below(n) == 0; }
    template <class List>
    auto any_of(const List& list) {
        return list[static_cast<std::size_t>(below(std::ssize(list)))];
    }

    void pass_time();
    journal::Event visitor_event();
    journal::Event staff_event(journal::Journal& journal);
    journal::Event correction();
    tally::DossierTotal some_dossiers(std::int64_t count);
    journal::Record record(journal::Event event);

    std::mt19937_64 random_;
    journal::Minute minute_ = std::chrono::sys_days(std::chrono::year(2026) / 12 / 28);
    std::vector<tally::Recorded> recorded_;  ///< What corrections aim at.
    std::set<tally::Day> closed_;
    std::int64_t sequence_ = 0;  ///< Of the row being made.
};
