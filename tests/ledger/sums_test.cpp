#include "ledger/sums.h"
#include "ledger/packed_sums.h"

#include <random>

#include "ledger/hand.h"
#include "ledger/sum_rows.h"

using namespace hand;

namespace {

const std::string kBirth = "1.001193", kDeath = "1.000656";
constexpr tally::Day kNext = kDay + std::chrono::days(1);
constexpr tally::Period kThatDay{.first = kDay, .last = kDay};

wire::Line of(wire::Certainty certainty, const std::string& what, std::int64_t count,
              std::int64_t revision, const std::string& procedure = {}, bool trusted = true) {
    wire::Line line = cell(count, revision, procedure);
    wire::Cell& made = std::get<wire::Cell>(line.what);
    made.key.certainty = certainty;
    made.key.what = what;
    made.key.trusted = trusted;
    return line;
}

ledger::Sum received(std::int64_t count) {
    ledger::Sum sum;
    sum.measures =
        tally::measures_of(*tally::parse_traits("online digitised fee_online e_result"), count);
    return sum;
}

std::int64_t rows_of(ledger::Ledger& ledger, const std::string& table) {
    return must(ledger.connection().query("SELECT count(*) FROM " + table, {})).at(0).integer(0);
}

}  // namespace

TEST_CASE_TEMPLATE("sums follow the cells: over runs, wards, days, procedures, up and down", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk one = enrolled(ledger), two = enrolled(ledger), far = enrolled(ledger, "23564");
    one.tell(ledger, run(1), {cell(3, 5), cell(4, 6, kDeath), cell(9, 7, kBirth, kNext)});
    one.tell(ledger, run(1), {cell(2, 10)});  // Three became two.
    one.tell(ledger, run(1), {cell(8, 9)});   // Stale.
    one.tell(ledger, run(1), {cell(7, 10)});  // A conflict: the first stays.
    one.tell(ledger, run(2, 11), {cell(-4, 12, kDeath)});
    two.tell(ledger, run(3, 1, 2), {cell(5, 5)});
    far.tell(ledger, run(4, 1, 3, "23564"), {cell(6, 5)});
    far.tell(ledger, run(5, 1, 4), {cell(100, 5)});  // Another ward's: parked.

    using Days = std::vector<ledger::DaySum>;
    CHECK(must(ledger::sums_by_day(ledger, kAllDays)) ==
          Days{{kDay, received(13), 2}, {kNext, received(9), 1}});
    CHECK(must(ledger::sums_by_day(ledger, kThatDay)) == Days{{kDay, received(13), 2}});
    CHECK(must(ledger::sums_by_day(ledger, kAllDays, kWard)) ==
          Days{{kDay, received(7), 1}, {kNext, received(9), 1}});
    CHECK(must(ledger::sums_by_day(ledger, kAllDays, "00000")).empty());
    // Of a procedure: known days without it are a true 0.
    CHECK(must(ledger::sums_by_day(ledger, kAllDays, {}, kDeath)) ==
          Days{{kDay, received(0), 2}, {kNext, received(0), 1}});
    CHECK(must(ledger::sums_by_day(ledger, kAllDays, "23564", kBirth)) ==
          Days{{kDay, received(6), 1}});

    using Wards = std::vector<ledger::WardSum>;
    CHECK(must(ledger::sums_by_ward(ledger, kAllDays)) ==
          Wards{{kWard, received(16), 2}, {"23564", received(6), 1}});
    CHECK(must(ledger::sums_by_ward(ledger, {kNext, kNext})) == Wards{{kWard, received(9), 1}});
    CHECK(must(ledger::sums_by_ward(ledger, kAllDays, kDeath)) == Wards{{kWard, received(0), 2}});

    using Procedures = std::vector<ledger::ProcedureSum>;
    CHECK(must(ledger::sums_by_procedure(ledger, kAllDays)) ==
          Procedures{{kDeath, received(0), 1}, {kBirth, received(22), 2}});
    CHECK(must(ledger::sums_by_procedure(ledger, kThatDay, kWard)) ==
          Procedures{{kDeath, received(0), 1}, {kBirth, received(7), 1}});
    CHECK(must(ledger::verify(ledger)).faults.empty());
}

