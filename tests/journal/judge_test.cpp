#include "journal/judge.h"

#include "support/journal_fixture.h"

using namespace journal;
using namespace std::chrono;

namespace {

/// A judge with a clock that both times follow.
struct Bench {
    Judge judge{OpeningHours::always()};
    Instant now = kStart;
    bool trusted = true;

    Bench& after(milliseconds time) {
        now += time;
        return *this;
    }
    Verdict operator()(const Event& event) {
        return judge.judge(event, now, kMorning + (now - kStart), trusted);
    }
};

const std::string kBirth = "1.001193";
const std::string kDeath = "1.000656";

}  // namespace

TEST_CASE("nothing counts on a holiday, and all does on a day that is worked instead") {
    const sys_days monday = floor<days>(kMorning);
    OpeningHours hours;
    hours.week[1] = {{.from = 7h, .until = 17h}};
    const auto verdict = [&](const OpeningHours& held, milliseconds later, bool trusted = true) {
        Judge judge(held);
        return judge.judge(visit_began(), kStart, kMorning + later, trusted);
    };
    CHECK(verdict(hours, 0ms) == Verdict::counted);
    CHECK(verdict(hours, 24h) == Verdict::closed_hours);
    hours.extra = {{.day = monday + days(1), .like = Monday}};
    CHECK(verdict(hours, 24h) == Verdict::counted);
    hours.holidays = {{.first = monday, .last = monday + days(1)}};
    CHECK(verdict(hours, 0ms) == Verdict::closed_hours);
    CHECK(verdict(hours, 24h) == Verdict::counted);
    // Which day it is, an untrusted clock does not know.
    CHECK(verdict(hours, 0ms, false) == Verdict::counted);
}

TEST_CASE("an ordinary visit counts from beginning to end") {
    Bench bench;
    CHECK(bench(visit_began()) == Verdict::counted);
    CHECK(bench.after(4s)(procedure_opened(kBirth)) == Verdict::counted);
    CHECK(bench.after(9s)(qr_shown(Qr::wifi)) == Verdict::counted);
    CHECK(bench.after(3s)(qr_shown(Qr::submit, kBirth)) == Verdict::counted);
    CHECK(bench.after(60s)(outcome(Answer::submitted, kBirth)) == Verdict::counted);
    CHECK(bench.after(2s)(rating(5, {}, kBirth)) == Verdict::counted);
    CHECK(bench.after(1s)(visit_ended(Ending::finished)) == Verdict::counted);
}

TEST_CASE("the same step again within two seconds is a double tap") {
    Bench bench;
    bench(visit_began());
    CHECK(bench.after(3s)(procedure_opened(kBirth)) == Verdict::counted);
    CHECK(bench.after(1999ms)(procedure_opened(kBirth)) == Verdict::double_tap);
    CHECK(bench.after(1999ms)(procedure_opened(kBirth)) == Verdict::double_tap);
    CHECK(bench.after(2000ms)(procedure_opened(kBirth)) == Verdict::repeat);
    CHECK(bench.after(10ms)(procedure_opened(kDeath)) == Verdict::counted);
    CHECK(bench.after(10ms)(qr_shown(Qr::submit, kDeath)) == Verdict::counted);
    CHECK(bench.after(10ms)(qr_shown(Qr::track, kDeath)) == Verdict::counted);
}

TEST_CASE("a double tap across two visits is still one") {
    Bench bench;
    bench(visit_began());
    CHECK(bench.after(500ms)(visit_ended(Ending::left)) == Verdict::counted);
    CHECK(bench.after(500ms)(visit_began()) == Verdict::double_tap);
    CHECK(bench.after(5s)(visit_ended(Ending::left)) == Verdict::counted);
    CHECK(bench.after(5s)(visit_began()) == Verdict::counted);
}

TEST_CASE("the same step again in one visit is a repeat, in the next visit it counts") {
    Bench bench;
    bench(visit_began());
    CHECK(bench.after(5s)(procedure_opened(kBirth)) == Verdict::counted);
    CHECK(bench.after(5s)(qr_shown(Qr::submit, kBirth)) == Verdict::counted);
    CHECK(bench.after(5s)(procedure_opened(kBirth)) == Verdict::repeat);
    CHECK(bench.after(5s)(qr_shown(Qr::submit, kBirth)) == Verdict::repeat);
    CHECK(bench.after(5s)(counter_way(kBirth)) == Verdict::counted);
    CHECK(bench.after(5s)(counter_way(kBirth)) == Verdict::repeat);
    CHECK(bench.after(5s)(outcome(Answer::later, kBirth)) == Verdict::counted);
    CHECK(bench.after(5s)(outcome(Answer::submitted, kBirth)) == Verdict::counted);
    CHECK(bench.after(5s)(visit_ended(Ending::timeout)) == Verdict::counted);
    bench.after(5s)(visit_began());
    CHECK(bench.after(5s)(procedure_opened(kBirth)) == Verdict::counted);
}

