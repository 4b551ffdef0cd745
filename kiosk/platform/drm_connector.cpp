#include "platform/drm_connector.h"

#include <algorithm>
#include <span>

namespace platform {

const drmModeModeInfo* wanted_mode(const drmModeConnector& connector) {
    const std::span modes(connector.modes,
                          static_cast<std::size_t>(std::max(connector.count_modes, 0)));
    const auto rank = [](const drmModeModeInfo& mode) {
        const bool preferred = (mode.type & DRM_MODE_TYPE_PREFERRED) != 0;
        const bool whole = (mode.flags & DRM_MODE_FLAG_INTERLACE) == 0;
        return (whole ? 2 : 0) + (preferred ? 1 : 0);
    };
    const auto best =
        std::max_element(modes.begin(), modes.end(),
                         [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return best == modes.end() ? nullptr : &*best;
}

bool is_usable(const drmModeConnector* connector, Plugged plugged) {
    const auto wanted =
        plugged == Plugged::surely ? DRM_MODE_CONNECTED : DRM_MODE_UNKNOWNCONNECTION;
    return connector && connector->connection == wanted && wanted_mode(*connector);
}

PanelPower::Says what_says(const drmModeConnector* now, const drmModeModeInfo& mode) {
    using Says = PanelPower::Says;
    if (!now) return Says::gone;
    if (!is_usable(now, Plugged::surely) && !is_usable(now, Plugged::perhaps)) return Says::nothing;
    const drmModeModeInfo& wanted = *wanted_mode(*now);
    const bool same = wanted.hdisplay == mode.hdisplay && wanted.vdisplay == mode.vdisplay &&
                      wanted.clock == mode.clock;
    return same ? Says::as_before : Says::otherwise;
}

}  // namespace platform
