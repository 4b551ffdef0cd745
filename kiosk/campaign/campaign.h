#pragma once

#include <chrono>
#include <string>

#include "text/language.h"

/// A campaign as the citizen sees it: a name and a span of days. Milestones, indicators and
/// targets belong here too when staff screens need them. No I/O.
namespace campaign {

struct Campaign {
    text::Bilingual kicker, name, purpose;  ///< "Chiến dịch cao điểm", "100 ngày đêm", what for.
    std::chrono::sys_days first_day{};
    std::chrono::sys_days last_day{};  ///< Both ends count.
    bool operator==(const Campaign&) const = default;
};

/// Where a day stands in a campaign.
struct Progress {
    int day = 0;   ///< 1 on the first day; 0 before it, and after the last.
    int days = 0;  ///< How many days the campaign has.
    bool running() const { return day > 0; }
    bool operator==(const Progress&) const = default;
};
Progress progress(const Campaign& campaign, std::chrono::sys_days today);

}  // namespace campaign