TEST_CASE("a visit that began without the last one ending starts afresh") {
    Bench bench;
    bench(visit_began());
    CHECK(bench.after(5s)(procedure_opened(kBirth)) == Verdict::counted);
    CHECK(bench.after(5s)(visit_began()) == Verdict::counted);
    CHECK(bench.after(5s)(procedure_opened(kBirth)) == Verdict::counted);
}

TEST_CASE("more steps than a hand can make are ghosts, and so is the rest of that visit") {
    Bench bench;
    bench(visit_began());
    bench.after(10s);
    for (int i = 0; i < 5; ++i) {
        CAPTURE(i);
        CHECK(bench(qr_shown(static_cast<Qr>(i), kBirth)) == Verdict::counted);
        bench.after(399ms);
    }
    CHECK(bench(procedure_opened(kDeath)) == Verdict::ghost_burst);
    CHECK(bench.after(60s)(procedure_opened(kBirth)) == Verdict::ghost_burst);
    CHECK(bench.after(60s)(visit_ended(Ending::timeout)) == Verdict::ghost_burst);
    CHECK(bench.after(60s)(visit_began()) == Verdict::counted);
}

TEST_CASE("the quickest hand is not a ghost") {
    Bench bench;
    bench(visit_began());
    bench.after(10s);
    for (int i = 0; i < 40; ++i)
        CHECK(bench.after(400ms)(procedure_opened("1.0010" + std::to_string(10 + i))) ==
              Verdict::counted);
    // One tap may end a screen, a procedure and a visit.
    bench.after(400ms);
    CHECK(bench(outcome(Answer::later, kBirth)) == Verdict::counted);
    CHECK(bench(rating(4, {}, kBirth)) == Verdict::counted);
    CHECK(bench(visit_ended(Ending::finished)) == Verdict::counted);
}

TEST_CASE("a burst of raw taps makes ghosts of the visit, hit or miss") {
    Bench bench;
    bench(visit_began());
    CHECK(bench.after(5s)(procedure_opened(kBirth)) == Verdict::counted);
    for (std::size_t i = 0; i < kBurstTaps; ++i) bench.judge.tap(bench.after(60ms).now);
    CHECK(bench.after(5s)(procedure_opened(kDeath)) == Verdict::ghost_burst);
    CHECK(bench.after(5s)(visit_ended(Ending::timeout)) == Verdict::ghost_burst);
    CHECK(bench.after(5s)(visit_began()) == Verdict::counted);
}

TEST_CASE("ten taps a second are drumming fingers, not ghosts") {
    Bench bench;
    bench(visit_began());
    for (int i = 0; i < 200; ++i) bench.judge.tap(bench.after(100ms).now);
    CHECK(bench(procedure_opened(kBirth)) == Verdict::counted);
}

TEST_CASE("a visit that a running burst began does not count") {
    Bench bench;
    for (std::size_t i = 0; i < kBurstTaps; ++i) bench.judge.tap(bench.after(20ms).now);
    CHECK(bench(visit_began()) == Verdict::ghost_burst);
    CHECK(bench.after(9s)(visit_ended(Ending::timeout)) == Verdict::ghost_burst);
    CHECK(bench.after(9s)(visit_began()) == Verdict::counted);
}

TEST_CASE("outside opening hours nothing counts, if the clock is to be believed") {
    OpeningHours hours;  // Monday mornings and afternoons only.
    hours.week[1] = {{.from = 7h, .until = 11h + 30min}, {.from = 13h, .until = 17h}};
    Judge judge(hours);
    const auto at = [&](WallTime wall, bool trusted) {
        return judge.judge(procedure_opened(kBirth), kStart + (wall - kMorning), wall, trusted);
    };
    const WallTime midnight = kMorning - 9h;  // In Viet Nam.
    CHECK(at(midnight + 6h + 59min, true) == Verdict::closed_hours);
    CHECK(at(midnight + 11h + 30min, true) == Verdict::closed_hours);
    CHECK(at(midnight + 17h, true) == Verdict::closed_hours);
    CHECK(at(midnight + 24h + 9h, true) == Verdict::closed_hours);
    CHECK(at(midnight + 24h + 9h + 1min, false) == Verdict::repeat);  // Not closed_hours.
    Judge fresh(hours);
    CHECK(fresh.judge(procedure_opened(kBirth), kStart, midnight + 7h, true) == Verdict::counted);
    CHECK(fresh.judge(procedure_opened(kDeath), kStart + 9s, midnight + 16h + 59min, true) ==
          Verdict::counted);
}

