#pragma once

#include <optional>
#include <vector>

#include "platform/input.h"

namespace platform {

/// One touch panel (or absolute pointer) as the kernel's evdev protocol tells of it, turned into
/// fingers: many contacts in slots, or one that a button tells of. A contact is told when its
/// report is whole; what begins and ends within one report was no finger. Pure: no descriptor.
class TouchDevice {
public:
    struct Range {
        int low = 0, high = 0;
    };
    struct Shape {
        Range x, y;
        std::size_t slots = 0;  ///< 0: one contact; BTN_TOUCH or BTN_LEFT says when.
    };
    static constexpr std::size_t kSlotsMax = 64;  ///< No panel has more; a broken one may say so.

    /// `number` keeps the fingers of several devices apart.
    TouchDevice(std::int64_t number, const Shape& shape);

    /// One struct input_event.
    void feed(std::uint16_t type, std::uint16_t code, std::int32_t value, Instant at,
              std::vector<Input>& heard);

    /// What the kernel knows without having told it to us: of each slot, and which one its next
    /// words are about. No place: what we know of it stays.
    struct Place {
        int x = 0, y = 0;
    };
    void set_contact(std::size_t slot, std::int32_t tracking, std::optional<Place> place);
    void set_slot(std::int32_t slot);
    /// At opening, after these: fingers that rest on the glass are not told of until they are
    /// lifted, for nobody saw what they pressed.
    void ignore_resting();

    /// The kernel dropped events: until sync(), nothing is told. Set everything before.
    bool lost_track() const { return lost_track_; }
    void sync(Instant at, std::vector<Input>& heard);

    /// It was unplugged: no finger may stay behind on the glass.
    void let_go(Instant at, std::vector<Input>& heard);

    std::size_t slots() const { return shape_.slots; }

private:
    struct Contact {
        std::int32_t tracking = -1;  // As the kernel numbers it; negative: none.
        int x = 0, y = 0;
        std::int32_t resting = -1;  // The one that is not told of.
        std::int32_t told_tracking = -1;
        int told_x = 0, told_y = 0;
        std::int64_t id = 0;
    };
    void feed_axis(std::uint16_t code, std::int32_t value);
    void report(Contact& contact, Instant at, std::vector<Input>& heard);
    void tell(const Contact& contact, Touch::Phase phase, Instant at, std::vector<Input>& heard);

    std::int64_t number_;
    Shape shape_;
    std::vector<Contact> contacts_;
    std::size_t slot_ = 0;
    std::int64_t serial_ = 0;
    bool dropping_ = false, lost_track_ = false;
};

}  // namespace platform
