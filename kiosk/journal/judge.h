#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "journal/event.h"
#include "journal/hours.h"
#include "journal/trust.h"

namespace journal {

/// Whether a row counts, and if not why. Both kinds of row are kept; README.md has the rules.
/// `over_corrected` is the Journal's, which alone knows what is left to be taken off.
enum class Verdict {
    counted,
    double_tap,
    repeat,
    ghost_burst,
    closed_hours,
    test_mode,
    over_corrected,
};
inline constexpr int kVerdictCount = 7;

/// "counted", "double_tap"…, and back.
std::string_view name_of(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view name);

/// The version of the rules below, written into every row. Raise it with any change.
inline constexpr int kRulesVersion = 3;

/// The same step again within this time is one tap of an impatient or trembling hand.
inline constexpr std::chrono::milliseconds kDoubleTap{2000};

/// The glass takes no tap for 400 ms after a screen change, so a hand makes at most five steps
/// in less than two seconds. Steps of one instant are one: a tap may end a screen and a visit.
inline constexpr std::chrono::milliseconds kBurst{2000};
inline constexpr std::size_t kBurstSteps = 6;

/// Fingers put down anywhere, as the glass reports them: two drumming hands make about ten a
/// second, a panel with a bad supply fifty and more.
inline constexpr std::size_t kBurstTaps = 30;

/// Decides what counts. Pure: time comes in, nothing goes out; the same events at the same
/// times get the same verdicts. Used by one thread.
class Judge {
public:
    explicit Judge(OpeningHours hours) : hours_(std::move(hours)) {}

    /// The verdict on an event. `clock_trusted` says whether opening hours can be judged.
    Verdict judge(const Event& event, Instant now, WallTime wall, bool clock_trusted);

    /// A finger came down, whether or not it hit anything.
    void tap(Instant now);

    /// While set, nothing counts: staff are trying the kiosk out.
    void set_test_mode(bool on) { test_mode_ = on; }
    bool test_mode() const { return test_mode_; }

private:
    struct Step {
        Event event;
        Instant at;
    };

    bool closed_at(WallTime wall, bool clock_trusted) const;
    bool note_step(const Event& event, Instant now);
    bool note_burst(Instant now);
    bool seen_in_visit(const Event& event);

    OpeningHours hours_;
    bool test_mode_ = false;
    bool ghost_ = false;            ///< A burst was seen in this visit.
    std::deque<Step> recent_;       ///< Steps of the last kDoubleTap, whatever the visit.
    std::deque<Instant> instants_;  ///< Different instants of steps, at most kBurstSteps.
    std::deque<Instant> taps_;      ///< At most kBurstTaps.
    std::vector<Event> visit_;      ///< Different steps of this visit.
};

}  // namespace journal
