#pragma once

#include <random>
#include <string>
#include <vector>

#include "figures/figures.h"
#include "ledger/hand.h"

/// A province of a few wards, told of at random through the real ingest: journals as kiosks write
/// them, counts that no kiosk would tell (far days, corrections without an end, uncertain clocks),
/// days sealed with nothing in them, kiosks heard lately, long ago, never, revoked and suspect;
/// and a world with or without a campaign. The same seed makes the same province.
class RandomProvince {
public:
    /// `ledger` is empty, and must outlive it.
    RandomProvince(ledger::Ledger& ledger, std::uint64_t seed);

    /// What a page may ask: any period, of the campaign now and then, any ward or none.
    figures::Asked asked();
    /// Another campaign, or none at all.
    figures::World world();
    WallTime now() const { return now_; }
    std::vector<std::string> codes() const;

    /// Some more of everything.
    void tell_more();

private:
    std::int64_t below(std::int64_t limit) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
    }
    bool one_in(std::int64_t n) { return below(n) == 0; }
    template <class List>
    auto any_of(const List& list) {
        return list[static_cast<std::size_t>(below(std::ssize(list)))];
    }
    tally::Day some_day();
    tally::Period some_period();
    wire::CellKey some_key();
    WallTime some_time();
    void tell_journal(hand::Kiosk& kiosk);
    void tell_by_hand(hand::Kiosk& kiosk);
    void arrive();

    ledger::Ledger& ledger_;
    std::mt19937_64 random_;
    std::vector<hand::Kiosk> kiosks_;
    int number_ = 0;  ///< Of epochs and runs.
    tally::Day today_{};
    WallTime now_{};
    campaign::Campaign campaign_;
};
