#include "platform/keypad.h"

#include <utility>

namespace platform {

namespace {

bool acts(Keystroke stroke) {
    return stroke == Keystroke::choose || stroke == Keystroke::back;
}

}  // namespace

void Keypad::feed(const Raw& raw, Instant now) {
    ++raw_;
    if (!raw.stroke || raw.modified || strokes_.size() >= kStrokesMax) return;
    if (acts(*raw.stroke) && (raw.repeated || now < guard_until_)) return;
    strokes_.push_back(*raw.stroke);
}

std::optional<Keystroke> Keypad::take() {
    if (strokes_.empty()) return std::nullopt;
    const Keystroke stroke = strokes_.front();
    strokes_.pop_front();
    return stroke;
}

}  // namespace platform
