// The hidden door. Whoever stands before the kiosk is a citizen until the mark was held for three
// seconds; then the visit is over, and the staff area begins with its lock.

#include "app/steps.h"
#include "app/update.h"
#include "desk/update.h"

namespace app {

namespace {

Effects as_effects(desk::Requests requests) {
    Effects effects;
    for (desk::Request& request : requests) effects.emplace_back(std::move(request));
    return effects;
}

bool is_deed(const desk::Action& action) {
    return std::holds_alternative<desk::Save>(action) ||
           std::holds_alternative<desk::Repeat>(action) ||
           std::holds_alternative<desk::Undo>(action) ||
           std::holds_alternative<desk::TakeBack>(action);
}

/// An answer that came after they had gone: who was let in has left again.
Effects note_late_entry(const desk::Action& action) {
    const auto* admitted = std::get_if<desk::Admitted>(&action);
    if (!admitted) return {};
    return {desk::Request(desk::NoteLeft{.who = admitted->code, .idle = true})};
}

Effects open_door(Model& model, Instant now) {
    model.mark_held_at.reset();
    Effects effects = end_visit(model, "other", now);
    Staff staff;
    for (Effect& effect : as_effects(desk::knock(staff.desk))) effects.push_back(std::move(effect));
    model.display = Display{};
    model.trail.clear();
    show(model, std::move(staff), now);
    model.touched_at = now;  // The finger was there all the time.
    return effects;
}

}  // namespace

void hold_mark(Model& model, Instant now) {
    if (!model.mark_held_at && !std::holds_alternative<Staff>(model.screen))
        model.mark_held_at = now;
}

void release_mark(Model& model) { model.mark_held_at.reset(); }

Effects tick_mark(Model& model, Instant now) {
    if (now < *model.mark_held_at + kHoldMark) return {};
    return open_door(model, now);
}

void leave_desk(Model& model, Instant now) {
    model.display = Display{};
    model.trail.clear();
    show(model, Attract{}, now);
}

Effects tick_desk(Model& model, Instant now) {
    auto& staff = std::get<Staff>(model.screen);
    desk::pass(staff.desk, now);
    const Instant closes = model.touched_at + model.rules.staff_idle;
    const Instant warns = closes - warning_of(model);
    if (now < warns) return {};
    if (now >= closes) return close_desk(model, true, now);
    if (!model.warned_at) model.warned_at = warns;
    return {};
}

Effects close_desk(Model& model, bool idle, Instant now) {
    const auto& staff = std::get<Staff>(model.screen);
    Effects effects;
    if (staff.desk.inside())
        effects.emplace_back(desk::Request(desk::NoteLeft{.who = staff.desk.staff, .idle = idle}));
    leave_desk(model, now);
    return effects;
}

Effects act_at_desk(Model& model, const desk::Action& action, Instant now) {
    auto* staff = std::get_if<Staff>(&model.screen);
    if (!staff) return note_late_entry(action);
    const std::size_t before = staff->desk.screen.index();
    desk::Change change =
        desk::update(staff->desk, action,
                     {.campaign = model.rules.campaign, .today = model.status.today, .now = now});
    // Another screen, or a row written: the same finger must not press twice.
    if (staff->desk.screen.index() != before || is_deed(action)) model.shown_at = now;
    if (change.left) leave_desk(model, now);
    return as_effects(std::move(change.requests));
}

}  // namespace app
