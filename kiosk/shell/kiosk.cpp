// The main loop: sleep, feel, draw, decide, record. It has the process's one sleep.

#include "shell/kiosk.h"

#include <atomic>
#include <cstdio>
#include <utility>

#include "app/update.h"
#include "base/log.h"
#include "base/overloaded.h"
#include "clerk/clerk.h"
#include "shell/aloud.h"
#include "shell/network.h"
#include "shell/night.h"
#include "shell/observe.h"
#include "shell/publications.h"
#include "shell/pulse.h"
#include "shell/recorder.h"
#include "shell/speech.h"
#include "shell/surroundings.h"
#include "shell/through.h"
#include "shell/touch_watch.h"
#include "shell/translate.h"

namespace shell {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFrame{16};            // While a list glides.
constexpr std::chrono::minutes kMinute{1};

/// The running kiosk: window, screens, and the model between them. What it shows and who writes
/// and works for it are given to it, and given anew when the province has published.
class Kiosk {
public:
    Kiosk(platform::Window& window, ui::Glass& glass, Observer& observer, Speech& speech,
          const Clock& clock, std::string state)
        : window_(window),
          glass_(glass),
          observer_(observer),
          speech_(speech),
          aloud_(speech.voice()),
          clock_(clock),
          state_(std::move(state)) {
        model_.touched_at = model_.shown_at = started_ = clock.now();
    }

    /// What is shown from now on, and where it is recorded; nobody may be before the glass. The
    /// attract screen stays as it is, dimmed or not.
    void show_anew(const Resources& resources, Recorder& recorder) {
        resources_ = &resources;
        recorder_ = &recorder;
        clerk_ = nullptr;
        written_ = 0;
        model_.rules = rules_of(resources.settings());
        model_.rules.campaign = resources.world().campaign;
        next_minute_ = clock_.now();  // Its setting for codes through the province may be new.
        glass_.forget_world();
        apply(app::StatusChanged{status()});
        show();
        const std::string& folder = resources.published();
        logging::info("shown, painter: {}{}", window_.painter_name(),
                      folder.empty() ? "" : ", published: " + folder);
    }

    void show() {
        if (nobody_touches())
            glass_.shift(shift_at(clock_.now(), window_.width() / panel().width_mm));
        draw(std::nullopt);
        aloud_.follow(model_, script_, hint());
        present();
    }

    /// Who does what staff ask for; must outlive the serving.
    void employ(clerk::Clerk& clerk) { clerk_ = &clerk; }

    /// After the journal is open: what people need most is known.
    void learn() {
        most_used_ = most_used(recorder_->path(), model_.status.today);
        apply(app::StatusChanged{status()});
    }

    /// Until SIGTERM, or until the province has published something that holds and nobody is
    /// here: then that is returned, to be shown anew.
    std::unique_ptr<Resources> serve(Publications& publications) {
        observer_.written(written_);  // From here on fingers are felt.
        std::unique_ptr<Resources> fresh;
        while (pulse_.sleep(window_, away_ ? clock_.now() : next_deadline())) {
            // Reading took a moment. Whoever came in it is heard first, and wins.
            const bool came = window_.touch().raw_touches() != fingers_ && is_lit();
            if (fresh && nobody_is_here()) return fresh;
            const bool missed = std::exchange(away_, false) && came;
            fresh.reset();
            refresh_status();
            for (const app::Action& answer : clerk_->answers()) apply(answer);
            hear_the_voice();
            do {
                turn();
            } while (window_.touch().pending() || window_.keypad().pending());
            // A tap that began and ended while nobody listened looks as short as static.
            if (missed && nobody_touches()) apply(app::Start{});
            show();
            fingers_ = window_.touch().raw_touches();
            if (nobody_is_here()) fresh = publications.look(*resources_);
            away_ = fresh != nullptr;
        }
        // Whoever was here is not counted as gone: the end is the machine's.
        return nullptr;
    }

private:
    bool is_lit() const {
        const auto* attract = std::get_if<app::Attract>(&model_.screen);
        return !attract || !attract->dimmed;
    }
    /// The glass waits for somebody, and no finger lies on it.
    bool nobody_touches() {
        return std::holds_alternative<app::Attract>(model_.screen) && !model_.mark_held_at &&
               !model_.display.keys && !window_.keypad().pending() &&
               !window_.touch().pending() && window_.touch().next_deadline() == Instant::max();
    }
    /// And nobody's work is under way.
    bool nobody_is_here() {
        const journal::State journal = recorder_->state();
        return nobody_touches() && journal.health == journal::Health::ok && journal.queued == 0 &&
               !clerk_->busy();
    }

