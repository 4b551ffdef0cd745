// A file of the first schema, which had no tallies, grows them from its rows.

#include "journal/schema.h"

#include "journal/reader.h"
#include "support/journal_fixture.h"
#include "support/naive_count.h"

using namespace journal;
using std::chrono::days;

namespace {

constexpr tally::Period kAlways{.first = tally::Day(), .last = std::chrono::year(9999) / 12 / 31};

/// Rows as the first program wrote them: citizens' alone, over some months.
std::vector<Record> old_rows(std::int64_t count) {
    std::vector<Record> rows;
    for (std::int64_t n = 1; n <= count; ++n) {
        Record record = record_number(n * 7 + n % 5);  // No row of staff among these.
        if (n % 6 == 0) record.event = visit_began();
        record.minute = minute_of(kMorning + std::chrono::minutes(n * 311));
        record.trusted = n % 10 != 0;
        record.verdict = n % 8 == 0 ? static_cast<Verdict>(1 + n % 5) : Verdict::counted;
        rows.push_back(record);
    }
    return rows;
}

/// A file of the schema's first step alone, with these rows.
void write_old_file(const TempDir& dir, const std::vector<Record>& rows) {
    TempDir model;
    std::string epoch;
    {
        Journal journal = must(Journal::open(settings_in(model)));
        must(journal.append(rows));
        epoch = journal.head().epoch;
    }
    db::Database old = must(db::Database::open_owner(dir / "journal.db"));
    std::vector<std::string> steps = schema_steps(epoch);
    steps.resize(1);
    must(old.migrate(steps));
    must(old.execute("ATTACH '" + (model / "journal.db") + "' AS model"));
    must(
        old.execute("INSERT INTO entry SELECT * FROM model.entry ORDER BY sequence;"
                    "INSERT INTO node SELECT * FROM model.node"));
    if (rows.empty()) return;  // The head only grows.
    must(
        old.execute("UPDATE head SET size = (SELECT size FROM model.head),"
                    " root = (SELECT root FROM model.head)"));
}

}  // namespace

TEST_CASE("a file of the first schema is read as it is, verified, and has no tallies yet") {
    TempDir dir;
    write_old_file(dir, old_rows(200));
    Reader reader = must(Reader::open(dir / "journal.db"));
    CHECK(must(reader.head()).size == 200);
    CHECK(must(reader.rows(1, 1000)).size() == 200);
    CHECK_FALSE(must(reader.tally(kAlways.first, kAlways.last)).empty());
    CHECK(must(reader.runs()) ==
          std::vector<Run>{{.first = 1, .id = must(reader.head()).epoch, .ward = {}}});
    const Verification result = must(reader.verify());
    REQUIRE_MESSAGE(result.ok(), (result.ok() ? "" : result.faults.front()));
    const Result<tally::Report> report = reader.report(kAlways);
    REQUIRE(!report);
    CHECK(report.error().code == Error::Code::unavailable);
}

TEST_CASE("its new owner fills the tallies from the rows, and goes on from there") {
    TempDir dir;
    write_old_file(dir, old_rows(1200));
    {
        Journal journal = must(Journal::open(settings_in(dir)));
        REQUIRE_FALSE(journal.set_aside());
        must(journal.append(records(1201, 1230)));
    }
    const auto runs = must(must(Reader::open(dir / "journal.db")).runs());
    REQUIRE(runs.size() == 2);
    CHECK(runs[1].first == 1201);
    CHECK(faults_in(dir).empty());
    Reader reader = must(Reader::open(dir / "journal.db"));
    const NaiveCount naive(must(reader.rows(1, 10'000)));
    CHECK(must(reader.report(kAlways)) == naive.report(kAlways));
    int checked = 0;
    for (const tally::Day day : naive.all_days())
        for (const int length : {1, 7, 31, 100}) {
            const tally::Period period{.first = day, .last = day + days(length - 1)};
            REQUIRE(must(reader.report(period)) == naive.report(period));
            ++checked;
        }
    CHECK(checked > 400);
}

TEST_CASE("an empty file of the first schema grows empty tallies") {
    TempDir dir;
    write_old_file(dir, {});
    write_journal(dir, 3);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("each step of the schema is its own transaction, and never changes") {
    // Another hash here means that files in the field no longer match: append a step instead.
    const std::vector<std::string> steps = schema_steps(std::string(32, '0'));
    REQUIRE(steps.size() == 4);
    const std::string step_0 = "03c2bca3177005e8c9d960d03ca234a3c27a5bdb0b17f8d97ad707d73d10d7e8";
    CHECK(hex(sha256(steps[0])) == step_0);
    const std::string step_1 = "3ce3563aab8c03c25ce0d8eda5c78b514de6ae5fafe221fe03b4230441cb538d";
    CHECK(hex(sha256(steps[1])) == step_1);
    const std::string step_2 = "777a9fda061aec2981312eae8b804d2af69f595a1a736f9004dc801f9f2c1417";
    CHECK(hex(sha256(steps[2])) == step_2);
    const std::string step_3 = "2985c5a4023141450f9c32cfcee2dfab81105bf7e9d2aa9f43c31248b2271aa2";
    CHECK(hex(sha256(steps[3])) == step_3);
}
