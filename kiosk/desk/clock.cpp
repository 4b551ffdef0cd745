// Setting the clock. What is typed is a time of Viet Nam; whether it may be is decided here for the
// screen, and again by the clerk, who knows the newest row.

#include "base/panic.h"
#include "desk/moves.h"

namespace desk {

namespace {

using Minute = std::chrono::sys_time<std::chrono::minutes>;

int number_in(const std::string& digits, std::size_t at, std::size_t count) {
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) number = 10 * number + (digits[i] - '0');
    return number;
}

/// "231120261405"; nothing for what no calendar and no clock shows.
std::optional<Minute> minute_of(const std::string& digits) {
    ASSERT(digits.size() == kClockDigits);
    const auto date = std::chrono::year(number_in(digits, 4, 4)) /
                      std::chrono::month(static_cast<unsigned>(number_in(digits, 2, 2))) /
                      std::chrono::day(static_cast<unsigned>(number_in(digits, 0, 2)));
    const int hour = number_in(digits, 8, 2), minute = number_in(digits, 10, 2);
    if (!date.ok() || hour > 23 || minute > 59) return std::nullopt;
    return Day(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) - kVietNamOffset;
}

ClockView::Fault fault_of(const std::optional<Minute>& minute, const ClockLimits& limits) {
    using Fault = ClockView::Fault;
    if (!minute) return Fault::no_such_time;
    if (*minute < limits.first) return Fault::too_early;
    return *minute > limits.last ? Fault::too_late : Fault::none;
}

}  // namespace

Requests open_clock(Desk& desk, const World& world) {
    const bool possible = desk.manager && desk.facts.health && desk.facts.health->clock_free;
    desk.facts.clock.reset();
    return possible ? show(desk, ClockView{}, world) : Requests{};
}

void type_clock(ClockView& clock, char digit) {
    if (clock.asked || clock.digits.size() >= kClockDigits) return;
    clock.digits.push_back(digit);
    clock.fault = ClockView::Fault::none;
}

void erase_clock(ClockView& clock, bool all) {
    if (clock.asked) return;
    clock.fault = ClockView::Fault::none;
    if (all)
        clock.digits.clear();
    else if (!clock.digits.empty())
        clock.digits.pop_back();
}

void ask_clock(Desk& desk) {
    auto* clock = std::get_if<ClockView>(&desk.screen);
    if (!clock || clock->digits.size() < kClockDigits || !desk.facts.clock) return;
    const std::optional<Minute> minute = minute_of(clock->digits);
    clock->fault = fault_of(minute, *desk.facts.clock);
    if (clock->fault == ClockView::Fault::none) clock->asked = minute;
}

/// What came of it is told on the health page, which shows the clock.
Requests confirm_clock(Desk& desk, const World& world) {
    const auto* clock = std::get_if<ClockView>(&desk.screen);
    if (!clock || !clock->asked || !desk.manager) return {};
    SetClock set{.staff = desk.staff, .minute = *clock->asked};
    desk.screen = HealthView{};
    begin(desk, Deed::set_clock, world);
    return {std::move(set)};
}

void retype_clock(Desk& desk) {
    if (auto* clock = std::get_if<ClockView>(&desk.screen)) *clock = ClockView{};
}

void learn_clock(Desk& desk, const ClockCame& came) { desk.facts.clock = came.limits; }

}  // namespace desk
