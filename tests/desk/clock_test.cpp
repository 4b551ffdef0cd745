#include <doctest/doctest.h>

#include "support/officer.h"

using namespace std::chrono_literals;

namespace {

using Fault = desk::ClockView::Fault;
using Minute = std::chrono::sys_time<std::chrono::minutes>;

// 14:05 of 2026-11-23 in Viet Nam, and how it is typed.
constexpr Minute kTime = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + 7h + 5min;
constexpr const char* kTyped = "231120261405";

/// On the health page of a machine whose clock nobody keeps, or does somebody.
Officer at_health(bool manager = true, bool clock_free = true) {
    Officer officer;
    officer.enters(manager).does(desk::OpenTab{desk::Tab::health});
    desk::Health health;
    health.clock_free = clock_free;
    officer.does(desk::HealthCame{health}).asked();
    return officer;
}

Officer at_clock(desk::ClockLimits limits = {.first = kTime - 24h, .last = kTime + 24h * 400}) {
    Officer officer = at_health();
    officer.does(desk::OpenClock{});
    REQUIRE(officer.at<desk::ClockView>());
    CHECK(officer.wanted<desk::AskClockLimits>());
    officer.does(desk::ClockCame{limits}).asked();
    return officer;
}

Fault fault_of(const char* typed, desk::ClockLimits limits) {
    Officer officer = at_clock(limits);
    officer.types(typed).does(desk::AskClock{});
    const auto& screen = officer.screen<desk::ClockView>();
    CHECK(screen.asked.has_value() == (screen.fault == Fault::none));
    return screen.fault;
}

}  // namespace

TEST_CASE("a time is typed, asked once more, and set by the manager who is in") {
    Officer officer = at_clock();
    officer.types("2311202614").does(desk::AskClock{});
    CHECK_FALSE(officer.screen<desk::ClockView>().asked);  // Two digits are missing.
    officer.types("05").does(desk::AskClock{});
    CHECK(officer.screen<desk::ClockView>().asked == kTime);
    CHECK(officer.asked().empty());
    officer.types("7").does(desk::EraseDigit{});  // What is asked for stays as it is.
    CHECK(officer.screen<desk::ClockView>().digits == kTyped);
    officer.does(desk::ConfirmClock{});
    REQUIRE(officer.wanted<desk::SetClock>());
    CHECK(officer.wanted<desk::SetClock>()->staff == "CB01");
    CHECK(officer.wanted<desk::SetClock>()->minute == kTime);
    CHECK(officer.at<desk::HealthView>());
    CHECK(officer.desk.notice.deed == desk::Deed::set_clock);
    officer.asked();
    officer.does(desk::NoticeCame{{.deed = desk::Deed::set_clock, .words = "14:05"}});
    CHECK(officer.wanted<desk::AskHealth>());
}

TEST_CASE("digits are taken back one by one or all, and no more than twelve are typed") {
    Officer officer = at_clock();
    officer.types("2311202614051").does(desk::EraseDigit{});
    CHECK(officer.screen<desk::ClockView>().digits == "23112026140");
    officer.does(desk::EraseDigits{});
    CHECK(officer.screen<desk::ClockView>().digits.empty());
    officer.types(kTyped).does(desk::AskClock{}).does(desk::RetypeClock{});
    CHECK(officer.screen<desk::ClockView>() == desk::ClockView{});
}

TEST_CASE(
    "what no calendar shows, what is before the newest row and what is far ahead is refused") {
    const desk::ClockLimits limits{.first = kTime - 1h, .last = kTime + 1h};
    for (const char* never : {"310220261405", "001120261405", "231320261405", "231120262460",
                              "231120262400", "231120261460", "290220270000"})
        CHECK(fault_of(never, limits) == Fault::no_such_time);
    CHECK(fault_of(kTyped, limits) == Fault::none);
    CHECK(fault_of("231120261305", limits) == Fault::none);
    CHECK(fault_of("231120261304", limits) == Fault::too_early);
    CHECK(fault_of("231120251405", limits) == Fault::too_early);
    CHECK(fault_of("231120261505", limits) == Fault::none);
    CHECK(fault_of("231120261506", limits) == Fault::too_late);
    // The digits stay to be mended, and the fault goes with the first of them.
    Officer officer = at_clock(limits);
    officer.types("231120261304").does(desk::AskClock{}).does(desk::ConfirmClock{});
    CHECK(officer.asked().empty());
    officer.does(desk::EraseDigit{});
    CHECK(officer.screen<desk::ClockView>().fault == Fault::none);
    officer.does(desk::EraseDigit{}).types("05").does(desk::AskClock{});
    CHECK(officer.screen<desk::ClockView>().asked);
}

TEST_CASE("nothing is decided before the bounds of today have come") {
    Officer officer = at_clock();
    officer.does(desk::Back{}).does(desk::OpenClock{}).types(kTyped).does(desk::AskClock{});
    CHECK_FALSE(officer.screen<desk::ClockView>().asked);
    CHECK(officer.screen<desk::ClockView>().fault == Fault::none);
    officer.does(desk::ClockCame{{.first = kTime + 1min, .last = kTime + 24h}});
    officer.does(desk::AskClock{});
    CHECK(officer.screen<desk::ClockView>().fault == Fault::too_early);
}

TEST_CASE("only a manager sets the clock, and only one that nobody keeps") {
    for (Officer officer : {at_health(false), at_health(true, false)}) {
        officer.does(desk::OpenClock{});
        CHECK(officer.at<desk::HealthView>());
        CHECK(officer.asked().empty());
    }
    Officer back = at_clock();
    back.does(desk::Back{});
    CHECK(back.at<desk::HealthView>());
}
