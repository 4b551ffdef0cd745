#include "setup/setup.h"

#include <filesystem>
#include <sstream>

#include "setup/made_machine.h"
#include "staff/account.h"
#include "support/fake_clock.h"
#include "support/must.h"
#include "support/shipped_places.h"

namespace {

/// A machine on which all is well but that nothing has been set up, and what was run on it.
struct Bench {
    ShippedPlaces shipped;
    MadeMachine made;
    FakeClock clock;
    ToldSystemd systemd{};
    std::vector<std::string> ran{};
    int appliance_status = 0;
    setup::Machine machine{.clock = clock,
                           .run = runner(),
                           .programs = BINARY_DIR,
                           .drm = made.drm(),
                           .input = made.input(),
                           .mountinfo = made / "mountinfo",
                           .systemd = made.input(),  // It runs.
                           .appliance = "/appliance",
                           .may_draw = false};
    setup::Options options{.places = shipped.places(), .version = "0.1.0", .yes = true};
    std::string said{};

    Bench() {
        std::filesystem::create_directories(options.places.state);
        made.plug("card0-HDMI-A-1", "connected", "1920x1080\n", made_edid(476, 268, "P2219H"));
        made.attach_touch();
        auto accounts = must(staff::Accounts::load(options.places.state + "/staff.json"));
        must(accounts.add("QL01", staff::Role::manager, "730158"));
    }
    /// The appliance's script enables, a start starts.
    setup::Runner runner() {
        return [this](const std::vector<std::string>& words,
                      std::chrono::milliseconds longest) -> Result<setup::Ran> {
            const bool appliance = words.front() == "/appliance";
            if (appliance || (words.front() == "systemctl" && words[1] == "start"))
                ran.push_back(words.front() + " " + words[1]);
            if (appliance && appliance_status != 0)
                return setup::Ran{.status = appliance_status, .said = "first\nno GRUB"};
            for (const char* unit : {"motcua-kiosk.service", "motcua-agent.service"}) {
                if (appliance) systemd.answers[std::string("is-enabled ") + unit] = "enabled";
                if (words.back() == unit && words[1] == "start")
                    systemd.answers[std::string("is-active ") + unit] = "active";
            }
            if (appliance) return setup::Ran{};
            return systemd.runner()(words, longest);
        };
    }
    int run(const std::string& typed = {}) {
        std::istringstream in(typed);
        std::ostringstream out;
        setup::Console console(in, out, false);
        const int status = setup::run(options, machine, console);
        said = out.str();
        return status;
    }
    bool says(const std::string& words) const { return said.find(words) != said.npos; }
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a machine on which all is well becomes a kiosk, and the page is green") {
    Bench bench;
    const int status = bench.run();
    CAPTURE(bench.said);
    CHECK(status == 0);
    CHECK(bench.says("\nSẴN SÀNG phục vụ người dân"));
    CHECK(bench.says("✓ Dịch vụ hệ thống"));
    CHECK(bench.ran == Words{"/appliance on", "systemctl start", "systemctl start"});
    bench.ran.clear();
    CHECK(bench.run() == 0);
    CHECK(bench.ran.empty());  // It is one already.
}

TEST_CASE("who sits at the kiosk's own screen keeps it until the next start") {
    Bench bench;
    bench.machine.at_console = true;
    CHECK(bench.run() == 0);
    CHECK(bench.ran == Words{"/appliance on"});
    CHECK(bench.says("! Dịch vụ hệ thống"));
    CHECK(bench.says("sudo reboot"));
}

TEST_CASE("a test alone starts nothing, a No starts nothing, and what fails is said") {
    Bench bench;
    bench.options.check = true;
    CHECK(bench.run() == 1);
    CHECK(bench.ran.empty());
    bench.options.check = bench.options.yes = false;
    CHECK(bench.run(std::string(13, '\n') + "c\nk\n") == 1);
    CHECK(bench.ran.empty());
    CHECK(bench.says("✗ Dịch vụ hệ thống"));
    bench.options.yes = true;
    bench.appliance_status = 1;
    CHECK(bench.run() == 1);
    CHECK(bench.says("✗ Dịch vụ hệ thống       no GRUB"));
}

TEST_CASE("a stick with answers is looked for, and said where they came from") {
    Bench bench;
    const std::string stick = bench.made / "media/STICK";
    std::filesystem::create_directories(stick);
    std::ofstream(bench.made / "mountinfo") << "1 0 8:1 / " << stick << " rw - vfat /dev/sda1 rw\n";
    bench.shipped.change("config/kiosk.toml", "\"/media\"", "\"" + (bench.made / "media") + "\"");
    std::ofstream(stick + "/motcua-setup.toml") << "ward = \"an lão\"\n";
    CHECK(bench.run() == 0);
    CHECK(bench.says("Lấy câu trả lời từ " + stick + "/motcua-setup.toml"));
    CHECK(bench.shipped.read("config/kiosk.toml").find("\"21609\"") != std::string::npos);
    std::ofstream(stick + "/motcua-setup.toml") << "wart = \"an lão\"\n";
    CHECK(bench.run() == 2);
    CHECK(bench.says("motcua-setup.toml:1: unknown key \"wart\""));
}