    ui::Panel panel() const {
        return {.width = window_.width(), .height = window_.height(),
                .width_mm = resources_->settings().screen.panel_width_mm,
                .above_floor_mm = resources_->settings().screen.above_floor_mm};
    }

    ui::Asked draw(std::optional<ui::Step> step) {
        ui::Probe* probe = observer_.watching() ? &probe_ : nullptr;
        ui::Script* script = model_.display.aloud ? &script_ : nullptr;
        return glass_.draw(resources_->world(), model_, panel(), step, clock_.now(), probe,
                           script);
    }

    voice::Piece hint() const {
        constexpr const char* kHint = "aloud.keys";
        const text::Language language = model_.display.language;
        return {.id = kHint, .text = resources_->world().words(language)(kHint),
                .language = language};
    }

    void hear_the_voice() {
        const bool speaking = speech_.voice().speaking();
        if (speaking != model_.speaking) apply(app::SpeechChanged{speaking});
    }

    void present() {
        const bool painted = window_.present(glass_.quads(), glass_.atlas());
        pulse_.presented(window_);
        if (pressed_at_) slowest_ = std::max(slowest_, clock_.now() - *pressed_at_);
        pressed_at_.reset();
        observer_.frame(probe_, window_.frames_presented(),
                        {.keys = window_.keypad().raw_keys(),
                         .touches = window_.touch().raw_touches()},
                        painted);
    }

    /// One step of the finger, or none.
    void turn() {
        const auto step = window_.touch().take();
        if (step && step->kind == platform::PointerStep::Kind::press) note_press(step->at);
        const auto stroke = step ? std::nullopt : window_.keypad().take();
        if (step || stroke) aloud_.interrupt();
        const auto* attract = std::get_if<app::Attract>(&model_.screen);
        const bool asleep = (attract && attract->dimmed) || night_.blind(clock_.now());
        if ((step || stroke) && asleep) {
            // The finger that wakes the glass presses nothing; nor does the key.
            if (step) window_.touch().swallow_until_lifted();
            apply(app::Touched{});
            return;
        }
        if (stroke) return press_key(*stroke);
        const ui::Asked asked = step ? draw(finger_step(*step)) : draw(std::nullopt);
        if (asked) apply(*asked);
        else if (step) apply(app::Touched{});
        else apply(app::Tick{});
    }

    /// The first key only shows where the focus is: nobody chooses what was not marked.
    void press_key(platform::Keystroke stroke) {
        const bool first = !model_.display.keys;
        apply(app::KeyUsed{});
        if (const auto volume = volume_by(stroke, model_)) return apply(*volume);
        const bool acts = stroke == platform::Keystroke::choose;
        if (first && acts) return;
        if (const ui::Asked asked = draw(key_of(stroke))) apply(*asked);
    }

    void apply(const app::Action& action) {
        const std::size_t screen = model_.screen.index();
        const Instant shown = model_.shown_at;
        const bool warned = model_.warned_at.has_value();
        const bool held = model_.mark_held_at.has_value();
        const Instant now = clock_.now();
        for (app::Effect& effect : app::update(model_, action, now)) perform(std::move(effect));
        window_.set_panel_power(night_.light(model_, now));
        const bool changed = model_.screen.index() != screen || model_.shown_at != shown ||
                             model_.warned_at.has_value() != warned;
        if (changed) {
            window_.touch().screen_changed(now);
            window_.keypad().screen_changed(now);
        }
        // The finger that held the mark still lies on the glass; lifting it presses nothing.
        if (held && std::holds_alternative<app::Staff>(model_.screen))
            window_.touch().swallow_until_lifted();
    }

