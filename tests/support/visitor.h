#pragma once

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/update.h"

using Records = std::vector<app::Record>;

/// A visitor before the screens, without a window: does things, waits, and keeps every record
/// that came out. While the visitor waits the kiosk is woken exactly when it asks to be.
struct Visitor {
    app::Model model;
    Instant now{std::chrono::hours(1)};
    Records records;
    std::vector<app::SlipRequest> slips;
    desk::Requests requests;  ///< Of staff.

    Visitor() { model.touched_at = model.shown_at = now; }

    Visitor& does(const app::Action& action) {
        for (const app::Effect& effect : app::update(model, action, now)) {
            if (const auto* record = std::get_if<app::Record>(&effect)) records.push_back(*record);
            if (const auto* slip = std::get_if<app::SlipRequest>(&effect)) slips.push_back(*slip);
            if (const auto* request = std::get_if<desk::Request>(&effect))
                requests.push_back(*request);
        }
        return *this;
    }
    Visitor& at_desk(const desk::Action& action) { return does(app::AtDesk{action}); }
    Visitor& starts() { return does(app::Start{}); }
    Visitor& opens(const char* code) { return does(app::OpenProcedure{code}); }

    Visitor& waits(std::chrono::milliseconds span) {
        const Instant until = now + span;
        for (Instant at = app::next_deadline(model, now); at <= until;
             at = app::next_deadline(model, now)) {
            now = std::max(now, at);
            does(app::Tick{});
        }
        now = until;
        return *this;
    }

    /// The world around changes in one point; the rest stays.
    template <class Change>
    Visitor& world(Change change) {
        app::Status status = model.status;
        change(status);
        return does(app::StatusChanged{status});
    }

    template <class Screen>
    bool at() const {
        return std::holds_alternative<Screen>(model.screen);
    }
    template <class Screen>
    const Screen& screen() const {
        return std::get<Screen>(model.screen);
    }

    /// What came out since the last call.
    Records taken() { return std::exchange(records, {}); }
    desk::Requests asked() { return std::exchange(requests, {}); }

    const desk::Desk& desk() const { return screen<app::Staff>().desk; }
};
