#include "journal/judge.h"

#include <algorithm>
#include <array>

#include "journal/details.h"

namespace journal {

namespace {

using namespace std::string_view_literals;

constexpr std::array kVerdicts = {
    "counted"sv,      "double_tap"sv, "repeat"sv,         "ghost_burst"sv,
    "closed_hours"sv, "test_mode"sv,  "over_corrected"sv,
};
static_assert(kVerdicts.size() == kVerdictCount);

// Far more different steps than a visit can hold; a stuck panel must not grow the list.
constexpr std::size_t kVisitMax = 4096;
constexpr std::size_t kRecentMax = 256;

/// Keeps the newest `count` instants and says whether that many fell within kBurst.
bool note(std::deque<Instant>& instants, Instant now, std::size_t count) {
    instants.push_back(now);
    if (instants.size() > count) instants.pop_front();
    return instants.size() == count && now - instants.front() < kBurst;
}

/// Who makes the rows of a kind.
enum class Maker { hand, printer, staff, ourselves };

Maker maker_of(const Event& event) {
    switch (event.kind) {
        case Kind::rows_lost: return Maker::ourselves;
        case Kind::slip_printed: return Maker::printer;
        case Kind::print_failed: return is_slip(event.detail) ? Maker::printer : Maker::staff;
        case Kind::visit_began:
        case Kind::visit_ended:
        case Kind::procedure_opened:
        case Kind::qr_shown:
        case Kind::outcome:
        case Kind::rating:
        case Kind::counter_way: return Maker::hand;
        default: return Maker::staff;
    }
}

}  // namespace

std::string_view name_of(Verdict verdict) {
    const auto index = static_cast<std::size_t>(verdict);
    ASSERT(index < kVerdicts.size());
    return kVerdicts[index];
}

std::optional<Verdict> parse_verdict(std::string_view name) {
    const auto found = std::ranges::find(kVerdicts, name);
    if (found == kVerdicts.end()) return std::nullopt;
    return static_cast<Verdict>(found - kVerdicts.begin());
}

void Judge::tap(Instant now) {
    if (note(taps_, now, kBurstTaps)) ghost_ = true;
}

Verdict Judge::judge(const Event& event, Instant now, WallTime wall, bool clock_trusted) {
    const Maker maker = maker_of(event);
    if (maker == Maker::ourselves) return Verdict::counted;  // Bookkeeping, not a step.
    if (maker != Maker::hand) {
        // Neither a printer nor staff are the hand of this visit: nothing of it is noted.
        if (test_mode_) return Verdict::test_mode;
        if (maker == Maker::staff) return Verdict::counted;
        if (ghost_) return Verdict::ghost_burst;
        return closed_at(wall, clock_trusted) ? Verdict::closed_hours : Verdict::counted;
    }

    if (event.kind == Kind::visit_began) {
        // The tap that began this visit may be one of a burst that is still going on.
        ghost_ = taps_.size() == kBurstTaps && now - taps_.front() < kBurst;
        visit_.clear();
    }
    // Everything is noted before anything is decided, so that no rule hides a step from another.
    if (note_burst(now)) ghost_ = true;
    const bool doubled = note_step(event, now);
    const bool repeated = seen_in_visit(event);
    const bool ghost = ghost_;
    if (event.kind == Kind::visit_ended) {
        ghost_ = false;
        visit_.clear();
    }

    if (test_mode_) return Verdict::test_mode;
    if (ghost) return Verdict::ghost_burst;
    if (closed_at(wall, clock_trusted)) return Verdict::closed_hours;
    if (doubled) return Verdict::double_tap;
    if (repeated) return Verdict::repeat;
    return Verdict::counted;
}

bool Judge::closed_at(WallTime wall, bool clock_trusted) const {
    return clock_trusted && !hours_.open_at(local_time(wall));
}

bool Judge::note_burst(Instant now) {
    if (!instants_.empty() && instants_.back() == now)
        return instants_.size() == kBurstSteps && now - instants_.front() < kBurst;
    return note(instants_, now, kBurstSteps);
}

/// Whether the same step was seen a moment ago; a chain of quick taps is one.
bool Judge::note_step(const Event& event, Instant now) {
    while (!recent_.empty() &&
           (now - recent_.front().at >= kDoubleTap || recent_.size() >= kRecentMax))
        recent_.pop_front();
    const bool seen =
        std::ranges::any_of(recent_, [&](const Step& step) { return step.event == event; });
    recent_.push_back({.event = event, .at = now});
    return seen;
}

bool Judge::seen_in_visit(const Event& event) {
    if (event.kind == Kind::visit_began || event.kind == Kind::visit_ended) return false;
    if (std::ranges::find(visit_, event) != visit_.end()) return true;
    if (visit_.size() < kVisitMax) visit_.push_back(event);
    return false;
}

}  // namespace journal
