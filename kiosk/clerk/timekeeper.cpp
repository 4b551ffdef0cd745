#include "clerk/timekeeper.h"

#include "base/log.h"
#include "journal/entry.h"
#include "text/format.h"

namespace clerk {

desk::ClockCame Timekeeper::limits() const {
    const journal::MinuteBounds bounds = around_.writer.settable();
    return {.limits = {.first = bounds.first, .last = bounds.last}};
}

desk::Notice Timekeeper::set(const desk::SetClock& wish) const {
    desk::Notice notice{.deed = desk::Deed::set_clock, .outcome = desk::Outcome::refused};
    // While the screen was looked at, the network may have come, or a row.
    if (!around_.writer.settable().contain(wish.minute) || around_.clock.machine_is_kept())
        return notice;
    const journal::Minute before = journal::minute_of(around_.clock.wall());
    const Result<> set = around_.clock.set(wish.minute);
    if (!set) {
        logging::error("{}", set.error().message);
        notice.outcome = desk::Outcome::failed;
        notice.words = set.error().message;
        return notice;
    }
    logging::info("the clock was set by {}: from {} UTC to {} UTC", wish.staff,
                  journal::utc_text(before), journal::utc_text(wish.minute));
    pen_.note(journal::clock_set(wish.staff, before, wish.minute));
    notice.outcome = desk::Outcome::done;
    notice.words = text::clock_time(local_time(wish.minute));
    return notice;
}

}  // namespace clerk
