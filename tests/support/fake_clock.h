#pragma once

#include "base/clock.h"

/// A clock that only moves when told to. The two times move together until one is set.
class FakeClock final : public Clock {
public:
    Instant now() const override { return now_; }
    WallTime wall() const override { return wall_; }
    bool wall_is_synchronised() const override { return synchronised_; }

    void advance(std::chrono::milliseconds by) {
        now_ += by;
        wall_ += by;
    }
    void set_wall(WallTime wall) { wall_ = wall; }
    void set_synchronised(bool yes) { synchronised_ = yes; }

private:
    Instant now_{std::chrono::hours(1)};
    // 2026-11-23 02:00 UTC: nine in the morning of a Monday in Viet Nam.
    WallTime wall_{std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) +
                   std::chrono::hours(2)};
    bool synchronised_ = true;
};
