#include "platform/touch.h"

#include <algorithm>
#include <cmath>

namespace platform {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kVelocityOver{60};  // Samples older than this hardly count.
constexpr milliseconds kRest{100};         // A finger that lay still this long throws nothing.

// What one finger can add to the queue: a press, its drags merged into one, an end.
constexpr std::size_t kStepsPerFinger = 3;

Point minus(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
float length(Point p) { return std::hypot(p.x, p.y); }

float seconds(Instant::duration span) {
    return static_cast<float>(std::chrono::duration<double>(span).count());
}

Point at_most(Point velocity, float speed_max) {
    const float speed = length(velocity);
    if (speed <= speed_max) return velocity;
    return {velocity.x * speed_max / speed, velocity.y * speed_max / speed};
}

float inside(float share, int size) {
    if (!std::isfinite(share)) return 0;
    return std::clamp(share * static_cast<float>(size), 0.0f, static_cast<float>(size - 1));
}

/// Where between two edges, given in thousandths from either end.
float between(float share, int near, int far) {
    const float from = static_cast<float>(near) / 1000, to = 1 - static_cast<float>(far) / 1000;
    return (share - from) / (to - from);
}

}  // namespace

void Touch::feed(Phase phase, std::int64_t finger, Point at, Instant now) {
    if (phase == Phase::down) {
        ++raw_;
        landed_ = now;
        // The same finger again: its lifting was lost, and with it the touch.
        if (lead_ && lead_->id == finger) end_lead();
        if (!lead_) begin(finger, at, now);
        return;
    }
    if (!lead_ || lead_->id != finger) return;
    if (phase == Phase::motion) {
        move(*lead_, at, now);
    } else {
        lift(*lead_, at, now);
    }
}

void Touch::begin(std::int64_t id, Point at, Instant now) {
    Finger finger{.id = id, .start = at, .last = at, .since = now, .sample = at, .sampled_at = now};
    finger.waking = swallow_next_;
    const bool full = steps_.size() + kStepsPerFinger > kStepsMax;
    finger.dead = finger.waking || now < guard_until_ || full;
    swallow_next_ = false;
    lead_ = finger;
    if (!finger.dead) push({.kind = PointerStep::Kind::press, .at = at});
}

void Touch::move(Finger& finger, Point at, Instant now) {
    finger.last = at;
    if (finger.dead) return;
    if (too_far(finger, at)) finger.dragging = true;
    if (!finger.dragging) return;

    // Two events in the same millisecond have no speed; the next one measures over both.
    const auto span = now - finger.sampled_at;
    if (span > milliseconds::zero()) {
        const Point way = minus(at, finger.sample);
        const Point speed{way.x / seconds(span), way.y / seconds(span)};
        const float weight = std::min(1.0f, seconds(span) / seconds(kVelocityOver));
        finger.velocity.x += (speed.x - finger.velocity.x) * weight;
        finger.velocity.y += (speed.y - finger.velocity.y) * weight;
        finger.sample = at;
        finger.sampled_at = now;
    }
    push({.kind = PointerStep::Kind::drag, .at = at});
}

void Touch::lift(Finger& finger, Point at, Instant now) {
    if (!finger.dead) {
        const bool still = now - finger.sampled_at > kRest;
        if (finger.dragging) {
            const Point velocity = still ? Point{} : at_most(finger.velocity, kSpeedMax);
            push({.kind = PointerStep::Kind::release, .at = at, .velocity = velocity});
        } else if (now - finger.since >= kTapMin && !too_far(finger, at)) {
            push({.kind = PointerStep::Kind::tap, .at = at});
        } else {
            push({.kind = PointerStep::Kind::cancel, .at = at});
        }
        finger.dead = true;  // It has had its end.
    }
    end_lead();
}

void Touch::end_lead() {
    if (!lead_->dead) push({.kind = PointerStep::Kind::cancel, .at = lead_->last});
    if (lead_->waking) guard_until_ = std::max(guard_until_, lead_->since + kGuard);
    lead_.reset();
}

void Touch::tick(Instant now) {
    if (lead_ && now >= next_deadline()) end_lead();
}

Instant Touch::next_deadline() const {
    if (!lead_) return Instant::max();
    if (!lead_->dragging) return lead_->since + kLostAfter;
    return std::min(lead_->sampled_at + kLostAfter, lead_->since + kDragMax);
}

void Touch::screen_changed(Instant now) {
    guard_until_ = now + kGuard;
    silence();
}

void Touch::swallow_until_lifted() {
    if (lead_) {
        lead_->waking = true;
    } else if (!steps_.empty()) {
        guard_until_ = std::max(guard_until_, landed_ + kGuard);  // It has come and gone.
    } else {
        swallow_next_ = true;
    }
    silence();
}

/// What is not yet taken never happened; what was begun is cancelled.
void Touch::silence() {
    steps_.clear();
    if (open_) push({.kind = PointerStep::Kind::cancel, .at = *open_});
    if (lead_) lead_->dead = true;
}

std::optional<PointerStep> Touch::take() {
    if (steps_.empty()) return std::nullopt;
    const PointerStep step = steps_.front();
    steps_.pop_front();
    const bool begun =
        step.kind == PointerStep::Kind::press || step.kind == PointerStep::Kind::drag;
    open_ = begun ? std::optional(step.at) : std::nullopt;
    return step;
}

void Touch::push(PointerStep step) {
    const bool drags_on = step.kind == PointerStep::Kind::drag && !steps_.empty() &&
                          steps_.back().kind == PointerStep::Kind::drag;
    if (drags_on) {
        steps_.back() = step;
    } else {
        steps_.push_back(step);
    }
}

bool Touch::too_far(const Finger& finger, Point at) const {
    return length(minus(at, finger.start)) >= slop_;
}

Point to_window(float x, float y, const TouchMap& map, int width, int height) {
    if (map.mirror_x) x = 1 - x;
    if (map.mirror_y) y = 1 - y;
    Point at{x, y};
    if (map.rotate == 90) at = {1 - y, x};
    if (map.rotate == 180) at = {1 - x, 1 - y};
    if (map.rotate == 270) at = {y, 1 - x};
    return {inside(between(at.x, map.left, map.right), width),
            inside(between(at.y, map.top, map.bottom), height)};
}

}  // namespace platform
