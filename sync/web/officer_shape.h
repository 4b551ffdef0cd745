#pragma once

#include "json/json.h"
#include "officers/officers.h"

namespace web {

/// An account as JSON (README.md, "Officers and the trail"): for the page and the command line.
json::Value shape(const officers::Officer& officer, WallTime now);

}  // namespace web
