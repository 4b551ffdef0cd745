#include "campaign/campaign.h"

#include <algorithm>

namespace campaign {

std::optional<int> Campaign::target(const std::string& indicator,
                                    const std::string& milestone) const {
    const auto found = std::ranges::find_if(targets, [&](const Target& target) {
        return target.indicator == indicator && target.level == level &&
               target.milestone == milestone;
    });
    if (found == targets.end()) return std::nullopt;
    return found->hundredths;
}

std::chrono::sys_days Campaign::day_of(const Milestone& milestone) const {
    if (milestone.after) return last_day + std::chrono::days(1);
    return first_day + std::chrono::days(milestone.day - 1);
}

Progress progress(const Campaign& campaign, std::chrono::sys_days today) {
    Progress progress;
    progress.days = static_cast<int>((campaign.last_day - campaign.first_day).count()) + 1;
    if (today >= campaign.first_day && today <= campaign.last_day)
        progress.day = static_cast<int>((today - campaign.first_day).count()) + 1;
    return progress;
}

}  // namespace campaign
