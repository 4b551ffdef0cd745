#include <doctest/doctest.h>
#include <linux/netlink.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string_view>
#include <thread>

#include "base/files.h"
#include "platform/backlight.h"
#include "platform/display_watch.h"
#include "platform/panel_power.h"
#include "support/temp_dir.h"
#include "support/window_fixture.h"
#include "support/x_observer.h"

using platform::Backlight;
using platform::DisplayWatch;
using platform::PanelPower;
using std::chrono::milliseconds;
using namespace std::string_view_literals;

namespace {

void put(const std::string& path, const std::string& value) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path) << value;
}

std::string value_of(const std::string& path) { return must(files::read(path, 100)); }

/// A watch in a network of its own, where we say what only the kernel may say elsewhere.
struct Kernel {
    explicit Kernel(const std::string& folder) {
        std::thread inside([&] {  // A thread's network ends with it; its sockets stay there.
            if (::unshare(CLONE_NEWNET) != 0) return;
            voice =
                Descriptor(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT));
            watch = std::make_unique<DisplayWatch>(DisplayWatch::open(folder));
        });
        inside.join();
    }
    bool says(std::string_view message) const {
        sockaddr_nl everybody{};
        everybody.nl_family = AF_NETLINK;
        everybody.nl_groups = 1;
        return ::sendto(voice.get(), message.data(), message.size(), 0,
                        reinterpret_cast<const sockaddr*>(&everybody),
                        sizeof everybody) == static_cast<ssize_t>(message.size());
    }
    Descriptor voice;
    std::unique_ptr<DisplayWatch> watch;
};

/// Where a network of one's own is not to be had, such tests are skipped.
const bool kMayBeKernel = Kernel("/").says("x");

constexpr auto kPlugged = "change@/card0\0ACTION=change\0SUBSYSTEM=drm\0HOTPLUG=1\0"sv;
constexpr auto kMouse = "add@/mouse0\0ACTION=add\0SUBSYSTEM=input\0"sv;

}  // namespace

TEST_CASE("a panel that is off is black, hears fingers, and shows its picture again") {
    WindowFixture kiosk;
    XObserver observer(kiosk.display.name());
    const paint::Atlas atlas;
    const std::vector<paint::Quad> quads{{{0, 0, 1920, 1080}, {}, paint::rgb(0x345678)}};
    kiosk.window.present(quads, atlas);
    kiosk.settle();
    kiosk.window.present(quads, atlas);
    REQUIRE(observer.glass(1920, 1080)[0] == 0x345678);

    kiosk.window.set_panel_power(false);
    CHECK_FALSE(kiosk.window.panel_on());
    CHECK(kiosk.window.resized());
    CHECK(kiosk.window.present(quads, atlas));
    const auto dark = observer.glass(1920, 1080);
    CHECK(std::count(dark.begin(), dark.end(), 0u) == 1920 * 1080);
    CHECK_FALSE(kiosk.window.present(quads, atlas));
    CHECK(kiosk.window.prove());

    observer.move(300, 400);
    observer.button(1, true);
    const auto steps = kiosk.steps_within(milliseconds(60));
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].kind == platform::PointerStep::Kind::press);
    CHECK_FALSE(kiosk.window.panel_on());  // Not by itself: whoever turned it off decides.

    kiosk.window.set_panel_power(true);
    CHECK(kiosk.window.present(quads, atlas));
    CHECK(observer.glass(1920, 1080)[0] == 0x345678);
    CHECK(kiosk.window.prove());
}

TEST_CASE("the lamp behind a panel goes off and comes back as bright as it was") {
    const TempDir dir;
    const std::string lamp = dir / "intel_backlight/brightness";
    put(lamp, "740\n");
    put(dir / "intel_backlight/max_brightness", "937\n");
    Backlight backlight = Backlight::find(dir.path());
    CHECK_FALSE(backlight.set(true));  // It is on.
    CHECK(value_of(lamp) == "740\n");
    CHECK(backlight.set(false));
    CHECK(value_of(lamp).front() == '0');
    CHECK(backlight.set(true));
    CHECK(value_of(lamp).starts_with("740"));
    put(lamp, "500\n");  // Somebody turns it down by hand, in the light.
    CHECK_FALSE(backlight.set(true));
    CHECK(value_of(lamp) == "500\n");

    Backlight none = Backlight::find(dir / "nowhere");
    CHECK_FALSE(none.set(false));
    CHECK_FALSE(none.set(true));
}

