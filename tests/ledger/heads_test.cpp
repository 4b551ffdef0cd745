#include "ledger/heads.h"

#include "ledger/hand.h"

using namespace hand;
using Kinds = std::vector<std::string>;

namespace {

const std::string kEpoch = id(1);

std::int64_t branches(ledger::Ledger& ledger) {
    return must(ledger.connection().query("SELECT count(*) FROM branch", {})).at(0).integer(0);
}

}  // namespace

TEST_CASE_TEMPLATE("a journal that only grows is ok, same or stale, and never alarmed", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const Tree tree;
    CHECK(kiosk.claim(ledger, tree, kEpoch, 0).head() == "ok");
    CHECK(kiosk.claim(ledger, tree, kEpoch, 5).head() == "ok");
    std::int64_t held = 5;
    for (const std::int64_t size : {6, 8, 13, 64, 65, 200}) {
        const Told told = kiosk.claim(ledger, tree, kEpoch, size, held);
        CHECK(told.head() == "ok");
        CHECK(told.receipt.heads[0].size == size);
        CHECK(told.receipt.heads[0].epoch == kEpoch);
        CHECK(kiosk.claim(ledger, tree, kEpoch, size, held).head() == "same");
        held = size;
    }
    const ledger::Kiosk seen = must(ledger::kiosks(ledger)).at(0);
    CHECK(seen.rows == 200);
    // A batch from before, on a slow stick: it knows an older receipt.
    Kiosk slow = kiosk;
    slow.after = {.serial = 3, .digest = std::string(64, '0')};
    const Told late = slow.claim(ledger, tree, kEpoch, 64, 13);
    CHECK(late.head() == "stale");
    CHECK(late.receipt.heads[0].size == 200);
    CHECK(slow.claim(ledger, tree, kEpoch, 201, 200).head() == "ok");
    CHECK(alarm_kinds(ledger).empty());
    const ledger::Audit audit = must(ledger::verify(ledger));
    CHECK(audit.ok());
    CHECK(audit.checkpoints == 9);
}

TEST_CASE_TEMPLATE(
    "larger without a proof from what is held is unproven: the size to prove from is "
    "told",
    Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const Tree tree;
    kiosk.claim(ledger, tree, kEpoch, 10);
    for (const std::int64_t from : {0, 7}) {
        const Told told = kiosk.claim(ledger, tree, kEpoch, 20, from);
        CHECK(told.head() == "unproven");
        CHECK(told.receipt.heads[0].size == 10);
    }
    CHECK(kiosk.claim(ledger, tree, kEpoch, 20, 10).head() == "ok");
    CHECK(alarm_kinds(ledger).empty());
}

TEST_CASE_TEMPLATE("rewritten rows with all hashes rebuilt are a fork, at the same size and beyond",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const Tree tree, rewritten(6, 1), again(6, 2);
    kiosk.claim(ledger, tree, kEpoch, 10);
    const Told fork = kiosk.claim(ledger, rewritten, kEpoch, 15, 10);
    CHECK(fork.head() == "fork");
    CHECK(fork.receipt.heads[0].size == 15);
    CHECK(alarm_kinds(ledger) == Kinds{"fork"});
    // The device goes on, on the branch that was opened for it.
    CHECK(kiosk.claim(ledger, rewritten, kEpoch, 15, 10).head() == "same");
    CHECK(kiosk.claim(ledger, rewritten, kEpoch, 20, 15).head() == "ok");
    CHECK(kiosk.claim(ledger, again, kEpoch, 20, 20).head() == "fork");
    CHECK(alarm_kinds(ledger) == Kinds{"fork", "fork"});
    // The old branch is still held: who is on it goes on.
    CHECK(kiosk.claim(ledger, tree, kEpoch, 12, 10).head() == "ok");
    CHECK(branches(ledger) == 3);
    CHECK(must(ledger::verify(ledger)).faults.empty());
}

TEST_CASE_TEMPLATE("an old size with another root is a fork too", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    kiosk.claim(ledger, Tree(), kEpoch, 10);
    kiosk.claim(ledger, Tree(), kEpoch, 20, 10);
    kiosk.after = {};
    CHECK(kiosk.claim(ledger, Tree(3, 1), kEpoch, 10).head() == "fork");
    CHECK(alarm_kinds(ledger) == Kinds{"fork"});
}

TEST_CASE_TEMPLATE(
    "a journal that was cut back is truncated, if the device was told how far it was", Store,
    OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const Tree tree;
    kiosk.claim(ledger, tree, kEpoch, 10);
    kiosk.claim(ledger, tree, kEpoch, 20, 10);
    const Told cut = kiosk.claim(ledger, tree, kEpoch, 14);
    CHECK(cut.head() == "truncated");
    CHECK(cut.receipt.heads[0].size == 14);
    CHECK(alarm_kinds(ledger) == Kinds{"truncated"});
    CHECK(must(ledger::alarms(ledger)).at(0).text.find("rows 15 to 20 are missing") !=
          std::string::npos);
    // It goes on from where it was cut, though with other rows than those that were cut off.
    CHECK(kiosk.claim(ledger, Tree(14, 1), kEpoch, 30, 14).head() == "ok");
    CHECK(branches(ledger) == 2);
    CHECK(must(ledger::verify(ledger)).faults.empty());
}

TEST_CASE_TEMPLATE("branches are few: further forks are alarmed, not kept", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Rules rules;
    rules.branches_max = 3;
    ledger::Ledger ledger = opened(store.address(), rules);
    Kiosk kiosk = enrolled(ledger);
    kiosk.claim(ledger, Tree(), kEpoch, 10);
    for (int own = 1; own <= 6; ++own) {
        const Told told = kiosk.claim(ledger, Tree(0, own), kEpoch, 10, 10);
        CHECK(told.head() == "fork");
    }
    CHECK(branches(ledger) == 3);
    CHECK(alarm_kinds(ledger) == Kinds{"fork", "fork", "fork 4"});
}

TEST_CASE_TEMPLATE("epochs stand apart, several in one batch", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    wire::Batch batch = kiosk.batch();
    batch.header.heads = {kiosk.head(Tree(0, 2), id(2), 7), kiosk.head(Tree(0, 1), id(1), 5)};
    const Told told = kiosk.tell(ledger, batch);
    REQUIRE(told.receipt.heads.size() == 2);
    CHECK(told.receipt.heads[0].epoch == id(2));
    CHECK(told.receipt.heads[0].size == 7);
    CHECK(told.receipt.heads[1].size == 5);
    CHECK(kiosk.claim(ledger, Tree(0, 1), id(1), 9, 5).head() == "ok");
}
