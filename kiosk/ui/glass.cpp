// Dear ImGui does what it is good at: windows, ids, hit testing and draw lists. Text, shapes and
// fingers are ours (handbook/kiosk.md §2): its fonts, its mouse emulation and its rounded
// rectangles are not used.

#include "ui/glass.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "base/panic.h"

namespace ui {

namespace {

constexpr float kFrameSeconds = 1.0f / 60;  // Dear ImGui wants a step; nothing of ours uses it.

/// Puts Dear ImGui's mouse somewhere, or nowhere. From 1.87 it has a queue for that; all of a
/// frame's events must be taken in that frame (one step a frame is our own rule).
void set_mouse(float x, float y, bool down) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.ConfigInputTrickleEventQueue = false;
    io.AddMousePosEvent(x, y);
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, down);
#else
    io.MousePos = {x, y};
    io.MouseDown[ImGuiMouseButton_Left] = down;
#endif
}

constexpr float kNowhere = -FLT_MAX;

paint::Slot slot_of(const ImDrawVert& a, const ImDrawVert& c) {
    const auto whole = [](float uv, int size) {
        return static_cast<int>(std::lround(uv * static_cast<float>(size)));
    };
    const int u = whole(a.uv.x, paint::Atlas::kWidth), v = whole(a.uv.y, paint::Atlas::kHeight);
    return {.u = static_cast<std::uint16_t>(u),
            .v = static_cast<std::uint16_t>(v),
            .width = static_cast<std::uint16_t>(whole(c.uv.x, paint::Atlas::kWidth) - u),
            .height = static_cast<std::uint16_t>(whole(c.uv.y, paint::Atlas::kHeight) - v)};
}

/// Cuts a quad to a clip rectangle; a mask that is not repeated is cut with it.
bool cut(paint::Quad& quad, const paint::Rect& clip) {
    const paint::Rect whole = quad.rect;
    paint::Rect& r = quad.rect;
    r = {std::max(r.x0, clip.x0), std::max(r.y0, clip.y0), std::min(r.x1, clip.x1),
         std::min(r.y1, clip.y1)};
    if (r.empty()) return false;
    paint::Slot& mask = quad.mask;
    if (mask.width > 1 || whole.width() == 1) {
        mask.u = static_cast<std::uint16_t>(mask.u + (mask.width ? r.x0 - whole.x0 : 0));
        mask.width = static_cast<std::uint16_t>(mask.width ? r.width() : 0);
    }
    if (mask.height > 1 || whole.height() == 1) {
        mask.v = static_cast<std::uint16_t>(mask.v + (mask.height ? r.y0 - whole.y0 : 0));
        mask.height = static_cast<std::uint16_t>(mask.height ? r.height() : 0);
    }
    return true;
}

/// Moves a quad; what lies at an edge of the panel reaches it still. Letters never do, and the
/// grounds that do have one colour.
void move(paint::Quad& quad, const Shift& by, const Panel& panel) {
    paint::Rect& r = quad.rect;
    const auto moved = [](int at, int by_pixels, int edge) {
        return at <= 0 ? 0 : at >= edge ? edge : at + by_pixels;
    };
    const bool stretches = quad.mask.width <= 1 && quad.mask.height <= 1;
    if (!stretches) {
        r = {r.x0 + by.x, r.y0 + by.y, r.x1 + by.x, r.y1 + by.y};
        return;
    }
    r = {moved(r.x0, by.x, panel.width), moved(r.y0, by.y, panel.height),
         moved(r.x1, by.x, panel.width), moved(r.y1, by.y, panel.height)};
}

/// A finger, in the picture's own pixels.
FingerStep at_place(FingerStep step, const Shift& by, const Panel& panel) {
    const auto within = [](float at, int edge) {
        return std::clamp(at, 0.0f, static_cast<float>(edge - 1));
    };
    step.x = within(step.x - static_cast<float>(by.x), panel.width);
    step.y = within(step.y - static_cast<float>(by.y), panel.height);
    return step;
}

void move(Box& box, const Shift& by) {
    box = box.moved(static_cast<float>(by.x), static_cast<float>(by.y));
}

/// What is told of the frame is told of the glass.
void move(Probe& probe, const Shift& by) {
    for (Probe::Target& target : probe.targets) move(target.box, by);
    for (Probe::Label& label : probe.labels) {
        move(label.room, by);
        move(label.ink, by);
    }
    for (Probe::Code& code : probe.codes) move(code.box, by);
}

}  // namespace

void Glass::CloseContext::operator()(void* context) const {
    ImGui::DestroyContext(static_cast<ImGuiContext*>(context));
}

Result<Glass> Glass::open(const std::string& fonts) {
    paint::Glyphs glyphs = TRY(paint::Glyphs::open(fonts));
    return Glass(std::move(glyphs));
}

Glass::Glass(paint::Glyphs glyphs)
    : context_(ImGui::CreateContext()),
      glyphs_(std::move(glyphs)),
      memory_(std::make_unique<Memory>()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags = ImGuiConfigFlags_NoMouseCursorChange;
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.AntiAliasedFill = style.AntiAliasedLines = false;
    // It insists on a font of its own; ours are drawn by paint::Glyphs.
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
}

Glass::Glass(Glass&&) noexcept = default;
Glass::~Glass() = default;

