#include <type_traits>

#include "figures/random_province.h"
#include "figures/recount.h"

// Every number of every answer of sync/figures is that of a naive recount, whatever the store,
// the campaign, the period.

namespace {

/// Some questions to one province, each answer recounted. How many were of the campaign.
int ask(ledger::Ledger& ledger, RandomProvince& province, int questions) {
    int of_campaign = 0;
    for (int i = 0; i < questions; ++i) {
        CAPTURE(i);
        const figures::World world = province.world();
        const figures::Asked asked = province.asked();
        const WallTime now = province.now();
        const Recount recount(ledger, world, asked, now);
        const figures::Overview overview = must(figures::overview(ledger, world, asked, now));
        recount.check(overview);
        of_campaign += overview.of_campaign;
        recount.check(must(figures::procedures(ledger, world, asked)).rows);
        const figures::Kiosks kiosks = must(figures::kiosks(ledger, world, asked.ward, now));
        recount.check(kiosks.rows);
        CHECK(kiosks.sums.total == overview.kiosks.total);
        for (const std::string& code : province.codes())
            if (const auto page = figures::procedure(ledger, world, asked, code, now))
                recount.check(*page);
        const auto page = figures::ward(ledger, world, asked, now);
        REQUIRE(page.has_value() == recount.is_a_ward(asked.ward));
        if (page) recount.check(*page);
    }
    return of_campaign;
}

}  // namespace

TEST_CASE_TEMPLATE("every number of every answer is that of a naive recount", Store, OnSqlite,
                   OnPostgres) {
    const std::uint64_t seeds = std::is_same_v<Store, OnSqlite> ? 24 : 10;
    int of_campaign = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        CAPTURE(seed);
        Store store;
        ledger::Ledger ledger = hand::opened(store.address());
        // Another process that has read before, too: what it keeps must not grow stale.
        ledger::Ledger other = must(ledger::Ledger::open_reader(store.address(), hand::identity()));
        RandomProvince province(ledger, seed);
        of_campaign += ask(ledger, province, 2) + ask(other, province, 1);
        province.tell_more();
        of_campaign += ask(other, province, 2) + ask(ledger, province, 1);
        CHECK(must(ledger::verify(ledger)).faults.empty());
    }
    CHECK(of_campaign > static_cast<int>(seeds));  // Standings were among what was asked.
}