TEST_CASE_TEMPLATE("a day is known by a seal or by any cell, and stays known", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk one = enrolled(ledger), two = enrolled(ledger);
    const auto day = [](int number) { return kDay + std::chrono::days(number); };
    one.tell(ledger, run(1),
             {seal(5, std::string(64, 'a'), day(0)),  // Nobody came.
              cell(3, 6, kBirth, day(1))});
    one.tell(ledger, run(1), {cell(0, 7, kBirth, day(1))});  // Taken back.
    wire::Line uncounted = of(wire::Certainty::filtered, "visit_began closed_hours", 2, 8);
    std::get<wire::Cell>(uncounted.what).key.day = day(2);
    one.tell(ledger, run(1), {uncounted});
    // A second kiosk of the ward makes a day no more known, nor a second seal.
    two.tell(ledger, run(2, 1, 2),
             {seal(5, std::string(64, 'b'), day(0)), seal(6, std::string(64, 'b'), day(1))});
    two.tell(ledger, run(2, 1, 2), {seal(9, std::string(64, 'c'), day(0))});

    const auto days = must(ledger::sums_by_day(ledger, kAllDays));
    REQUIRE(days.size() == 3);
    CHECK(days[0] == ledger::DaySum{day(0), {}, 1});
    CHECK(days[1] == ledger::DaySum{day(1), {}, 1});
    CHECK(days[2].sum.filtered == 2);
    CHECK(days[2].known == 1);
    CHECK(must(ledger::sums_by_ward(ledger, kAllDays)).at(0).known == 3);
    const auto sealed = must(
        ledger.connection().query("SELECT day FROM ward_day WHERE sealed = 1 ORDER BY day", {}));
    CHECK(sealed.size() == 2);
    CHECK(must(ledger::verify(ledger)).faults.empty());
}

TEST_CASE_TEMPLATE("what another server or process is told is seen at once", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    ledger::Ledger other = must(ledger::Ledger::open_reader(store.address(), identity()));
    Kiosk kiosk = enrolled(ledger), far = enrolled(ledger, "23564");
    for (int i = 1; i <= 4; ++i) {
        Kiosk& speaker = i % 2 ? kiosk : far;
        const wire::Run of = run(i % 2, 1, 1 + i % 2, speaker.ward);
        speaker.tell(ledger, of, {cell(i, i), seal(i, std::string(64, 'a'), kNext)});
        for (ledger::Ledger* one : {&other, &ledger}) {
            const std::int64_t now = i == 1 ? 1 : 2 * i - 1;  // The newest of each.
            CHECK(must(ledger::sums_by_day(*one, kThatDay)).at(0).sum == received(now));
            CHECK(must(ledger::sums_by_procedure(*one, kThatDay)).at(0).sum == received(now));
            CHECK(must(ledger::sums_by_ward(*one, kAllDays)).size() == (i == 1 ? 1 : 2));
        }
    }
}

TEST_CASE_TEMPLATE("any periods after each other, longer than what is kept in memory too", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const std::vector<std::string> wards{"23561", "23562", "23563", "23564",
                                         "23565", "23566", "23567"};
    const std::vector<tally::Day> days{tally::Day{}, kDay - std::chrono::days(5000), kDay, kNext,
                                       std::chrono::year(2150) / 1 / 1};
    int number = 0;
    for (const std::string& ward : wards) {
        Kiosk kiosk = enrolled(ledger, ward);
        ++number;
        std::vector<wire::Line> lines;
        for (std::size_t i = 0; i < days.size(); ++i)
            lines.push_back(cell(1 << (2 * i), 1, kBirth, days[i]));
        kiosk.tell(ledger, run(number, 1, number, ward), lines);
    }
    for (int round = 0; round < 2; ++round)
        for (std::size_t first = 0; first < days.size(); ++first)
            for (std::size_t last = first; last < days.size(); ++last) {
                CAPTURE(first);
                CAPTURE(last);
                const tally::Period period{days[first], days[last]};
                std::int64_t each = 0;
                for (std::size_t i = first; i <= last; ++i) each += 1 << (2 * i);
                const auto by_day = must(ledger::sums_by_day(ledger, period));
                REQUIRE(by_day.size() == last - first + 1);
                CHECK(by_day[0] == ledger::DaySum{days[first], received(7 << (2 * first)), 7});
                const auto by_ward = must(ledger::sums_by_ward(ledger, period));
                REQUIRE(by_ward.size() == 7);
                CHECK(by_ward[6] == ledger::WardSum{"23567", received(each),
                                                    static_cast<std::int64_t>(last - first + 1)});
                CHECK(must(ledger::sums_by_procedure(ledger, period)) ==
                      std::vector<ledger::ProcedureSum>{{kBirth, received(7 * each), 7}});
            }
}

