#include "clerk/clerk.h"

#include <algorithm>

#include "clerk/counter.h"

using desk::Outcome;
using Lines = std::vector<std::string>;
using std::chrono::days;

namespace {

desk::Record record(const Counter& counter, std::int64_t count) {
    return {
        .staff = "CB01", .procedure = kBirth, .day = counter.today(), .traits = {}, .count = count};
}

desk::AskFigures figures_of(tally::Day day) {
    const tally::Period of{day, day}, none{day, day - days(1)};
    return {.of = of, .day_before = none, .week_before = none};
}

std::string dossier(const Counter& counter, int count) {
    return "dossier 1.001193 CB01 " + iso_date(counter.today()) + " " + std::to_string(count) +
           " counter not_digitised no_fee paper_result";
}

const desk::Action& at_desk(const app::Action& action) {
    REQUIRE(std::holds_alternative<app::AtDesk>(action));
    return std::get<app::AtDesk>(action).action;
}

}  // namespace

TEST_CASE("answers come in the order in which things were asked for") {
    Counter counter(Counter::Journal::season);
    counter.open();
    clerk::Clerk& clerk = counter.clerk();
    clerk.ask(record(counter, 2));
    clerk.ask(figures_of(counter.today()));
    clerk.ask(record(counter, 3));
    clerk.ask(desk::AskStick{});
    const auto first = at_desk(counter.answer());
    CHECK(std::get<desk::NoticeCame>(first).notice.words == "2");
    CHECK(std::holds_alternative<desk::FiguresCame>(at_desk(counter.answer())));
    const auto third = at_desk(counter.answer());
    CHECK(std::get<desk::NoticeCame>(third).notice.words == "3");
    CHECK(std::holds_alternative<desk::StickCame>(at_desk(counter.answer())));
    CHECK(counter.rows() == Lines{dossier(counter, 2), dossier(counter, 3)});
}

TEST_CASE("questions are overtaken by a newer one of their kind, deeds never") {
    Counter counter;  // Nothing is written yet: the first record keeps the clerk waiting.
    clerk::Clerk& clerk = counter.clerk();
    for (int i = 1; i <= 20; ++i) {
        clerk.ask(record(counter, i));
        clerk.ask(figures_of(counter.today() - days(20 - i)));
        clerk.ask(desk::AskRecorded{});
        clerk.ask(desk::AskHealth{});
    }
    counter.open();
    int records = 0, figures = 0, lists = 0, healths = 0;
    while (records + figures + lists + healths < 23) {
        const desk::Action told = at_desk(counter.answer());
        if (const auto* came = std::get_if<desk::NoticeCame>(&told)) {
            ++records;
            CHECK(came->notice.outcome == Outcome::done);
            CHECK(came->notice.words == std::to_string(records));
        } else if (const auto* seen = std::get_if<desk::FiguresCame>(&told)) {
            ++figures;
            CHECK(seen->figures.report.period.first == counter.today());
            CHECK(seen->figures.report.all.received == 210);  // After all the deeds before it.
        } else if (const auto* list = std::get_if<desk::RecordedCame>(&told)) {
            ++lists;
            CHECK(list->rows.size() == 20);
        } else {
            CHECK(std::holds_alternative<desk::HealthCame>(told));
            ++healths;
        }
    }
    CHECK(records == 20);
    CHECK(figures == 1);
    CHECK(lists == 1);
    CHECK(healths == 1);
    clerk.stop();
    CHECK(clerk.answers().empty());
}

TEST_CASE("what was asked for before the end is in the journal after it") {
    Counter counter;
    counter.open();
    clerk::Clerk& clerk = counter.clerk();
    Lines expected;
    for (int i = 1; i <= 50; ++i) {
        clerk.ask(record(counter, i));
        expected.push_back(dossier(counter, i));
    }
    clerk.ask(desk::NoteLeft{.who = "CB01", .idle = false});
    expected.push_back("staff_out CB01 left");
    clerk.stop();
    clerk.stop();
    clerk.journal_moved();  // A stopped one may still be rung.
    CHECK(counter.rows() == expected);
}

TEST_CASE("more than a finger can ask for is left out, and whoever asked is told") {
    Counter counter;  // Nothing is written yet.
    clerk::Clerk& clerk = counter.clerk();
    constexpr int kAsked = 100;
    for (int i = 1; i <= kAsked; ++i) clerk.ask(record(counter, i));
    counter.open();
    int done = 0, failed = 0;
    while (done + failed < kAsked)
        ++(counter.next<desk::NoticeCame>().notice.outcome == Outcome::done ? done : failed);
    CHECK(static_cast<std::size_t>(done) >= clerk::Clerk::kJobsMax);
    CHECK(failed > 0);
    const Lines rows = counter.rows();
    CHECK(static_cast<int>(rows.size()) == done);
}

TEST_CASE("a PIN is looked at in its turn, and the answer says who came in") {
    Counter counter;
    counter.open().hire();
    counter.clerk().ask(desk::Knock{.who = "CB01", .pin = "602718"});
    counter.clerk().ask(desk::Knock{.who = "CB01", .pin = kOfficerPin});
    CHECK(counter.next<desk::Refused>().tries_left == 4);
    CHECK(counter.next<desk::Admitted>().code == "CB01");
}

TEST_CASE("a stick that comes or goes is told, and then seen" * doctest::skip(!kMayMount)) {
    Counter counter;
    counter.open();
    clerk::Clerk& clerk = counter.clerk();
    MountedStick stick(counter);
    counter.next<desk::StickChanged>();
    clerk.ask(desk::AskStick{});
    CHECK(counter.next<desk::StickCame>().stick.path == stick.path());
    stick.pull();
    counter.next<desk::StickChanged>();
    clerk.ask(desk::AskStick{});
    CHECK(counter.next<desk::StickCame>().stick.path == "");
}

TEST_CASE("a full disk is told within the clerk's patience, and the rest goes on" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    const FullDisk disk(counter);
    counter.open();
    clerk::Clerk& clerk = counter.clerk();
    const SystemClock clock;
    const Instant begun = clock.now();
    clerk.ask(record(counter, 1));
    clerk.ask(desk::AskStick{});
    CHECK(counter.next<desk::NoticeCame>().notice.outcome == Outcome::failed);
    counter.next<desk::StickCame>();
    CHECK(clock.now() - begun < std::chrono::seconds(4));
    disk.make_room();
    CHECK(counter.rows() == Lines{dossier(counter, 1)});
}

TEST_CASE("what the drawing thread notes is on the next health page") {
    Counter counter;
    counter.open();
    clerk::Vitals vitals;
    vitals.taps = {0, 3, 1};
    vitals.stuck = 1;
    counter.clerk().note(vitals);
    counter.clerk().ask(desk::AskHealth{});
    const desk::Health health = counter.next<desk::HealthCame>().health;
    CHECK(health.taps == std::vector<std::int64_t>{0, 3, 1});
    CHECK(health.stuck == 1);
}
