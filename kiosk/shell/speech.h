#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "voice/headphones.h"
#include "voice/voice.h"

namespace shell {

/// Who reads the screens aloud, and whether headphones are plugged in.
class Speech {
public:
    struct Wish {
        std::string clips;       ///< The folder of recorded clips.
        std::string accent;      ///< settings::Voice.
        std::string transcript;  ///< Not empty: what would be said is appended to this file.
        std::string recording;   ///< Not empty: the sound goes into this WAV file.
    };
    /// By clips and espeak-ng through the loudspeaker, unless wished otherwise. `on_change` is
    /// called, on any thread, when something of it has changed. The clock must outlive it.
    static Result<Speech> open(const Wish& wish, const Clock& clock,
                               const std::function<void()>& on_change);
    Speech(Speech&&) noexcept;
    ~Speech();

    voice::Voice& voice() { return *voice_; }
    bool headphones() const;

private:
    struct Instruments;
    Speech(std::unique_ptr<Instruments> instruments, std::unique_ptr<voice::Voice> voice,
           std::unique_ptr<voice::Headphones> headphones);

    // The voice plays on the instruments, and goes first.
    std::unique_ptr<Instruments> instruments_;
    std::unique_ptr<voice::Voice> voice_;
    std::unique_ptr<voice::Headphones> headphones_;
};

}  // namespace shell