TEST_CASE_TEMPLATE("what is kept of a period follows what is told, and what a moment sees", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    ledger::Ledger looking = must(ledger::Ledger::open_reader(store.address(), identity()));
    Kiosk one = enrolled(ledger), two = enrolled(ledger, "23564");
    const tally::Period both{kDay, kNext};
    std::int64_t revision = 0;
    const auto tell = [&](Kiosk& kiosk, int number, std::int64_t count, tally::Day day) {
        kiosk.tell(ledger, run(number, 1, number, kiosk.ward),
                   {cell(count, ++revision, kBirth, day)});
    };
    tell(one, 1, 5, kDay);
    tell(two, 2, 7, kNext);
    for (int round = 0; round < 3; ++round) {
        // Up, down to nothing, and below it: a day that was known stays known.
        for (const std::int64_t count : {40, 0, -3}) {
            tell(two, 2, count, kDay);
            CHECK(must(ledger::sums_by_day(looking, kThatDay)).at(0).sum == received(5 + count));
            CHECK(must(ledger::sums_by_day(looking, both)).size() == 2);
            CHECK(must(ledger::sums_by_ward(looking, both)).at(1) ==
                  ledger::WardSum{"23564", received(7 + count), 2});
            CHECK(must(ledger::sums_by_procedure(looking, both)) ==
                  std::vector<ledger::ProcedureSum>{{kBirth, received(12 + count), 2}});
            CHECK(must(ledger::sums_by_day(looking, both, "23564")).at(0) ==
                  ledger::DaySum{kDay, received(count), 1});
        }
    }
    {
        const sql::Transaction moment = must(sql::Transaction::begin_reading(looking.connection()));
        CHECK(must(ledger::sums_by_day(looking, kThatDay)).at(0).sum == received(2));
        tell(one, 1, 100, kDay);
        CHECK(must(ledger::sums_by_day(looking, kThatDay)).at(0).sum == received(2));
        CHECK(must(ledger::sums_by_ward(looking, kThatDay)).at(0).sum == received(5));
    }
    CHECK(must(ledger::sums_by_day(looking, kThatDay)).at(0).sum == received(97));
}

TEST_CASE("packed sums come back as they went in") {
    const tally::Measures measures{.visits = INT64_MAX,
                                   .opened = INT64_MIN,
                                   .qr_shown = -1,
                                   .counter_way = 63,
                                   .slips = 64,
                                   .submitted = -64,
                                   .received = -65,
                                   .online = 8191,
                                   .post = 8192,
                                   .paid_online = 1'000'000'000};
    const std::vector<ledger::Sum> sums{{},
                                        {.measures = measures, .untrusted = 0, .filtered = -7},
                                        {.measures = {}, .untrusted = 1}};
    ledger::PackedSums days, procedures;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        days.add(static_cast<std::int64_t>(i) - 1, sums[i]);
        procedures.add(std::string_view(std::string(i * 100, 'x')), sums[i]);
    }
    CHECK(days.count() == 3);
    days.shrink();
    ledger::PackedSums::Reader day(days), procedure(procedures);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        CHECK(day.number() == static_cast<std::int64_t>(i) - 1);
        CHECK(day.sum() == sums[i]);
        CHECK(procedure.text() == std::string(i * 100, 'x'));
        CHECK(procedure.sum() == sums[i]);
    }
    CHECK(day.done());
    CHECK(procedure.done());
}

