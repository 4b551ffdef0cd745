#include "clerk/timekeeper.h"

#include "base/files.h"
#include "clerk/counter.h"

using desk::Outcome;
using namespace std::chrono_literals;

namespace {

/// The wall clock of a machine that nobody keeps, some days behind.
struct Behind {
    explicit Behind(Counter& counter) : minute(journal::minute_of(counter.clock.wall()) + 72h) {
        counter.clock.set_synchronised(false);
        counter.open();
    }
    desk::Notice set(Counter& counter, std::chrono::minutes later = 0min) const {
        return counter.deed(desk::SetClock{.staff = "QL01", .minute = minute + later});
    }
    journal::Minute minute;
};

std::vector<journal::Entry> all(const Counter& counter) {
    journal::Reader reader = counter.reader();
    return must(reader.rows(1, must(reader.head()).size));
}

}  // namespace

TEST_CASE("a manager's word sets the clock, is written down, and rows are trusted from then on") {
    Counter counter;
    const Behind machine(counter);
    counter.hire();
    counter.serve(desk::Knock{.who = "QL01", .pin = kManagerPin});
    const auto limits = counter.ask<desk::ClockCame>(desk::AskClockLimits{}).limits;
    CHECK(limits.first == journal::Minute(kFloor));
    const desk::Notice notice = machine.set(counter);
    CHECK(notice.outcome == Outcome::done);
    CHECK(notice.words == "16:31");
    counter.serve(desk::NoteLeft{.who = "QL01", .idle = false});
    const std::vector<std::string> rows = counter.rows();
    REQUIRE(rows.size() == 4);
    CHECK(rows[2] == "clock_set QL01 2026-11-23T09:31Z 2026-11-26T09:31Z");
    const auto entries = all(counter);
    // What was written before keeps the day it was given, marked; it is never changed.
    CHECK_FALSE(entries[1].trusted);
    CHECK(iso_date(entries[1].day) == "2026-11-23");
    for (const std::size_t row : {2u, 3u}) {
        CHECK(entries[row].trusted);
        CHECK(iso_date(entries[row].day) == "2026-11-26");
    }
    CHECK(must(counter.reader().verify()).faults.empty());
}

TEST_CASE("a clock that is set goes on in the next start of the same boot") {
    Counter counter;
    const Behind machine(counter);
    CHECK(machine.set(counter).outcome == Outcome::done);
    const KeptClock again(counter.clock, counter.state() + kKeptClockFile, boot_id());
    CHECK(again.wall_is_synchronised());
    CHECK(journal::minute_of(again.wall()) == machine.minute);
}

TEST_CASE("not before the newest trusted row, not a year and more ahead, not against the network") {
    Counter counter;
    const Behind machine(counter);
    CHECK(machine.set(counter).outcome == Outcome::done);
    CHECK(machine.set(counter, -1min).outcome == Outcome::refused);
    CHECK(machine.set(counter, 24h * 401).outcome == Outcome::refused);
    CHECK(machine.set(counter, 1min).outcome == Outcome::done);  // Set again, to be exact.
    counter.clock.set_synchronised(true);
    CHECK(machine.set(counter, 2min).outcome == Outcome::refused);
    CHECK(counter.rows().size() == 2);
}

TEST_CASE("the health page says who keeps the clock") {
    Counter counter;
    const auto clock = [&] {
        const desk::Health health = counter.ask<desk::HealthCame>(desk::AskHealth{}).health;
        for (const desk::HealthLine& line : health.lines)
            if (line.id == "clock")
                return line.value + (line.condition == desk::Condition::good ? " +" : " !") +
                       (health.clock_free ? " free" : "");
        return std::string();
    };
    const Behind machine(counter);
    CHECK(clock() == counter.words()("health.say.clock_alone") + " ! free");
    CHECK(machine.set(counter).outcome == Outcome::done);
    CHECK(clock() == counter.words()("health.say.clock_told") + " + free");
    // The network comes, and says that it is three days earlier than what was set.
    counter.clock.set_synchronised(true);
    CHECK(clock() == counter.words()("health.say.clock_behind") + " !");
    counter.clock.push(24h * 3 + 1min);
    CHECK(clock() == counter.words()("health.say.clock_kept") + " +");
}
