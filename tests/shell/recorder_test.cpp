#include "shell/recorder.h"

#include <set>

#include "journal/judge.h"
#include "journal/reader.h"
#include "support/fake_clock.h"
#include "support/must.h"
#include "support/random_visitor.h"
#include "support/temp_dir.h"

using Kind = app::Record::Kind;

namespace {

const settings::Settings kSettings =
    must(settings::load(std::string(SOURCE_DIR) + "/config/kiosk.toml"));

void nothing() {}

void record(shell::Recorder& recorder, std::initializer_list<app::Record> records,
            const Clock& clock) {
    for (const app::Record& one : records) recorder.record(one, clock);
}

}  // namespace

TEST_CASE("each record of the screens is the journal's event of the same name") {
    const std::pair<app::Record, journal::Event> pairs[] = {
        {{Kind::visit_began, "", ""}, journal::visit_began()},
        {{Kind::visit_ended, "", "finished"}, journal::visit_ended(journal::Ending::finished)},
        {{Kind::visit_ended, "", "timeout"}, journal::visit_ended(journal::Ending::timeout)},
        {{Kind::visit_ended, "", "left"}, journal::visit_ended(journal::Ending::left)},
        {{Kind::procedure_opened, "1.001193", ""}, journal::procedure_opened("1.001193")},
        {{Kind::qr_shown, "1.001193", "wifi"}, journal::qr_shown(journal::Qr::wifi, "1.001193")},
        {{Kind::qr_shown, "", "track"}, journal::qr_shown(journal::Qr::track)},
        {{Kind::outcome, "1.001193", "need_help"},
         journal::outcome(journal::Answer::need_help, "1.001193")},
        {{Kind::counter_way, "", ""}, journal::counter_way()},
        {{Kind::rating, "1.001193", "5"}, journal::rating(5, {}, "1.001193")},
        {{Kind::rating, "", "2"}, journal::rating(2)},
        {{Kind::rating, "", "1/1"}, journal::rating(1, journal::Complaint::hard_to_follow)},
        {{Kind::rating, "", "2/3"}, journal::rating(2, journal::Complaint::slow_network)},
        {{Kind::rating, "", "2/6"}, journal::rating(2, journal::Complaint::something_else)},
    };
    for (const auto& [record, event] : pairs) {
        CAPTURE(record.detail);
        CHECK(shell::event_of(record) == event);
    }
}

TEST_CASE("the journal takes whatever the screens can say") {
    std::set<std::pair<int, std::string>> said;
    for (unsigned seed = 0; seed < 2000; ++seed) {
        RandomVisitor visitor(seed);
        for (int step = 0; step < 40; ++step) {
            for (const app::Record& record : visitor.step()) {
                const auto checked = journal::check(shell::event_of(record));
                if (!checked) FAIL("seed " << seed << ": " << checked.error().message);
                said.insert({static_cast<int>(record.kind), record.detail});
            }
        }
    }
    // 1 began, 4 ended, 1 opened, 5 codes, 5 answers, 1 way, ratings: 5, and 2 × 6 with reasons.
    CHECK(said.size() == 1 + 4 + 1 + 5 + 5 + 1 + 5 + 2 * 6);
}

TEST_CASE("what is recorded stands in the journal, in order, with its verdict") {
    const TempDir dir;
    FakeClock clock;
    shell::Recorder recorder(kSettings, "2026-11-01", dir.path(), clock.wall(), &nothing);
    must(recorder.start(clock.wall()));
    record(recorder, {{Kind::visit_began, "", ""}, {Kind::procedure_opened, "1.001193", ""}},
           clock);
    clock.advance(std::chrono::seconds(10));
    record(recorder, {{Kind::procedure_opened, "1.001193", ""}}, clock);
    clock.advance(std::chrono::seconds(10));
    record(recorder, {{Kind::visit_ended, "", "left"}}, clock);
    recorder.stop();
    CHECK(recorder.state().written == 4);
    CHECK(recorder.state().lost == 0);
    const auto opened = shell::most_used(recorder.path(), business_day(clock.wall()));
    CHECK(opened == std::vector<std::string>{"1.001193"});
}

TEST_CASE("the journal says in which ward of the configuration the kiosk stands") {
    const TempDir dir;
    FakeClock clock;
    settings::Settings elsewhere = kSettings;
    elsewhere.unit.ward = "21553";
    shell::Recorder recorder(elsewhere, "2026-11-01", dir.path(), clock.wall(), &nothing);
    must(recorder.start(clock.wall()));
    record(recorder, {{Kind::visit_began, "", ""}}, clock);
    recorder.stop();
    const auto runs = must(must(journal::Reader::open(recorder.path())).runs());
    REQUIRE(runs.size() == 1);
    CHECK(runs.front().ward == "21553");
}