TEST_CASE_TEMPLATE("untrusted is a part of what counts, filtered is no part of it", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    using enum wire::Certainty;
    kiosk.tell(ledger, run(1),
               {of(shown, "visit_began", 3, 1), of(shown, "visit_began", 2, 2, {}, false),
                of(said, "rating 2", 4, 3, {}, false), of(said, "outcome submitted", 5, 4, kBirth),
                of(filtered, "visit_began test_mode", 50, 5, {}, false),
                of(confirmed, "post not_digitised no_fee no_result", -6, 6, kBirth, false)});
    const auto days = must(ledger::sums_by_day(ledger, kThatDay));
    REQUIRE(days.size() == 1);
    ledger::Sum expected;
    expected.measures.visits = 5;
    expected.measures.submitted = 5;
    expected.measures.received = expected.measures.post = -6;
    expected.untrusted = 2 + 4 - 6;
    expected.filtered = 50;
    CHECK(days[0].sum == expected);
    CHECK(must(ledger::sums_by_procedure(ledger, kThatDay)).size() == 2);  // Of none, and one.
}

TEST_CASE("the columns of the tables are the measures, in their order, and two more") {
    OnSqlite store;
    ledger::Ledger ledger = opened(store.address());
    for (const std::string table : {"ward_day", "procedure_day"}) {
        const auto columns = must(ledger.connection().query(
            "SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid", {}));
        std::string names;
        for (std::size_t i = 3; i < columns.size(); ++i)
            names += (i > 3 ? ", " : "") + columns[i].text(0);
        CHECK(names == ledger::sum_columns());
    }
}

TEST_CASE_TEMPLATE("a store from before there were sums gets them with the step", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    std::vector<ledger::DaySum> days;
    std::vector<ledger::ProcedureSum> procedures;
    {
        ledger::Ledger ledger = opened(store.address());
        Kiosk kiosk = enrolled(ledger), far = enrolled(ledger, "23564");
        kiosk.tell(ledger, run(1),
                   {cell(3, 5), cell(4, 6, kDeath), cell(0, 7, kBirth, kNext),
                    of(wire::Certainty::shown, "visit_began", 3, 8)});
        kiosk.tell(ledger, run(2, 9), {cell(5, 10), seal(12)});
        far.tell(ledger, run(4, 1, 3, "23564"), {seal(5)});
        days = must(ledger::sums_by_day(ledger, kAllDays));
        procedures = must(ledger::sums_by_procedure(ledger, kAllDays));
        REQUIRE(rows_of(ledger, "ward_day") == 3);
        // Back to how version 1 left it.
        must(ledger.connection().script(
            "DROP TABLE ward_day; DROP TABLE procedure_day; DROP TABLE officer; "
            "DROP TABLE session; DROP TABLE deed; DROP TABLE publisher; DROP TABLE link_check; "
            "DROP TABLE arrival; DROP TABLE fact; DELETE FROM schema_version WHERE version > 1"));
    }
    for (int i = 0; i < 2; ++i) {
        ledger::Ledger ledger = opened(store.address());
        CHECK(rows_of(ledger, "ward_day") == 3);
        CHECK(must(ledger::sums_by_day(ledger, kAllDays)) == days);
        CHECK(must(ledger::sums_by_procedure(ledger, kAllDays)) == procedures);
        CHECK(must(ledger::verify(ledger)).faults.empty());
    }
}

TEST_CASE_TEMPLATE("sums that were damaged are made anew from the cells", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk one = enrolled(ledger), far = enrolled(ledger, "23564");
    one.tell(ledger, run(1), {cell(3, 5), cell(4, 6, kDeath), seal(8, std::string(64, 'a'))});
    far.tell(ledger, run(4, 1, 3, "23564"), {cell(6, 5)});
    for (const char* harm :
         {"UPDATE ward_day SET received = received + 1", "DELETE FROM procedure_day",
          "UPDATE ward_day SET sealed = 1 - sealed"})
        must(ledger.connection().run(harm, {}));
    CHECK_FALSE(must(ledger::verify(ledger)).faults.empty());
    ledger::Ledger other = must(ledger::Ledger::open_beside(store.address(), identity()));
    CHECK(must(ledger::sums_by_day(other, kAllDays))[0].sum.measures.received == 15);
    must(ledger::mend_sums(ledger));
    CHECK(must(ledger::sums_by_day(other, kAllDays))[0].sum.measures.received == 13);
    CHECK(must(ledger::verify(ledger)).faults.empty());
    one.tell(ledger, run(1), {cell(5, 9)});
    CHECK(must(ledger::verify(ledger)).faults.empty());
}
