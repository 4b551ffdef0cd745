#include "voice/player.h"

#include <SDL.h>
#include <alsa/asoundlib.h>

#include <algorithm>
#include <memory>

namespace voice {

namespace {

constexpr int kRate = 48'000;           // What sound cards do without converting.
constexpr Uint16 kBufferSamples = 512;  // 11 ms: how long a hushed voice still sounds.
constexpr std::size_t kSampleBytes = 2;
constexpr std::size_t kTailsASecond = 10;  // Silence behind a sound that is resampled: 0.1 s.

struct CloseStream {
    void operator()(SDL_AudioStream* stream) const { SDL_FreeAudioStream(stream); }
};

Error no_sound(const char* doing) {
    return {Error::Code::unavailable, std::string(doing) + ": " + SDL_GetError()};
}

/// ALSA prints half a page on standard error for every card it does not find; SDL's one line is
/// enough.
void say_nothing(const char*, int, const char*, int, const char*, ...) {}

void fill_for(void* player, Uint8* bytes, int count) {
    static_cast<Player*>(player)->fill(reinterpret_cast<std::int16_t*>(bytes),
                                       static_cast<std::size_t>(count) / kSampleBytes);
}

}  // namespace

Player::Player() {
    snd_lib_error_set_handler(say_nothing);
    // Cards that come and go must not wake a drawing thread that waits for touches.
    SDL_EventState(SDL_AUDIODEVICEADDED, SDL_IGNORE);
    SDL_EventState(SDL_AUDIODEVICEREMOVED, SDL_IGNORE);
}

Player::~Player() { close(); }

Result<int> Player::open() {
    if (device_ != 0) return rate_;
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return no_sound("begin the sound system");
    SDL_AudioSpec wanted{};
    wanted.freq = kRate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = kBufferSamples;
    wanted.callback = fill_for;
    wanted.userdata = this;
    SDL_AudioSpec got{};
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, &got, SDL_AUDIO_ALLOW_FREQUENCY_CHANGE);
    if (device_ == 0) {
        Error error = no_sound("open a loudspeaker");
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return error;
    }
    rate_ = got.freq;
    SDL_PauseAudioDevice(device_, 0);
    return rate_;
}

void Player::close() {
    if (device_ == 0) return;
    SDL_CloseAudioDevice(device_);  // Waits until its last buffer was heard.
    device_ = 0;
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    clear();
}

void Player::play(std::vector<std::int16_t> samples) {
    if (samples.empty()) return;
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(samples));
}

std::size_t Player::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void Player::clear() {
    std::deque<std::vector<std::int16_t>> gone;  // Freed behind the lock.
    const std::lock_guard lock(mutex_);
    gone.swap(waiting_);
    played_ = 0;
}

void Player::fill(std::int16_t* samples, std::size_t count) {
    const float gain = gain_.load();
    bool over = false;
    {
        const std::lock_guard lock(mutex_);
        while (count > 0 && !waiting_.empty()) {
            const std::vector<std::int16_t>& now = waiting_.front();
            const std::size_t part = std::min(count, now.size() - played_);
            const auto from = now.begin() + static_cast<std::ptrdiff_t>(played_);
            samples = std::transform(
                from, from + static_cast<std::ptrdiff_t>(part), samples, [&](std::int16_t sample) {
                    return static_cast<std::int16_t>(static_cast<float>(sample) * gain);
                });
            played_ += part;
            count -= part;
            if (played_ < now.size()) continue;
            waiting_.pop_front();
            played_ = 0;
            over = true;
        }
    }
    std::fill_n(samples, count, std::int16_t{0});
    if (over && over_) over_();
}

Result<std::vector<std::int16_t>> resampled(const Sound& sound, int rate) {
    if (sound.rate == rate || sound.samples.empty()) return sound.samples;
    const std::unique_ptr<SDL_AudioStream, CloseStream> stream(
        SDL_NewAudioStream(AUDIO_S16SYS, 1, sound.rate, AUDIO_S16SYS, 1, rate));
    if (!stream) return no_sound("change a sound's rate");
    // The stream keeps what it would need to go on: silence behind the sound brings its end out.
    const std::vector<std::int16_t> silence(static_cast<std::size_t>(sound.rate) / kTailsASecond);
    const auto put = [&](const std::vector<std::int16_t>& samples) {
        return SDL_AudioStreamPut(stream.get(), samples.data(),
                                  static_cast<int>(samples.size() * kSampleBytes)) == 0;
    };
    if (!put(sound.samples) || !put(silence) || SDL_AudioStreamFlush(stream.get()) != 0)
        return no_sound("change a sound's rate");
    std::vector<std::int16_t> samples(sound.samples.size() * static_cast<std::size_t>(rate) /
                                      static_cast<std::size_t>(sound.rate));
    const int got = SDL_AudioStreamGet(stream.get(), samples.data(),
                                       static_cast<int>(samples.size() * kSampleBytes));
    if (got < 0) return no_sound("change a sound's rate");
    samples.resize(static_cast<std::size_t>(got) / kSampleBytes);
    return samples;
}

}  // namespace voice
