#pragma once

#include <poll.h>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "paint/atlas.h"
#include "paint/quad.h"
#include "platform/input.h"
#include "platform/options.h"
#include "platform/shown.h"
#include "platform/turn.h"

namespace platform {

/// What the window stands on: a display server by way of SDL (Desktop), or nothing but the kernel
/// (Console). It shows pictures and hears hands, and knows nothing of taps and visits.
class Ground {
public:
    virtual ~Ground() = default;

    virtual std::string name() const = 0;  ///< Of what it stands on, for the log.
    virtual std::string display() const = 0;  ///< Which display, or why there is none.
    virtual const char* painter_name() const = 0;
    virtual Size panel() const = 0;  ///< As the display lies; the last one while there is none.
    virtual bool has_display() const = 0;
    virtual bool touch_device_present() const = 0;

    /// Asks the outside, without waiting, whether there is something to read().
    virtual bool has_input() = 0;
    /// What poll() can sleep on; where that is not all, has_input() must be asked every nap_max().
    virtual void add_sources(std::vector<pollfd>& sources) const = 0;
    virtual std::chrono::milliseconds nap_max() const = 0;
    /// Everything that was done, and that befell the display, since the last call.
    virtual void read(std::vector<Input>& heard) = 0;
    /// Once after each loss of the picture or change of its size: draw again.
    virtual bool lost_picture() = 0;

    virtual Shown present(std::span<const paint::Quad> quads, const paint::Atlas& atlas) = 0;
    /// Shows what is shown once more and waits until the display took it.
    virtual Result<> prove() = 0;
    /// The next present() sends everything.
    virtual void forget() = 0;
    /// False where the panel does not obey.
    virtual bool set_power(bool on) = 0;
    /// Whether, after a failure, it is worth opening once more as it was.
    virtual bool reopens() const { return true; }
};

using GroundMaker = std::function<Result<std::unique_ptr<Ground>>(const WindowOptions&)>;

/// The console where nothing but the kernel is there and no GPU is asked for, or none is had; else
/// SDL's desktop. `unavailable` when there is no display server, with how to get a display; a
/// console waits for its display instead. The clock must outlive it.
Result<std::unique_ptr<Ground>> open_ground(const WindowOptions& options, const Clock& clock);

}  // namespace platform
