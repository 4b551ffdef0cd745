#include "ledger/runs.h"

#include "ledger/hand.h"

using namespace hand;
using Kinds = std::vector<std::string>;
using Verdicts = std::vector<std::string>;

namespace {

constexpr tally::Day kNext = kDay + std::chrono::days(1);

}  // namespace

TEST_CASE_TEMPLATE("a run counts from its own rows; runs that follow each other raise nothing",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    kiosk.tell(ledger, run(1), {cell(5, 40)});
    kiosk.tell(ledger, run(2, 41), {cell(7, 60)});
    kiosk.tell(ledger, run(3, 61), {cell(-2, 61)});
    kiosk.tell(ledger, run(1), {cell(1, 12, "1.000656")});
    CHECK(total(ledger) == 11);
    CHECK(alarm_kinds(ledger).empty());
}

TEST_CASE_TEMPLATE("a restored backup: a run that begins inside another; both count", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    kiosk.tell(ledger, run(1), {cell(5, 640)});
    kiosk.tell(ledger, run(2, 601), {cell(2, 601, "1.001193", kNext)});
    CHECK(alarm_kinds(ledger) == Kinds{"restored"});
    const ledger::Alarm alarm = must(ledger::alarms(ledger)).at(0);
    CHECK(alarm.epoch == id(1));
    CHECK(alarm.device == kiosk.device);
    CHECK(alarm.text.find("row 601 ") != std::string::npos);
    // The restored journal is in use: that it grows says no more.
    kiosk.tell(ledger, run(2, 601), {cell(9, 700, "1.001193", kNext)});
    kiosk.tell(ledger, run(3, 701), {cell(1, 720)});
    CHECK(alarm_kinds(ledger) == Kinds{"restored"});
    CHECK(total(ledger) == 15);
    CHECK(must(ledger::verify(ledger)).faults.empty());
}

TEST_CASE_TEMPLATE("the overlap is seen in whichever order the runs are told", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    kiosk.tell(ledger, run(2, 601), {cell(2, 650)});
    kiosk.tell(ledger, run(1), {cell(5, 600)});
    CHECK(alarm_kinds(ledger).empty());
    kiosk.tell(ledger, run(1), {cell(6, 640)});
    CHECK(alarm_kinds(ledger) == Kinds{"restored"});
    CHECK(must(ledger::alarms(ledger)).at(0).text.find("rows 601 to 640 ") != std::string::npos);
    kiosk.tell(ledger, run(2, 601), {cell(3, 660)});
    CHECK(alarm_kinds(ledger) == Kinds{"restored"});
}

TEST_CASE_TEMPLATE("a cloned disk: a run that was overlapped goes on growing", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    Kiosk clone = kiosk;
    kiosk.tell(ledger, run(1), {cell(5, 640)});
    clone.tell(ledger, run(2, 601), {cell(2, 610)});
    CHECK(alarm_kinds(ledger) == Kinds{"restored"});
    kiosk.tell(ledger, run(1), {cell(5, 640)});  // Told again, no longer.
    CHECK(alarm_kinds(ledger) == Kinds{"restored"});
    kiosk.tell(ledger, run(1), {cell(6, 641)});
    CHECK(alarm_kinds(ledger) == Kinds{"restored", "cloned"});
    clone.tell(ledger, run(2, 601), {cell(3, 620)});
    kiosk.tell(ledger, run(1), {cell(7, 650)});
    CHECK(alarm_kinds(ledger) == Kinds{"restored", "cloned 2"});
    CHECK(total(ledger) == 10);
    CHECK(must(ledger::verify(ledger)).faults.empty());
}

TEST_CASE_TEMPLATE("two runs with the same first row: cloned when the one told first goes on",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    kiosk.tell(ledger, run(1, 601), {cell(5, 640)});
    kiosk.tell(ledger, run(2, 601), {cell(2, 603)});
    kiosk.tell(ledger, run(2, 601), {cell(3, 604)});
    CHECK(alarm_kinds(ledger) == Kinds{"restored"});
    kiosk.tell(ledger, run(1, 601), {cell(6, 641)});
    CHECK(alarm_kinds(ledger) == Kinds{"restored", "cloned"});
}

