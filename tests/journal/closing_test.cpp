#include "journal/closing.h"

#include <algorithm>

#include "journal/hash.h"
#include "journal/reader.h"
#include "support/journal_fixture.h"

using namespace journal;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

constexpr tally::Day kDay = std::chrono::year(2026) / 11 / 23;
const std::string kZeros(64, '0');

Record at(const Event& event, WallTime wall, Verdict verdict = Verdict::counted,
          bool trusted = true) {
    return {.event = event, .minute = minute_of(wall), .trusted = trusted, .verdict = verdict};
}

/// Three rows of a day that count, one that does not, one by a clock nobody trusts.
void write_a_day(Journal& journal, WallTime wall) {
    const tally::DossierTotal handled{.day = business_day(wall),
                                      .procedure = "1.001193",
                                      .traits = {.channel = tally::Channel::online,
                                                 .digitised = true,
                                                 .fee = tally::Fee::none,
                                                 .result = tally::ResultForm::paper},
                                      .count = 12};
    must(journal.append(std::vector{
        at(visit_began(), wall),
        at(procedure_opened("1.001193"), wall),
        at(procedure_opened("1.001193"), wall, Verdict::repeat),
        at(dossier("CB01", handled), wall),
        at(visit_ended(Ending::finished), wall, Verdict::counted, false),
    }));
}

std::string digest_in(const Entry& entry) { return entry.detail.substr(entry.detail.size() - 64); }

}  // namespace

TEST_CASE("a day's digest is SHA-256 of the text that the README describes") {
    TempDir dir;
    Journal journal = must(Journal::open(settings_in(dir)));
    write_a_day(journal, kMorning);
    must(journal.append(std::vector{at(day_closed("QL01", kDay, no_digest()), kMorning + 8h)}));
    const std::string text = "motcua-day-1\n" + kZeros +
                             "\n2026-11-23\n"
                             "measure - visits 1\n"
                             "measure 1.001193 opened 1\n"
                             "measure 1.001193 received 12\n"
                             "measure 1.001193 online 12\n"
                             "measure 1.001193 digitised 12\n"
                             "measure 1.001193 result_due 12\n"
                             "dossiers 1.001193 online digitised no_fee paper_result 12\n"
                             "filtered procedure_opened repeat 1\n"
                             "untrusted 1\n";
    const Entry row = must(journal.entry(6));
    CHECK(row.detail == "QL01 2026-11-23 " + hex(sha256(text)));

    // The next day is empty; only the chain makes its digest.
    must(journal.append(
        std::vector{at(day_closed("", kDay + days(1), no_digest()), kMorning + 48h)}));
    const std::string empty = "motcua-day-1\n" + digest_in(row) + "\n2026-11-24\nuntrusted 0\n";
    CHECK(must(journal.entry(7)).detail == "auto 2026-11-24 " + hex(sha256(empty)));
    CHECK(faults_in(dir).empty());

    Reader reader = must(Reader::open(dir / "journal.db"));
    CHECK(must(reader.closing(kDay)) ==
          tally::Closing{.day = kDay, .staff = "QL01", .digest = digest_in(row), .sequence = 6});
    CHECK(must(reader.closing(kDay + days(1)))->staff.empty());
    CHECK_FALSE(must(reader.closing(kDay + days(2))));
}

TEST_CASE("SHA-256 is SHA-256") {
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("what comes after a closing is late for that day and for no other") {
    TempDir dir;
    Journal journal = must(Journal::open(settings_in(dir)));
    write_a_day(journal, kMorning);
    must(journal.append(std::vector{at(day_closed("QL01", kDay, no_digest()), kMorning + 8h)}));
    write_a_day(journal, kMorning + 9h);
    write_a_day(journal, kMorning + 24h);
    Reader reader = must(Reader::open(dir / "journal.db"));
    const tally::Report report = must(reader.report({.first = kDay, .last = kDay + days(1)}));
    CHECK(report.all.received == 36);
    CHECK(report.late.received == 12);
    CHECK(report.late.opened == 1);
    const std::vector<tally::Recorded> recorded = must(reader.recorded(9));
    REQUIRE(recorded.size() == 3);
    CHECK_FALSE(recorded[0].late);
    CHECK(recorded[1].late);
    CHECK_FALSE(recorded[2].late);
}

TEST_CASE("a day is closed once; a closing in test mode closes nothing") {
    TempDir dir;
    Journal journal = must(Journal::open(settings_in(dir)));
    write_a_day(journal, kMorning);
    const Event close = day_closed("QL01", kDay, no_digest());
    must(journal.append(std::vector{at(close, kMorning, Verdict::test_mode)}));
    CHECK_FALSE(must(journal.is_closed(kDay)));
    must(journal.append(std::vector{at(close, kMorning)}));
    CHECK(must(journal.is_closed(kDay)));
    const Result<> again =
        journal.append(std::vector{at(visit_began(), kMorning), at(close, kMorning)});
    REQUIRE(!again);
    CHECK(again.error().code == Error::Code::invalid);
    CHECK(journal.head().size == 7);
    // A failed transaction leaves nothing behind that the next would add.
    write_a_day(journal, kMorning);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("verify finds a closing whose digest is not that of its day") {
    TempDir dir;
    {
        Journal journal = must(Journal::open(settings_in(dir)));
        write_a_day(journal, kMorning);
        must(journal.append(std::vector{at(day_closed("QL01", kDay, no_digest()), kMorning)}));
    }
    must(must(db::Database::open_owner(dir / "journal.db"))
             .execute("DROP TRIGGER entry_fixed;"
                      "UPDATE entry SET verdict = 'counted' WHERE sequence = 3;"));
    const std::vector<std::string> faults = faults_in(dir);
    const auto says = [&](const std::string& wanted) {
        return std::ranges::any_of(
            faults, [&](const std::string& fault) { return fault.find(wanted) == 0; });
    };
    CHECK(says("row 6: its digest is not that of 2026-11-23 as the rows before it make it"));
}