void Glass::feel(const std::optional<FingerStep>& step) {
    Memory::Finger& finger = memory_->finger;
    finger.began_drag = finger.lifted = false;
    if (!step) {
        // Nothing new: a resting finger goes on resting, a lifted one is nowhere.
        if (!finger.down) set_mouse(kNowhere, kNowhere, false);
        return;
    }
    switch (step->kind) {
        case FingerStep::Kind::press:
            finger = {.down = true, .x = step->x, .y = step->y};
            return set_mouse(step->x, step->y, true);
        case FingerStep::Kind::tap:
            finger = {.lifted = true, .x = step->x, .y = step->y};
            return set_mouse(step->x, step->y, false);
        case FingerStep::Kind::drag:
            finger.began_drag = !finger.dragging;
            finger.dragging = true;
            finger.dx = step->x - finger.x;
            finger.dy = step->y - finger.y;
            break;
        case FingerStep::Kind::release:
            finger.dragging = false;
            finger.lifted = true;
            finger.speed_y = step->speed_y;
            break;
        case FingerStep::Kind::cancel:
            finger.dragging = false;
            finger.speed_y = 0;
            break;
    }
    // Dragged or cancelled: whatever was pressed is let go without being chosen.
    finger.down = false;
    set_mouse(kNowhere, kNowhere, false);
}

/// A direction moves the focus; "choose" is felt by what stands in it while it is drawn.
void Glass::turn_key(Key key) {
    Memory& memory = *memory_;
    if (key == Key::choose)
        memory.chosen = memory.focus;
    else if (key != Key::back)
        memory.focus = focus_after(memory.focusables, memory.focus, key);
}

Asked Glass::draw_once(const World& world, const app::Model& model, const Panel& panel, Instant now,
                       Probe* probe, Script* script) {
    ImGui::SetCurrentContext(static_cast<ImGuiContext*>(context_.get()));
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(panel.width), static_cast<float>(panel.height)};
    io.DeltaTime = kFrameSeconds;
    if (probe) probe->clear();
    if (script) script->clear();
    memory_->focusables.clear();
    ImGui::NewFrame();
    // Attract is for everybody: nobody's text size or colours.
    app::Display display = model.display;
    if (std::holds_alternative<app::Attract>(model.screen))
        display = app::Display{.language = display.language, .keys = display.keys};
    // Staff see figures, laid out for one size; colours stay as they are.
    if (std::holds_alternative<app::Staff>(model.screen)) display.text = app::TextSize::standard;
    const Theme theme(panel, display);
    Frame frame(world, model, theme, glyphs_, *memory_, probe, script, now);
    Asked asked = draw_screen(frame);
    ImGui::Render();
    collect(panel);
    if (probe) move(*probe, shift_);
    return asked;
}

Asked Glass::draw(const World& world, const app::Model& model, const Panel& panel,
                  std::optional<Step> step, Instant now, Probe* probe, Script* script) {
    ImGui::SetCurrentContext(static_cast<ImGuiContext*>(context_.get()));
    const auto* finger = step ? std::get_if<FingerStep>(&*step) : nullptr;
    const auto* key = step ? std::get_if<Key>(&*step) : nullptr;
    std::optional<FingerStep> felt;
    if (finger) felt = at_place(*finger, shift_, panel);
    feel(felt);
    memory_->chosen.clear();
    if (key) turn_key(*key);
    Asked asked = draw_once(world, model, panel, now, probe, script);
    if (glyphs_.overflowed()) {
        // The atlas ran full: empty it and draw the frame again; one screen always fits.
        glyphs_.clear();
        const Asked again = draw_once(world, model, panel, now, probe, script);
        if (!asked) asked = again;
    }
    if (key && *key == Key::back && !asked) return app::GoBack{};
    return asked;
}

void Glass::forget_world() {
    memory_->searched_in = nullptr;
    memory_->found.clear();
}

void Glass::collect(const Panel& panel) {
    quads_.clear();
    const ImDrawData* data = ImGui::GetDrawData();
    for (int n = 0; n < data->CmdListsCount; ++n) {
        const ImDrawList* list = data->CmdLists[n];
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const paint::Rect clip{
                static_cast<int>(command.ClipRect.x), static_cast<int>(command.ClipRect.y),
                static_cast<int>(command.ClipRect.z), static_cast<int>(command.ClipRect.w)};
            ASSERT(command.ElemCount % 6 == 0);
            for (unsigned int i = 0; i < command.ElemCount; i += 6) {
                const auto* index = list->IdxBuffer.Data + command.IdxOffset + i;
                const auto* vertices = list->VtxBuffer.Data + command.VtxOffset;
                const ImDrawVert& a = vertices[index[0]];
                const ImDrawVert& c = vertices[index[2]];
                paint::Quad quad{.rect = {static_cast<int>(std::lround(a.pos.x)),
                                          static_cast<int>(std::lround(a.pos.y)),
                                          static_cast<int>(std::lround(c.pos.x)),
                                          static_cast<int>(std::lround(c.pos.y))},
                                 .mask = slot_of(a, c),
                                 .colour = a.col};
                if (!cut(quad, clip)) continue;
                move(quad, shift_, panel);
                if (cut(quad, {0, 0, panel.width, panel.height})) quads_.push_back(quad);
            }
        }
    }
}

}  // namespace ui