TEST_CASE("the opening hours of the configuration are those of the glass and of the journal") {
    const TempDir dir;
    FakeClock clock;  // A Monday, nine in the morning.
    shell::Recorder recorder(kSettings, "2026-11-01", dir.path(), clock.wall(), &nothing);
    const auto open_after = [&](std::chrono::minutes span) {
        return recorder.hours().open_at(local_time(clock.wall() + span));
    };
    using namespace std::chrono_literals;
    CHECK(open_after(0min));
    CHECK(open_after(2h + 29min));
    CHECK_FALSE(open_after(2h + 30min));  // Half past eleven.
    CHECK(open_after(4h));
    CHECK_FALSE(open_after(8h));
    CHECK_FALSE(open_after(6 * 24h));  // Sunday.
}

TEST_CASE("what people need most is empty without a journal, and learnt from it") {
    const TempDir dir;
    CHECK(shell::most_used(dir / "journal.db", {}).empty());
    FakeClock clock;
    shell::Recorder recorder(kSettings, "2026-11-01", dir.path(), clock.wall(), &nothing);
    must(recorder.start(clock.wall()));
    const char* codes[] = {"1.000001", "2.000002", "2.000002", "1.000003", "2.000002", "1.000003"};
    for (const char* code : codes) {
        record(recorder, {{Kind::visit_began, "", ""}, {Kind::procedure_opened, code, ""}}, clock);
        clock.advance(std::chrono::minutes(2));
        record(recorder, {{Kind::visit_ended, "", "left"}}, clock);
        clock.advance(std::chrono::minutes(2));
    }
    recorder.stop();
    const std::chrono::sys_days today = business_day(clock.wall());
    CHECK(shell::most_used(recorder.path(), today) ==
          std::vector<std::string>{"2.000002", "1.000003", "1.000001"});
    CHECK(shell::most_used(recorder.path(), today + std::chrono::days(91)).empty());
}

TEST_CASE("in test mode everything is kept and nothing counts") {
    const TempDir dir;
    FakeClock clock;
    settings::Settings trying = kSettings;
    trying.test_mode = true;
    shell::Recorder recorder(trying, "2026-11-01", dir.path(), clock.wall(), &nothing);
    must(recorder.start(clock.wall()));
    record(recorder, {{Kind::visit_began, "", ""}, {Kind::procedure_opened, "1.001193", ""}},
           clock);
    recorder.stop();
    CHECK(recorder.state().written == 2);
    CHECK(shell::most_used(recorder.path(), business_day(clock.wall())).empty());
}

TEST_CASE("a day that was left open closes itself the next morning, once") {
    const TempDir dir;
    FakeClock clock;
    const tally::Day first = business_day(clock.wall());
    for (int day = 0; day < 3; ++day) {  // The power is cut every evening.
        shell::Recorder recorder(kSettings, "2026-11-01", dir.path(), clock.wall(), &nothing);
        must(recorder.start(clock.wall()));
        recorder.close_open_days(clock);
        recorder.close_open_days(clock);
        record(recorder, {{Kind::visit_began, "", ""}, {Kind::visit_ended, "", "left"}}, clock);
        recorder.stop();
        clock.advance(std::chrono::hours(24));
    }
    auto reader = must(journal::Reader::open(dir.path() + "/journal.db"));
    for (int day = 0; day < 2; ++day) {
        const auto closing = must(reader.closing(first + std::chrono::days(day)));
        REQUIRE(closing);
        CHECK(closing->staff.empty());
    }
    CHECK_FALSE(must(reader.closing(first + std::chrono::days(2))));
    CHECK(must(reader.head()).size == 3 * 2 + 2);
}

TEST_CASE("a second kiosk on the same journal is refused") {
    const TempDir dir;
    FakeClock clock;
    shell::Recorder first(kSettings, "2026-11-01", dir.path(), clock.wall(), &nothing);
    must(first.start(clock.wall()));
    shell::Recorder second(kSettings, "2026-11-01", dir.path(), clock.wall(), &nothing);
    const auto started = second.start(clock.wall());
    REQUIRE_FALSE(started.has_value());
    CHECK(started.error().code == Error::Code::unavailable);
}
