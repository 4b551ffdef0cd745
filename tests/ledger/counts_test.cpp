#include "ledger/counts.h"

#include "ledger/hand.h"

using namespace hand;

namespace {

wire::Line of(wire::Certainty certainty, const std::string& what, std::int64_t count,
              std::int64_t revision, const std::string& procedure = {}, bool trusted = true) {
    wire::Line line = cell(count, revision, procedure);
    wire::Cell& made = std::get<wire::Cell>(line.what);
    made.key.certainty = certainty;
    made.key.what = what;
    made.key.trusted = trusted;
    return line;
}

constexpr tally::Period kThatDay{.first = kDay, .last = kDay};

}  // namespace

TEST_CASE_TEMPLATE("counts are summed over runs, by ward, day and key; sums of 0 are left out",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk one = enrolled(ledger), two = enrolled(ledger), far = enrolled(ledger, "23564");
    const tally::Day next = kDay + std::chrono::days(1);
    one.tell(ledger, run(1), {cell(3, 5), cell(4, 6, "1.000656"), cell(9, 7, "1.001193", next)});
    one.tell(ledger, run(2, 8), {cell(-4, 9, "1.000656")});
    two.tell(ledger, run(3, 1, 2), {cell(5, 5)});
    far.tell(ledger, run(4, 1, 3, "23564"), {cell(6, 5)});

    const auto all = must(ledger::counts(ledger, kAllDays));
    REQUIRE(all.size() == 3);
    CHECK(all[0].ward == kWard);
    CHECK(all[0].key == std::get<wire::Cell>(cell(0, 1).what).key);
    CHECK(all[0].count == 8);
    CHECK(all[1].key.day == next);
    CHECK(all[1].count == 9);
    CHECK(all[2].ward == "23564");
    CHECK(all[2].count == 6);
    CHECK(must(ledger::counts(ledger, kThatDay)).size() == 2);
    CHECK(must(ledger::counts(ledger, {next, next})).size() == 1);
    CHECK(must(ledger::counts(ledger, kAllDays, "23564")).size() == 1);
    CHECK(must(ledger::counts(ledger, kAllDays, "00000")).empty());
}

TEST_CASE_TEMPLATE("days that are uncertain stand apart", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    kiosk.tell(ledger, run(1),
               {of(wire::Certainty::shown, "visit_began", 3, 5),
                of(wire::Certainty::shown, "visit_began", 2, 6, {}, false)});
    const auto all = must(ledger::counts(ledger, kAllDays));
    REQUIRE(all.size() == 2);
    CHECK_FALSE(all[0].key.trusted);
    CHECK(all[0].count == 2);
    CHECK(all[1].count == 3);
    CHECK(ledger::measures_of(all).visits == 5);
}

TEST_CASE_TEMPLATE("measures are those of the cells that count, each once", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    using enum wire::Certainty;
    const std::string code = "1.001193";
    const auto verdicts =
        kiosk
            .tell(ledger, run(1),
                  {of(shown, "visit_began", 1, 1), of(shown, "procedure_opened", 2, 2, code),
                   of(shown, "qr_shown procedure", 3, 3, code), of(shown, "counter_way", 4, 4),
                   of(shown, "slip_printed", 5, 5), of(said, "outcome submitted", 6, 6, code),
                   of(filtered, "visit_began test_mode", 50, 7), cell(7, 8, code)})
            .verdicts();
    CHECK(verdicts == std::vector<std::string>(8, "ok"));
    const tally::Measures sum = ledger::measures_of(must(ledger::counts(ledger, kThatDay)));
    tally::Measures expected =
        tally::measures_of(*tally::parse_traits("online digitised fee_online e_result"), 7);
    expected.visits = 1;
    expected.opened = 2;
    expected.qr_shown = 3;
    expected.counter_way = 4;
    expected.slips = 5;
    expected.submitted = 6;
    CHECK(sum == expected);
}
