#include "journal/tallies.h"

#include "journal/closing.h"
#include "journal/reader.h"
#include "support/journal_fixture.h"
#include "support/naive_count.h"

using namespace journal;
using std::chrono::days;

namespace {

constexpr tally::Day kDay = std::chrono::year(2026) / 11 / 23;
constexpr tally::Period kPeriod{.first = kDay - std::chrono::days(9), .last = kDay};
const std::string kFile = "0123456789abcdef";

tally::DossierTotal some(std::int64_t count, tally::Day day = kDay) {
    return {.day = day, .procedure = "1.001193", .traits = {}, .count = count};
}

/// A journal on one connection, looked at through another.
struct Bench {
    TempDir dir;
    Journal journal = must(Journal::open(settings_in(dir)));
    Reader reader = must(Reader::open(dir / "journal.db"));

    /// Appends one row and says what became of it.
    std::string operator()(const Event& event, Verdict verdict = Verdict::counted) {
        must(check(event));
        must(journal.append(std::vector{Record{
            .event = event, .minute = minute_of(kMorning), .trusted = true, .verdict = verdict}}));
        return must(journal.entry(journal.head().size)).verdict;
    }
    tally::Recorded newest() { return must(reader.recorded(1)).at(0); }
    std::int64_t received() { return must(reader.total(kPeriod)).received; }
};

bool may_wait_kind(Kind kind) {
    return kind != Kind::dossier && kind != Kind::correction && kind != Kind::imported &&
           kind != Kind::day_closed;
}

}  // namespace

TEST_CASE("a correction takes off what is left of its row and no more") {
    Bench bench;
    CHECK(bench(dossier("CB01", some(5))) == "counted");
    const tally::Recorded row = bench.newest();
    CHECK(row.left == 5);
    CHECK(bench(correction("CB01", row, 6, tally::Reason::undo)) == "over_corrected");
    CHECK(bench(correction("CB01", row, 3, tally::Reason::undo)) == "counted");
    CHECK(bench.newest().left == 2);
    CHECK(bench(correction("CB02", row, 3, tally::Reason::undo)) == "over_corrected");
    CHECK(bench(correction("CB02", row, 2, tally::Reason::undo)) == "counted");
    CHECK(bench(correction("CB02", row, 1, tally::Reason::undo)) == "over_corrected");
    CHECK(bench.newest().left == 0);
    CHECK(bench.received() == 0);
    CHECK(must(bench.reader.dossiers(kPeriod)).empty());
    CHECK(must(bench.reader.report(kPeriod)).filtered ==
          std::vector<tally::Filtered>{
              {.kind = "correction", .reason = "over_corrected", .rows = 3}});
    CHECK(faults_in(bench.dir).empty());
}

TEST_CASE("a correction in the same batch as its row finds it") {
    Bench bench;
    tally::Recorded row;
    row.sequence = 1;
    row.procedure = "1.001193";
    row.day = kDay;
    std::vector<Record> batch;
    for (const Event& event :
         {dossier("CB01", some(2)), correction("CB01", row, 2, tally::Reason::undo),
          correction("CB01", row, 1, tally::Reason::undo)})
        batch.push_back({.event = event,
                         .minute = minute_of(kMorning),
                         .trusted = true,
                         .verdict = Verdict::counted});
    must(bench.journal.append(batch));
    CHECK(must(bench.journal.entry(2)).verdict == "counted");
    CHECK(must(bench.journal.entry(3)).verdict == "over_corrected");
    CHECK(bench.received() == 0);
}

TEST_CASE("a correction that does not match its row does not count") {
    Bench bench;
    CHECK(bench(visit_began()) == "counted");
    CHECK(bench(dossier("CB01", some(5, kDay - days(1)))) == "counted");
    const tally::Recorded row = bench.newest();
    // Enough of everything, so that only the mismatch speaks.
    CHECK(bench(dossier("CB01", some(50))) == "counted");
    CHECK(bench(dossier("CB01",
                        {.day = row.day, .procedure = "1.000656", .traits = {}, .count = 50})) ==
          "counted");
    tally::Traits digitised;
    digitised.digitised = true;
    CHECK(
        bench(dossier(
            "CB01", {.day = row.day, .procedure = "1.001193", .traits = digitised, .count = 50})) ==
        "counted");
    const auto with = [&](auto change) {
        tally::Recorded wrong = row;
        change(wrong);
        return bench(correction("CB01", wrong, 1, tally::Reason::mistyped));
    };
    CHECK(with([](auto& wrong) { wrong.procedure = "1.000656"; }) == "over_corrected");
    CHECK(with([](auto& wrong) { wrong.day = kDay; }) == "over_corrected");
    CHECK(with([](auto& wrong) { wrong.traits.digitised = true; }) == "over_corrected");
    CHECK(with([](auto& wrong) { wrong.sequence = 1; }) == "over_corrected");
    CHECK(with([](auto& wrong) { wrong.sequence = 99; }) == "over_corrected");
    CHECK(bench.received() == 155);
    CHECK(with([](auto&) {}) == "counted");
    CHECK(faults_in(bench.dir).empty());
}