TEST_CASE_TEMPLATE("counts of another ward are parked", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    CHECK(kiosk.tell(ledger, run(1, 1, 1, "23564"), {cell(5, 6), seal(7)}).verdicts() ==
          Verdicts{"parked:ward", "parked:ward"});
    CHECK(kiosk.tell(ledger, run(2, 8), {cell(4, 9)}).verdicts() == Verdicts{"ok"});
    CHECK(alarm_kinds(ledger) == Kinds{"ward"});
    CHECK(total(ledger) == 4);
    CHECK(must(ledger.connection().query("SELECT count(*) FROM parked", {})).at(0).integer(0) == 2);
}

TEST_CASE_TEMPLATE("a run told otherwise than before is parked", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    kiosk.tell(ledger, run(1), {cell(5, 6)});
    CHECK(kiosk.tell(ledger, run(1, 2), {cell(6, 7)}).verdicts() == Verdicts{"parked:run"});
    CHECK(kiosk.tell(ledger, run(1, 1, 2), {cell(6, 7)}).verdicts() == Verdicts{"parked:run"});
    CHECK(alarm_kinds(ledger) == Kinds{"foreign_run", "foreign_run"});
    CHECK(total(ledger) == 5);
}

TEST_CASE_TEMPLATE("one run named twice in a header is one; two that contradict each other are not",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    wire::Batch batch = kiosk.batch();
    batch.header.runs = {run(1), run(1), run(1, 3), run(9, 900)};  // The last is only named.
    batch.lines = {cell(5, 6), cell(5, 6), cell(7, 8)};
    batch.lines[1].run = 1;
    batch.lines[2].run = 2;
    CHECK(kiosk.tell(ledger, batch).verdicts() == Verdicts{"ok", "dup", "parked:run"});
    CHECK(total(ledger) == 5);
    CHECK(must(ledger.connection().query("SELECT count(*) FROM run", {})).at(0).integer(0) == 1);
    CHECK(must(ledger::verify(ledger)).faults.empty());
}

TEST_CASE_TEMPLATE("a kiosk enrolled again goes on with its journal once it proves it", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk before = enrolled(ledger);
    const Tree tree;
    before.claim(ledger, tree, id(1), 50);
    before.tell(ledger, run(1), {cell(5, 40)});
    Kiosk after = enrolled(ledger);
    CHECK(after.tell(ledger, run(2, 51), {cell(1, 51)}).verdicts() == Verdicts{"parked:run"});
    CHECK(alarm_kinds(ledger) == Kinds{"foreign_run"});

    wire::Batch batch = after.batch();
    batch.header.heads = {after.head(tree, id(1), 60, 50)};
    batch.header.runs = {run(2, 51)};
    batch.lines = {cell(2, 60)};
    const Told told = after.tell(ledger, batch);
    CHECK(told.head() == "ok");
    CHECK(told.verdicts() == Verdicts{"ok"});
    CHECK(after.tell(ledger, run(2, 51), {cell(3, 61)}).verdicts() == Verdicts{"ok"});
    CHECK(total(ledger) == 8);
    CHECK(alarm_kinds(ledger) == Kinds{"foreign_run"});
    // The epoch is the new device's now; the old one would have to prove it in its turn.
    CHECK(before.tell(ledger, run(2, 51), {cell(9, 62)}).verdicts() == Verdicts{"parked:run"});
}

TEST_CASE_TEMPLATE("a device of another ward cannot take an epoch, nor leave a trace in it", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger), stranger = enrolled(ledger, "23564");
    const Tree tree;
    kiosk.claim(ledger, tree, id(1), 50);
    wire::Batch batch = stranger.batch();
    batch.header.heads = {stranger.head(tree, id(1), 60, 50)};
    batch.header.runs = {run(2, 51, 1, "23564")};
    batch.lines = {cell(2, 60)};
    CHECK(stranger.tell(ledger, batch).verdicts() == Verdicts{"parked:run"});
    CHECK(stranger.claim(ledger, Tree(0, 1), id(1), 50).head() == "fork");
    CHECK(alarm_kinds(ledger) == Kinds{"foreign_run"});
    CHECK(kiosk.claim(ledger, tree, id(1), 50).head() == "same");
    CHECK(kiosk.claim(ledger, tree, id(1), 55, 50).head() == "ok");
}
