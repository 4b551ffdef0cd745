#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "text/language.h"
#include "voice/sound.h"
#include "voice/wake.h"

namespace voice {

/// Makes speech of words. Slow, so never on the drawing thread; one call at a time.
class Engine {
public:
    virtual ~Engine() = default;

    /// `words` as spoken() leaves them. Returns soon after `cancel` rings, then with an error.
    /// `not_found` where there is no synthesiser at all; `unavailable` when it fails; `invalid`
    /// for a language it has no voice for.
    virtual Result<Sound> speak(std::string_view words, text::Language language,
                                const Wake& cancel) = 0;
};

/// The program espeak-ng (Debian package espeak-ng) as a child process for each text.
///
/// Not its library: libespeak-ng is under the GPL-3 and linking it would put the kiosk, which is
/// under the MIT licence, under it as well; a program of its own that is asked by its command line
/// does not. And a crash in a synthesiser must not take the kiosk down with it.
class EspeakEngine final : public Engine {
public:
    struct Options {
        std::string program = "espeak-ng";  ///< Looked for in PATH.
        std::string vi = "vi";              ///< The north's; "vi-vn-x-south" is the south's.
        std::string en = "en-gb";
        int words_per_minute = 145;  ///< Its own is 175, too fast for who hears it first.
    };
    /// `clock` must outlive it.
    explicit EspeakEngine(const Clock& clock) : EspeakEngine(clock, Options()) {}
    EspeakEngine(const Clock& clock, Options options)
        : clock_(clock), options_(std::move(options)) {}

    Result<Sound> speak(std::string_view words, text::Language language,
                        const Wake& cancel) override;

private:
    const Clock& clock_;
    const Options options_;
};

}  // namespace voice
