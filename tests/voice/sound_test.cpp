#include "voice/sound.h"

#include "support/must.h"
#include "voice/sounds.h"

using voice::read_wav;
using voice::WavLength;

namespace {

/// `tone` with other numbers in its header: 22 channels, 24 rate, 34 bits, 40 length.
std::string changed(std::string wav, std::size_t at, unsigned value, std::size_t size = 2) {
    for (std::size_t i = 0; i < size; ++i) wav[at + i] = static_cast<char>(value >> (8 * i));
    return wav;
}

}  // namespace

TEST_CASE("what is written as WAV is read as it was") {
    const voice::Sound sound = tone(0.1);
    CHECK(must(read_wav(write_wav(sound), WavLength::stated)) == sound);
}

TEST_CASE("both channels of a stereo file are heard") {
    const voice::Sound flat{.rate = 8000, .samples = {100, 300, -100, -300}};
    const std::string stereo = changed(write_wav(flat), 22, 2);
    CHECK(must(read_wav(stereo, WavLength::stated)).samples ==
          std::vector<std::int16_t>{200, -200});
}

TEST_CASE("chunks that other programs add are stepped over") {
    std::string wav = write_wav(tone(0.01));
    wav.insert(12, std::string("LIST\3\0\0\0abc\0", 12));  // An odd one is padded.
    CHECK(must(read_wav(wav, WavLength::stated)) == tone(0.01));
}

TEST_CASE("every cut-off file is refused, and none is read beyond its end") {
    const std::string wav = write_wav(tone(0.005));
    for (std::size_t size = 0; size < wav.size(); ++size)
        CHECK_FALSE(read_wav(wav.substr(0, size), WavLength::stated).has_value());
    // A stream states a length it does not know yet: what came is what there is.
    const std::string streamed = changed(wav, 40, 0x7ffff000, 4);
    CHECK(must(read_wav(streamed, WavLength::streamed)) == tone(0.005));
    CHECK(must_fail(read_wav(streamed, WavLength::stated)) == "it is cut off");
}

TEST_CASE("what is not played says so") {
    const std::string wav = write_wav(tone(0.005));
    const auto said = [](const std::string& bytes) {
        return must_fail(read_wav(bytes, WavLength::stated));
    };
    CHECK(said("ID3 an mp3 file") == "not a WAV file");
    CHECK(said(changed(wav, 34, 8)) == "not 16-bit PCM; save it as \"WAV, 16 bit\"");
    CHECK(said(changed(wav, 20, 3)) == "not 16-bit PCM; save it as \"WAV, 16 bit\"");
    CHECK(said(changed(wav, 22, 6)) == "6 channels; one or two are played");
    CHECK(said(changed(wav, 22, 0)) == "0 channels; one or two are played");
    CHECK(said(changed(wav, 24, 0, 4)) == "0 samples a second are not played");
    CHECK(said(wav.substr(0, 36)) == "there is no sound in it");
    CHECK(said(wav.substr(0, 12) + wav.substr(36)) == "its sound comes before its format");
}