    void perform(app::Effect effect) {
        std::visit(Overloaded{
                       [&](app::Record& record) { recorder_->record(record, clock_); },
                       [&](app::SlipRequest& slip) { clerk_->ask(std::move(slip)); },
                       [&](desk::Request& request) {
                           if (std::holds_alternative<desk::AskHealth>(request))
                               clerk_->note(vitals());
                           clerk_->ask(std::move(request));
                       },
                   },
                   effect);
    }

    void note_press(platform::Point at) {
        const Instant now = clock_.now();
        recorder_->tap(now);
        touches_.press(at.x, at.y, window_.width(), window_.height(), now);
        touched_wall_ = clock_.wall();
        pressed_at_ = now;
    }

    clerk::Vitals vitals() {
        return {.network = !model_.status.offline,
                .touch_panel = window_.touch_device_present(),
                .painter = window_.painter_name(),
                .frames = window_.frames_presented(),
                .slowest = slowest_,
                .started = started_,
                .last_touch = touched_wall_,
                .taps = touches_.taps(),
                .stuck = touches_.stuck(clock_.now())};
    }

    Instant next_deadline() {
        const Instant now = clock_.now();
        if (glass_.moving()) return now + kFrame;
        const Instant model = app::next_deadline(model_, now);
        return std::min({model, next_minute_, window_.touch().next_deadline()});
    }

    /// Once a minute, from a file of a few hundred bytes that the agent keeps.
    void hear_the_agent(WallTime wall) {
        if (clock_.now() < next_minute_) return;
        std::optional<clerk::AgentStatus> agent;
        if (!resources_->world().through_province.empty())
            if (auto read = clerk::read_agent_status(state_)) agent = std::move(read).value();
        through_.hear(agent, wall, clock_.wall_is_synchronised(), clock_.now());
    }

    app::Status status() {
        const WallTime wall = clock_.wall();
        hear_the_agent(wall);
        app::Status status;
        status.time = local_time(wall);
        status.today = business_day(wall);
        status.clock_trusted = recorder_->trusts(clock_);
        tell_hours(status, recorder_->hours(), resources_->settings());
        status.offline = !has_default_route(resources_->settings().routes);
        const journal::State journal = recorder_->state();
        status.not_recording = journal.health != journal::Health::ok;
        status.journal_replaced = journal.set_aside.has_value();
        // Said by citizens, and counted; of another day until somebody comes today.
        if (journal.today.day == status.today)
            status.submitted_today = static_cast<int>(journal.today.submitted);
        status.most_used = most_used_;
        status.slip_printer = resources_->settings().slip_printer.kind != "none";
        status.through_province = through_.device();
        status.headphones = speech_.headphones();
        // The header's clock is the only thing that changes by itself, on the minute.
        next_minute_ = clock_.now() + kMinute -
                       std::chrono::floor<milliseconds>(wall.time_since_epoch()) % kMinute;
        return status;
    }

    void refresh_status() {
        if (window_.resized()) glass_.draw(resources_->world(), model_, panel(), {}, clock_.now());
        const std::chrono::sys_days day = model_.status.today;
        apply(app::StatusChanged{status()});
        // A new day begins with nobody in front of the glass: time to look at the journal.
        if (model_.status.today != day && std::holds_alternative<app::Attract>(model_.screen))
            learn();
        recorder_->close_open_days(clock_);
        const journal::State journal = recorder_->state();
        if (journal.health != journal::Health::ok && journal.message != said_)
            logging::error("journal: {}", journal.message);
        said_ = journal.message;
        if (journal.written == written_) return;
        observer_.written(written_ = journal.written);
        apply(app::AtDesk{desk::JournalGrew{}});
    }

