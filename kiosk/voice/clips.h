#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/language.h"
#include "voice/sound.h"

namespace voice {

/// Recorded clips, `<folder>/<language>/<id>.wav`: a local speaker is understood better than any
/// synthesiser, and is the only voice that Jrai and Bahnar have. 16-bit PCM WAV, mono or stereo.
/// Looked for at every call, so a new recording needs no restart. Any thread.
class Clips {
public:
    /// `folder`: assets/voice.
    explicit Clips(std::string folder) : folder_(std::move(folder)) {}

    /// Nothing when there is none. A file that cannot be played is as good as none, and a
    /// warning in the log.
    std::optional<Sound> find(std::string_view id, text::Language language) const;

    static constexpr std::size_t kBytesMax = 8u << 20;  ///< 40 s in the heaviest usual format.

private:
    std::string folder_;
};

}  // namespace voice
