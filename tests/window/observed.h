#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

/// A rectangle on the glass, in pixels.
struct Area {
    int x = 0, y = 0, width = 0, height = 0;
    int middle_x() const { return x + width / 2; }
    int middle_y() const { return y + height / 2; }
    bool operator==(const Area&) const = default;
};

/// One frame as the kiosk tells it (kiosk/shell/observe.h).
struct Shown {
    std::uint64_t frame = 0;
    std::string screen;
    std::map<std::string, Area> targets;
    std::map<std::string, Area> codes;  ///< By their text.
    std::int64_t keys = 0, touches = 0;  ///< That had gone down, since the kiosk began.
    std::string focus;                  ///< The target that keys would choose.
    std::vector<std::string> read;      ///< What a voice says of the screen, in order.

    bool has(const std::string& id) const { return targets.contains(id); }
    /// How many targets have an id that begins so: rows of a list, for one.
    int count(const std::string& prefix) const;
};

Result<Shown> parse_shown(const std::string& line);

/// Follows the file that motcua-kiosk --observe writes. Makes it first, so that it can be
/// watched from its beginning.
class Observed {
public:
    static Result<Observed> follow(const std::string& path);
    Observed(Observed&& other) noexcept;
    Observed& operator=(Observed&&) = delete;
    ~Observed();

    /// Reads all that is there. Returns whether there was anything.
    Result<bool> read(Instant now);
    /// Readable when there may be more; for poll().
    int descriptor() const { return watch_; }

    const Shown& shown() const { return shown_; }          ///< The newest frame.
    std::uint64_t frames() const { return frames_; }       ///< How many were told of.
    Instant changed_at() const { return changed_at_; }     ///< When another screen was seen first.
    /// Rows on disk, of this run; −1 until the kiosk serves citizens.
    std::int64_t written() const { return written_; }

private:
    Observed(int file, int watch) : file_(file), watch_(watch) {}
    Result<> take(const std::string& line, Instant now);

    int file_, watch_;
    std::string rest_;  // Of a line not yet whole.
    Shown shown_;
    std::uint64_t frames_ = 0;
    Instant changed_at_{};
    std::int64_t written_ = -1;
};
