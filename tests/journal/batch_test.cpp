// Days that staff close, and days that close themselves, through the writer.

#include "journal/batch.h"

#include "journal/reader.h"
#include "support/journal_fixture.h"

using namespace journal;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

constexpr tally::Day kDay = std::chrono::year(2026) / 11 / 23;
constexpr tally::Period kAlways{.first = tally::Day(), .last = std::chrono::year(9999) / 12 / 31};

State wait_until_saved(const Writer& writer, std::int64_t ticket) {
    for (int i = 0; i < 10'000 && !writer.state().saved(ticket); ++i)
        std::this_thread::sleep_for(1ms);
    REQUIRE(writer.state().saved(ticket));
    return writer.state();
}

/// A writer whose journal begins with one visit, some days before.
struct Bench {
    explicit Bench(WallTime first, bool trusted = true) {
        must(writer.start(first));
        wait_until_saved(writer, must(writer.record(visit_began(), kStart, first, trusted)));
    }
    tally::Report report() { return must(must(Reader::open(dir / "journal.db")).report(kAlways)); }
    std::vector<tally::Day> closed_days() {
        std::vector<tally::Day> list;
        for (const tally::Closing& closing : report().closings) list.push_back(closing.day);
        return list;
    }
    TempDir dir;
    Writer writer{writer_settings_in(dir)};
};

}  // namespace

TEST_CASE("a morning closes every open day up to yesterday, empty ones too") {
    Bench bench(kMorning - days(4));
    const std::int64_t by_hand =
        must(bench.writer.close_day(kDay - days(3), "QL01", kStart + 5s, kMorning - days(3), true));
    const std::int64_t ticket = must(bench.writer.close_open_days(kMorning, true));
    CHECK(ticket > by_hand);
    const State state = wait_until_saved(bench.writer, ticket);
    CHECK(state.written == 5);
    CHECK(state.today.day == kDay);
    CHECK(state.today.of(Kind::day_closed).counted == 3);
    const tally::Report report = bench.report();
    REQUIRE(report.closings.size() == 4);
    for (int i = 0; i < 4; ++i) {
        const tally::Closing& closing = report.closings[static_cast<std::size_t>(i)];
        CHECK(closing.day == kDay - days(4 - i));
        CHECK(closing.staff == (i == 1 ? "QL01" : ""));
    }
    // Again, and again after a restart: nothing is left to close.
    wait_until_saved(bench.writer, must(bench.writer.close_open_days(kMorning + 1h, true)));
    bench.writer.stop();
    Writer again(writer_settings_in(bench.dir));
    must(again.start(kMorning));
    wait_until_saved(again, must(again.close_open_days(kMorning + 2h, true)));
    CHECK(again.state().written == 0);
    CHECK(bench.report().closings == report.closings);
    CHECK(faults_in(bench.dir).empty());
}

TEST_CASE("a clock that is not trusted closes nothing, and its rows open no days") {
    Bench bench(WallTime(days(400)), false);  // February 1971, says the battery's clock.
    const Result<std::int64_t> refused = bench.writer.close_open_days(kMorning, false);
    REQUIRE(!refused);
    CHECK(refused.error().code == Error::Code::unavailable);
    CHECK(!bench.writer.close_open_days(WallTime(days(500)), true));
    wait_until_saved(bench.writer,
                     must(bench.writer.record(event_number(5), kStart + 9s, kMorning, true)));
    wait_until_saved(bench.writer, must(bench.writer.close_open_days(kMorning + days(2), true)));
    CHECK(bench.closed_days() == std::vector{kDay, kDay + days(1)});
}

TEST_CASE("a journal without a trusted row has no day to close") {
    Bench bench(kMorning - days(9), false);
    wait_until_saved(bench.writer, must(bench.writer.close_open_days(kMorning, true)));
    CHECK(bench.closed_days().empty());
}

