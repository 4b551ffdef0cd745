#include "ledger/audit.h"

#include <set>

#include "ledger/hand.h"

using namespace hand;

namespace {

/// A store with something of everything in it.
struct Filled {
    explicit Filled(ledger::Ledger& store) : ledger(store), kiosk(enrolled(store)) {
        kiosk.claim(ledger, tree, id(1), 10);
        kiosk.tell(ledger, run(1), {cell(3, 5), cell(4, 6, "1.000656"), seal(7)});
        kiosk.claim(ledger, tree, id(1), 20, 10);
        kiosk.tell(ledger, run(1), {cell(5, 15)});
        kiosk.tell(ledger, run(2, 16), {cell(1, 20)});
    }

    ledger::Ledger& ledger;
    Kiosk kiosk;
    Tree tree;
};

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE_TEMPLATE("an honest store has no faults, and all of it is looked at", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Filled filled(ledger);
    const ledger::Audit audit = must(ledger::verify(ledger));
    CHECK(audit.ok());
    CHECK(audit.envelopes == 5);
    CHECK(audit.cells == 3);
    CHECK(audit.seals == 1);
    CHECK(audit.checkpoints == 2);
    CHECK(audit.devices == 1);
}

TEST_CASE_TEMPLATE("whatever is changed in the store is seen and named", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    struct Harm {
        std::string statement, words;
    };
    const Harm harms[] = {
        {"UPDATE cell SET count = count + 1 WHERE procedure = '1.000656'", "1.000656"},
        {"UPDATE cell SET count = 99, revision = revision + 1 WHERE procedure = '1.000656'",
         "stands at 99"},
        {"DELETE FROM cell WHERE procedure = '1.000656'", "not there any more"},
        {"UPDATE cell SET revision = revision - 1 WHERE procedure = '1.000656'", "1.000656"},
        {"UPDATE cell SET received = 77 WHERE procedure = '1.000656'", "no batch that is known"},
        {"INSERT INTO cell SELECT run, day + 1, certainty, procedure, what, trusted, count, "
         "revision, received FROM cell WHERE procedure = '1.000656'",
         "does not say"},
        {"UPDATE ward_day SET received = received + 1", "ward 23563, 2026-11-23: its sum says 11"},
        {"UPDATE ward_day SET untrusted = 5", "says 5 untrusted, the cells 0"},
        {"UPDATE ward_day SET filtered = 6", "says 6 filtered, the cells 0"},
        {"UPDATE ward_day SET sealed = 0", "not noted as sealed"},
        {"DELETE FROM ward_day", "ward 23563, 2026-11-23: there are cells or a seal, and no sum"},
        {"UPDATE ward_day SET day = day + 1", "2026-11-24: there is a sum"},
        {"UPDATE ward_day SET ward = '23564'", "ward 23564, 2026-11-23: there is a sum"},
        {"UPDATE procedure_day SET paid_online = 9 WHERE procedure = '1.000656'",
         "procedure \"1.000656\": its sum says 9 paid_online, the cells 4"},
        {"DELETE FROM procedure_day WHERE procedure = '1.000656'", "\"1.000656\": there are cells"},
        {"UPDATE procedure_day SET procedure = '1.000657' WHERE procedure = '1.000656'",
         "\"1.000657\": there is a sum"},
        {"UPDATE cell SET count = count + 1 WHERE procedure = '1.000656'", "its sum says"},
        {"DELETE FROM seal", "no seal"},
        {"UPDATE seal SET by_staff = 0", "does not say"},
        {"DELETE FROM seal", "not there any more"},
        {"UPDATE received SET bytes = receipt WHERE serial = 2", "changed or damaged"},
        {"UPDATE received SET receipt = bytes WHERE serial = 2", "not those of its digest"},
        {"DELETE FROM received WHERE serial = 5", "newest receipt"},
        {"UPDATE checkpoint SET size = 21 WHERE size = 20", "something else"},
        {"UPDATE checkpoint SET note = root", "signed by no key"},
        {"DELETE FROM checkpoint WHERE size = 20", "its newest checkpoint has 10"},
        {"UPDATE branch SET size = 5", "held at 5 rows"},
        {"UPDATE run SET last_row = 3 WHERE first_row = 1", "rows outside of it"},
        {"UPDATE run SET last_row = 16 WHERE first_row = 1", "nobody was told"},
        {"UPDATE device SET serial = 3", "newest receipt"},
        {"UPDATE device_key SET key = (SELECT root FROM branch)", "signature does not hold"},
    };
    ledger::Ledger ledger = opened(store.address());
    Filled filled(ledger);
    for (const Harm& harm : harms) {
        CAPTURE(harm.statement);
        // Each by itself: undone before the next.
        sql::Connection& connection = ledger.connection();
        std::string faults;
        {
            const sql::Transaction undone = must(sql::Transaction::begin(connection));
            must(connection.script(harm.statement));
            const ledger::Audit audit = must(ledger::verify_here(ledger));
            for (const std::string& fault : audit.faults) faults += fault + "\n";
        }
        CAPTURE(faults);
        CHECK(says(faults, harm.words));
    }
    CHECK(must(ledger::verify(ledger)).ok());
}

TEST_CASE_TEMPLATE("every way to deceive us is an alarm that verify names", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    auto raised = [&, seen = std::set<std::int64_t>()]() mutable {
        std::set<std::string> kinds;
        for (const ledger::Alarm& alarm : must(ledger::verify(ledger)).alarms)
            if (seen.insert(alarm.id).second) kinds.insert(alarm.kind);
        return kinds;
    };
    using Kinds = std::set<std::string>;
    Kiosk kiosk = enrolled(ledger), clone = kiosk;

    kiosk.tell(ledger, run(1), {cell(5, 640)});
    kiosk.tell(ledger, run(2, 601), {cell(2, 610)});
    CHECK(raised() == Kinds{"restored"});  // A restored backup.
    clone.tell(ledger, run(1), {cell(6, 650)});
    CHECK(raised() == Kinds{"cloned"});  // A cloned disk.

    kiosk.claim(ledger, Tree(), id(2), 50);
    kiosk.claim(ledger, Tree(), id(2), 40);
    CHECK(raised() == Kinds{"truncated"});  // A journal cut back.
    kiosk.claim(ledger, Tree(7, 1), id(2), 60, 40);
    CHECK(raised() == Kinds{"fork"});  // A row rewritten, and every hash after it.

    wire::Batch batch = kiosk.batch();
    batch.header.faults = {{.epoch = id(2), .row = 12}};
    kiosk.tell(ledger, batch);
    CHECK(raised() == Kinds{"row_fault"});  // A row edited in its file.

    const wire::Code code = must(ledger::make_code(ledger, kWard, "Quầy 2", kMorning));
    for (int i = 0; i < 2; ++i)
        must(ledger::enrol(ledger,
                           wire::encode(wire::enrol_request(
                               code, wire::SecretKey::generate().public_key(), kWard)),
                           kMorning));
    CHECK(raised() == Kinds{"code_reuse"});  // A code used by a second key.

    must(ledger::revoke(ledger, kiosk.device, "stolen", kMorning));
    CHECK(kiosk.tell(ledger, kiosk.batch()).status == 403);
    CHECK(raised() == Kinds{"revoked_use"});  // A stolen key, after its revocation.
    const ledger::Audit audit = must(ledger::verify(ledger));
    CHECK(audit.faults.empty());
    CHECK_FALSE(audit.ok());
}

TEST_CASE_TEMPLATE("an alarm of the same place is counted, of another stands apart", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    ledger::Alarm alarm;
    alarm.kind = "fork";
    alarm.text = "rows 1 to 5";
    must(ledger::raise(ledger, alarm, kMorning));
    must(ledger::raise(ledger, alarm, kMorning + std::chrono::hours(1)));
    alarm.text = "rows 1 to 6";
    must(ledger::raise(ledger, alarm, kMorning));
    const auto list = must(ledger::alarms(ledger));
    REQUIRE(list.size() == 2);
    CHECK(list[0].times == 2);
    CHECK(list[0].first == kMorning);
    CHECK(list[0].last == kMorning + std::chrono::hours(1));
    CHECK(list[1].times == 1);
}

TEST_CASE_TEMPLATE("evidence is let go when it is old enough; counts and answers stay", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const Told old = kiosk.tell(ledger, run(1), {cell(3, 5)});
    const WallTime later = kMorning + std::chrono::days(300);
    wire::Batch batch = kiosk.batch();
    batch.header.runs = {run(1)};
    batch.lines = {cell(4, 6, "1.000656")};
    kiosk.tell(ledger, batch, later);
    CHECK(must(ledger::purge_evidence(ledger, kMorning + std::chrono::days(400))) == 0);
    CHECK(must(ledger::purge_evidence(ledger, kMorning + std::chrono::days(401))) == 1);
    CHECK(must(ledger::purge_evidence(ledger, kMorning + std::chrono::days(401))) == 0);
    CHECK(total(ledger) == 7);
    CHECK(must(ledger::ingest(ledger, old.batch, later)).envelope == old.answer);
    const ledger::Audit audit = must(ledger::verify(ledger));
    CHECK(audit.ok());
    CHECK(audit.envelopes == 1);
}
