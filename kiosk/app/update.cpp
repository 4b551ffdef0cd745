#include "app/update.h"

#include <algorithm>
#include <utility>

#include "app/steps.h"
#include "base/overloaded.h"
#include "base/panic.h"
#include "desk/update.h"
#include "text/telex.h"
#include "text/unicode.h"

namespace app {

namespace {

template <class Wanted>
Wanted* current(Model& model) {
    return std::get_if<Wanted>(&model.screen);
}

bool offers(const Model& model, GuideStep step) {
    const auto steps = guide_steps(model);
    return std::find(steps.begin(), steps.end(), step) != steps.end();
}

/// The network may go while the guide says to join it.
void leave_lost_step(Model& model) {
    auto* guide = current<Guide>(model);
    if (guide && !offers(model, guide->step)) guide->step = GuideStep::procedure;
}

Effects start(Model& model, const Start& action, Instant now) {
    if (!std::holds_alternative<Attract>(model.screen)) return {};
    const bool aloud =
        model.rules.voice && (action.aloud || model.display.aloud || model.status.headphones);
    model.display = Display{.language = action.language,
                            .aloud = aloud,
                            .volume = model.rules.volume,
                            .keys = model.display.keys};
    model.trail.clear();
    if (model.status.offline)
        show(model, Offline{}, now);
    else
        show(model, Home{}, now);
    return {Record{Record::Kind::visit_began, "", ""}};
}

Effects go_home(Model& model, Instant now) {
    if (std::holds_alternative<Attract>(model.screen)) return {};
    model.trail.clear();
    show(model, Home{}, now);
    return {};
}

Effects go_back(Model& model, Instant now) {
    if (std::holds_alternative<Attract>(model.screen)) return {};
    if (auto* detail = std::get_if<Detail>(&model.screen); detail && detail->choosing_case) {
        detail->choosing_case = false;
        return {};
    }
    if (model.trail.empty()) {
        // Nothing behind home but the end of the visit.
        if (std::holds_alternative<Home>(model.screen)) return end_visit(model, "left", now);
        return go_home(model, now);
    }
    Screen before = std::move(model.trail.back());
    model.trail.pop_back();
    show(model, std::move(before), now);
    leave_lost_step(model);
    return {};
}

Effects open_procedure(Model& model, const OpenProcedure& action, Instant now) {
    ASSERT(!action.code.empty());
    push(model, Detail{.code = action.code}, now);
    return {Record{Record::Kind::procedure_opened, action.code, ""}};
}

void turn_home(Model& model, int page) {
    if (auto* home = current<Home>(model)) home->page = page;
}

void pick_group(Model& model, const std::string& id) {
    if (auto* list = current<List>(model)) *list = {.tile = list->tile, .group = id};
}

void scroll_to(Model& model, int row) {
    const int first = std::max(0, row);
    std::visit(Overloaded{
                   [&](List& screen) { screen.row = first; },
                   [&](Search& screen) { screen.row = first; },
                   [&](Detail& screen) { screen.row = first; },
                   [&](Facts& screen) { screen.row = first; },
                   [&](Comfort& screen) { screen.row = first; },
                   [](auto&) {},
               },
               model.screen);
}

void type(Model& model, char32_t key) {
    auto* search = current<Search>(model);
    if (!search || text::code_points(search->typed).size() >= kTypedMax) return;
    // English words would be bent by Vietnamese typing ("birth" → "bỉth").
    search->typed = model.display.language == Language::vi ? text::telex_line(search->typed, key)
                                                           : search->typed + text::to_utf8(key);
    search->row = 0;
}

void type_words(Model& model, const std::string& words) {
    auto* search = current<Search>(model);
    if (!search || text::code_points(words).size() > kTypedMax) return;
    search->typed = words;
    search->row = 0;
}

void erase_key(Model& model) {
    auto* search = current<Search>(model);
    if (!search) return;
    text::drop_last(search->typed);
    search->row = 0;
}

void toggle_digits(Model& model) {
    if (auto* search = current<Search>(model)) search->digits = !search->digits;
}

void choose_case(Model& model) {
    if (auto* detail = current<Detail>(model)) detail->choosing_case = true;
}

void tick_paper(Model& model, std::size_t index) {
    auto* detail = current<Detail>(model);
    if (!detail) return;
    const auto at = std::find(detail->ticked.begin(), detail->ticked.end(), index);
    if (at == detail->ticked.end())
        detail->ticked.push_back(index);
    else
        detail->ticked.erase(at);
}

void pick_case(Model& model, std::size_t index) {
    auto* detail = current<Detail>(model);
    if (!detail) return;
    detail->case_index = index;
    detail->choosing_case = false;
    detail->row = 0;
}

Effects apply_by_phone(Model& model, Instant now) {
    const auto* detail = current<Detail>(model);
    if (!detail) return {};
    const std::string code = detail->code;
    push(model, Guide{.code = code}, now);
    return {Record{Record::Kind::qr_shown, code, name_of(GuideStep::procedure)}};
}

Effects show_step(Model& model, const ShowStep& action) {
    auto* guide = current<Guide>(model);
    if (!guide || guide->step == action.step || !offers(model, action.step)) return {};
    guide->step = action.step;
    return {Record{Record::Kind::qr_shown, guide->code, name_of(action.step)}};
}

Effects open_track(Model& model, Instant now) {
    push(model, Track{}, now);
    return {Record{Record::Kind::qr_shown, "", name_of(GuideStep::track)}};
}

Effects show_facts(Model& model, Instant now) {
    const auto* detail = current<Detail>(model);
    if (!detail) return {};
    const std::string code = detail->code;
    push(model, Facts{.code = code, .case_index = detail->case_index}, now);
    // The full text is the portal's page: its QR code stands beside the facts.
    return {Record{Record::Kind::qr_shown, code, name_of(GuideStep::procedure)}};
}

Effects go_to_counter(Model& model, Instant now) {
    const std::string code = code_of(model.screen);
    push(model, Help{.code = code}, now);
    return {Record{Record::Kind::counter_way, code, ""}};
}

Effects done(Model& model, Instant now) {
    if (std::holds_alternative<Track>(model.screen))
        push(model, Rating{}, now);
    else if (const auto* guide = current<Guide>(model))
        push(model, Outcome{guide->code}, now);
    return {};
}

Effects tick(Model& model, Instant now) {
    if (model.mark_held_at) return tick_mark(model, now);
    if (std::holds_alternative<Staff>(model.screen)) return tick_desk(model, now);
    if (auto* attract = current<Attract>(model)) {
        *attract = light_of(model, now);
        // Whoever tried a key and went left nothing behind.
        if (time_left(model, now) == std::chrono::seconds(0)) model.display = Display{};
        return {};
    }
    if (std::holds_alternative<Thanks>(model.screen)) {
        if (thanks_left(model, now) > std::chrono::seconds(0)) return {};
        return end_visit(model, "finished", now);
    }
    if (model.warned_at) {
        if (warning_left(model, now) > std::chrono::seconds(0)) return {};
        return end_visit(model, "timeout", now);
    }
    if (time_left(model, now) > std::chrono::seconds(0)) return {};
    model.warned_at = now;
    read_anew(model);
    return {};
}

Effects change_status(Model& model, const Status& status, Instant now) {
    const bool plugged = model.status.headphones != status.headphones;
    model.status = status;
    // Headphones ask for the voice; pulled out, nothing is said to the whole room.
    const bool staff = std::holds_alternative<Staff>(model.screen);
    if (plugged && !staff) set_aloud(model, status.headphones);
    leave_lost_step(model);
    return tick(model, now);
}

void touch(Model& model, Instant now) {
    model.touched_at = now;
    if (auto* attract = current<Attract>(model)) *attract = Attract{};
}

Effects print_slip(Model& model) {
    const auto* detail = current<Detail>(model);
    if (!detail || !model.status.slip_printer || model.slip == Slip::printing) return {};
    model.slip = Slip::printing;
    return {SlipRequest{.code = detail->code,
                        .case_index = detail->case_index,
                        .language = model.display.language}};
}

void end_slip(Model& model, bool printed) {
    if (model.slip == Slip::printing) model.slip = printed ? Slip::printed : Slip::failed;
}

bool from_a_finger(const Action& action) {
    if (const auto* at_desk = std::get_if<AtDesk>(&action))
        return !desk::is_answer(at_desk->action);
    return !std::holds_alternative<Tick>(action) &&
           !std::holds_alternative<StatusChanged>(action) &&
           !std::holds_alternative<SlipEnded>(action) &&
           !std::holds_alternative<SpeechChanged>(action);
}

/// A finger that lies somewhere and has asked for nothing yet.
bool rests(const Action& action) {
    return std::holds_alternative<Touched>(action) || std::holds_alternative<HoldMark>(action) ||
           std::holds_alternative<ReleaseMark>(action);
}

/// No visit runs on the attract screen: nothing but a start may leave a trace there.
bool needs_a_visit(const Action& action) {
    return from_a_finger(action) && !std::holds_alternative<Start>(action) &&
           !std::holds_alternative<KeyUsed>(action) && !std::holds_alternative<SetVolume>(action) &&
           !std::holds_alternative<HoldMark>(action) &&
           !std::holds_alternative<ReleaseMark>(action);
}

/// The bar, the tiles and the rest belong to citizens; at the desk only its own actions count.
bool is_for_desk(const Action& action) {
    return std::holds_alternative<AtDesk>(action) || std::holds_alternative<Tick>(action) ||
           std::holds_alternative<StatusChanged>(action) ||
           std::holds_alternative<Touched>(action) ||
           std::holds_alternative<SpeechChanged>(action) || std::holds_alternative<KeyUsed>(action);
}

Effects end(Model& model, Instant now) {
    const bool thanked = std::holds_alternative<Thanks>(model.screen);
    return end_visit(model, thanked ? "finished" : "left", now);
}

/// Letters are told one by one, and ticks by the row itself; the screen is not begun anew.
bool is_typing(const Action& action) {
    return std::holds_alternative<TypeKey>(action) || std::holds_alternative<EraseKey>(action) ||
           std::holds_alternative<EraseAll>(action) || std::holds_alternative<TypeWords>(action) ||
           std::holds_alternative<ToggleDigits>(action) ||
           std::holds_alternative<TickPaper>(action) || std::holds_alternative<GiveReason>(action);
}

/// What each action does; one that is forgotten here does not compile.
Effects apply(Model& model, const Action& action, Instant now) {
    const auto open = [&](Screen screen) {
        push(model, std::move(screen), now);
        return Effects{};
    };
    const auto change = [&](auto how, const auto&... with) {
        how(model, with...);
        return Effects{};
    };
    return std::visit(
        Overloaded{
            [&](const Start& a) { return start(model, a, now); },
            [&](const GoBack&) { return go_back(model, now); },
            [&](const GoHome&) { return go_home(model, now); },
            [&](const CycleText&) { return change(cycle_text); },
            [&](const CycleScheme&) { return change(cycle_scheme); },
            [&](const SetText& a) { return change(set_text, a.text); },
            [&](const SetScheme& a) { return change(set_scheme, a.scheme); },
            [&](const SetLanguage& a) { return change(set_language, a.language); },
            [&](const SetLow& a) { return change(set_low, a.low); },
            [&](const SetHand& a) { return change(set_hand, a.hand); },
            [&](const SetAloud& a) { return change(set_aloud, a.aloud); },
            [&](const SetVolume& a) { return change(set_volume, a.volume); },
            [&](const OpenComfort&) { return open_comfort(model, now); },
            [&](const ReadAloud&) { return change(read_aloud); },
            [&](const KeyUsed&) { return change(use_key); },
            [&](const SpeechChanged& a) { return change(change_speech, a.speaking, now); },
            [&](const Continue&) { return go_home(model, now); },
            [&](const OpenTile& a) { return open(List{.tile = a.id}); },
            [&](const OpenMostUsed&) { return open(List{}); },
            [&](const OpenSearch&) { return open(Search{}); },
            [&](const OpenTrack&) { return open_track(model, now); },
            [&](const TurnHome& a) { return change(turn_home, a.page); },
            [&](const PickGroup& a) { return change(pick_group, a.id); },
            [&](const ScrollTo& a) { return change(scroll_to, a.row); },
            [&](const TypeKey& a) { return change(type, a.key); },
            [&](const TypeWords& a) { return change(type_words, a.words); },
            [&](const EraseKey&) { return change(erase_key); },
            [&](const EraseAll&) { return change(type_words, std::string()); },
            [&](const ToggleDigits&) { return change(toggle_digits); },
            [&](const OpenProcedure& a) { return open_procedure(model, a, now); },
            [&](const ChooseCase&) { return change(choose_case); },
            [&](const PickCase& a) { return change(pick_case, a.index); },
            [&](const TickPaper& a) { return change(tick_paper, a.index); },
            [&](const ShowFacts&) { return show_facts(model, now); },
            [&](const ApplyByPhone&) { return apply_by_phone(model, now); },
            [&](const GoToCounter&) { return go_to_counter(model, now); },
            [&](const ShowStep& a) { return show_step(model, a); },
            [&](const MoreTime&) { return Effects{}; },  // Being touched is what gives time.
            [&](const Done&) { return done(model, now); },
            [&](const Say& a) { return say(model, a, now); },
            [&](const Understood&) { return open(Rating{.code = code_of(model.screen)}); },
            [&](const Rate& a) { return rate(model, a, now); },
            [&](const GiveReason& a) { return give_reason(model, a); },
            [&](const SendRating&) { return send_rating(model, now); },
            [&](const SkipRating&) { return skip_rating(model, now); },
            [&](const EndVisit&) { return end(model, now); },
            [&](const AnotherProcedure&) { return go_home(model, now); },
            [&](const Stay&) { return Effects{}; },
            [&](const Touched&) { return Effects{}; },
            [&](const Tick&) { return tick(model, now); },
            [&](const StatusChanged& a) { return change_status(model, a.status, now); },
            [&](const HoldMark&) { return change(hold_mark, now); },
            [&](const ReleaseMark&) { return change(release_mark); },
            [&](const PrintSlip&) { return print_slip(model); },
            [&](const SlipEnded& a) { return change(end_slip, a.printed); },
            [&](const AtDesk& a) { return act_at_desk(model, a.action, now); },
        },
        action);
}

}  // namespace

Effects update(Model& model, const Action& action, Instant now) {
    ASSERT(now >= model.touched_at);
    const bool warned = model.warned_at.has_value();
    if (from_a_finger(action)) {
        touch(model, now);
        // A finger that only rests on the glass must not pull the dialog from under itself.
        if (!rests(action)) model.warned_at.reset();
    }
    if (std::holds_alternative<Attract>(model.screen) && needs_a_visit(action)) return {};
    if (std::holds_alternative<Staff>(model.screen) && !is_for_desk(action)) {
        // The warning's "end" is the one thing of the citizens' that staff can ask for.
        const bool ends = warned && std::holds_alternative<EndVisit>(action);
        return ends ? close_desk(model, false, now) : Effects{};
    }
    if (!model.display.aloud || is_typing(action)) return apply(model, action, now);
    // What changed without a change of screen is read as well: a page, a step, a case.
    const Screen before = model.screen;
    const std::uint32_t reading = model.reading;
    Effects effects = apply(model, action, now);
    const bool changed = !(model.screen == before) || (warned && !model.warned_at);
    if (changed && model.reading == reading) read_anew(model);
    return effects;
}

}  // namespace app
