#include "voice/engine.h"

#include <chrono>

#include "voice/child.h"
#include "voice/spoken.h"

namespace voice {

namespace {

// The longest plain text of a card is below 400 bytes; its digits may grow fourfold as words.
constexpr std::size_t kWordsBytesMax = 4000;

// Four thousand bytes are said in about four minutes, of 44,100 bytes a second.
constexpr std::size_t kOutputBytesMax = 12u << 20;

// It makes a minute of speech in about 0.2 s; a kiosk's slow processor needs four times that.
constexpr std::chrono::milliseconds kTimeMax{10'000};

}  // namespace

Result<Sound> EspeakEngine::speak(std::string_view words, text::Language language,
                                  const Wake& cancel) {
    if (!can_be_synthesised(language))
        return Error{Error::Code::invalid, "there is no voice for this language"};
    if (words.size() > kWordsBytesMax)
        return Error{Error::Code::invalid, "a text too long to be read aloud"};
    const std::vector<std::string> command{
        options_.program,
        "--stdin",
        "--stdout",
        "-b",
        "1",   // UTF-8, whatever the locale.
        "-z",  // No silence at the end: the speaker makes it.
        "-v",
        language == text::Language::en ? options_.en : options_.vi,
        "-s",
        std::to_string(options_.words_per_minute)};
    const ChildLimits limits{.output_bytes_max = kOutputBytesMax, .time_max = kTimeMax};
    const std::string wav = TRY(run_child(command, words, limits, clock_, cancel));
    auto sound = read_wav(wav, WavLength::streamed);
    if (!sound) {
        Error error{Error::Code::unavailable, sound.error().message};
        return std::move(error).during(options_.program);
    }
    return sound;
}

}  // namespace voice
