#include "voice/headphones.h"

#include <filesystem>
#include <fstream>

#include "base/clock.h"
#include "support/environment.h"
#include "support/must.h"
#include "support/temp_dir.h"

using voice::CardHeadphones;
using voice::Plugged;
using voice::Wake;

namespace {

void wait_for(const Wake& wake, const CardHeadphones& headphones, Plugged plugged) {
    const SystemClock clock;
    const Instant latest = clock.now() + std::chrono::minutes(1);
    while (headphones.plugged() != plugged && clock.now() < latest)
        wake.wait(std::chrono::milliseconds(10'000));
    REQUIRE(headphones.plugged() == plugged);
}

}  // namespace

TEST_CASE("headphone jacks are told by their names; phantom ones feel nothing") {
    CHECK(voice::is_headphone_jack("Headphone Jack"));
    CHECK(voice::is_headphone_jack("Front Headphone Jack"));
    CHECK_FALSE(voice::is_headphone_jack("Headphone Phantom Jack"));
    CHECK_FALSE(voice::is_headphone_jack("Headphone Playback Switch"));
    CHECK_FALSE(voice::is_headphone_jack("Speaker Jack"));
    CHECK_FALSE(voice::is_headphone_jack("Mic Jack"));
}

TEST_CASE("without a card nothing is known, also when devices come that are none") {
    const TempDir devices;
    int changes = 0;
    {
        const auto headphones = must(CardHeadphones::watch(
            [&] { ++changes; }, {.devices = devices.path(), .cards = {"hw:31"}}));
        CHECK(headphones->plugged() == Plugged::unknown);
        std::filesystem::create_directory(devices / "snd");
        std::ofstream(devices / "snd/controlC0");
        CHECK(headphones->plugged() == Plugged::unknown);
    }
    CHECK(changes == 0);
    const auto nowhere =
        must(CardHeadphones::watch({}, {.devices = devices / "not-there", .cards = {"hw:31"}}));
    CHECK(nowhere->plugged() == Plugged::unknown);
}

TEST_CASE("headphones are seen when they are plugged in and pulled out") {
    const TempDir dir;
    const auto plug = [&](bool in) { std::ofstream(dir / "jack") << (in ? '1' : '0'); };
    plug(false);
    std::ofstream(dir / "asound.conf") << "ctl_type.motcua_jack { lib \"" << JACK_PLUGIN << "\" }\n"
                                       << "ctl.jack { type motcua_jack file \"" << dir / "jack"
                                       << "\" }\n";
    const Environment configuration("ALSA_CONFIG_PATH", dir / "asound.conf");
    const Wake wake = must(Wake::make());
    const auto headphones = must(CardHeadphones::watch(
        [&] { wake.ring(); }, {.devices = dir.path(), .cards = {"hw:31", "jack"}}));
    CHECK(headphones->plugged() == Plugged::out);
    for (int i = 0; i < 3; ++i) {
        plug(true);
        wait_for(wake, *headphones, Plugged::in);
        plug(false);
        wait_for(wake, *headphones, Plugged::out);
    }
    // A card that comes makes it look again, and the others are not lost.
    std::filesystem::create_directory(dir / "snd");
    plug(true);
    wait_for(wake, *headphones, Plugged::in);
}
