#include "platform/drm_connector.h"

#include <doctest/doctest.h>

#include <vector>

using platform::is_usable;
using platform::Plugged;
using platform::wanted_mode;
using platform::what_says;
using Says = platform::PanelPower::Says;

namespace {

drmModeModeInfo mode(std::uint16_t width, std::uint16_t height, std::uint32_t clock,
                     std::uint32_t type = 0, std::uint32_t flags = 0) {
    drmModeModeInfo made{};
    made.hdisplay = width;
    made.vdisplay = height;
    made.clock = clock;
    made.type = type;
    made.flags = flags;
    return made;
}

/// A connector as the kernel tells of it.
struct Told {
    Told(drmModeConnection connection, std::vector<drmModeModeInfo> known)
        : modes(std::move(known)) {
        connector.connection = connection;
        connector.modes = modes.data();
        connector.count_modes = static_cast<int>(modes.size());
    }
    Told(const Told&) = delete;
    std::vector<drmModeModeInfo> modes;
    drmModeConnector connector{};
};

const drmModeModeInfo kFullHd = mode(1920, 1080, 148'500, DRM_MODE_TYPE_PREFERRED);
const drmModeModeInfo kOld = mode(1024, 768, 65'000);

}  // namespace

TEST_CASE("a display gets the mode it prefers, and half-pictures only where it knows no other") {
    const auto half = mode(1920, 1080, 74'250, DRM_MODE_TYPE_PREFERRED, DRM_MODE_FLAG_INTERLACE);
    const auto wanted = [](std::vector<drmModeModeInfo> modes) {
        const Told told(DRM_MODE_CONNECTED, std::move(modes));
        const drmModeModeInfo* best = wanted_mode(told.connector);
        return best ? best->clock : 0;
    };
    CHECK(wanted({kOld, kFullHd, half}) == kFullHd.clock);
    CHECK(wanted({half, kOld}) == kOld.clock);
    CHECK(wanted({half}) == half.clock);
    CHECK(wanted({}) == 0);
}

TEST_CASE("a connector that nobody can tell of is worth a try, but not before one that is sure") {
    const Told sure(DRM_MODE_CONNECTED, {kFullHd}), unsure(DRM_MODE_UNKNOWNCONNECTION, {kOld});
    const Told off(DRM_MODE_DISCONNECTED, {kFullHd}), empty(DRM_MODE_UNKNOWNCONNECTION, {});
    const Told blind(DRM_MODE_CONNECTED, {});
    CHECK(is_usable(&sure.connector, Plugged::surely));
    CHECK_FALSE(is_usable(&sure.connector, Plugged::perhaps));
    CHECK(is_usable(&unsure.connector, Plugged::perhaps));
    CHECK_FALSE(is_usable(&unsure.connector, Plugged::surely));
    for (const Plugged plugged : {Plugged::surely, Plugged::perhaps}) {
        for (const Told* told : {&off, &empty, &blind})
            CHECK_FALSE(is_usable(&told->connector, plugged));
        CHECK_FALSE(is_usable(nullptr, plugged));
    }
}

TEST_CASE("what a connector says of the display it had") {
    const Told sure(DRM_MODE_CONNECTED, {kFullHd}), unsure(DRM_MODE_UNKNOWNCONNECTION, {kFullHd});
    CHECK(what_says(&sure.connector, kFullHd) == Says::as_before);
    CHECK(what_says(&unsure.connector, kFullHd) == Says::as_before);
    CHECK(what_says(&sure.connector, kOld) == Says::otherwise);
    CHECK(what_says(&sure.connector, mode(1920, 1080, 74'250)) == Says::otherwise);
    const Told off(DRM_MODE_DISCONNECTED, {kFullHd}), blind(DRM_MODE_CONNECTED, {});
    CHECK(what_says(&off.connector, kFullHd) == Says::nothing);
    CHECK(what_says(&blind.connector, kFullHd) == Says::nothing);
    CHECK(what_says(nullptr, kFullHd) == Says::gone);
}
