#pragma once

#include "campaign/campaign.h"
#include "desk/action.h"
#include "desk/request.h"

namespace desk {

/// What the desk must know of the world to decide; all of it from the caller, every time.
struct World {
    const campaign::Campaign& campaign;
    Day today;
    Instant now;
};

/// Whether an action is the machine's answer, and no finger of anybody.
bool is_answer(const Action& action);

/// Opens the door: what to show, and what to ask for.
Requests knock(Desk& desk);

/// The only function that changes a Desk. `left` is set when staff have gone: the caller ends it.
struct Change {
    Requests requests;
    bool left = false;
};
Change update(Desk& desk, const Action& action, const World& world);

/// The days of a span around a day: the day, its week from Monday, its month, the campaign.
Period period_of(Span span, Day anchor, const campaign::Campaign& campaign);
/// A day in the span before or after; the campaign has neither.
Day moved(Span span, Day anchor, int by);
/// What a period is held against: `by` spans away, and no longer than what has passed of it, so
/// that half a week is not measured with a whole one.
Period compared(Span span, const Period& period, int by, Day today,
                const campaign::Campaign& campaign);

/// Time passed: a lock ends, a notice goes.
void pass(Desk& desk, Instant now);

/// When the desk next changes by itself: a lock that ends, a notice that goes.
Instant next_deadline(const Desk& desk, Instant now);
std::chrono::seconds locked_for(const Door& door, Instant now);

inline constexpr std::chrono::seconds kNoticeStays{8};  ///< Long enough to read two lines.

}  // namespace desk
