#pragma once

#include "base/clock.h"
#include "province/http.h"

namespace province {

/// Who answers requests, with a database connection of their own. Used by one thread at a time.
class Answerer {
public:
    virtual ~Answerer() = default;
    virtual Response answer(const Request& request, WallTime now) = 0;
};

}  // namespace province
