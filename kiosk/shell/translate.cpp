#include "shell/translate.h"

namespace shell {

namespace {

constexpr double kTapSlopMm = 5;  // How far a trembling finger may wander.

platform::PainterChoice painter_of(const std::string& name) {
    if (name == "software") return platform::PainterChoice::software;
    if (name == "gpu") return platform::PainterChoice::gpu;
    return platform::PainterChoice::automatic;
}

}  // namespace

ui::FingerStep finger_step(const platform::PointerStep& step) {
    using From = platform::PointerStep::Kind;
    using To = ui::FingerStep::Kind;
    To kind = To::cancel;
    switch (step.kind) {
        case From::press: kind = To::press; break;
        case From::drag: kind = To::drag; break;
        case From::tap: kind = To::tap; break;
        case From::release: kind = To::release; break;
        case From::cancel: kind = To::cancel; break;
    }
    return {.kind = kind, .x = step.at.x, .y = step.at.y, .speed_y = step.velocity.y};
}

ui::Key key_of(platform::Keystroke stroke) {
    switch (stroke) {
        case platform::Keystroke::up: return ui::Key::up;
        case platform::Keystroke::down: return ui::Key::down;
        case platform::Keystroke::left: return ui::Key::left;
        case platform::Keystroke::right: return ui::Key::right;
        case platform::Keystroke::choose: return ui::Key::choose;
        default: return ui::Key::back;
    }
}

/// What a key for loudness asks for.
std::optional<app::Action> volume_by(platform::Keystroke stroke, const app::Model& model) {
    const int volume = model.display.volume;
    if (stroke == platform::Keystroke::louder) return app::SetVolume{volume + app::kVolumeStep};
    if (stroke == platform::Keystroke::quieter) return app::SetVolume{volume - app::kVolumeStep};
    return std::nullopt;
}

app::Rules rules_of(const settings::Settings& settings) {
    return {.idle = settings.visit.idle,
            .idle_at_qr = settings.visit.idle_at_qr,
            .warning = settings.visit.warning,
            .thanks = settings.visit.thanks,
            .dim_after = settings.night.dim_after,
            .off_after = settings.night.off_after,
            .staff_idle = settings.staff.idle,
            .wifi = !settings.wifi.name.empty(),
            .voice = settings.voice.enabled,
            .volume = settings.voice.volume,
            .keypad_speaks = settings.voice.with_keypad,
            .campaign = {}};
}

platform::WindowOptions window_options(const Options& options, const Resources& resources) {
    const settings::Settings& settings = resources.settings();
    platform::WindowOptions window;
    window.width = options.width;
    window.height = options.height;
    window.painter =
        painter_of(options.painter.empty() ? settings.screen.painter : options.painter);
    window.touch_map = {.rotate = settings.touch.rotate,
                        .mirror_x = settings.touch.mirror_x,
                        .mirror_y = settings.touch.mirror_y,
                        .left = settings.touch.left,
                        .right = settings.touch.right,
                        .top = settings.touch.top,
                        .bottom = settings.touch.bottom};
    window.rotate = settings.screen.rotate;
    const int lying = settings.screen.rotate % 180 == 0 ? 1920 : 1080;
    const int wide = options.width > 0 ? options.width : lying;
    window.tap_slop_pixels = static_cast<float>(kTapSlopMm * wide / settings.screen.panel_width_mm);
    return window;
}

}  // namespace shell
