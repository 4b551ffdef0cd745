#include "figures/figures.h"

#include "figures/parts.h"

namespace figures {

namespace {

constexpr std::chrono::days kUsual{30};  // What is shown when no campaign says what to show.

// As long as a campaign can be (settings/campaign_file.cpp), and as much as may be asked for
// (sync/web/README.md). One that a milestone runs on after becomes longer some day.
constexpr int kCampaignDaysMax = 1000;

}  // namespace

std::optional<tally::Period> campaign_span(const campaign::Campaign& campaign, tally::Day today) {
    if (campaign.first_day == tally::Day() || today < campaign.first_day) return std::nullopt;
    const tally::Period span{.first = campaign.first_day,
                             .last = campaign::last_counted(campaign, today)};
    if (span.days() > kCampaignDaysMax) return std::nullopt;
    return span;
}

bool is_of_campaign(const campaign::Campaign& campaign, const Asked& asked) {
    return campaign_span(campaign, asked.today) == asked.period;
}

tally::Period default_period(const campaign::Campaign& campaign, tally::Day today) {
    const tally::Period usual{.first = today - kUsual + std::chrono::days(1), .last = today};
    return campaign_span(campaign, today).value_or(usual);
}

std::vector<campaign::Rate> rates_of(const campaign::Campaign& campaign,
                                     const tally::Measures& measures) {
    std::vector<campaign::Rate> rates;
    for (const campaign::Indicator& indicator : campaign.indicators)
        rates.push_back(campaign::rate_of(indicator, measures));
    return rates;
}

}  // namespace figures
