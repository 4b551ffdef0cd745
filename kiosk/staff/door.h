#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "staff/account.h"

namespace staff {

inline constexpr int kTries = 5;  ///< Wrong ones before the door locks (handbook/kiosk.md §4.2).
inline constexpr std::chrono::seconds kFirstLock{15};      ///< Doubled each time …
inline constexpr std::chrono::seconds kLongestLock{3600};  ///< … up to an hour: 120 tries a day.

/// The lock of the staff area, one small file. Counts wrong tries of anybody together, so that
/// trying many codes gains nothing. The count is on the disk before the try is answered; a restart
/// in a lock begins that lock again from its start, for no clock can be trusted across a power cut.
/// One thread.
class Door {
public:
    /// A missing file is a fresh door; a damaged one, logged, is one in its longest lock. `io` for
    /// one that cannot be read: then there is no door, and nobody comes in.
    static Result<Door> open(const std::string& path, Instant now);

    struct Answer {
        enum class Kind { open, wrong, locked };
        Kind kind = Kind::wrong;
        std::chrono::seconds locked_for{0};  ///< Set with `locked`.
        bool just_locked = false;            ///< This try was the last one.
        int tries_left = 0;                  ///< Set with `wrong`.
        bool operator==(const Answer&) const = default;
    };
    /// One try, and as much work as one hash, unless the door is locked: then it does not count
    /// and the PIN is not looked at. `io` when the count cannot be written: nobody comes in.
    Result<Answer> knock(const Account& account, std::string_view pin, Instant now);

    std::chrono::seconds locked_for(Instant now) const;  ///< 0: not locked.
    int tries_left() const { return kTries - count_.wrong; }

    /// Notes on the disk that a lock is over; else a restart would begin it again. Call it when
    /// locked_for() has come to 0; does nothing at any other time.
    Result<> settle(Instant now);

    /// What is on the disk.
    struct Count {
        int wrong = 0;        ///< Since the last success or lock.
        int locks = 0;        ///< Since the last success; stays at the longest.
        bool locked = false;  ///< In the last of them, as far as is written down.
        bool operator==(const Count&) const = default;
    };

private:
    explicit Door(std::string path) : path_(std::move(path)) {}
    Result<> save(const Count& count) const;

    std::string path_;
    Count count_;
    Instant locked_until_{};  ///< While count_.locked.
};

}  // namespace staff
