#include <algorithm>

#include "desk/update.h"

namespace desk {

namespace {

using namespace std::chrono;

Day monday_of(Day day) { return day - (weekday(day) - Monday); }

Day first_of_month(Day day) {
    const year_month_day date(day);
    return Day(date.year() / date.month() / 1);
}

}  // namespace

Period period_of(Span span, Day anchor, const campaign::Campaign& campaign) {
    switch (span) {
        case Span::day: return {anchor, anchor};
        case Span::week: return {monday_of(anchor), monday_of(anchor) + days(6)};
        case Span::month: {
            const year_month_day date(anchor);
            return {first_of_month(anchor), Day(date.year() / date.month() / last)};
        }
        case Span::campaign: return {campaign.first_day, campaign.last_day};
    }
    return {anchor, anchor};
}

Day moved(Span span, Day anchor, int by) {
    switch (span) {
        case Span::day: return anchor + days(by);
        case Span::week: return anchor + days(7 * by);
        case Span::month: {
            const year_month_day first(first_of_month(anchor));
            return Day(year_month_day(first + months(by)));
        }
        case Span::campaign: return anchor;
    }
    return anchor;
}

Period compared(Span span, const Period& period, int by, Day today,
                const campaign::Campaign& campaign) {
    if (span == Span::campaign) return {period.first, period.first - days(1)};  // Nothing.
    Period other = period_of(span, moved(span, period.first, by), campaign);
    const auto passed = std::clamp(today, period.first, period.last) - period.first;
    other.last = std::min(other.last, other.first + passed);
    return other;
}

}  // namespace desk
