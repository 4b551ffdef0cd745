#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace voice {

/// Recorded or made sound: 16-bit samples of one channel.
struct Sound {
    int rate = 0;  ///< Samples a second, 8,000 … 192,000.
    std::vector<std::int16_t> samples;
    bool operator==(const Sound&) const = default;
};

/// Whether the length in a WAV header is to be believed. A synthesiser that writes to a pipe does
/// not know it yet and puts the largest one; in a file it tells a whole one from a torn one.
enum class WavLength { stated, streamed };

/// RIFF WAVE with 16-bit PCM, mono or stereo (its channels are averaged): the format that every
/// recorder can write. `invalid` says what is wrong with anything else.
Result<Sound> read_wav(std::string_view bytes, WavLength length);

/// The head of such a file, and what follows it.
std::string wav_header(int rate, std::size_t samples);
std::string wav_bytes(const std::vector<std::int16_t>& samples);
std::string write_wav(const Sound& sound);

}  // namespace voice
