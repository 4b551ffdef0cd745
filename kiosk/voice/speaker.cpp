// Whoever changes the job holds the mutex while it also clears the loudspeaker, and the thread
// holds it while it hands a sound over: so no sound of an old job is played after a new one was
// asked for. Everything slow (making, opening, closing) is done outside of it.

#include "voice/speaker.h"

#include <algorithm>

#include "base/log.h"
#include "voice/player.h"
#include "voice/spoken.h"

namespace voice {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPause{300};  // Between two pieces: a breath.

// A sound card that has stopped asking for sound is given up after this, on top of what waits.
constexpr milliseconds kPatience{3000};

constexpr milliseconds kForEver{-1};

}  // namespace

Result<std::unique_ptr<Speaker>> Speaker::start(const Instruments& with,
                                                std::function<void()> on_change) {
    Wake news = TRY(Wake::make());
    Wake cancel = TRY(Wake::make());
    return std::make_unique<Speaker>(Private(), with, std::move(on_change), std::move(news),
                                     std::move(cancel));
}

Speaker::Speaker(Private, const Instruments& with, std::function<void()> on_change, Wake news,
                 Wake cancel)
    : with_(with),
      on_change_(std::move(on_change)),
      news_(std::move(news)),
      cancel_(std::move(cancel)) {
    with_.loudspeaker.when_over([this] { news_.ring(); });
    thread_ = std::thread(&Speaker::run, this);
}

Speaker::~Speaker() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        cancel_.ring();
        with_.loudspeaker.clear();
    }
    news_.ring();
    thread_.join();
    with_.loudspeaker.when_over({});
}

void Speaker::say(std::vector<Piece> pieces) {
    if (pieces.size() > kPiecesMax) {
        logging::warning("voice: {} pieces at once; the first {} are said", pieces.size(),
                         kPiecesMax);
        pieces.resize(kPiecesMax);
    }
    replace(std::move(pieces));
}

void Speaker::hush() { replace({}); }

void Speaker::replace(std::vector<Piece> pieces) {
    const bool begins = !pieces.empty();
    bool changed = false;
    {
        const std::lock_guard lock(mutex_);
        if (!begins && job_.pieces.empty()) return;  // Hushed already: nothing to wake it for.
        job_ = {.pieces = std::move(pieces), .number = job_.number + 1};
        taken_ = false;
        cancel_.ring();
        with_.loudspeaker.clear();
        changed = speaking_.exchange(begins) != begins;
    }
    news_.ring();
    if (changed && on_change_) on_change_();
}

void Speaker::set_volume(int percent) { with_.loudspeaker.set_volume(std::clamp(percent, 0, 100)); }

void Speaker::run() {
    // A job may be stale as soon as it was taken, and yet the next one is to be said.
    while (const std::optional<Job> job = wait_for_job()) {
        perform(*job);
        finish(*job);
    }
    with_.loudspeaker.close();
}

/// The newest one; none at the end of all.
std::optional<Speaker::Job> Speaker::wait_for_job() {
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return std::nullopt;
            if (!taken_) {
                taken_ = true;
                cancel_.clear();
                return job_;
            }
        }
        news_.wait(kForEver);
    }
}

bool Speaker::is_stale(const Job& job) {
    const std::lock_guard lock(mutex_);
    return stopping_ || job.number != job_.number;
}

void Speaker::perform(const Job& job) {
    if (job.pieces.empty()) return;
    const auto rate = with_.loudspeaker.open();
    if (!rate) return complain(rate.error());
    const auto pause = static_cast<std::size_t>(*rate * kPause.count() / 1000);
    sound_ends_ = with_.clock.now();
    bool first = true;
    for (const Piece& piece : job.pieces) {
        if (is_stale(job)) return;
        std::vector<std::int16_t> samples = made(piece, *rate);
        if (samples.empty()) continue;
        if (!first) samples.insert(samples.begin(), pause, 0);
        first = false;
        // One sounds and one waits; more would be made in vain when the visitor touches the glass.
        if (!play(job, std::move(samples), *rate) || !wait_until_waiting(1, job)) return;
    }
    wait_until_waiting(0, job);
}

/// Closes the loudspeaker, unless the next job decides about that.
void Speaker::finish(const Job& job) {
    {
        const std::lock_guard lock(mutex_);
        if (!taken_ && !stopping_) return;
    }
    with_.loudspeaker.close();
    bool changed = false;
    {
        const std::lock_guard lock(mutex_);
        if (job.number == job_.number) changed = speaking_.exchange(false);
    }
    if (changed && on_change_) on_change_();
}

/// Empty when it cannot be said, or need not be any more.
std::vector<std::int16_t> Speaker::made(const Piece& piece, int rate) {
    std::optional<Sound> sound = with_.clips.find(piece.id, piece.language);
    if (!sound && can_be_synthesised(piece.language)) {
        const std::string words = spoken(piece.text, piece.language);
        if (words.empty()) return {};
        auto spoken_sound = with_.engine.speak(words, piece.language, cancel_);
        if (spoken_sound)
            sound = std::move(spoken_sound).value();
        else if (!cancel_.rung())
            complain(spoken_sound.error());
    }
    if (!sound) return {};
    auto samples = resampled(*sound, rate);
    if (samples) return std::move(samples).value();
    complain(samples.error());
    return {};
}

/// False when the job is stale.
bool Speaker::play(const Job& job, std::vector<std::int16_t> samples, int rate) {
    const milliseconds length(static_cast<std::int64_t>(samples.size()) * 1000 / rate);
    sound_ends_ = std::max(sound_ends_, with_.clock.now()) + length;
    const std::lock_guard lock(mutex_);
    if (stopping_ || job.number != job_.number) return false;
    with_.loudspeaker.play(std::move(samples));
    return true;
}

/// False when the job is stale, or the loudspeaker has stopped taking sound.
bool Speaker::wait_until_waiting(std::size_t at_most, const Job& job) {
    while (with_.loudspeaker.waiting() > at_most) {
        if (is_stale(job)) return false;
        const milliseconds left = sound_ends_ + kPatience - with_.clock.now();
        if (left <= milliseconds(0)) {
            complain({Error::Code::unavailable, "the loudspeaker takes no more sound"});
            with_.loudspeaker.clear();
            return false;
        }
        news_.wait(left);
    }
    return !is_stale(job);
}

void Speaker::complain(const Error& error) {
    if (error.message == complaint_) return;
    complaint_ = error.message;
    logging::error("voice: {}", error.message);
}

}  // namespace voice