TEST_CASE("long gaps close over some mornings, oldest days first") {
    Bench bench(kMorning);
    const WallTime later = kMorning + days(1000);
    for (const std::size_t expected : {kClosingsMax, 2 * kClosingsMax, std::size_t{1000}}) {
        wait_until_saved(bench.writer, must(bench.writer.close_open_days(later, true)));
        const std::vector<tally::Day> closed = bench.closed_days();
        REQUIRE(closed.size() == expected);
        CHECK(closed.front() == kDay);
        CHECK(closed.back() == kDay + days(static_cast<int>(expected) - 1));
    }
    CHECK(faults_in(bench.dir).empty());
}

TEST_CASE("a day is closed once: whoever asks again is told it is saved") {
    Bench bench(kMorning);
    std::int64_t ticket = 0;
    for (const char* staff : {"QL01", "QL02", "QL01"})
        ticket = must(bench.writer.close_day(kDay, staff, kStart + 9s, kMorning + 8h, true));
    wait_until_saved(bench.writer, ticket);
    ticket = must(bench.writer.close_day(kDay, "QL02", kStart + 99s, kMorning + 9h, true));
    CHECK(wait_until_saved(bench.writer, ticket).written == 2);
    const tally::Report report = bench.report();
    REQUIRE(report.closings.size() == 1);
    CHECK(report.closings[0].staff == "QL01");
}

TEST_CASE("a closing is ordered with the rows: what was recorded before it is inside") {
    Bench bench(kMorning);
    const tally::DossierTotal of{.day = kDay, .procedure = "1.001193", .traits = {}, .count = 4};
    must(bench.writer.record(dossier("CB01", of), kStart + 5s, kMorning, true));
    must(bench.writer.close_day(kDay, "QL01", kStart + 6s, kMorning, true));
    const std::int64_t last =
        must(bench.writer.record(dossier("CB01", of), kStart + 7s, kMorning, true));
    wait_until_saved(bench.writer, last);
    const tally::Report report = bench.report();
    CHECK(report.all.received == 8);
    CHECK(report.late.received == 4);
}

TEST_CASE("days to come, wrong codes and ready-made closings are refused") {
    Bench bench(kMorning);
    const auto close = [&](tally::Day day, const char* staff) {
        return bench.writer.close_day(day, staff, kStart + 9s, kMorning, true);
    };
    for (const auto& refused : {close(kDay + days(1), "QL01"), close(kDay, ""), close(kDay, "Lan"),
                                close(kDay, "auto")}) {
        REQUIRE(!refused);
        CHECK(refused.error().code == Error::Code::invalid);
    }
    CHECK(!bench.writer.record(day_closed("QL01", kDay, std::string(64, 'a')), kStart + 9s,
                               kMorning, true));
    CHECK(bench.closed_days().empty());
}

TEST_CASE("in test mode a manager may try closing; days still close themselves") {
    Bench bench(kMorning - days(1));
    bench.writer.set_test_mode(true);
    must(bench.writer.close_day(kDay - days(1), "QL01", kStart + 9s, kMorning, true));
    wait_until_saved(bench.writer,
                     must(bench.writer.close_day(kDay, "QL01", kStart + 9s, kMorning, true)));
    CHECK(bench.closed_days().empty());
    wait_until_saved(bench.writer, must(bench.writer.close_open_days(kMorning, true)));
    const tally::Report report = bench.report();
    REQUIRE(report.closings.size() == 1);
    CHECK(report.closings[0].staff.empty());
    CHECK(faults_in(bench.dir).empty());
}

TEST_CASE("the state counts a correction that takes too much as filtered") {
    Bench bench(kMorning);
    tally::Recorded row;
    row.sequence = 1;
    row.procedure = "1.001193";
    row.day = kDay;
    const std::int64_t ticket = must(bench.writer.record(
        correction("CB01", row, 1, tally::Reason::undo), kStart + 9s, kMorning, true));
    const State state = wait_until_saved(bench.writer, ticket);
    CHECK(state.today.of(Kind::correction) == Count{.counted = 0, .filtered = 1});
}
