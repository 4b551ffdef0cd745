#pragma once

#include <optional>
#include <utility>

#include "desk/update.h"

/// An officer before the staff area, without a window: does things, and keeps what was asked of
/// the world. Comes in through the door first, as everybody.
struct Officer {
    campaign::Campaign campaign;
    desk::Desk desk;
    desk::Day today = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
    Instant now{std::chrono::hours(1)};
    desk::Requests requests;
    bool left = false;

    Officer() {
        campaign.first_day = std::chrono::sys_days(std::chrono::year(2026) / 10 / 1);
        campaign.last_day = campaign.first_day + std::chrono::days(99);
        requests = desk::knock(desk);
    }

    Officer& does(const desk::Action& action) {
        desk::Change change =
            desk::update(desk, action, {.campaign = campaign, .today = today, .now = now});
        for (desk::Request& request : change.requests) requests.push_back(std::move(request));
        left = left || change.left;
        return *this;
    }
    Officer& types(const char* digits) {
        for (; *digits; ++digits) does(desk::Digit{*digits});
        return *this;
    }
    Officer& knows(std::vector<desk::AccountLine> accounts) {
        desk::AccountsCame came;
        came.accounts = std::move(accounts);
        return does(came);
    }
    Officer& enters(bool manager = true) {
        knows({{.code = "CB01", .manager = manager}}).types("274916");
        does(desk::Admitted{.code = "CB01", .manager = manager});
        requests.clear();
        return *this;
    }

    template <class Screen>
    bool at() const {
        return std::holds_alternative<Screen>(desk.screen);
    }
    template <class Screen>
    const Screen& screen() const {
        return std::get<Screen>(desk.screen);
    }

    /// The only request of a kind since the last call of asked(), if there is one.
    template <class Wanted>
    std::optional<Wanted> wanted() const {
        std::optional<Wanted> found;
        for (const desk::Request& request : requests)
            if (const auto* one = std::get_if<Wanted>(&request)) found = *one;
        return found;
    }
    desk::Requests asked() { return std::exchange(requests, {}); }
};
