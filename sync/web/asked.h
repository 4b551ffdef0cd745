#pragma once

#include <string>

#include "base/result.h"
#include "figures/figures.h"
#include "web/context.h"

namespace web {

/// What a query asks for (README.md, "Figures"), within whose scope the asker is. `invalid` says
/// which name of the query is wrong.
Result<figures::Asked> asked_of(const Context& context, const Request& request);

}  // namespace web
