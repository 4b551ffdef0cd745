#include "campaign/campaign.h"

#include <doctest/doctest.h>

#include "campaign/plan_629.h"

using campaign::Progress;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

namespace {

const campaign::Campaign kCampaign = plan_629::make();

Progress on(sys_days day) { return campaign::progress(kCampaign, day); }

}  // namespace

TEST_CASE("the hundred days and nights are a hundred days, both ends counted") {
    CHECK(on(kCampaign.first_day) == Progress{.day = 1, .days = 100});
    CHECK(on(kCampaign.last_day) == Progress{.day = 100, .days = 100});
    int running = 0;
    for (sys_days day = kCampaign.first_day - days(30); day <= kCampaign.last_day + days(30);
         day += days(1)) {
        if (!on(day).running()) continue;
        ++running;
        CHECK(on(day).day == running);
    }
    CHECK(running == 100);
}

TEST_CASE("before its first day and after its last a campaign does not run") {
    for (const sys_days day : {kCampaign.first_day - days(1), kCampaign.last_day + days(1),
                               sys_days(year(1970) / 1 / 1), sys_days(year(2026) / 11 / 23)}) {
        CHECK_FALSE(on(day).running());
        CHECK(on(day) == Progress{.day = 0, .days = 100});
    }
}

TEST_CASE("a campaign of one day runs on that day") {
    campaign::Campaign one = kCampaign;
    one.last_day = one.first_day;
    CHECK(campaign::progress(one, one.first_day) == Progress{.day = 1, .days = 1});
    CHECK_FALSE(campaign::progress(one, one.first_day + days(1)).running());
}
