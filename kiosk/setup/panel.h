#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// The panel as the machine knows it without anybody opening it: what the kernel lists below
/// /sys/class/drm, and what the monitor says of itself.
namespace setup {

/// What an EDID claims. Cheap panels lie: it is offered, never believed.
struct Edid {
    std::string maker, name;                  ///< "DEL"; "P2219H", may be empty.
    int width_mm = 0, height_mm = 0;          ///< 0: it does not say.
    int width_pixels = 0, height_pixels = 0;  ///< Of the preferred mode.
};
/// `invalid` for bytes that are no EDID: too short, no header, a wrong sum.
Result<Edid> read_edid(std::string_view bytes);

struct Connector {
    std::string name;  ///< "card0-HDMI-A-1".
    bool connected = false;
    bool unknown = false;  ///< Nobody can tell (VGA without a data line, some adapters).
    int width_pixels = 0, height_pixels = 0;  ///< The first of its modes, which is preferred.
    std::optional<Edid> edid;
};
/// By name; none where there is no graphics card.
std::vector<Connector> read_connectors(const std::string& drm = "/sys/class/drm");
/// The first that is connected; where none is, the first unknown one with modes, as the kiosk does.
const Connector* connected(const std::vector<Connector>& connectors);

/// A panel people buy: what is on its box, and the lit area lying.
struct UsualPanel {
    double inches;
    int width_mm, height_mm;
};
inline constexpr UsualPanel kUsualPanels[] = {{15.6, 344, 194}, {18.5, 410, 230}, {19.5, 434, 236},
                                              {21.5, 476, 268}, {22.0, 487, 274}, {23.8, 527, 296},
                                              {27.0, 598, 336}, {32.0, 698, 393}, {43.0, 941, 529}};

/// Kernel names of what can be touched (a direct device with absolute axes), below
/// /sys/class/input: also what nobody has touched yet.
std::vector<std::string> touch_devices(const std::string& input = "/sys/class/input");

}  // namespace setup