TEST_CASE("a kiosk that ends in the night, or was killed in it, does not come back dark") {
    const TempDir dir;
    const std::string lamp = dir / "intel_backlight/brightness";
    put(dir / "intel_backlight/max_brightness", "937\n");
    put(lamp, "740\n");
    {
        Backlight backlight = Backlight::find(dir.path());
        CHECK(backlight.set(false));
    }
    CHECK(value_of(lamp).starts_with("740"));
    // 46 is what systemd-backlight makes of 0; 93 is the last below a tenth.
    for (const char* left : {"0\n", "46\n", "93\n"}) {
        put(lamp, left);
        Backlight::find(dir.path());
        CHECK(value_of(lamp).starts_with("937"));
    }
    for (const char* wanted : {"94\n", "500\n", "dim\n"}) {
        put(lamp, wanted);
        Backlight::find(dir.path());
        CHECK(value_of(lamp) == wanted);
    }
    put(dir / "intel_backlight/max_brightness", "1\n");  // On or off, no more.
    put(lamp, "1\n");
    CHECK(Backlight::find(dir.path()).set(false));
    CHECK(value_of(lamp).front() == '1');
}

TEST_CASE("a lamp that does not wake at once gets its light back later, even nights later") {
    const TempDir dir;
    const std::string lamp = dir / "lamp/brightness";
    put(dir / "lamp/max_brightness", "937\n");
    put(lamp, "740\n");
    Backlight backlight = Backlight::find(dir.path());
    const auto breaks = [&](bool broken) {
        std::filesystem::remove(lamp);
        if (broken)
            std::filesystem::create_directory(lamp);  // Root, too, cannot write to that.
        else
            put(lamp, "0\n");
    };
    CHECK(backlight.set(false));
    breaks(true);
    CHECK_FALSE(backlight.set(true));
    breaks(false);
    CHECK(backlight.set(false));
    CHECK(backlight.set(true));
    CHECK(value_of(lamp).starts_with("740"));
    CHECK_FALSE(backlight.set(true));
}

TEST_CASE("a display that comes or goes is seen within the time of a look, told of or not") {
    const TempDir dir;
    const std::string status = dir / "card0-HDMI-A-1/status", modes = dir / "card0-HDMI-A-1/modes";
    put(status, "connected\n");
    put(modes, "1920x1080\n");
    put(dir / "card0/status", "not a connector");
    DisplayWatch watch = DisplayWatch::open(dir.path());
    Instant now{};
    CHECK(watch.changed(now));
    CHECK_FALSE(watch.states_differ());  // The first look knows nothing to compare with.
    CHECK_FALSE(watch.changed(now += DisplayWatch::kLookEvery));
    put(status, "disconnected\n");
    CHECK_FALSE(watch.changed(now += milliseconds(1)));
    CHECK(watch.changed(now += DisplayWatch::kLookEvery));
    CHECK(watch.states_differ());
    CHECK_FALSE(watch.changed(now += DisplayWatch::kLookEvery));
    put(status, "connected\n");
    CHECK(watch.changed(now += DisplayWatch::kLookEvery));
    put(modes, "1280x720\n");  // Another monitor, while nobody looked.
    CHECK(watch.changed(now += DisplayWatch::kLookEvery));
    put(dir / "card1-DP-1/status", "connected\n");
    CHECK(watch.changed(now += DisplayWatch::kLookEvery));
    put(dir / "card0/status", "still none");
    CHECK_FALSE(watch.changed(now += DisplayWatch::kLookEvery));
}

TEST_CASE("a display that is lit is lost with its plug, and told everything again at news") {
    using Says = PanelPower::Says;
    using Step = PanelPower::Step;
    PanelPower power;
    const Instant now{std::chrono::hours(1)};
    CHECK(power.draws());
    CHECK_FALSE(power.waking());
    CHECK(power.step(Says::as_before, now) == Step::tell_again);
    for (const Says says : {Says::nothing, Says::otherwise, Says::gone})
        CHECK(power.step(says, now) == Step::lose);
    CHECK(power.next_deadline() == Instant::max());
}

