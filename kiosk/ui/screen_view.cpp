// Which screen is drawn, and where: one full-screen window, the header above, the bar below.

#include <imgui.h>

#include <algorithm>

#include "base/overloaded.h"
#include "text/unicode.h"
#include "ui/brocade.h"
#include "ui/staff_frame.h"
#include "ui/staff_views.h"
#include "ui/views.h"

namespace ui {

namespace {

const char* screen_name(const app::Screen& screen) {
    static constexpr const char* kNames[] = {"attract", "offline", "home",   "list",   "search",
                                             "detail",  "facts",   "guide",  "track",  "outcome",
                                             "help",    "rating",  "thanks", "comfort"};
    static constexpr const char* kStaffNames[] = {
        "staff-door",   "staff-tallies", "staff-entry",    "staff-pick",
        "staff-book",   "staff-correct", "staff-campaign", "staff-day-end",
        "staff-import", "staff-health",  "staff-keys",     "staff-enrol",
        "staff-clock"};
    static_assert(std::size(kNames) + 1 == std::variant_size_v<app::Screen>);
    static_assert(std::size(kStaffNames) == std::variant_size_v<desk::Screen>);
    if (const auto* staff = std::get_if<app::Staff>(&screen))
        return kStaffNames[staff->desk.screen.index()];
    return kNames[screen.index()];
}

void draw_band(Frame& f, Box box) {
    if (!f.theme.ornate()) return fill(f, box, f.colour.edge);
    fill(f, box, paint::rgb(0x11173A));
    const float cell = box.h / static_cast<float>(band_cloth().size());
    const float repeat = 16 * cell;
    for (float x = 0; x < box.right(); x += repeat)
        draw_cloth(f, x, box.y, band_cloth(), cell, cell);
}

Asked draw_content(Frame& f) {
    return std::visit(Overloaded{
                          [&](const app::Attract& s) { return draw_attract(f, s); },
                          [&](const app::Offline& s) { return draw_offline(f, s); },
                          [&](const app::Home& s) { return draw_home(f, s); },
                          [&](const app::List& s) { return draw_list(f, s); },
                          [&](const app::Search& s) { return draw_search(f, s); },
                          [&](const app::Detail& s) { return draw_detail(f, s); },
                          [&](const app::Facts& s) { return draw_facts(f, s); },
                          [&](const app::Guide& s) { return draw_guide(f, s); },
                          [&](const app::Track& s) { return draw_track(f, s); },
                          [&](const app::Outcome& s) { return draw_outcome(f, s); },
                          [&](const app::Help& s) { return draw_help(f, s); },
                          [&](const app::Rating& s) { return draw_rating(f, s); },
                          [&](const app::Thanks& s) { return draw_thanks(f, s); },
                          [&](const app::Comfort& s) { return draw_comfort(f, s); },
                          [&](const app::Staff& s) { return draw_staff(f, s); },
                      },
                      f.model.screen);
}

Asked draw_framed(Frame& f) {
    Box screen = f.screen();
    const bool warned = f.model.warned_at.has_value();
    fill(f, screen, warned ? f.colour.scrim : f.colour.paper);
    f.place = Script::Place::header;
    draw_header(f, screen.cut_top(f.size.header));
    draw_band(f, screen.cut_top(f.size.band));
    f.place = Script::Place::content;
    const float reach = f.theme.reach_top();
    if (warned) {
        if (f.low()) screen.cut_top(reach - screen.y);
        f.content = screen;
        return draw_warning(f);
    }
    if (const auto* staff = std::get_if<app::Staff>(&f.model.screen))
        return draw_staff_frame(f, screen, *staff);
    const Box bar = screen.cut_bottom(bar_height(f));
    // Large text needs the air more than the margins do.
    const float above = f.theme.roomy() ? f.size.space4 : f.size.space2;
    const float below = f.theme.roomy() ? f.size.space3 : f.size.space2;
    f.content = {screen.x + f.size.margin, screen.y + above, screen.w - 2 * f.size.margin,
                 screen.h - above - below};
    if (f.low()) {
        f.reading = f.content.cut_top(reach - f.content.y);
        f.reading.h -= f.size.gap;
    }
    const Asked asked = draw_content(f);
    f.place = Script::Place::bar;
    const Asked from_bar = draw_bar(f, bar);
    return from_bar ? from_bar : asked;
}

/// Each part of the script belongs to the smallest touchable it stands in.
void share_out(const Frame& f, Script& script) {
    for (Script::Part& part : script.parts) {
        const float x = part.box.x + part.box.w / 2, y = part.box.y + part.box.h / 2;
        float least = 0;
        for (const Focusable& one : f.memory.focusables) {
            const Box& box = one.box;
            const bool inside = x >= box.x && x < box.right() && y >= box.y && y < box.bottom();
            if (!inside || (!part.target.empty() && box.w * box.h >= least)) continue;
            part.target = one.id;
            least = box.w * box.h;
        }
    }
}

/// The focus stays on something that is there: what it was on may have gone with its page.
void settle_focus(Frame& f) {
    const std::vector<Focusable>& all = f.memory.focusables;
    std::string& focus = f.memory.focus;
    const auto is_it = [&](const Focusable& one) { return one.id == focus; };
    if (std::none_of(all.begin(), all.end(), is_it)) focus = all.empty() ? "" : all.front().id;
}

/// Two rings, one dark and one light: on any ground one of them stands out.
void draw_focus(Frame& f) {
    settle_focus(f);
    if (f.probe) f.probe->focus = f.memory.focus;
    if (f.script) f.script->focus = f.memory.focus;
    for (const Focusable& one : f.memory.focusables) {
        if (one.id != f.memory.focus) continue;
        ring(f, one.box.inset(-f.theme.px(4)), f.theme.px(4), f.colour.card);
        ring(f, one.box.inset(-f.theme.px(10)), f.theme.px(6), f.colour.ink);
        return;
    }
}

/// What a finger on the mark means. Staff are there already: for them it means nothing.
Asked asked_by_mark(const Frame& f) {
    const bool held = f.on_mark && !std::holds_alternative<app::Staff>(f.model.screen);
    if (held == f.model.mark_held_at.has_value()) return std::nullopt;
    if (held) return app::HoldMark{};
    return app::ReleaseMark{};
}

}  // namespace

Asked draw_screen(Frame& f) {
    constexpr ImGuiWindowFlags kFullScreen =
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
        ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("glass", nullptr, kFullScreen);
    const std::string name = f.model.warned_at ? "warning" : screen_name(f.model.screen);
    if (f.probe) f.probe->screen = name;
    // Each screen has its own ids and its own scrolling: nothing pressed on one lives on another.
    if (f.memory.screen != name) {
        f.memory.screen = name;
        f.memory.scrolls.clear();
        f.memory.focus.clear();
    }
    f.memory.moving = false;
    ImGui::PushID(name.c_str());
    const bool attract = std::holds_alternative<app::Attract>(f.model.screen);
    Asked asked = attract ? draw_content(f) : draw_framed(f);
    if (f.script) share_out(f, *f.script);
    if (f.model.display.keys) draw_focus(f);
    ImGui::PopID();
    ImGui::End();
    // Whatever else was asked comes first; the mark asks again with the next frame.
    return asked ? asked : asked_by_mark(f);
}

const catalogue::Procedure* procedure_of(const Frame& f, const std::string& code) {
    return code.empty() ? nullptr : f.world.catalogue->find(code);
}

std::string address_of(const Frame& f, catalogue::LinkKind kind,
                       const catalogue::Procedure& procedure) {
    return f.world.address(kind, procedure, f.model.status.through_province);
}

std::string safe_line(const Frame& f, std::string_view key) {
    constexpr std::size_t kHostMax = 24;  // What stands in one line beside "official".
    const bool through = f.model.status.through_province && !f.world.through_province.empty();
    const std::string host = f.world.through_host();
    if (through && (!f.theme.roomy() || key == "guide.safe.short" || host.size() > kHostMax))
        return host;
    if (through) return f.fill("guide.safe.through", {{"host", host}});
    return f.say(key == "guide.safe" && !f.theme.roomy() ? "guide.safe.short" : key);
}

std::string name_of(const Frame& f, const std::string& code) {
    const catalogue::Procedure* procedure = procedure_of(f, code);
    return procedure ? catalogue::short_name(*procedure, f.language()) : std::string();
}

bool name_is_read(const Frame& f, const catalogue::Procedure& procedure) {
    constexpr std::size_t kHeardMax = 120;  // Letters: some ten seconds of speech.
    return procedure.card || (f.language() == text::Language::vi &&
                              text::code_points(procedure.name).size() <= kHeardMax);
}

bool name_is_read(const Frame& f, const std::string& code) {
    const catalogue::Procedure* procedure = procedure_of(f, code);
    return procedure && name_is_read(f, *procedure);
}

}  // namespace ui
