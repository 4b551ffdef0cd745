#include "base/clock.h"

#include <sys/timex.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <string_view>

namespace {

std::chrono::milliseconds read(clockid_t id) {
    timespec ts{};
    clock_gettime(id, &ts);
    return std::chrono::seconds(ts.tv_sec) + std::chrono::milliseconds(ts.tv_nsec / 1'000'000);
}

}  // namespace

// CLOCK_MONOTONIC stops while the machine is suspended; an idle visitor does not.
Instant SystemClock::now() const { return Instant(read(CLOCK_BOOTTIME)); }

WallTime SystemClock::wall() const { return WallTime(read(CLOCK_REALTIME)); }

bool SystemClock::wall_is_synchronised() const {
    timex state{};  // modes = 0: only ask.
    const int status = adjtimex(&state);
    return status >= 0 && status != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

std::string boot_id() {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string text, digits;
    std::getline(file, text);
    for (const char c : text)
        if (c != '-') digits += c;
    return digits;
}

LocalTime local_time(WallTime wall) {
    const auto local = wall + kVietNamOffset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return {
        .day = std::chrono::year_month_day(day),
        .weekday = std::chrono::weekday(day),
        .since_midnight = std::chrono::floor<std::chrono::minutes>(local - day),
    };
}

std::chrono::sys_days business_day(WallTime wall) {
    return std::chrono::floor<std::chrono::days>(wall + kVietNamOffset);
}

std::string iso_date(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::chrono::year_month_day parse_iso_date(const std::string& text) {
    // Not sscanf: it skips spaces and takes signs, so " 2026-1-23" would pass.
    constexpr std::string_view kShape = "dddd-dd-dd";
    int fields[3] = {0, 0, 0};
    int* field = fields;
    bool good = text.size() == kShape.size();
    for (std::size_t i = 0; good && i < kShape.size(); ++i) {
        if (kShape[i] == '-') {
            good = text[i] == '-';
            ++field;
        } else {
            good = text[i] >= '0' && text[i] <= '9';
            *field = *field * 10 + (text[i] - '0');
        }
    }
    if (!good) return std::chrono::year(0) / std::chrono::month(0) / std::chrono::day(0);
    return std::chrono::year(fields[0]) / std::chrono::month(static_cast<unsigned>(fields[1])) /
           std::chrono::day(static_cast<unsigned>(fields[2]));
}
