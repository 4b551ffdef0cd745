#include "platform/folder_watch.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "platform/input_devices.h"
#include "support/temp_dir.h"

using platform::FolderWatch;
using std::chrono::milliseconds;

namespace {

bool speaks(const FolderWatch& watch) {
    std::vector<pollfd> sources;
    watch.add_sources(sources);
    return ::poll(sources.data(), sources.size(), 0) > 0;
}

}  // namespace

TEST_CASE("what comes into a folder, or goes, is heard of") {
    const TempDir dir;
    FolderWatch watch = FolderWatch::open(dir.path());
    Instant now{};
    CHECK_FALSE(watch.changed(now));
    CHECK_FALSE(watch.is_due(now + std::chrono::hours(1)));
    std::ofstream(dir / "event0") << "";
    CHECK(speaks(watch));
    CHECK(watch.changed(now));
    CHECK_FALSE(watch.changed(now));
    std::filesystem::permissions(dir / "event0", std::filesystem::perms::owner_read);
    CHECK(watch.changed(now));
    std::filesystem::remove(dir / "event0");
    CHECK(watch.changed(now));
    CHECK_FALSE(watch.changed(now));
}

TEST_CASE("a folder that is not there yet is tried again, and watched once it is") {
    const TempDir dir;
    FolderWatch watch = FolderWatch::open(dir / "input");
    Instant now{std::chrono::hours(1)};
    CHECK(watch.is_due(now));
    CHECK(watch.changed(now));
    CHECK_FALSE(watch.is_due(now + FolderWatch::kTryEvery - milliseconds(1)));
    CHECK_FALSE(watch.changed(now + FolderWatch::kTryEvery - milliseconds(1)));
    std::filesystem::create_directory(dir / "input");
    std::ofstream(dir / "input/event0") << "";
    now += FolderWatch::kTryEvery;
    CHECK(watch.is_due(now));
    CHECK(watch.changed(now));  // And with it everything that is in it already.
    CHECK_FALSE(watch.is_due(now + std::chrono::hours(1)));
    CHECK_FALSE(watch.changed(now));
    std::ofstream(dir / "input/event1") << "";
    CHECK(watch.changed(now));
}

TEST_CASE("a watch ends with its folder, and the next folder of that name gets another") {
    const TempDir dir;
    std::filesystem::create_directory(dir / "input");
    FolderWatch watch = FolderWatch::open(dir / "input");
    Instant now{std::chrono::hours(1)};
    std::filesystem::remove(dir / "input");
    CHECK(speaks(watch));
    CHECK(watch.changed(now));
    CHECK(watch.is_due(now += FolderWatch::kTryEvery));
    std::filesystem::create_directory(dir / "input");
    CHECK(watch.changed(now));
    CHECK_FALSE(watch.is_due(now + FolderWatch::kTryEvery));
    // Gone and there again before anybody looked.
    std::filesystem::remove(dir / "input");
    std::filesystem::create_directory(dir / "input");
    CHECK(watch.changed(now));
    CHECK_FALSE(watch.is_due(now + FolderWatch::kTryEvery));
    std::ofstream(dir / "input/event0") << "";
    CHECK(watch.changed(now));
}

TEST_CASE("who reads the devices is due while their folder is not there") {
    const TempDir dir;
    auto devices = platform::InputDevices::open(dir / "input");
    Instant now{std::chrono::hours(1)};
    std::vector<platform::Input> heard;
    CHECK(devices.is_due(now));
    devices.read(heard, now);
    CHECK_FALSE(devices.is_due(now));
    std::filesystem::create_directory(dir / "input");
    devices.read(heard, now += FolderWatch::kTryEvery);
    CHECK_FALSE(devices.is_due(now + std::chrono::hours(1)));
    CHECK(devices.touch_devices() == 0);
    CHECK(heard.empty());
}