TEST_CASE("in test mode nothing counts") {
    Bench bench;
    bench.judge.set_test_mode(true);
    CHECK(bench(visit_began()) == Verdict::test_mode);
    bench.judge.set_test_mode(false);
    CHECK(bench.after(3s)(procedure_opened(kBirth)) == Verdict::counted);
}

TEST_CASE("the journal's own bookkeeping always counts") {
    Bench bench;
    bench.judge.set_test_mode(true);
    CHECK(bench(rows_lost(3)) == Verdict::counted);
}

TEST_CASE("verdicts keep their names") {
    for (int i = 0; i < kVerdictCount; ++i) {
        const Verdict verdict = static_cast<Verdict>(i);
        CHECK(parse_verdict(name_of(verdict)) == verdict);
    }
    CHECK_FALSE(parse_verdict("maybe"));
}

TEST_CASE("what staff do counts always, however often and however fast") {
    Bench bench;
    const tally::DossierTotal handled{
        .day = business_day(kMorning), .procedure = kBirth, .traits = {}, .count = 1};
    CHECK(bench(visit_began()) == Verdict::counted);
    for (int i = 0; i < 50; ++i) {
        CHECK(bench(dossier("CB01", handled)) == Verdict::counted);
        CHECK(bench.after(10ms)(staff_in("CB01")) == Verdict::counted);
        CHECK(bench(sheet_failed("CB01", PrintFailure::offline)) == Verdict::counted);
    }
    // Nor is it a step of the visit: no burst, no double tap, no repeat.
    CHECK(bench(procedure_opened(kBirth)) == Verdict::counted);
    CHECK(bench.after(5s)(visit_ended(Ending::left)) == Verdict::counted);
}

TEST_CASE("staff's rows do not undo what is known of the visit") {
    Bench bench;
    CHECK(bench(visit_began()) == Verdict::counted);
    CHECK(bench.after(5s)(procedure_opened(kBirth)) == Verdict::counted);
    CHECK(bench(staff_in("CB01")) == Verdict::counted);
    CHECK(bench.after(1s)(procedure_opened(kBirth)) == Verdict::double_tap);
    CHECK(bench.after(5s)(staff_out("CB01", Leaving::left)) == Verdict::counted);
    CHECK(bench.after(5s)(procedure_opened(kBirth)) == Verdict::repeat);
}

TEST_CASE("in test mode nothing of staff or printers counts, outside opening hours staff's does") {
    Bench bench;
    bench.judge.set_test_mode(true);
    CHECK(bench(staff_in("CB01")) == Verdict::test_mode);
    CHECK(bench(slip_printed(kBirth)) == Verdict::test_mode);
    CHECK(bench(rows_lost(1)) == Verdict::counted);
    Bench closed{.judge = Judge(OpeningHours())};
    CHECK(closed(staff_in("CB01")) == Verdict::counted);
    CHECK(closed(slip_printed(kBirth)) == Verdict::closed_hours);
    closed.trusted = false;
    CHECK(closed(slip_printed(kBirth)) == Verdict::counted);
}

TEST_CASE("a second slip is a second slip, but a ghost's counts as little as the ghost") {
    Bench bench;
    CHECK(bench(visit_began()) == Verdict::counted);
    for (int i = 0; i < 9; ++i) {
        CHECK(bench.after(10ms)(slip_printed(kBirth)) == Verdict::counted);
        CHECK(bench.after(10ms)(slip_failed(PrintFailure::no_paper, kBirth)) == Verdict::counted);
    }
    for (std::size_t i = 0; i < kBurstTaps; ++i) bench.judge.tap(bench.now);
    CHECK(bench(slip_printed(kBirth)) == Verdict::ghost_burst);
    CHECK(bench(slip_failed(PrintFailure::no_paper)) == Verdict::ghost_burst);
    CHECK(bench(sheet_printed("CB01", business_day(kMorning))) == Verdict::counted);
}