    platform::Window& window_;
    ui::Glass& glass_;
    Observer& observer_;
    Speech& speech_;
    Aloud aloud_;
    Night night_;
    const Clock& clock_;
    Pulse pulse_{clock_};
    const std::string state_;  ///< Its folder: the agent's status lies below it.
    Through through_;
    const Resources* resources_ = nullptr;
    Recorder* recorder_ = nullptr;
    app::Model model_;
    ui::Probe probe_;
    ui::Script script_;
    std::vector<std::string> most_used_;
    Instant next_minute_{};
    std::string said_;
    std::int64_t written_ = 0;
    clerk::Clerk* clerk_ = nullptr;
    TouchWatch touches_{desk::kTouchColumns, desk::kTouchRows};
    std::optional<WallTime> touched_wall_;
    std::optional<Instant> pressed_at_;  ///< A press whose frame has not been presented yet.
    milliseconds slowest_{0};
    Instant started_{};
    bool away_ = false;         ///< The loop was busy with a publication since the last frame.
    std::uint64_t fingers_ = 0;  ///< That had touched the glass by then.
};

int fail(const Error& error, int status) {
    std::fprintf(stderr, "motcua-kiosk: %s\n", error.message.c_str());
    return status;
}

/// Opens the journal, hires a clerk, and serves. Returns what to show next; nothing at the end.
Result<std::unique_ptr<Resources>> work(Kiosk& kiosk, const Options& options,
                                        Resources& resources, Publications& publications,
                                        KeptClock& clock) {
    std::atomic<clerk::Clerk*> clerk_woken{nullptr};
    Recorder recorder(resources.settings(), resources.catalogue().date(), options.places.state,
                      clock.wall(), [&clerk_woken] {
                          if (clerk::Clerk* clerk = clerk_woken) clerk->journal_moved();
                          platform::Window::wake();
                      });
    kiosk.show_anew(resources, recorder);
    resources.index();  // The first picture stands; fingers are felt when all is ready.
    TRY(recorder.start(clock.wall()));
    kiosk.learn();
    const std::unique_ptr<clerk::Clerk> clerk = TRY(clerk::Clerk::start(
        surroundings(options, resources, recorder, clock), &platform::Window::wake));
    kiosk.employ(*clerk);
    clerk_woken = clerk.get();
    std::unique_ptr<Resources> fresh = kiosk.serve(publications);
    clerk->stop();  // What staff have recorded reaches the writer before it stops.
    recorder.stop();
    return fresh;
}

}  // namespace

int run(const Options& options, KeptClock& clock) {
    auto glass = ui::Glass::open(options.places.assets + "/fonts");
    if (!glass) return fail(glass.error(), kExitConfiguration);
    auto resources = Resources::load(options.places, *glass, Resources::Index::later);
    if (!resources) return fail(resources.error(), kExitConfiguration);
    auto window = platform::Window::open(window_options(options, **resources), clock);
    if (!window) return fail(window.error(), kExitFailed);
    auto observer = Observer::open(options.observe);
    if (!observer) return fail(observer.error(), kExitFailed);
    auto speech = Speech::open({.clips = options.places.assets + "/voice",
                                .accent = (*resources)->settings().voice.accent,
                                .transcript = options.transcript,
                                .recording = options.recording},
                               clock, &platform::Window::wake);
    if (!speech) return fail(speech.error(), kExitFailed);
    Kiosk kiosk(*window, *glass, *observer, *speech, clock, options.places.state);
    Publications publications(options.places, *glass);
    while (*resources) {
        auto fresh = work(kiosk, options, **resources, publications, clock);
        if (!fresh) return fail(fresh.error(), kExitFailed);
        resources = std::move(fresh);
    }
    return window->broken() ? kExitFailed : kExitOk;
}

}  // namespace shell
