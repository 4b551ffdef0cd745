#include "platform/touch_device.h"

#include <linux/input.h>

#include <algorithm>

#include "base/panic.h"

namespace platform {

namespace {

float share(int value, TouchDevice::Range range) {
    return static_cast<float>(value - range.low) / static_cast<float>(range.high - range.low);
}

}  // namespace

TouchDevice::TouchDevice(std::int64_t number, const Shape& shape) : number_(number), shape_(shape) {
    ASSERT(shape.x.high > shape.x.low);
    ASSERT(shape.y.high > shape.y.low);
    shape_.slots = std::min(shape.slots, kSlotsMax);
    contacts_.resize(std::max<std::size_t>(shape_.slots, 1));
}

void TouchDevice::feed(std::uint16_t type, std::uint16_t code, std::int32_t value, Instant at,
                       std::vector<Input>& heard) {
    if (type == EV_SYN && code == SYN_DROPPED) {
        dropping_ = true;
        return;
    }
    if (type == EV_SYN && code == SYN_REPORT) {
        // What came before the end of the broken report is worth nothing (the kernel's
        // documentation of evdev says so).
        if (dropping_) lost_track_ = true;
        dropping_ = false;
        if (lost_track_) return;
        for (Contact& contact : contacts_) report(contact, at, heard);
        return;
    }
    if (dropping_ || lost_track_) return;
    const bool presses = code == BTN_TOUCH || code == BTN_LEFT;
    if (type == EV_KEY && presses && shape_.slots == 0 && value != 2) {
        contacts_[0].tracking = value != 0 ? 1 : -1;
        return;
    }
    if (type == EV_ABS) feed_axis(code, value);
}

void TouchDevice::feed_axis(std::uint16_t code, std::int32_t value) {
    if (shape_.slots == 0) {
        if (code == ABS_X || code == ABS_MT_POSITION_X) contacts_[0].x = value;
        if (code == ABS_Y || code == ABS_MT_POSITION_Y) contacts_[0].y = value;
        return;
    }
    if (code == ABS_MT_SLOT) set_slot(value);
    if (slot_ >= contacts_.size()) return;
    Contact& contact = contacts_[slot_];
    switch (code) {
        case ABS_MT_TRACKING_ID: contact.tracking = value; break;
        case ABS_MT_POSITION_X: contact.x = value; break;
        case ABS_MT_POSITION_Y: contact.y = value; break;
        default: break;
    }
}

void TouchDevice::set_contact(std::size_t slot, std::int32_t tracking, std::optional<Place> place) {
    if (slot >= contacts_.size()) return;
    Contact& contact = contacts_[slot];
    contact.tracking = tracking;
    if (!place) return;
    contact.x = place->x;
    contact.y = place->y;
}

void TouchDevice::set_slot(std::int32_t slot) {
    slot_ = static_cast<std::size_t>(std::max(slot, 0));
}

void TouchDevice::ignore_resting() {
    for (Contact& contact : contacts_) contact.resting = contact.tracking;
}

void TouchDevice::sync(Instant at, std::vector<Input>& heard) {
    lost_track_ = false;
    for (Contact& contact : contacts_) report(contact, at, heard);
}

void TouchDevice::let_go(Instant at, std::vector<Input>& heard) {
    for (Contact& contact : contacts_) contact.tracking = -1;
    sync(at, heard);
}

void TouchDevice::report(Contact& contact, Instant at, std::vector<Input>& heard) {
    if (contact.resting >= 0 && contact.tracking == contact.resting) return;
    contact.resting = -1;
    const bool told = contact.told_tracking >= 0;
    // Another number in the same slot is another finger.
    if (told && contact.tracking != contact.told_tracking) {
        const bool same_place = contact.tracking < 0;
        if (same_place) {
            contact.told_x = contact.x;
            contact.told_y = contact.y;
        }
        tell(contact, Touch::Phase::up, at, heard);
        contact.told_tracking = -1;
    }
    if (contact.tracking < 0) return;
    const bool begins = contact.told_tracking < 0;
    const bool moved = contact.x != contact.told_x || contact.y != contact.told_y;
    if (!begins && !moved) return;
    if (begins) contact.id = number_ << 32 | ++serial_;
    contact.told_tracking = contact.tracking;
    contact.told_x = contact.x;
    contact.told_y = contact.y;
    tell(contact, begins ? Touch::Phase::down : Touch::Phase::motion, at, heard);
}

void TouchDevice::tell(const Contact& contact, Touch::Phase phase, Instant at,
                       std::vector<Input>& heard) {
    heard.push_back(FingerInput{.phase = phase,
                                .id = contact.id,
                                .x = share(contact.told_x, shape_.x),
                                .y = share(contact.told_y, shape_.y),
                                .at = at});
}

}  // namespace platform
