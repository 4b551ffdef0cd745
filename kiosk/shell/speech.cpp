#include "shell/speech.h"

#include <utility>

#include "base/log.h"
#include "voice/clips.h"
#include "voice/engine.h"
#include "voice/player.h"
#include "voice/recording.h"
#include "voice/speaker.h"
#include "voice/transcript.h"

namespace shell {

namespace {

/// espeak-ng's own names.
std::string vietnamese(const std::string& accent) {
    if (accent == "central") return "vi-vn-x-central";
    if (accent == "south") return "vi-vn-x-south";
    return "vi";
}

}  // namespace

struct Speech::Instruments {
    voice::EspeakEngine engine;
    voice::Clips clips;
    std::unique_ptr<voice::Loudspeaker> loudspeaker;
};

Speech::Speech(std::unique_ptr<Instruments> instruments, std::unique_ptr<voice::Voice> voice,
               std::unique_ptr<voice::Headphones> headphones)
    : instruments_(std::move(instruments)),
      voice_(std::move(voice)),
      headphones_(std::move(headphones)) {}
Speech::Speech(Speech&&) noexcept = default;
Speech::~Speech() = default;

Result<Speech> Speech::open(const Wish& wish, const Clock& clock,
                            const std::function<void()>& on_change) {
    if (!wish.transcript.empty())
        return Speech(nullptr, std::make_unique<voice::Transcript>(wish.transcript), nullptr);
    std::unique_ptr<voice::Loudspeaker> loudspeaker;
    if (wish.recording.empty())
        loudspeaker = std::make_unique<voice::Player>();
    else
        loudspeaker = std::make_unique<voice::Recording>(wish.recording);
    auto instruments = std::make_unique<Instruments>(
        Instruments{.engine = voice::EspeakEngine(clock, {.vi = vietnamese(wish.accent)}),
                    .clips = voice::Clips(wish.clips),
                    .loudspeaker = std::move(loudspeaker)});
    auto speaker = TRY(voice::Speaker::start({.engine = instruments->engine,
                                              .clips = instruments->clips,
                                              .loudspeaker = *instruments->loudspeaker,
                                              .clock = clock},
                                             on_change));
    // Without them the citizen still has the button.
    auto headphones = voice::CardHeadphones::watch(on_change);
    if (!headphones) logging::warning("headphones: {}", headphones.error().message);
    return Speech(std::move(instruments), std::move(speaker),
                  headphones ? std::move(*headphones) : nullptr);
}

bool Speech::headphones() const {
    return headphones_ && headphones_->plugged() == voice::Plugged::in;
}

}  // namespace shell
