#pragma once

#include <string>

#include "campaign/campaign.h"

namespace demo {

/// A campaign as campaign.toml writes it (config/README.md): what settings reads from it is the
/// campaign again.
std::string text_of(const campaign::Campaign& campaign);

/// The configured campaign, moved so that `today` is its day `day`; its words and targets say that
/// they are a demonstration's.
campaign::Campaign marked(campaign::Campaign campaign, int day, std::chrono::sys_days today);

}  // namespace demo
