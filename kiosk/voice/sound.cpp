#include "voice/sound.h"

#include <fmt/format.h>

#include <algorithm>

namespace voice {

namespace {

constexpr std::size_t kChunkHead = 8, kRiffHead = 12, kFormatMin = 16, kSampleBytes = 2;
constexpr unsigned kRateMin = 8000, kRateMax = 192'000;
constexpr unsigned kPcm = 1, kExtensible = 0xfffe;  // Extensible: PCM with more said about it.

unsigned number(std::string_view bytes, std::size_t at, std::size_t size) {
    unsigned value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value |= static_cast<unsigned>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

std::string bytes_of(unsigned value, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xff);
    return bytes;
}

Error invalid(std::string what) { return {Error::Code::invalid, std::move(what)}; }

struct Format {
    unsigned kind = 0, channels = 0, rate = 0, bits = 0;
};

Result<Format> read_format(std::string_view chunk) {
    if (chunk.size() < kFormatMin) return invalid("its format is cut off");
    const Format format{.kind = number(chunk, 0, 2),
                        .channels = number(chunk, 2, 2),
                        .rate = number(chunk, 4, 4),
                        .bits = number(chunk, 14, 2)};
    if ((format.kind != kPcm && format.kind != kExtensible) || format.bits != 16)
        return invalid("not 16-bit PCM; save it as \"WAV, 16 bit\"");
    if (format.channels < 1 || format.channels > 2)
        return invalid(fmt::format("{} channels; one or two are played", format.channels));
    if (format.rate < kRateMin || format.rate > kRateMax)
        return invalid(fmt::format("{} samples a second are not played", format.rate));
    return format;
}

std::vector<std::int16_t> samples_of(std::string_view data, unsigned channels) {
    const std::size_t frames = data.size() / (kSampleBytes * channels);
    std::vector<std::int16_t> samples(frames);
    const auto sample = [&](std::size_t index) {
        return static_cast<std::int16_t>(number(data, index * kSampleBytes, kSampleBytes));
    };
    for (std::size_t i = 0; i < frames; ++i)
        samples[i] = channels == 1
                         ? sample(i)
                         : static_cast<std::int16_t>((sample(2 * i) + sample(2 * i + 1)) / 2);
    return samples;
}

}  // namespace

Result<Sound> read_wav(std::string_view bytes, WavLength length) {
    if (bytes.size() < kRiffHead || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WAVE")
        return invalid("not a WAV file");
    Format format;
    for (std::size_t at = kRiffHead; at + kChunkHead <= bytes.size();) {
        const std::string_view name = bytes.substr(at, 4);
        const std::size_t stated = number(bytes, at + 4, 4);
        const std::string_view chunk = bytes.substr(at + kChunkHead);
        const bool whole = stated <= chunk.size();
        if (name == "fmt ") format = TRY(read_format(chunk.substr(0, stated)));
        if (name == "data") {
            if (format.rate == 0) return invalid("its sound comes before its format");
            if (!whole && length == WavLength::stated) return invalid("it is cut off");
            return Sound{.rate = static_cast<int>(format.rate),
                         .samples = samples_of(chunk.substr(0, stated), format.channels)};
        }
        if (!whole) return invalid("it is cut off");
        at += kChunkHead + stated + stated % 2;
    }
    return invalid("there is no sound in it");
}

std::string wav_header(int rate, std::size_t samples) {
    const auto a_second = static_cast<unsigned>(rate);
    const auto data_bytes = static_cast<unsigned>(samples * kSampleBytes);
    return "RIFF" + bytes_of(data_bytes + 36, 4) + "WAVEfmt " + bytes_of(kFormatMin, 4) +
           bytes_of(kPcm, 2) + bytes_of(1, 2) + bytes_of(a_second, 4) +
           bytes_of(a_second * kSampleBytes, 4) + bytes_of(kSampleBytes, 2) + bytes_of(16, 2) +
           "data" + bytes_of(data_bytes, 4);
}

std::string wav_bytes(const std::vector<std::int16_t>& samples) {
    std::string bytes;
    bytes.reserve(samples.size() * kSampleBytes);
    for (const std::int16_t sample : samples) {
        bytes += static_cast<char>(sample & 0xff);
        bytes += static_cast<char>(sample >> 8);
    }
    return bytes;
}

std::string write_wav(const Sound& sound) {
    return wav_header(sound.rate, sound.samples.size()) + wav_bytes(sound.samples);
}

}  // namespace voice
