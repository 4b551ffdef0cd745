#include "figures/figures.h"

namespace figures {

tally::Period default_period(const campaign::Campaign& campaign, tally::Day today) {
    return {.first = campaign.first_day, .last = today};
}

}  // namespace figures
