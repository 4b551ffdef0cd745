#include <imgui.h>

#include "ui/frame.h"

namespace ui {

namespace {

/// Notes that keys can come here, and says whether one has just chosen it.
bool by_key(Frame& f, const std::string& id, const Box& box) {
    f.memory.focusables.push_back({id, box});
    return !f.memory.chosen.empty() && f.memory.chosen == id;
}

}  // namespace

Touchable touchable(Frame& f, std::string_view id, Box box, bool enabled, bool key) {
    const std::string name(id);
    if (f.probe)
        f.probe->targets.push_back({.id = name, .box = box, .enabled = enabled, .key = key});
    if (!enabled || box.empty()) return {};
    ImGui::SetCursorScreenPos({box.x, box.y});
    const bool tapped = ImGui::InvisibleButton(name.c_str(), {box.w, box.h});
    return {.pressed = ImGui::IsItemActive(), .tapped = tapped || by_key(f, name, box)};
}

bool resting(Frame& f, std::string_view id, Box box) {
    if (f.probe) f.probe->targets.push_back({.id = std::string(id), .box = box, .hidden = true});
    const Memory::Finger& finger = f.memory.finger;
    return finger.down && finger.x >= box.x && finger.x < box.right() && finger.y >= box.y &&
           finger.y < box.bottom();
}

bool tapped_anywhere(Frame& f, std::string_view id) {
    if (f.probe)
        f.probe->targets.push_back(
            {.id = std::string(id), .box = f.screen(), .whole_screen = true});
    // Not an item: items above take their own taps, the rest of the glass is ours.
    return ImGui::IsMouseReleased(ImGuiMouseButton_Left) && !ImGui::IsAnyItemHovered() &&
           ImGui::IsMousePosValid();
}

}  // namespace ui
