// Power cuts and crashes, as far as a process can have them: the kiosk is killed at random
// instants while somebody taps as fast as the program can follow.

#include <doctest/doctest.h>
#include <signal.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

#include "journal/reader.h"
#include "support/must.h"
#include "support/temp_dir.h"
#include "support/xvfb.h"
#include "window/walker.h"

namespace {

using std::chrono::milliseconds;

constexpr int kRuns = 200;
constexpr int kKilled = 128 + SIGKILL;
// A small glass is painted quickly: more taps between two deaths.
constexpr int kWidth = 640, kHeight = 360;
constexpr const char* kScreen = "640x360x24";

// One death in four falls into the start, when the journal is opened and its log read back.
constexpr int kEarly = 4;
constexpr milliseconds kStartMax{300};
constexpr milliseconds kServingMax{400};

using Dice = std::mt19937;

int roll(Dice& dice, int sides) {
    return static_cast<int>(dice() % static_cast<unsigned>(sides));
}

unsigned seed() {
    const char* given = std::getenv("MOTCUA_SEED");
    return given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device()();
}

/// Something on the glass; mostly what leads to rows of the journal.
std::string something(const Shown& shown, Dice& dice) {
    std::vector<std::string> all, leading;
    for (const auto& [id, area] : shown.targets) {
        all.push_back(id);
        for (const char* good : {"start", "track", "most-used", "row-", "by-phone", "step-", "done",
                                 "out.", "face-", "end", "to-counter", "first", "facts", "send"})
            if (id.starts_with(good)) leading.push_back(id);
    }
    const auto& from = leading.empty() || roll(dice, 8) == 0 ? all : leading;
    return from.empty() ? "" : from[dice() % from.size()];
}

/// Kills a process after a while, whatever it is doing.
std::jthread killer(pid_t process, milliseconds after) {
    return std::jthread([process, after] {
        std::this_thread::sleep_for(after);
        kill(process, SIGKILL);
    });
}

/// Starts the kiosk, taps, and has it killed. Returns how many rows it had acknowledged.
std::int64_t live_and_die(const Site& site, const std::string& display, Dice& dice) {
    Walker walker = must(Walker::start(
        {.display = display, .own_clock = true, .await_attract = false}, site, kWidth, kHeight));
    const bool early = roll(dice, kEarly) == 0;
    if (!early) must(walker.until("attract"));
    const milliseconds span = early ? kStartMax : kServingMax;
    const milliseconds after{roll(dice, static_cast<int>(span.count()))};
    CAPTURE(early);
    CAPTURE(after.count());
    {
        const std::jthread death = killer(walker.process().id(), after);
        bool alive = !early || walker.until("attract").has_value();
        while (alive) {
            const std::string id = something(walker.shown(), dice);
            alive = (id.empty() || walker.tap_in_no_time(id)) && walker.process().runs();
        }
    }
    CHECK(must(walker.process().wait(std::chrono::seconds(20))) == kKilled);
    return must(walker.last_written());
}

}  // namespace

TEST_CASE("killed at any moment, 200 times: the journal opens, verifies, and keeps its word") {
    const unsigned seeded = seed();
    MESSAGE("MOTCUA_SEED=", seeded);
    Dice dice(seeded);
    const TempDir folder;
    const Site site = must(Site::make(folder.path(), false));
    const Xvfb display = must(Xvfb::start(kScreen));
    std::vector<journal::Entry> before;
    std::int64_t acknowledged_in_all = 0;
    for (int run = 1; run <= kRuns; ++run) {
        CAPTURE(run);
        const std::int64_t acknowledged = live_and_die(site, display.name(), dice);
        acknowledged_in_all += acknowledged;
        if (!std::filesystem::exists(site.journal())) continue;  // Died before it was made.
        auto reader = journal::Reader::open(site.journal());
        if (!reader && reader.error().code == Error::Code::not_found) continue;  // Still empty.
        REQUIRE_MESSAGE(reader, reader.error().message);
        const journal::Verification found = must(reader->verify());
        for (const std::string& fault : found.faults) FAIL_CHECK(fault);
        const auto old = static_cast<std::int64_t>(before.size());
        REQUIRE(found.rows >= old + acknowledged);
        std::vector<journal::Entry> now = must(reader->rows(1, found.rows));
        REQUIRE(std::equal(before.begin(), before.end(), now.begin()));
        before = std::move(now);
    }
    MESSAGE(before.size(), " rows, ", acknowledged_in_all, " of them acknowledged");
    CHECK(acknowledged_in_all > kRuns);  // Otherwise nothing was tried.
    for (const auto& file : std::filesystem::directory_iterator(site.state()))
        CHECK(file.path().filename().string().find("damaged") == std::string::npos);
}
