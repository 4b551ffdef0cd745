#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "journal/entry.h"

namespace journal {

/// An event on its way to the disk.
struct Pending {
    Record record;
    std::int64_t ticket = 0;  ///< From 1, in order; what record() answered.
    bool marker = false;      ///< A rows_lost row of our own.
    bool all_open = false;    ///< A day_closed that means every open day up to its own.
};

/// The events that wait for the disk: a bounded queue. When it is full the oldest events are
/// dropped, and a marker that says how many stands in their place in the journal.
class Backlog {
public:
    explicit Backlog(std::size_t size_max) : size_max_(size_max) { ASSERT(size_max > 0); }

    /// `in_flight`: how many taken events are not on disk yet; they count against the limit.
    void push(Pending pending, std::size_t in_flight);

    /// The oldest events, at most `count`, in order; a marker first if any were dropped.
    std::vector<Pending> take(std::size_t count);

    /// Rows that were on disk and are no longer, up to a ticket: the next marker tells of them.
    void note_lost(std::int64_t count, Minute minute, std::int64_t ticket);

    bool empty() const { return queue_.empty() && unmarked_ == 0; }
    std::size_t size() const { return queue_.size(); }
    std::int64_t lost() const { return lost_; }              ///< Since the start.
    std::int64_t lost_up_to() const { return lost_up_to_; }  ///< Newest ticket dropped.

private:
    std::size_t size_max_;
    std::deque<Pending> queue_;
    Record newest_lost_;         ///< Gives the marker its time.
    std::int64_t unmarked_ = 0;  ///< Lost, and no marker taken for them yet.
    std::int64_t lost_ = 0;
    std::int64_t lost_up_to_ = 0;
};

}  // namespace journal
