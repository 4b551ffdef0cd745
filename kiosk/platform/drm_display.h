#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"
#include "paint/raster.h"
#include "platform/drm_connector.h"
#include "platform/turn.h"

namespace platform {

/// A graphics card of the kernel's (KMS), held as its only master for as long as this lives: the
/// text console cannot come back between two displays.
class DrmCard {
public:
    /// `not_found` where it drives no displays; `unavailable` while another program holds it.
    static Result<DrmCard> open(const std::string& path);
    /// Every card there is: /dev/dri/card0 and its like, in their order.
    static std::vector<std::string> paths();

    int descriptor() const { return descriptor_.get(); }
    bool answers() const;     ///< False once its driver is gone.
    bool is_plugged() const;  ///< Asks all its displays (slow): is any surely there?
    const std::string& path() const { return path_; }

private:
    DrmCard(Descriptor descriptor, std::string path)
        : descriptor_(std::move(descriptor)), path_(std::move(path)) {}
    Descriptor descriptor_;
    std::string path_;
};

/// One connected display in its preferred mode, with two plain buffers in turn: one is seen while
/// the other is painted, and the kernel says when they have changed places, so that a frame is
/// known to be on the glass. No OpenGL: Mesa's software renderer would cost 100 MiB. Every other
/// output of the card is dark. The card must outlive it.
class DrmDisplay {
public:
    /// The first that is plugged so; look for one that is `surely` there on every card before.
    /// `not_found`: no display is connected.
    static Result<DrmDisplay> open(const DrmCard& card, Plugged plugged);
    DrmDisplay(DrmDisplay&&) noexcept;
    DrmDisplay& operator=(DrmDisplay&&) noexcept;
    ~DrmDisplay();

    Size size() const;
    const std::string& name() const;  ///< "HDMI-A-1 1920x1080".
    Plugged plugged() const;          ///< When it was opened.

    /// Where to paint next. Holds the picture before the one that is seen. settle() first.
    paint::Surface back() const;
    /// Puts it on the glass. The first time, and after forget_mode(), the mode is set, too.
    Result<> show();
    /// Waits until what was shown last is seen; `io` when the card does not say so in a second.
    Result<> settle();

    Result<> set_power(bool on);
    /// Asks the display itself (slow).
    PanelPower::Says says() const;
    /// Whether the connector is there at all, and its card; wakes nobody.
    bool exists() const;
    void forget_mode();

private:
    struct State;
    explicit DrmDisplay(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace platform
