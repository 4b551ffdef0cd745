#include "shell/night.h"

#include <cmath>
#include <utility>

namespace shell {

namespace {

using std::chrono::minutes;

bool opens_within(const journal::OpeningHours::Opening& opening, const LocalTime& time,
                  minutes span) {
    const auto now = std::chrono::sys_days(time.day) + time.since_midnight;
    return opening.day + opening.minute - now <= span;
}

}  // namespace

journal::OpeningHours hours_of(const settings::Settings& settings) {
    journal::OpeningHours hours;
    for (std::size_t day = 0; day < settings.opening.size(); ++day)
        for (const settings::Span& span : settings.opening[day])
            hours.week[day].push_back({.from = span.from, .until = span.to});
    for (const settings::Holiday& off : settings.holidays.holidays)
        hours.holidays.push_back({.first = off.first, .last = off.last, .yearly = off.yearly});
    for (const settings::WorkedDay& worked : settings.holidays.worked)
        hours.extra.push_back({.day = worked.day, .like = worked.like});
    return hours;
}

void tell_hours(app::Status& status, const journal::OpeningHours& hours,
                const settings::Settings& settings) {
    status.open = !status.clock_trusted || hours.open_at(status.time);
    if (status.open) return;
    if (const auto next = hours.next_opening(status.time)) {
        status.opens = {.day = next->day, .minute = next->minute};
        status.opens_soon = opens_within(*next, status.time, settings.night.on_before);
    }
    if (const settings::Holiday* holiday = settings.holidays.on(status.today))
        status.holiday = holiday->name;
}

bool Night::light(const app::Model& model, Instant now) {
    const auto* attract = std::get_if<app::Attract>(&model.screen);
    const bool before = std::exchange(light_, !attract || !attract->dark);
    if (light_ && !before) seeing_at_ = now + kLightsUp;
    return light_;
}

ui::Shift shift_at(Instant now, double pixels_per_mm) {
    constexpr int kPlaces = 16;  // Once round in so many minutes.
    constexpr double kTurn = 6.283185307179586;
    const auto minute = std::chrono::floor<minutes>(now.time_since_epoch()).count();
    const double angle = kTurn * static_cast<double>(minute % kPlaces) / kPlaces;
    const double far = std::floor(ui::kShiftMm * pixels_per_mm);
    return {.x = static_cast<int>(std::lround(far * std::cos(angle))),
            .y = static_cast<int>(std::lround(far * std::sin(angle)))};
}

}  // namespace shell