TEST_CASE("a display that sleeps is kept whatever its plug says, and has time to wake") {
    using Says = PanelPower::Says;
    using Step = PanelPower::Step;
    PanelPower power;
    Instant now{std::chrono::hours(20)};
    power.want(false, now);
    power.obeyed(true);
    CHECK_FALSE(power.lit());
    CHECK_FALSE(power.draws());
    now += std::chrono::hours(10);
    for (const Says says : {Says::nothing, Says::otherwise, Says::as_before})
        CHECK(power.step(says, now) == Step::leave);
    CHECK(power.next_deadline() == Instant::max());
    CHECK(power.step(Says::gone, now) == Step::lose);  // Its card, that is.

    power.want(true, now);
    CHECK(power.draws());
    CHECK(power.waking());
    CHECK(power.next_deadline() == now);
    const Instant morning = now;
    CHECK(power.step(Says::nothing, now) == Step::leave);
    CHECK(power.next_deadline() == morning + PanelPower::kWakesWithin);
    CHECK(power.step(Says::nothing, now += milliseconds(800)) == Step::leave);
    CHECK(power.waking());
    SUBCASE("it wakes") {
        CHECK(power.step(Says::as_before, now += milliseconds(800)) == Step::tell_again);
        CHECK_FALSE(power.waking());
        // Some drop their plug once more on the way.
        CHECK(power.step(Says::nothing, now += milliseconds(800)) == Step::leave);
        CHECK(power.step(Says::as_before, now += milliseconds(800)) == Step::tell_again);
        CHECK(power.next_deadline() == Instant::max());
        now = morning + PanelPower::kWakesWithin;
        CHECK(power.step(Says::nothing, now) == Step::lose);
    }
    SUBCASE("it does not") {
        now = morning + PanelPower::kWakesWithin - milliseconds(1);
        CHECK(power.step(Says::nothing, now) == Step::leave);
        CHECK(power.step(Says::nothing, now += milliseconds(1)) == Step::lose);
        CHECK_FALSE(power.waking());
    }
    SUBCASE("another one was put there") { CHECK(power.step(Says::otherwise, now) == Step::lose); }
    SUBCASE("night comes again") {
        power.want(false, now);
        CHECK_FALSE(power.waking());
        CHECK(power.step(Says::nothing, now) == Step::leave);
    }
}

TEST_CASE("a panel that refuses to be off is drawn on, and its plug is believed, as by day") {
    PanelPower power;
    const Instant now{std::chrono::hours(20)};
    power.want(false, now);
    power.obeyed(false);
    CHECK_FALSE(power.lit());
    CHECK(power.draws());
    CHECK(power.step(PanelPower::Says::as_before, now) == PanelPower::Step::tell_again);
    CHECK(power.step(PanelPower::Says::nothing, now) == PanelPower::Step::lose);
    power.obeyed(true);  // The next display does.
    CHECK_FALSE(power.draws());
}

TEST_CASE("a plug that the kernel tells of is seen at once, and a mouse is no display" *
          doctest::skip(!kMayBeKernel)) {
    const TempDir dir;
    put(dir / "card0-HDMI-A-1/status", "connected\n");
    const Kernel kernel(dir.path());
    DisplayWatch& watch = *kernel.watch;
    Instant now{};
    watch.changed(now);
    std::vector<pollfd> sources;
    watch.add_sources(sources);
    REQUIRE(sources.size() == 1);
    CHECK_FALSE(watch.changed(now += milliseconds(1)));
    REQUIRE(kernel.says(kMouse));
    CHECK_FALSE(watch.changed(now += milliseconds(1)));
    for (const std::string_view message : {kMouse, kPlugged, kPlugged})
        REQUIRE(kernel.says(message));
    CHECK(::poll(sources.data(), sources.size(), 0) == 1);  // The loop wakes up for it.
    CHECK(watch.changed(now += milliseconds(1)));
    CHECK_FALSE(watch.states_differ());
    CHECK_FALSE(watch.changed(now += milliseconds(1)));  // All of it was heard.
    put(dir / "card0-HDMI-A-1/status", "disconnected\n");
    REQUIRE(kernel.says(kPlugged));
    CHECK(watch.changed(now += milliseconds(1)));
    CHECK(watch.states_differ());
}
