#pragma once

#include <xf86drmMode.h>

#include "platform/panel_power.h"

namespace platform {

/// How sure it is that a display hangs on a connector. The kernel says "unknown" where nobody can
/// tell (VGA without a data line, some adapters): worth a try where nothing is surely there. Pure.
enum class Plugged { surely, perhaps };

/// The mode a display asks for: half-pictures (interlaced) only when it knows nothing else.
/// Null where it has none.
const drmModeModeInfo* wanted_mode(const drmModeConnector& connector);

/// Whether a display of exactly that sureness can be shown on.
bool is_usable(const drmModeConnector* connector, Plugged plugged);

/// What a connector says of the display that is shown on in this mode; null: there is none now.
PanelPower::Says what_says(const drmModeConnector* now, const drmModeModeInfo& mode);

}  // namespace platform
