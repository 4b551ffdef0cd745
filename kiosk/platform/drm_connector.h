#pragma once

#include <xf86drmMode.h>

#include "platform/panel_power.h"

namespace platform {

/// The mode a display asks for: half-pictures (interlaced) only when it knows nothing else.
/// Null where it has none.
const drmModeModeInfo* wanted_mode(const drmModeConnector& connector);

/// Whether a display is there that can be shown on.
bool is_usable(const drmModeConnector* connector);

/// What a connector says of the display that is shown on in this mode; null: there is none now.
PanelPower::Says what_says(const drmModeConnector* now, const drmModeModeInfo& mode);

}  // namespace platform
