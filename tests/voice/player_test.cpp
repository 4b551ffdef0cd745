#include "voice/player.h"

#include <SDL.h>

#include <algorithm>
#include <cstring>

#include "support/environment.h"
#include "support/said_log.h"
#include "voice/recording.h"
#include "voice/sounds.h"
#include "voice/wake.h"

using voice::Player;
using voice::Wake;
using Samples = std::vector<std::int16_t>;

namespace {

/// What SDL's thread would get next.
Samples next(Player& player, std::size_t count) {
    Samples samples(count, std::int16_t{99});
    player.fill(samples.data(), count);
    return samples;
}

void wait_until_quiet(const Player& player, const Wake& over) {
    for (int i = 0; i < 6 && player.waiting() > 0; ++i) over.wait(std::chrono::seconds(10));
    REQUIRE(player.waiting() == 0);
}

Samples samples_of_file(const std::string& path) {
    const std::string bytes = must(files::read(path, 64 << 20));
    Samples samples(bytes.size() / 2);
    std::memcpy(samples.data(), bytes.data(), samples.size() * 2);
    return samples;
}

}  // namespace

TEST_CASE("sounds are played one after another without a gap, and then silence") {
    Player player;
    int over = 0;
    player.when_over([&] { ++over; });
    player.play({1, 2, 3});
    player.play({});
    player.play({4, 5});
    CHECK(player.waiting() == 2);
    CHECK(next(player, 2) == Samples{1, 2});
    CHECK(over == 0);
    CHECK(next(player, 2) == Samples{3, 4});
    CHECK(over == 1);
    CHECK(next(player, 3) == Samples{5, 0, 0});
    CHECK(over == 2);
    CHECK(player.waiting() == 0);
    CHECK(next(player, 2) == Samples{0, 0});
}

TEST_CASE("volume acts at once, in mid-word; none is silence") {
    Player player;
    player.play(Samples(100, 10'000));
    CHECK(next(player, 1) == Samples{10'000});
    player.set_volume(50);
    CHECK(next(player, 2) == Samples{2500, 2500});
    player.set_volume(0);
    CHECK(next(player, 3) == Samples{0, 0, 0});
    player.set_volume(100);
    CHECK(next(player, 1) == Samples{10'000});
}

TEST_CASE("cleared is silent in the next buffer") {
    Player player;
    player.play(Samples(100, 7));
    CHECK(next(player, 1) == Samples{7});
    player.clear();
    CHECK(player.waiting() == 0);
    CHECK(next(player, 2) == Samples{0, 0});
    player.play({1, 2});
    CHECK(next(player, 2) == Samples{1, 2});
}

TEST_CASE("SDL plays what was handed over, at the card's rate") {
    const TempDir dir;
    const Environment driver("SDL_AUDIODRIVER", "disk");
    const Environment file("SDL_DISKAUDIOFILE", dir / "played.raw");
    const Environment delay("SDL_DISKAUDIODELAY", "1");
    const SaidLog log;  // SDL announces the disk.
    const Wake over = must(Wake::make());
    Player player;
    player.when_over([&] { over.ring(); });
    const int rate = must(player.open());
    CHECK(must(player.open()) == rate);
    player.play(must(voice::resampled(tone(0.5), rate)));
    wait_until_quiet(player, over);
    player.close();
    const Samples played = samples_of_file(dir / "played.raw");
    CHECK(double(played.size()) / rate > 0.45);
    CHECK(loudness(played) > 1000);

    // Closed and opened again; this time without volume.
    player.set_volume(0);
    CHECK(must(player.open()) == rate);
    player.play(must(voice::resampled(tone(0.2), rate)));
    wait_until_quiet(player, over);
    player.close();
    CHECK(loudness(samples_of_file(dir / "played.raw")) == 0);
    CHECK(SDL_WasInit(SDL_INIT_AUDIO) == 0);  // Nothing of it is left to wake the kiosk.
}

TEST_CASE("no loudspeaker is an error each time, until there is one") {
    Player player;
    {
        const Environment driver("SDL_AUDIODRIVER", "none-at-all");
        for (int i = 0; i < 2; ++i)
            CHECK(must_fail(player.open()).starts_with("begin the sound system: "));
        CHECK(player.open().error().code == Error::Code::unavailable);
    }
    const Environment driver("SDL_AUDIODRIVER", "dummy");
    CHECK(must(player.open()) > 0);
}

TEST_CASE("another rate is the same sound, as long as before") {
    const Samples up = must(voice::resampled(tone(1), 48'000));
    CHECK(up.size() == 48'000);
    CHECK(loudness(up) == doctest::Approx(loudness(tone(1).samples)).epsilon(0.02));
    // To its very end.
    for (const int rate : {8000, 22'050, 44'100, 96'000}) {
        voice::Sound ends{.rate = rate, .samples = Samples(std::size_t(rate) / 2)};
        std::fill(ends.samples.end() - rate / 50, ends.samples.end(), std::int16_t{5000});
        const Samples last = must(voice::resampled(ends, 48'000));
        REQUIRE(last.size() == 24'000);
        CHECK(loudness(Samples(last.end() - 480, last.end())) > 3000);
        CHECK(loudness(Samples(last.begin(), last.end() - 1500)) < 50);
    }
    CHECK(must(voice::resampled(tone(0.1), 22'050)) == tone(0.1).samples);
    CHECK(must(voice::resampled({.rate = 8000, .samples = {}}, 48'000)).empty());
}

TEST_CASE("a recording is a WAV file of what was played, at its volume") {
    const TempDir dir;
    voice::Recording recording(dir / "said.wav");
    REQUIRE(must(recording.open()) == 22'050);
    recording.play({1000, -1000});
    recording.set_volume(50);
    recording.play({1000});
    recording.set_volume(0);
    recording.play({1000});
    recording.close();
    const auto sound =
        must(voice::read_wav(must(files::read(dir / "said.wav", 1000)), voice::WavLength::stated));
    CHECK(sound == voice::Sound{.rate = 22'050, .samples = {1000, -1000, 250, 0}});
}
