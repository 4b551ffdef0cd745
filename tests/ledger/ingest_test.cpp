#include "ledger/ingest.h"

#include <fmt/format.h>

#include "ledger/hand.h"
#include "ledger/publishing.h"
#include "wire/pack.h"

using namespace hand;
using Verdicts = std::vector<std::string>;

TEST_CASE_TEMPLATE("a batch is taken, counted once, and answered byte for byte for ever", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const Told first = kiosk.tell(ledger, run(1), {cell(3, 5), cell(4, 6, "1.000656"), seal(7)});
    CHECK(first.status == 200);
    CHECK(first.verdicts() == Verdicts{"ok", "ok", "ok"});
    CHECK(first.receipt.serial == 1);
    CHECK(first.receipt.device == kiosk.device);
    CHECK(first.receipt.next_s == 300);
    CHECK_FALSE(first.receipt.resend);
    for (const auto later : {std::chrono::hours(1), std::chrono::hours(20'000)}) {
        const auto again = must(ledger::ingest(ledger, first.batch, kMorning + later));
        CHECK(again.status == 200);
        CHECK(again.envelope == first.answer);
    }
    CHECK(total(ledger) == 7);
    CHECK(kiosk.tell(ledger, run(1), {cell(3, 5)}).receipt.serial == 2);
}

TEST_CASE_TEMPLATE("each line has its verdict: ok, dup, stale, conflict, and order does not matter",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    CHECK(kiosk.tell(ledger, run(1), {cell(3, 5)}).verdicts() == Verdicts{"ok"});
    CHECK(kiosk.tell(ledger, run(1), {cell(3, 5), cell(2, 4), cell(9, 5), cell(-4, 8), cell(1, 7)})
              .verdicts() == Verdicts{"dup", "stale", "conflict", "ok", "stale"});
    CHECK(total(ledger) == -4);
    CHECK(kiosk.tell(ledger, run(1), {cell(6, 9), cell(6, 9), cell(7, 9), cell(5, 8)}).verdicts() ==
          Verdicts{"ok", "dup", "conflict", "stale"});
    CHECK(total(ledger) == 6);
    CHECK(alarm_kinds(ledger) == Verdicts{"conflict 2"});
    CHECK(must(ledger::verify(ledger)).faults.empty());
}

TEST_CASE_TEMPLATE("verdicts are the same whether a batch has few or many cells of a day", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const auto code = [](int number) { return fmt::format("1.{:06}", number); };
    std::vector<wire::Line> lines;
    for (int i = 0; i < 300; ++i) lines.push_back(cell(2, 5, code(i)));
    lines.push_back(cell(2, 5, code(0), kDay + std::chrono::days(1)));
    CHECK(kiosk.tell(ledger, run(1), lines).verdicts() == Verdicts(301, "ok"));
    // One by one, one by one of a day that has far more, and the whole day at once.
    std::int64_t sum = 301 * 2, revision = 5;
    for (const int count : {5, 20, 200}) {
        lines.clear();
        Verdicts expected;
        for (int i = 0; i < count; ++i) {
            const std::int64_t now = i < 4 ? 5 : revision;  // The first four stand as they were.
            const int turn = i < 4 ? i : 4 + i % 2;
            const int number = turn == 5 ? 1000 * count + i : i;
            const std::int64_t told[] = {2, 1, 3, 2, 9, 4}, at[] = {5, 4, 5, 5, now + 1, 1};
            const char* verdicts[] = {"dup", "stale", "conflict", "dup", "ok", "ok"};
            lines.push_back(cell(told[turn], at[turn], code(number)));
            expected.emplace_back(verdicts[turn]);
            if (turn == 5) sum += 4;
        }
        CHECK(kiosk.tell(ledger, run(1), lines).verdicts() == expected);
        ++revision;
    }
    // Those that were raised to 9: the even ones from 4 on, up to what the largest batch had.
    for (int i = 4; i < 200; i += 2) sum += 7;
    CHECK(total(ledger) == sum);
    CHECK(must(ledger::verify(ledger)).faults.empty());
}

TEST_CASE_TEMPLATE("seals are held like cells: a digest that changes is a conflict", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    CHECK(kiosk.tell(ledger, run(1), {seal(5)}).verdicts() == Verdicts{"ok"});
    const std::string other(64, 'b');
    CHECK(kiosk.tell(ledger, run(1), {seal(5), seal(5, other), seal(4, other), seal(6, other)})
              .verdicts() == Verdicts{"dup", "conflict", "stale", "ok"});
    CHECK(alarm_kinds(ledger) == Verdicts{"conflict"});
}

TEST_CASE_TEMPLATE("a line that is wrong is kept apart and stops no other", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    wire::Batch batch = kiosk.batch();
    batch.header.runs = {run(1, 10)};
    const std::string good = wire::encode(cell(3, 12));
    std::string late = good, day = good, type = good;
    late.replace(late.find("\"rev\":12"), 8, "\"rev\":9");
    day.replace(day.find("2026-11-23"), 10, "2026-13-23");
    type.replace(type.find("confirmed"), 9, "foretold");
    const std::string lines = wire::encode(batch.header) + "\n" + late + "\n" + day + "\n" + type +
                              "\n" + "\xff\xfe{\n" + good + "\n";
    const std::string envelope = wire::seal(wire::kBatchType, wire::pack(lines), kiosk.key);
    const Told told = hand::told(must(ledger::ingest(ledger, envelope, kMorning)), envelope);
    CHECK(told.verdicts() == Verdicts{"bad:rev", "bad:day", "parked:type", "bad:line", "ok"});
    const auto rows =
        must(ledger.connection().query("SELECT verdict, line_text FROM parked ORDER BY line", {}));
    REQUIRE(rows.size() == 4);
    CHECK(rows[1].text(1) == day);
    CHECK(rows[3].text(1) == "\xff\xfe{");
    CHECK(total(ledger) == 3);
    CHECK(must(ledger::verify(ledger)).ok());
}

TEST_CASE_TEMPLATE("what is not of this province is refused by name, signed, and takes nothing",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger), other = enrolled(ledger);
    const auto refused = [&](const std::string& envelope, int status) {
        const ledger::Answer answer = must(ledger::ingest(ledger, envelope, kMorning));
        CHECK(answer.status == status);
        return told(answer, envelope).receipt.refused;
    };
    wire::Batch batch = kiosk.batch();
    const std::string good = wire::seal(batch, kiosk.key);
    CHECK(refused("", 400) == "malformed");
    CHECK(refused(std::string(wire::kEnvelopeBytesMax + 1, 'x'), 413) == "too_large");
    CHECK(refused("<html>login</html>", 400) == "malformed");
    CHECK(refused(wire::seal(wire::kRotationType, "{}", kiosk.key), 400) == "malformed");
    CHECK(refused(wire::seal(wire::kBatchType, "not zstd", kiosk.key), 400) == "malformed");
    CHECK(refused(wire::seal(wire::kBatchType, wire::pack("no header"), kiosk.key), 400) ==
          "malformed");
    CHECK(refused(wire::seal(batch, wire::SecretKey::generate()), 401) == "unknown_key");
    CHECK(refused(wire::seal(batch, other.key), 409) == "not_yours");
    std::string bent = good;
    bent.back() = static_cast<char>(bent.back() ^ 1);
    CHECK(refused(bent, 400) == "malformed");
    batch.header.heads = {other.head(Tree(), id(1), 5)};  // Signed by another device.
    CHECK(refused(wire::seal(batch, kiosk.key), 400) == "malformed");

    const ledger::Answer large =
        ledger::refuse(ledger, 413, "too_large", wire::digest("x"), kMorning);
    CHECK(large.status == 413);
    CHECK(told(large, "x").receipt.refused == "too_large");
    CHECK(must(ledger.connection().query("SELECT count(*) FROM received", {})).at(0).integer(0) ==
          0);
    CHECK(alarm_kinds(ledger) == Verdicts{"unknown_key"});
}

TEST_CASE_TEMPLATE("any number of unknown keys writes few alarms", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    for (int i = 0; i < 130; ++i) {
        wire::Batch batch;
        batch.header.device = id(i);
        const std::string envelope = wire::seal(batch, wire::SecretKey::generate());
        for (int twice = 0; twice < 2; ++twice)
            CHECK(must(ledger::ingest(ledger, envelope, kMorning)).status == 401);
    }
    const auto list = must(ledger::alarms(ledger));
    CHECK(list.size() == 101);
    CHECK(list.back().times == 1);
}

TEST_CASE_TEMPLATE("a revoked kiosk is refused with all it signs, and its use is an alarm", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const Told before = kiosk.tell(ledger, run(1), {cell(3, 5)});
    must(ledger::revoke(ledger, kiosk.device.substr(0, 8), "stolen", kMorning));
    for (int i = 0; i < 2; ++i) {
        const Told after = kiosk.tell(ledger, run(1), {cell(8, 9)});
        CHECK(after.status == 403);
        CHECK(after.receipt.refused == "revoked");
        CHECK(after.receipt.device == kiosk.device);
    }
    CHECK(must(ledger::ingest(ledger, before.batch, kMorning)).status == 403);
    CHECK(total(ledger) == 3);
    CHECK(alarm_kinds(ledger) == Verdicts{"revoked_use 3"});
    // Bytes that nobody signed are no use of the key.
    std::string bent = before.batch;
    bent.back() = static_cast<char>(bent.back() ^ 1);
    CHECK(must(ledger::ingest(ledger, bent, kMorning)).status == 400);
    CHECK(alarm_kinds(ledger) == Verdicts{"revoked_use 3"});
}

TEST_CASE_TEMPLATE("a batch of a later version is parked whole", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const auto send = [&](const std::string& lines) {
        const std::string envelope = wire::seal(wire::kBatchType, wire::pack(lines), kiosk.key);
        return told(must(ledger::ingest(ledger, envelope, kMorning)), envelope);
    };
    const Told told = send("{\"v\":2,\"later\":{}}\n{\"a\":1}\n{\"a\":2}\n");
    CHECK(told.status == 200);
    CHECK(told.verdicts() == Verdicts{"parked:version", "parked:version"});
    CHECK(told.receipt.serial == 1);
    CHECK(must(ledger::ingest(ledger, told.batch, kMorning)).envelope == told.answer);
    CHECK(send("{\"v\":2}\n").verdicts().empty());
    CHECK(must(ledger::verify(ledger)).ok());
}

TEST_CASE_TEMPLATE("rows that do not match their leaf are an alarm each, named once", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    for (int i = 0; i < 2; ++i) {
        wire::Batch batch = kiosk.batch();
        batch.header.faults = {{.epoch = id(1), .row = 300}, {.epoch = id(1), .row = 301}};
        kiosk.tell(ledger, batch);
    }
    CHECK(alarm_kinds(ledger) == Verdicts{"row_fault 2", "row_fault 2"});
    CHECK(must(ledger::alarms(ledger)).at(0).text.find("row 300 ") != std::string::npos);
    CHECK(must(ledger::alarms(ledger)).at(0).epoch == id(1));
}

TEST_CASE_TEMPLATE("a device that holds a receipt we do not know is asked to send all again", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    kiosk.tell(ledger, run(1), {cell(3, 5)});
    kiosk.tell(ledger, run(1), {cell(4, 6)});
    const Kiosk up_to_date = kiosk;

    kiosk.after = {.serial = 7, .digest = std::string(64, 'c')};
    const Told ahead = kiosk.tell(ledger, run(1), {cell(5, 7)});
    CHECK(ahead.receipt.resend);
    CHECK(ahead.receipt.serial == 8);  // Beyond all that the device has seen.
    CHECK_FALSE(kiosk.tell(ledger, run(1), {cell(5, 7)}).receipt.resend);

    kiosk.after = {.serial = 2, .digest = std::string(64, 'c')};  // Ours of that number is another.
    CHECK(kiosk.tell(ledger, run(1), {cell(5, 7)}).receipt.resend);
    kiosk.after = {.serial = 5, .digest = std::string(64, 'c')};  // We never gave that one.
    CHECK(kiosk.tell(ledger, run(1), {cell(5, 7)}).receipt.resend);
    kiosk.after = up_to_date.after;  // An old batch on a slow stick.
    CHECK_FALSE(kiosk.tell(ledger, run(1), {cell(5, 7)}).receipt.resend);
    kiosk.after = {};  // An agent that lost its state.
    CHECK_FALSE(kiosk.tell(ledger, run(1), {cell(5, 7)}).receipt.resend);
    CHECK(must(ledger::verify(ledger)).ok());
}

TEST_CASE("a province restored from an older copy asks for all, and comes to the same counts") {
    OnSqlite store;
    TempDir dir;
    std::optional<ledger::Ledger> ledger(opened(store.address()));
    Kiosk kiosk = enrolled(*ledger);
    kiosk.tell(*ledger, run(1), {cell(3, 5)});
    must(ledger->connection().copy_to(dir / "old.db"));
    const Told lost = kiosk.tell(*ledger, run(1), {cell(4, 6), cell(9, 7, "1.000656")});
    CHECK(total(*ledger) == 13);
    ledger.reset();

    ledger::Ledger older = opened("sqlite:" + (dir / "old.db"));
    CHECK(total(older) == 3);
    const Told asked = kiosk.tell(older, kiosk.batch());
    CHECK(asked.receipt.resend);
    const Told again = kiosk.tell(older, run(1), {cell(4, 6), cell(9, 7, "1.000656")});
    CHECK(again.verdicts() == Verdicts{"ok", "ok"});
    CHECK_FALSE(again.receipt.resend);
    CHECK(again.receipt.serial > lost.receipt.serial);
    CHECK(total(older) == 13);
    CHECK(must(ledger::verify(older)).ok());
}

TEST_CASE_TEMPLATE("what a kiosk says of itself is the newest batch's, whatever a stick brings",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    CHECK_FALSE(must(ledger::kiosks(ledger)).at(0).heard);
    kiosk.tell(ledger, kiosk.batch());
    wire::Batch stick = kiosk.batch();
    stick.header.unsent = 99;
    kiosk.tell(ledger, kiosk.batch());
    wire::Batch newest = kiosk.batch();
    newest.header.unsent = 4;
    newest.header.disk_free = 123;
    newest.header.clock_trusted = true;
    newest.header.wall = std::chrono::floor<std::chrono::minutes>(kMorning);
    kiosk.tell(ledger, newest, kMorning + std::chrono::minutes(5));
    kiosk.tell(ledger, stick, kMorning + std::chrono::minutes(9));
    const ledger::Kiosk seen = must(ledger::kiosks(ledger)).at(0);
    CHECK(seen.unsent == 4);
    CHECK(seen.disk_free == 123);
    CHECK(seen.clock_trusted);
    CHECK(seen.device_wall == "2026-11-23T02:00Z");
    CHECK(seen.version == "0.1.0");
    CHECK(seen.batches == 4);
    CHECK(seen.heard == kMorning + std::chrono::minutes(9));
}

TEST_CASE_TEMPLATE("a receipt says which publication is the newest", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    CHECK(kiosk.tell(ledger, kiosk.batch()).receipt.published == 0);
    must(ledger::publish(ledger, {{"wards.json", "[]"}}, kMorning));
    CHECK(kiosk.tell(ledger, kiosk.batch()).receipt.published == 1);
}

TEST_CASE_TEMPLATE("who has more to tell is asked back soon", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    wire::Batch batch = kiosk.batch();
    batch.header.unsent = 1;
    CHECK(kiosk.tell(ledger, batch).receipt.next_s == ledger.rules().next_of_more.count());
    CHECK(kiosk.tell(ledger, kiosk.batch()).receipt.next_s == ledger.rules().next.count());
}
