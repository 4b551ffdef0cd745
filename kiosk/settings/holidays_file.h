#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/language.h"

namespace settings {

/// Days on which the counters are shut whatever the weekday.
struct Holiday {
    std::chrono::sys_days first{}, last{};  ///< Both days count.
    bool yearly = false;                    ///< On this day of every year; `last` is `first`.
    text::Translated name;                  ///< May be empty: "nghỉ lễ" is all that is said.

    bool covers(std::chrono::sys_days day) const;
    bool operator==(const Holiday&) const = default;
};

/// A day off that is worked to make up for a longer holiday, with the hours of another weekday.
struct WorkedDay {
    std::chrono::sys_days day{};
    std::chrono::weekday like{};
    bool operator==(const WorkedDay&) const = default;
};

/// What stands in holidays.toml, checked. The same file for a kiosk's own configuration and for
/// what the province publishes: Tết moves with the moon, and what is worked instead is decided
/// every year, for all wards at once. Described in config/README.md.
struct Holidays {
    std::vector<Holiday> holidays;
    std::vector<WorkedDay> worked;

    /// The holiday of a day that is not worked instead; nullptr when it is none.
    const Holiday* on(std::chrono::sys_days day) const;
    bool operator==(const Holidays&) const = default;
};

/// `invalid` says "file:line: what was expected"; several mistakes come together, a line each.
Result<Holidays> load_holidays(const std::string& path);
/// The same of bytes that came from `source`, which the messages name.
Result<Holidays> parse_holidays(std::string_view bytes, const std::string& source);

}  // namespace settings
