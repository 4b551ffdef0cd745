#pragma once

#include <chrono>
#include <string>

/// A point on the boot clock: never jumps, counts time asleep, meaningless after a reboot.
/// Timeouts, backoff and idleness are measured with it.
struct BootClock {
    using duration = std::chrono::milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
    static constexpr bool is_steady = true;
};
using Instant = BootClock::time_point;

/// Calendar time, as written into the journal. May jump when the clock is set.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// Where time comes from. Only loops hold a Clock; everything below them takes `now`.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    virtual WallTime wall() const = 0;

    /// Whether wall() can be believed: someone (NTP, a GPS) keeps the kernel's clock set. A
    /// kiosk without a network has only its battery clock and says "no": the journal then
    /// marks its rows, it never refuses them.
    virtual bool wall_is_synchronised() const = 0;
};

/// The clock of the computer we run on.
class SystemClock final : public Clock {
public:
    Instant now() const override;
    WallTime wall() const override;
    bool wall_is_synchronised() const override;
};

/// The kernel's id of this boot, 32 hexadecimal digits; empty where there is none.
std::string boot_id();

/// Viet Nam keeps UTC+7 all year (Asia/Ho_Chi_Minh, no daylight saving since 1975), so its
/// calendar needs no time-zone database.
inline constexpr std::chrono::hours kVietNamOffset{7};

/// The calendar of a wall time in Viet Nam.
struct LocalTime {
    std::chrono::year_month_day day;
    std::chrono::weekday weekday;
    std::chrono::minutes since_midnight;

    bool operator==(const LocalTime&) const = default;
};
LocalTime local_time(WallTime wall);

/// The business day of a wall time: the date in Viet Nam, as days since 1970-01-01.
std::chrono::sys_days business_day(WallTime wall);

/// A day as "2026-11-23", and back; an impossible date gives an invalid year_month_day.
std::string iso_date(std::chrono::sys_days day);
std::chrono::year_month_day parse_iso_date(const std::string& text);
