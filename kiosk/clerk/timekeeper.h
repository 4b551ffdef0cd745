#pragma once

#include "clerk/pen.h"
#include "desk/action.h"
#include "desk/request.h"

namespace clerk {

/// Sets the clock by a manager's word where no network keeps it, and writes down who did and what
/// it said before. Rows made before stay as they are, marked. The clerk's thread only.
class Timekeeper {
public:
    Timekeeper(const Surroundings& around, const Pen& pen) : around_(around), pen_(pen) {}

    desk::ClockCame limits() const;
    desk::Notice set(const desk::SetClock& wish) const;

private:
    const Surroundings& around_;
    const Pen& pen_;
};

}  // namespace clerk
