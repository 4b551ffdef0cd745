#include "platform/ground.h"

#include "base/log.h"
#include "platform/console.h"
#include "platform/desktop.h"

namespace platform {

Result<std::unique_ptr<Ground>> open_ground(const WindowOptions& options, const Clock& clock) {
    const bool bare = is_bare_console();
    if (!bare || options.painter == PainterChoice::gpu) {
        auto desktop = Desktop::open(options, clock);
        if (desktop || !bare) return desktop;
        // A glass that was promised a GPU is still a glass.
        logging::error("window: {}; paints without a GPU", desktop.error().message);
    }
    return std::unique_ptr<Ground>(std::make_unique<Console>(options, clock));
}

}  // namespace platform
