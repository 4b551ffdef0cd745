#pragma once

#include <vector>

#include "clerk/bell.h"
#include "clerk/surroundings.h"

namespace clerk {

/// Writes rows into the journal for the clerk. The journal's writer rings the bell when rows have
/// reached the disk; the clerk's thread only.
class Pen {
public:
    Pen(const Surroundings& around, Bell& bell) : around_(around), bell_(bell) {}

    /// Queues a row and returns at once; a row that may not be kept is logged.
    void note(const journal::Event& event) const;

    /// Queues a row and waits until it is on the disk. `unavailable`: the disk does not take it
    /// now; it is kept in memory and written as soon as it can be.
    Result<> write(const journal::Event& event) const;

    /// As write(), for several rows in order. More than the writer's queue holds are handed over
    /// bit by bit.
    Result<> write_all(const std::vector<journal::Event>& events) const;

    /// Waits until nothing is queued any more: what the journal says then is all there is. Fails
    /// as write() does.
    Result<> settle() const;

    /// As write(), for the row that closes a day.
    Result<> close_day(tally::Day day, const std::string& staff) const;

private:
    Result<> wait_for(std::int64_t ticket) const;
    template <class Reached>
    Result<> wait_until(const Reached& reached) const;

    const Surroundings& around_;
    Bell& bell_;
};

}  // namespace clerk
