#include "app/steps.h"

#include <algorithm>

#include "app/update.h"
#include "base/overloaded.h"
#include "desk/update.h"

namespace app {

namespace {

using std::chrono::seconds;

// Rounded up: "1" is shown until the last second is over.
seconds left_of(Instant since, seconds span, Instant now) {
    const auto left = std::chrono::ceil<seconds>(since + span - now);
    return std::clamp(left, seconds(0), span);
}

Instant next_whole_second(Instant since, seconds span, Instant now) {
    const seconds left = left_of(since, span, now);
    if (left == seconds(0)) return now;
    return since + span - (left - seconds(1));
}

// Who listens, or walks by keypad, needs longer for everything.
constexpr int kSlower = 2;

int slowness(const Model& model) { return model.display.aloud || model.display.keys ? kSlower : 1; }

seconds patience(const Model& model) {
    return slowness(model) * (at_qr(model.screen) ? model.rules.idle_at_qr : model.rules.idle);
}
seconds warning_span(const Model& model) {
    // Staff are warned within their time: the door closes when the configuration says.
    if (std::holds_alternative<Staff>(model.screen))
        return std::min(model.rules.warning, model.rules.staff_idle / 2);
    return slowness(model) * model.rules.warning;
}
seconds thanks_span(const Model& model) { return slowness(model) * model.rules.thanks; }

/// Since when nobody has done anything: listening is doing something.
Instant still_since(const Model& model, Instant now) {
    return model.speaking ? now : std::max(model.touched_at, model.silent_at);
}

Instant thanks_since(const Model& model, Instant now) {
    return std::max(model.shown_at, still_since(model, now));
}

/// When a light goes down that waits for so long: never while the doors are or will soon be open.
Instant goes_down(const Model& model, seconds after, Instant now) {
    const bool night = !model.status.open && !model.status.opens_soon;
    return night && after > seconds(0) ? still_since(model, now) + after : Instant::max();
}

/// The next of its lights to go down.
Instant next_light(const Model& model, const Attract& attract, Instant now) {
    Instant next = Instant::max();
    if (!attract.dimmed) next = goes_down(model, model.rules.dim_after, now);
    if (!attract.dark) next = std::min(next, goes_down(model, model.rules.off_after, now));
    return next;
}

}  // namespace

Attract light_of(const Model& model, Instant now) {
    const bool dark = now >= goes_down(model, model.rules.off_after, now);
    return {.dimmed = dark || now >= goes_down(model, model.rules.dim_after, now), .dark = dark};
}

seconds patience_of(const Model& model) { return patience(model); }
seconds warning_of(const Model& model) { return warning_span(model); }

void show(Model& model, Screen screen, Instant now) {
    model.screen = std::move(screen);
    model.shown_at = now;
    model.warned_at.reset();
    model.slip = Slip::none;
    read_anew(model);
}

void read_anew(Model& model) {
    if (model.display.aloud) ++model.reading;
    model.read_frame = false;
}

void push(Model& model, Screen screen, Instant now) {
    if (model.trail.size() >= kTrailMax) model.trail.erase(model.trail.begin());
    model.trail.push_back(std::move(model.screen));
    show(model, std::move(screen), now);
}

Effects end_visit(Model& model, const char* how, Instant now) {
    if (std::holds_alternative<Attract>(model.screen)) return {};
    model.display = Display{};
    model.trail.clear();
    show(model, Attract{}, now);
    return {Record{Record::Kind::visit_ended, "", how}};
}

TextSize next(TextSize size) {
    return size == TextSize::extra ? TextSize::small
                                   : static_cast<TextSize>(static_cast<int>(size) + 1);
}

Scheme next(Scheme scheme) {
    return scheme == Scheme::dim ? Scheme::paper
                                 : static_cast<Scheme>(static_cast<int>(scheme) + 1);
}

std::string code_of(const Screen& screen) {
    return std::visit(
        [](const auto& shown) -> std::string {
            if constexpr (requires { shown.code; })
                return shown.code;
            else
                return {};
        },
        screen);
}

bool at_qr(const Screen& screen) {
    return std::holds_alternative<Guide>(screen) || std::holds_alternative<Track>(screen) ||
           std::holds_alternative<Facts>(screen);
}

seconds time_left(const Model& model, Instant now) {
    return left_of(still_since(model, now), patience(model), now);
}

seconds staff_left(const Model& model, Instant now) {
    return left_of(model.touched_at, model.rules.staff_idle, now);
}

seconds warning_left(const Model& model, Instant now) {
    return model.warned_at ? left_of(*model.warned_at, warning_span(model), now) : seconds(0);
}

seconds thanks_left(const Model& model, Instant now) {
    return left_of(thanks_since(model, now), thanks_span(model), now);
}

Instant next_deadline(const Model& model, Instant now) {
    if (model.mark_held_at) return std::max(now, *model.mark_held_at + kHoldMark);
    if (const auto* staff = std::get_if<Staff>(&model.screen))
        return std::min(desk::next_deadline(staff->desk, now),
                        next_whole_second(model.touched_at, model.rules.staff_idle, now));
    if (const auto* attract = std::get_if<Attract>(&model.screen)) {
        const Instant alone = still_since(model, now) + patience(model);
        const Instant down = next_light(model, *attract, now);
        return model.display == Display{} ? down : std::min(alone, down);
    }
    // While it is read out only the voice's end matters, and that is told.
    if (model.speaking && !model.warned_at) return Instant::max();
    if (std::holds_alternative<Thanks>(model.screen))
        return next_whole_second(thanks_since(model, now), thanks_span(model), now);
    if (model.warned_at) return next_whole_second(*model.warned_at, warning_span(model), now);
    // The timer beside a QR code runs by the second; elsewhere only the end matters.
    const bool ticking =
        std::holds_alternative<Guide>(model.screen) || std::holds_alternative<Track>(model.screen);
    if (ticking) return next_whole_second(still_since(model, now), patience(model), now);
    return still_since(model, now) + patience(model);
}

std::vector<GuideStep> guide_steps(const Model& model) {
    std::vector<GuideStep> steps;
    if (model.rules.wifi && !model.status.offline) steps.push_back(GuideStep::wifi);
    for (const GuideStep step :
         {GuideStep::vneid, GuideStep::procedure, GuideStep::submit, GuideStep::track})
        steps.push_back(step);
    return steps;
}

const char* name_of(GuideStep step) {
    switch (step) {
        case GuideStep::wifi: return "wifi";
        case GuideStep::vneid: return "vneid";
        case GuideStep::procedure: return "procedure";
        case GuideStep::submit: return "submit";
        case GuideStep::track: return "track";
    }
    return "";
}

const char* name_of(Answer answer) {
    switch (answer) {
        case Answer::submitted: return "submitted";
        case Answer::later: return "later";
        case Answer::need_help: return "need_help";
        case Answer::counter: return "counter";
        case Answer::skipped: return "skipped";
    }
    return "";
}

}  // namespace app
