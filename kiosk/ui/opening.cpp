#include "ui/opening.h"

#include "text/format.h"

namespace ui {

namespace {

std::string why_closed(const Frame& f) {
    const auto& holiday = f.model.status.holiday;
    if (!holiday) return f.say("attract.closed");
    const std::string& name = holiday->in(f.language());
    return f.fill("attract.holiday",
                  {{"name", name.empty() ? f.say("attract.holiday.any") : name}});
}

std::string opens_again(const Frame& f, const app::Opening& opens) {
    const std::chrono::weekday weekday(opens.day);
    const std::string time = text::clock_time({.day = std::chrono::year_month_day(opens.day),
                                               .weekday = weekday,
                                               .since_midnight = opens.minute});
    if (opens.day == f.today()) return f.fill("attract.opens.today", {{"time", time}});
    const std::string key = "day." + std::to_string(weekday.c_encoding());
    return f.fill(
        "attract.opens",
        {{"weekday", f.say(key)}, {"date", text::date(opens.day, f.language())}, {"time", time}});
}

}  // namespace

std::string closed_words(const Frame& f) {
    const app::Status& status = f.model.status;
    if (status.open) return {};
    const std::string why = why_closed(f);
    return status.opens ? why + " " + opens_again(f, *status.opens) : why;
}

}  // namespace ui
