#include "shell/hours.h"

#include <fmt/format.h>

#include <cstdio>

#include "settings/settings.h"
#include "shell/kiosk.h"
#include "shell/night.h"
#include "shell/province.h"

namespace shell {

namespace {

using std::chrono::minutes;

constexpr minutes kAheadMax = std::chrono::days(7);

/// The province's, where it published some that hold; else our own; none where neither is.
Result<settings::Holidays> holidays_for(const Places& places) {
    if (const auto path = published_file(places.province, "holidays.toml"))
        if (auto published = settings::load_holidays(*path)) return published;
    auto ours = settings::load_holidays(places.config + "/holidays.toml");
    if (!ours && ours.error().code == Error::Code::not_found) return settings::Holidays();
    return ours;
}

Result<journal::OpeningHours> hours_for(const Places& places) {
    settings::Settings settings = TRY(settings::load(places.config + "/kiosk.toml"));
    settings.holidays = TRY(holidays_for(places));
    return hours_of(settings);
}

}  // namespace

Doors doors_at(const journal::OpeningHours& hours, WallTime wall) {
    const WallTime now = std::chrono::floor<minutes>(wall);
    Doors doors{.open = hours.open_at(local_time(now)), .left = minutes(1)};
    while (doors.left < kAheadMax && hours.open_at(local_time(now + doors.left)) == doors.open)
        ++doors.left;
    return doors;
}

int say_hours(const Places& places, const Clock& clock) {
    const auto hours = hours_for(places);
    if (!hours) {
        fmt::print(stderr, "motcua-kiosk: {}\n", hours.error().message);
        return kExitConfiguration;
    }
    if (!clock.wall_is_synchronised()) {
        fmt::print("open, as far as a clock says that is not trusted\n");
        return kExitOpen;
    }
    const Doors doors = doors_at(*hours, clock.wall());
    const WallTime until = std::chrono::floor<minutes>(clock.wall()) + doors.left;
    const std::chrono::hh_mm_ss time(local_time(until).since_midnight);
    fmt::print("{} {} until {} {:02}:{:02}\n", doors.open ? "open" : "closed", doors.left.count(),
               iso_date(business_day(until)), time.hours().count(), time.minutes().count());
    return doors.open ? kExitOpen : kExitClosed;
}

}  // namespace shell
