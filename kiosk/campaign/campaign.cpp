#include "campaign/campaign.h"

namespace campaign {

Progress progress(const Campaign& campaign, std::chrono::sys_days today) {
    Progress progress;
    progress.days = static_cast<int>((campaign.last_day - campaign.first_day).count()) + 1;
    if (today >= campaign.first_day && today <= campaign.last_day)
        progress.day = static_cast<int>((today - campaign.first_day).count()) + 1;
    return progress;
}

}  // namespace campaign