TEST_CASE("what was recorded in test mode counts nowhere and cannot be corrected") {
    Bench bench;
    CHECK(bench(dossier("CB01", some(5)), Verdict::test_mode) == "test_mode");
    CHECK(must(bench.reader.recorded(9)).empty());
    tally::Recorded row;
    row.sequence = 1;
    row.procedure = "1.001193";
    row.day = kDay;
    CHECK(bench(correction("CB01", row, 1, tally::Reason::undo)) == "over_corrected");
    CHECK(bench.received() == 0);
}

TEST_CASE("an import brings a sum up or down, never below nothing, and is not corrected by hand") {
    Bench bench;
    CHECK(bench(dossier("CB01", some(5))) == "counted");
    const tally::Recorded by_hand = bench.newest();
    CHECK(bench(imported("CB01", some(-6), kFile)) == "over_corrected");
    CHECK(bench(imported("CB01", some(-3), kFile)) == "counted");
    CHECK(bench.received() == 2);
    const tally::Recorded from_file = bench.newest();
    CHECK(from_file.imported);
    CHECK(from_file.count == -3);
    // Five are left of the row, but only two of the sum.
    CHECK(bench(correction("CB01", by_hand, 3, tally::Reason::undo)) == "over_corrected");
    CHECK(bench(imported("CB01", some(+40), kFile)) == "counted");
    CHECK(bench(correction("CB01", bench.newest(), 1, tally::Reason::undo)) == "over_corrected");
    CHECK(bench(correction("CB01", by_hand, 3, tally::Reason::undo)) == "counted");
    CHECK(must(bench.reader.dossiers(kPeriod)) == std::vector{some(39)});
    CHECK(faults_in(bench.dir).empty());
}

TEST_CASE("corrections come off the hour in which the dossiers stand") {
    Bench bench;
    CHECK(bench(dossier("CB01", some(5))) == "counted");
    const tally::Recorded row = bench.newest();
    must(bench.journal.append(
        std::vector{Record{.event = correction("CB01", row, 2, tally::Reason::undo),
                           .minute = minute_of(kMorning + std::chrono::hours(30)),
                           .trusted = true,
                           .verdict = Verdict::counted}}));
    const tally::Report report = must(bench.reader.report({.first = kDay, .last = kDay}));
    CHECK(report.hours[9].at_counter == 3);
    CHECK(report.hours[15].at_counter == 0);
}

TEST_CASE("rows may wait for the tallies, and are in every figure all the same") {
    TempDir dir;
    std::optional<Journal> journal = must(Journal::open(settings_in(dir)));
    const auto waiting = [&] {
        db::Database database = must(db::Database::open_reader(dir / "journal.db"));
        return journal->head().size - must(tallied_rows(database));
    };
    constexpr std::int64_t kRows = 150;
    std::int64_t most = 0;
    for (std::int64_t n = 1; n <= kRows; ++n) {
        CAPTURE(n);
        // What citizens do, but for a few rows of staff's.
        Record record = records(n, n).front();
        if (n % 50 != 5 && !may_wait_kind(record.event.kind))
            record.event = procedure_opened("1.001193");
        if (n == 100) record.event = day_closed("QL01", kDay, no_digest());
        if (n % 9 == 0) record.verdict = Verdict::repeat;
        must(journal->append(std::vector{record}));
        most = std::max(most, waiting());
        if (!may_wait_kind(record.event.kind)) CHECK(waiting() == 0);
        if (n % 40 == 0) {
            journal.reset();  // What waits is found again.
            journal.emplace(must(Journal::open(settings_in(dir))));
        }
        Reader reader = must(Reader::open(dir / "journal.db"));
        const NaiveCount naive(must(reader.rows(1, kRows)));
        const tally::Report report = must(reader.report(kPeriod));
        REQUIRE(report == naive.report(kPeriod));
        CHECK(must(reader.days(kPeriod)) == report.days);
        CHECK(must(reader.total(kPeriod)) == report.all);
        if (n % 7 == 0) CHECK(faults_in(dir).empty());
    }
    CHECK(most == kWaitingMax);
}

TEST_CASE("a transaction that fails leaves what waits as it was") {
    Bench bench;
    for (int n = 0; n < 5; ++n) bench(visit_began());
    const Record good{
        .event = visit_began(), .minute = minute_of(kMorning), .trusted = true, .verdict = {}};
    Record closing = good;
    closing.event = day_closed("QL01", kDay, no_digest());
    CHECK(!bench.journal.append(std::vector{good, closing, good, closing}));  // Closed once.
    CHECK_FALSE(must(bench.journal.is_closed(kDay)));
    for (int n = 0; n < 5; ++n) bench(visit_began());
    CHECK(must(bench.reader.report(kPeriod)).all.visits == 10);
    CHECK(must(bench.reader.report(kPeriod)).late.visits == 0);
    bench(dossier("CB01", some(1)));
    CHECK(must(bench.reader.report(kPeriod)).all.visits == 10);
    CHECK(faults_in(bench.dir).empty());
}
