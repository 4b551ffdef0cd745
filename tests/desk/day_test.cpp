#include <doctest/doctest.h>

#include "support/officer.h"

using namespace std::chrono;
using desk::Day;
using desk::Period;
using desk::Span;

namespace {

Day on(int y, unsigned m, unsigned d) { return sys_days(year(y) / month(m) / std::chrono::day(d)); }

campaign::Campaign hundred_days() {
    campaign::Campaign campaign;
    campaign.first_day = on(2024, 3, 22);
    campaign.last_day = on(2024, 6, 29);
    return campaign;
}

}  // namespace

TEST_CASE("a span is the day, its week from Monday, its month, or the campaign") {
    const auto campaign = hundred_days();
    CHECK(desk::period_of(Span::day, on(2026, 11, 23), campaign) ==
          Period{on(2026, 11, 23), on(2026, 11, 23)});
    // 2026-11-22 is a Sunday, the last day of its week.
    CHECK(desk::period_of(Span::week, on(2026, 11, 22), campaign) ==
          Period{on(2026, 11, 16), on(2026, 11, 22)});
    CHECK(desk::period_of(Span::week, on(2026, 11, 23), campaign) ==
          Period{on(2026, 11, 23), on(2026, 11, 29)});
    CHECK(desk::period_of(Span::month, on(2028, 2, 10), campaign) ==
          Period{on(2028, 2, 1), on(2028, 2, 29)});
    CHECK(desk::period_of(Span::campaign, on(2026, 1, 1), campaign) ==
          Period{on(2024, 3, 22), on(2024, 6, 29)});
}

TEST_CASE("turning goes over the ends of months and years") {
    CHECK(desk::moved(Span::day, on(2026, 1, 1), -1) == on(2025, 12, 31));
    CHECK(desk::moved(Span::week, on(2026, 1, 1), -1) == on(2025, 12, 25));
    CHECK(desk::moved(Span::month, on(2026, 3, 31), -1) == on(2026, 2, 1));
    CHECK(desk::moved(Span::month, on(2026, 12, 31), 1) == on(2027, 1, 1));
}

TEST_CASE("half a week is held against half a week") {
    const auto campaign = hundred_days();
    const Day wednesday = on(2026, 11, 25);
    const Period week = desk::period_of(Span::week, wednesday, campaign);
    CHECK(desk::compared(Span::week, week, -1, wednesday, campaign) ==
          Period{on(2026, 11, 16), on(2026, 11, 18)});
    // A week that is over is held against a whole one.
    CHECK(desk::compared(Span::week, week, -1, on(2026, 12, 24), campaign) ==
          Period{on(2026, 11, 16), on(2026, 11, 22)});
    // 31 March against February: no longer than February is.
    const Period march = desk::period_of(Span::month, on(2026, 3, 31), campaign);
    CHECK(desk::compared(Span::month, march, -1, on(2026, 3, 31), campaign) ==
          Period{on(2026, 2, 1), on(2026, 2, 28)});
    const Period all = desk::period_of(Span::campaign, wednesday, campaign);
    CHECK(desk::compared(Span::campaign, all, -1, wednesday, campaign).days() == 0);
}

TEST_CASE("the tallies ask for yesterday and the same weekday beside today") {
    Officer officer;
    officer.enters().does(desk::OpenTab{desk::Tab::tallies});
    const auto ask = officer.wanted<desk::AskFigures>();
    REQUIRE(ask);
    CHECK(ask->of == Period{officer.today, officer.today});
    CHECK(ask->day_before.first == officer.today - days(1));
    CHECK(ask->week_before.first == officer.today - days(7));
    officer.asked();
    officer.does(desk::TurnSpan{1});  // Tomorrow has no figures.
    CHECK_FALSE(officer.wanted<desk::AskFigures>());
    officer.does(desk::TurnSpan{-1});
    CHECK(officer.wanted<desk::AskFigures>()->of.first == officer.today - days(1));
    officer.asked();
    officer.does(desk::ChooseSpan{Span::month});
    CHECK(officer.wanted<desk::AskFigures>()->of == Period{on(2026, 11, 1), on(2026, 11, 30)});
}

TEST_CASE("only a manager closes a day, once, and after being asked") {
    Officer officer;
    officer.enters(false).does(desk::OpenTab{desk::Tab::day_end});
    officer.does(desk::ClosingCame{.day = officer.today, .closing = {}});
    officer.does(desk::AskClose{}).does(desk::ConfirmClose{});
    CHECK_FALSE(officer.wanted<desk::CloseDay>());

    Officer manager;
    manager.enters().does(desk::OpenTab{desk::Tab::day_end});
    manager.does(desk::AskClose{}).does(desk::ConfirmClose{});
    CHECK_FALSE(manager.wanted<desk::CloseDay>());  // Whether it is closed is not known yet.
    manager.does(desk::ClosingCame{.day = manager.today, .closing = {}});
    manager.does(desk::ConfirmClose{});
    CHECK_FALSE(manager.wanted<desk::CloseDay>());
    manager.does(desk::AskClose{}).does(desk::ConfirmClose{});
    REQUIRE(manager.wanted<desk::CloseDay>());
    CHECK(manager.wanted<desk::CloseDay>()->day == manager.today);
    CHECK(manager.wanted<desk::CloseDay>()->staff == "CB01");

    tally::Closing closed;
    closed.day = manager.today;
    closed.staff = "CB01";
    manager.asked();
    manager.does(desk::ClosingCame{.day = manager.today, .closing = closed});
    manager.does(desk::AskClose{}).does(desk::ConfirmClose{});
    CHECK_FALSE(manager.wanted<desk::CloseDay>());
}

