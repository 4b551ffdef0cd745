// Every figure that staff see, against a count of the rows that knows nothing of the tallies.

#include "journal/figures.h"

#include <cstdlib>

#include "journal/reader.h"
#include "support/journal_fixture.h"
#include "support/naive_count.h"
#include "support/random_journal.h"

using namespace journal;
using std::chrono::days;

namespace {

constexpr tally::Day kDay = std::chrono::year(2026) / 11 / 23;
constexpr tally::Period kAlways{.first = tally::Day(), .last = std::chrono::year(9999) / 12 / 31};

void require_same(Reader& reader, const NaiveCount& naive, const tally::Period& period) {
    CAPTURE(iso_date(period.first));
    CAPTURE(iso_date(period.last));
    const tally::Report expected = naive.report(period);
    const tally::Report report = must(reader.report(period));
    REQUIRE(report.all == expected.all);
    REQUIRE(report.days == expected.days);
    REQUIRE(report.procedures == expected.procedures);
    REQUIRE(report.hours == expected.hours);
    REQUIRE(report.filtered == expected.filtered);
    REQUIRE(report.late == expected.late);
    REQUIRE(report.untrusted == expected.untrusted);
    REQUIRE(report.closings == expected.closings);
    REQUIRE(report == expected);
    REQUIRE(must(reader.days(period)) == expected.days);
    REQUIRE(must(reader.total(period)) == expected.all);
    REQUIRE(must(reader.dossiers(period)) == naive.dossiers(period));
    for (const tally::DossierTotal& one : must(reader.dossiers(period))) REQUIRE(one.count > 0);
}

std::vector<tally::Period> periods_of(const NaiveCount& naive, std::mt19937_64& random) {
    std::vector<tally::Period> periods = {kAlways, {.first = kDay, .last = kDay - days(1)}};
    const std::set<tally::Day> all = naive.all_days();
    const std::vector<tally::Day> list(all.begin(), all.end());
    for (const tally::Day day : list) periods.push_back({.first = day, .last = day});
    for (int i = 0; i < 40; ++i) {
        const tally::Day first =
            list[random() % list.size()] - days(static_cast<int>(random() % 5));
        periods.push_back({.first = first, .last = first + days(static_cast<int>(random() % 130))});
    }
    for (int month = 1; month <= 12; ++month) {
        const auto first = std::chrono::year(2027) / month;
        periods.push_back({.first = first / 1, .last = tally::Day(first / std::chrono::last)});
    }
    const auto year_end = std::chrono::year(2026) / 12 / 31;
    periods.push_back({.first = year_end, .last = tally::Day(year_end) + days(1)});
    return periods;
}

void require_all_figures(const TempDir& dir, std::mt19937_64& random) {
    Reader reader = must(Reader::open(dir / "journal.db"));
    const NaiveCount naive(must(reader.rows(1, 1'000'000)));
    REQUIRE(naive.wrongly_judged().empty());
    for (const tally::Period& period : periods_of(naive, random))
        require_same(reader, naive, period);
    const std::vector<tally::Recorded> recorded = naive.recorded();
    REQUIRE(must(reader.recorded(1'000'000)) == recorded);
    const auto few = std::min<std::ptrdiff_t>(3, std::ssize(recorded));
    REQUIRE(must(reader.recorded(3)) ==
            std::vector<tally::Recorded>(recorded.begin(), recorded.begin() + few));
    for (const tally::Day day : naive.all_days()) {
        REQUIRE(must(reader.most_recorded(day, 100)) == naive.most_recorded(day));
        const auto closings = naive.report({.first = day, .last = day}).closings;
        REQUIRE(must(reader.closing(day)) ==
                (closings.empty() ? std::nullopt : std::optional(closings.front())));
    }
    for (const tally::Recorded& row : recorded)
        REQUIRE(must(reader.last_traits(row.procedure)) == naive.last_traits(row.procedure));
    const auto faults = faults_in(dir);
    REQUIRE_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
}

}  // namespace

// MOTCUA_SEED: one journal by its seed; 30 new ones unless told otherwise.
TEST_CASE("every figure of a random journal is that of a naive recount of its rows") {
    const char* wanted = std::getenv("MOTCUA_SEED");
    const std::uint64_t first =
        wanted ? std::strtoull(wanted, nullptr, 10) : std::random_device{}();
    std::int64_t over_corrected = 0, late = 0, closings = 0;
    for (std::uint64_t seed = first; seed < first + (wanted ? 1 : 30); ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        TempDir dir;
        RandomJournal world(seed);
        for (int part = 0; part < 2; ++part) {  // The second after a restart.
            {
                Journal journal = must(Journal::open(settings_in(dir)));
                world.grow(journal, 250);
            }
            require_all_figures(dir, random);
        }
        const tally::Report report = must(must(Reader::open(dir / "journal.db")).report(kAlways));
        for (const tally::Filtered& one : report.filtered)
            if (one.reason == "over_corrected") over_corrected += one.rows;
        late += report.late.received != 0;
        closings += std::ssize(report.closings);
    }
    // Otherwise the journals were too tame to prove anything.
    if (!wanted) {
        CHECK(over_corrected > 100);
        CHECK(late > 10);
        CHECK(closings > 100);
    }
}

TEST_CASE("a journal without rows has no figures") {
    TempDir dir;
    write_journal(dir, 0);
    Reader reader = must(Reader::open(dir / "journal.db"));
    tally::Report empty;
    empty.period = kAlways;
    CHECK(must(reader.report(kAlways)) == empty);
    CHECK(must(reader.days(kAlways)).empty());
    CHECK(must(reader.recorded(10)).empty());
    CHECK(must(reader.dossiers(kAlways)).empty());
    CHECK_FALSE(must(reader.last_traits("1.001193")));
    CHECK_FALSE(must(reader.closing(kDay)));
}

TEST_CASE("the last choices of a procedure are those of the newest row not taken back") {
    TempDir dir;
    const auto traits = tally::all_traits();
    const auto handled = [&](std::size_t which, std::int64_t count) {
        return tally::DossierTotal{
            .day = kDay, .procedure = "1.001193", .traits = traits[which], .count = count};
    };
    Journal journal = must(Journal::open(settings_in(dir)));
    const auto append = [&](const Event& event) {
        must(journal.append(std::vector{Record{.event = event,
                                               .minute = minute_of(kMorning),
                                               .trusted = true,
                                               .verdict = Verdict::counted}}));
    };
    append(dossier("CB01", handled(3, 2)));
    append(dossier("CB01", handled(7, 1)));
    append(imported("CB01", handled(9, 5), "0123456789abcdef"));
    Reader reader = must(Reader::open(dir / "journal.db"));
    CHECK(must(reader.last_traits("1.001193")) == traits[7]);
    append(correction("CB01", must(reader.recorded(9))[1], 1, tally::Reason::undo));
    CHECK(must(reader.last_traits("1.001193")) == traits[3]);
    CHECK_FALSE(must(reader.last_traits("1.000656")));
}
