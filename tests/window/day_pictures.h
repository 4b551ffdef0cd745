#pragma once

#include <string>

#include "base/result.h"

/// Pictures of a kiosk whose day is not like others: a holiday, shut counters, a clock that nobody
/// keeps, and a manager who sets it. Returns how many.
Result<int> take_day_pictures(const std::string& folder, const std::string& kiosk, bool portrait);