TEST_CASE("what is known of one day's closing is not taken for another's") {
    Officer manager;
    manager.enters().does(desk::OpenTab{desk::Tab::day_end});
    manager.does(desk::ClosingCame{.day = manager.today, .closing = {}});
    manager.does(desk::TurnDay{-1}).does(desk::AskClose{}).does(desk::ConfirmClose{});
    CHECK_FALSE(manager.wanted<desk::CloseDay>());
    manager.does(desk::ClosingCame{.day = manager.today, .closing = {}});  // Came late.
    manager.does(desk::AskClose{}).does(desk::ConfirmClose{});
    CHECK_FALSE(manager.wanted<desk::CloseDay>());
    manager.does(desk::ClosingCame{.day = manager.today - days(1), .closing = {}});
    manager.does(desk::AskClose{}).does(desk::ConfirmClose{});
    CHECK(manager.wanted<desk::CloseDay>());
}

TEST_CASE("export, print and import ask for one thing at a time") {
    Officer officer;
    officer.enters().does(desk::OpenTab{desk::Tab::day_end});
    officer.does(desk::PrintSheet{});
    CHECK_FALSE(officer.wanted<desk::PrintDay>());  // There is no printer.
    officer.does(desk::ChooseSpan{Span::week}).does(desk::ExportCsv{});
    REQUIRE(officer.wanted<desk::Export>());
    CHECK(officer.wanted<desk::Export>()->csv);
    CHECK(officer.wanted<desk::Export>()->of.days() == 7);
    officer.asked();
    officer.does(desk::ExportXlsx{});
    CHECK_FALSE(officer.wanted<desk::Export>());
    officer.does(
        desk::NoticeCame{{.deed = desk::Deed::export_csv, .outcome = desk::Outcome::no_stick}});
    officer.does(desk::ExportXlsx{});
    CHECK(officer.wanted<desk::Export>());
}

TEST_CASE("an import is applied only when it was shown, is whole, and adds something") {
    Officer officer;
    officer.enters().does(desk::OpenTab{desk::Tab::day_end}).does(desk::OpenImport{});
    CHECK(officer.wanted<desk::AskStick>());
    officer.does(desk::ApplyImport{});
    CHECK_FALSE(officer.wanted<desk::AddImport>());
    officer.does(desk::ReadFile{"ngay.csv"});
    CHECK(officer.wanted<desk::ReadImport>()->file == "ngay.csv");

    desk::ImportPreview bad{.file = "ngay.csv", .problems = {"hàng 7, cột C"}};
    bad.days = {{.day = officer.today, .in_file = 3, .added = 3}};
    officer.does(desk::ImportCame{bad}).does(desk::ApplyImport{});
    CHECK_FALSE(officer.wanted<desk::AddImport>());

    desk::ImportPreview old{.file = "ngay.csv"};
    old.days = {{.day = officer.today, .in_file = 3, .recorded = 3}};
    officer.does(desk::ImportCame{old}).does(desk::ApplyImport{});
    CHECK_FALSE(officer.wanted<desk::AddImport>());

    desk::ImportPreview good{.file = "ngay.csv"};
    good.days = {{.day = officer.today, .in_file = 3, .added = 3}};
    officer.does(desk::ImportCame{good}).does(desk::ApplyImport{}).does(desk::ApplyImport{});
    REQUIRE(officer.wanted<desk::AddImport>());
    CHECK(officer.wanted<desk::AddImport>()->file == "ngay.csv");
    CHECK_FALSE(officer.desk.facts.import);  // A second tap has nothing to add.
}

TEST_CASE("a notice goes after a while, but not while its deed is under way") {
    Officer officer;
    officer.enters().does(desk::OpenTab{desk::Tab::health}).does(desk::CheckJournal{});
    officer.now += minutes(5);
    desk::pass(officer.desk, officer.now);
    CHECK(officer.desk.notice.deed == desk::Deed::check_journal);
    officer.does(
        desk::NoticeCame{{.deed = desk::Deed::check_journal, .outcome = desk::Outcome::done}});
    CHECK(desk::next_deadline(officer.desk, officer.now) == officer.now + desk::kNoticeStays);
    officer.now += desk::kNoticeStays;
    desk::pass(officer.desk, officer.now);
    CHECK(officer.desk.notice.deed == desk::Deed::none);
}
