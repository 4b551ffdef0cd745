#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importing/facts.h"

/// How long a procedure takes. A number without a unit is not a time limit.
namespace importing {

/// Ten years; longer is a mistake. The longest seen is 155 days.
inline constexpr double kTimeMax = 3650;

/// A time limit, or why there is none; neither when the source says nothing.
struct TimeReading {
    std::optional<TimeLimit> limit;
    std::optional<Remark> remark;
};

/// The API's pair: 21.5 and "WORKING_DAY"; "OTHER" has no unit.
TimeReading read_time(double value, std::string_view unit);

/// A number (17.5 or 17,5) and, if it follows, a unit, taken off the front of `text`.
struct TimeText {
    double value = 0;
    std::optional<TimeUnit> unit;
};
std::optional<TimeText> take_time(std::string_view& text);
TimeReading read_time(const TimeText& time);

/// A whole text: "3 Ngày làm việc", "02 Giờ", "Không quy định" (says nothing).
TimeReading read_time_text(std::string_view text);

/// Adds a limit once.
void add_time(std::vector<TimeLimit>& times, const TimeLimit& limit);

}  // namespace importing
