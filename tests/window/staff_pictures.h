#pragma once

#include <string>

#include "base/result.h"

/// Walks through the staff area of a kiosk that has stood at a counter for sixty days and keeps a
/// picture of each screen in `folder`. Returns how many.
Result<int> take_staff_pictures(const std::string& folder, const std::string& kiosk,
                                bool portrait);
