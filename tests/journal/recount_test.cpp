#include "journal/recount.h"

#include <algorithm>
#include <filesystem>

#include "journal/closing.h"
#include "support/journal_fixture.h"
#include "support/random_journal.h"

using namespace journal;

namespace {

/// A copy of a journal with one thing changed behind its back; what verify says of it.
std::vector<std::string> faults_after(const TempDir& original, const std::string& change) {
    TempDir dir;
    std::filesystem::copy_file(original / "journal.db", dir / "journal.db");
    must(must(db::Database::open_owner(dir / "journal.db")).execute(change));
    return faults_in(dir);
}

}  // namespace

TEST_CASE("verify names every tally that is not that of the rows") {
    TempDir dir;
    {
        Journal journal = must(Journal::open(settings_in(dir)));
        must(journal.append(records(1, 40)));
        must(journal.append(
            std::vector{Record{.event = day_closed("QL01", business_day(kMorning), no_digest()),
                               .minute = minute_of(kMorning),
                               .trusted = true,
                               .verdict = Verdict::counted}}));
        must(journal.append(records(42, 60)));
    }
    REQUIRE(faults_in(dir).empty());
    const std::pair<std::string, std::string> changes[] = {
        {"UPDATE span_measure SET opened = opened + 1 WHERE level = 0 AND procedure = '1.001007'",
         "the tallies of 2026-11-23, 1.001007 are not those of the rows"},
        {"DELETE FROM span_measure WHERE level = 0 AND procedure = '1.001007'",
         "the tallies of 2026-11-23, 1.001007 are missing"},
        {"INSERT INTO span_measure SELECT level, position, '1.999999', 1, opened, qr_shown,"
         " counter_way, slips, submitted, received, online, post, online_complete, digitised,"
         " digitised_complete, result_due, result_electronic, fee_due, paid_online"
         " FROM span_measure WHERE level = 1 LIMIT 1",
         "the tallies of 2026-11-19 to 2026-11-22, 1.999999 are not those of the rows"},
        {"UPDATE span_measure SET received = 0 WHERE level = 3",
         "the tallies of 2026-10-10 to 2026-12-12, 1.001005 are not those of the rows"},
        {"UPDATE span_hour SET opened = opened - 1 WHERE level = 2",
         "the tallies of 2026-11-11 to 2026-11-26, hour 9 are not those of the rows"},
        {"UPDATE span_filtered SET entries = entries + 1 WHERE level = 0",
         "the tallies of 2026-11-23, "},
        {"UPDATE day_total SET untrusted = 1 WHERE late = 1",
         "the tallies of 2026-11-23, late rows are not those of the rows"},
        {"UPDATE day_total SET entries = entries + 1 WHERE late = 0",
         "the tallies of 2026-11-21, all rows are not those of the rows"},
        {"UPDATE dossier_total SET count = count + 1 WHERE procedure = '1.001005'", "1.001005 "},
        {"UPDATE recorded SET remaining = remaining + 1 WHERE sequence = 12",
         "the tallies of row 12 are not those of the rows"},
        {"DELETE FROM recorded WHERE sequence = 12", "the tallies of row 12 are missing"},
        {"UPDATE closing SET staff = 'QL02'",
         "the tallies of 2026-11-23, its closing are not those of the rows"},
        {"DELETE FROM closing", "the tallies of 2026-11-23, its closing are missing"},
        {"UPDATE tallied SET size = size - 1",
         "the tallies of 2026-11-23, late rows are not those of the rows"},
        {"UPDATE tallied SET size = 54", "row 55 is not in the tallies, which have 54 rows"},
        {"UPDATE tallied SET size = 61", "the tallies have 61 rows, there are 60"},
        {"DELETE FROM tallied", "row 5 is not in the tallies, which have 0 rows"},
    };
    for (const auto& [change, wanted] : changes) {
        CAPTURE(change);
        const std::vector<std::string> faults = faults_after(dir, change);
        REQUIRE_FALSE(faults.empty());
        CAPTURE(faults.front());
        CHECK(std::ranges::any_of(faults, [&](const std::string& fault) {
            return fault.find(wanted) != std::string::npos;
        }));
    }
}

TEST_CASE("verify finds a correction that counts and should not") {
    TempDir dir;
    {
        Journal journal = must(Journal::open(settings_in(dir)));
        must(journal.append(records(1, 6)));  // Row 6 corrects row 5.
    }
    const std::vector<std::string> faults =
        faults_after(dir,
                     "DROP TRIGGER entry_fixed;"
                     "UPDATE entry SET verdict = 'test_mode' WHERE sequence = 5");
    CHECK(std::ranges::count(faults, "row 6 counts, but corrects more than is left of row 5") == 1);
}
