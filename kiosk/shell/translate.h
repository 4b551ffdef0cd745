#pragma once

#include <optional>

#include "app/action.h"
#include "platform/window.h"
#include "settings/settings.h"
#include "shell/kiosk.h"
#include "shell/resources.h"
#include "ui/glass.h"

/// From the words of one layer into those of another: neither knows the other.
namespace shell {

ui::FingerStep finger_step(const platform::PointerStep& step);
/// Of the six keys that walk the screens; those for loudness are volume_by()'s.
ui::Key key_of(platform::Keystroke stroke);
/// What a key for loudness asks for.
std::optional<app::Action> volume_by(platform::Keystroke stroke, const app::Model& model);
app::Rules rules_of(const settings::Settings& settings);
platform::WindowOptions window_options(const Options& options, const Resources& resources);

}  // namespace shell
