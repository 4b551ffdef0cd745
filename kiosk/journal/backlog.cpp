#include "journal/backlog.h"

#include <algorithm>

namespace journal {

namespace {

constexpr std::int64_t kMarkerMax = 999'999'999;  // As many digits as event.h allows.

}  // namespace

void Backlog::push(Pending pending, std::size_t in_flight) {
    queue_.push_back(std::move(pending));
    if (queue_.size() + in_flight <= size_max_) return;
    newest_lost_ = queue_.front().record;
    lost_up_to_ = queue_.front().ticket;
    queue_.pop_front();
    ++unmarked_;
    ++lost_;
}

std::vector<Pending> Backlog::take(std::size_t count) {
    std::vector<Pending> taken;
    if (unmarked_ > 0) {
        Record record = newest_lost_;
        record.event = rows_lost(std::min(unmarked_, kMarkerMax));
        record.verdict = Verdict::counted;
        taken.push_back({.record = std::move(record),
                         .ticket = lost_up_to_,
                         .marker = true,
                         .all_open = false});
        unmarked_ = 0;
    }
    while (!queue_.empty() && taken.size() < count) {
        taken.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    return taken;
}

void Backlog::note_lost(std::int64_t count, Minute minute, std::int64_t ticket) {
    newest_lost_.minute = std::max(newest_lost_.minute, minute);
    newest_lost_.trusted = false;
    unmarked_ += count;
    lost_ += count;
    lost_up_to_ = std::max(lost_up_to_, ticket);
}

}  // namespace journal
