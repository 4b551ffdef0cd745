#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "voice/clips.h"
#include "voice/engine.h"
#include "voice/loudspeaker.h"
#include "voice/voice.h"
#include "voice/wake.h"

namespace voice {

/// What a speaker speaks with; all must outlive it.
struct Instruments {
    Engine& engine;
    const Clips& clips;
    Loudspeaker& loudspeaker;
    const Clock& clock;
};

/// The voice of the kiosk: says one piece after another on its own thread, making the next one
/// while the former sounds. A recorded clip of a piece wins over the synthesiser; a piece in a
/// language without either is left out. What fails (no sound card, no synthesiser) is logged once
/// until it changes, and the piece stays unsaid: the glass shows it anyway.
class Speaker final : public Voice {
public:
    /// `on_change` is called when speaking() begins and ends, from any thread; it must not block.
    static Result<std::unique_ptr<Speaker>> start(const Instruments& with,
                                                  std::function<void()> on_change);
    ~Speaker() override;  ///< In mid-word.
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    void say(std::vector<Piece> pieces) override;
    void hush() override;
    void set_volume(int percent) override;
    bool speaking() const override { return speaking_.load(); }

    /// A screen has a few dozen; more would be a mistake, and are left out with a warning.
    static constexpr std::size_t kPiecesMax = 200;

    // Only start() makes one: nobody else has the key.
    class Private {
        explicit Private() = default;
        friend class Speaker;
    };
    Speaker(Private, const Instruments& with, std::function<void()> on_change, Wake news,
            Wake cancel);

private:
    /// What to say, and how often that has changed: all that is older is stale.
    struct Job {
        std::vector<Piece> pieces;
        std::uint64_t number = 0;
    };

    void replace(std::vector<Piece> pieces);
    void run();
    std::optional<Job> wait_for_job();
    void perform(const Job& job);
    void finish(const Job& job);
    std::vector<std::int16_t> made(const Piece& piece, int rate);
    bool play(const Job& job, std::vector<std::int16_t> samples, int rate);
    bool wait_until_waiting(std::size_t at_most, const Job& job);
    bool is_stale(const Job& job);
    void complain(const Error& error);

    const Instruments with_;
    const std::function<void()> on_change_;
    const Wake news_;    ///< A new job, the end, or a sound that is over.
    const Wake cancel_;  ///< Rung while the job in work is stale.
    std::atomic<bool> speaking_ = false;

    std::mutex mutex_;
    // Guarded by mutex_:
    Job job_;
    bool taken_ = true;  ///< The job is in work, or done.
    bool stopping_ = false;

    // The thread's own:
    std::string complaint_;  ///< What was logged last.
    Instant sound_ends_{};   ///< When all that was handed over will have sounded.
    std::thread thread_;
};

}  // namespace voice
