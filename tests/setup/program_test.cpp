#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "settings/agent_file.h"
#include "settings/settings.h"
#include "setup/made_machine.h"
#include "staff/account.h"
#include "staff/pty.h"
#include "staff/ran.h"
#include "support/province_stand.h"
#include "support/shipped_places.h"

// motcua-kiosk setup, run as a program.

namespace {

/// A systemctl that knows no unit: this machine's services are none of ours.
class NoUnits {
public:
    NoUnits() {
        const std::string script = dir_ / "systemctl";
        std::ofstream(script) << "#!/bin/sh\necho inactive\nexit 3\n";
        std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    }
    std::string path() const { return dir_.path() + ":" + std::getenv("PATH"); }

private:
    TempDir dir_;
};

std::vector<std::string> command_of(const std::string& config, const std::string& state,
                                    const std::vector<std::string>& words) {
    static const NoUnits units;
    std::vector<std::string> all{"/usr/bin/env", "PATH=" + units.path(),
                                 "TERM=xterm",   BINARY_DIR "/motcua-kiosk",
                                 "--config",     config,
                                 "--assets",     SOURCE_DIR "/assets",
                                 "--state",      state,
                                 "setup",        "--no-glass"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

struct Site {
    ShippedPlaces shipped;
    TempDir scratch;
    std::string config = shipped.places().config, state = scratch / "state";

    Site() {
        std::filesystem::create_directories(state);
        std::ofstream(state + "/staff.json") << "{";  // So that no machine is ready.
    }
    Ran run(std::vector<std::string> words) const {
        std::filesystem::remove(scratch / "out");  // What is there would be added to.
        Process process = must(
            Process::start({.words = command_of(config, state, words), .output = scratch / "out"}));
        const int status = must(process.wait(std::chrono::seconds(120)));
        return {status, contents_of(scratch / "out")};
    }
    settings::Settings kiosk() const { return must(settings::load(config + "/kiosk.toml")); }
};

bool says(const Ran& ran, const std::string& words) { return ran.out.find(words) != ran.out.npos; }

}  // namespace

TEST_CASE("at a terminal: asked, shown, written, tested, and what is wrong is said" *
          doctest::skip(!kHasTerminals)) {
    const Site site;
    Terminal terminal(command_of(site.config, site.state, {}));
    const auto answer = [&](const std::string& prompt, const std::string& typed) {
        CAPTURE(terminal.shown());
        REQUIRE(terminal.wait_for(prompt));
        terminal.type(typed + "\n");
    };
    answer("Phường, xã (tên hoặc mã; gõ không dấu cũng được) [Phường Diên Hồng (23563)]: ",
           "quy nhon bac");
    answer("Quầy mà người dân được mời đến [1]: ", "5");
    answer("độ theo chiều kim đồng hồ", "90");
    answer("Bề ngang", "21,5 inch");
    answer("Từ sàn", "");
    answer("Tên Wi-Fi", "-");
    answer("thứ Hai đến thứ Sáu", "");
    answer("thứ Bảy", "-");
    answer("Chủ nhật", "");
    answer("Máy in phiếu", "");
    answer("Máy in bảng", "");
    answer("Địa chỉ máy chủ của tỉnh", "");
    REQUIRE(terminal.wait_for("Phường Quy Nhơn Bắc (21553)"));
    answer("Ghi cấu hình này? [C/k]", "c");
    REQUIRE(terminal.wait_for("Đã ghi cấu hình"));
    // Without a service to start, or with one that cannot be, the verdict comes last.
    while (!terminal.wait_for("CHƯA SẴN SÀNG")) {
        REQUIRE(terminal.shown().ends_with("[C/k] "));
        terminal.type("k\n");
    }
    CHECK(terminal.finish() == 1);
    CHECK(terminal.shown().find("✗") != std::string::npos);
    CHECK(terminal.shown().find("sudo motcua-staff add QL01") != std::string::npos);
    const settings::Settings kiosk = site.kiosk();
    CHECK(kiosk.unit.ward == "21553");
    CHECK(kiosk.unit.counter == "5");
    CHECK(kiosk.screen.panel_width_mm == 268);
    CHECK(kiosk.screen.rotate == 90);
    CHECK(kiosk.wifi.name.empty());
    CHECK(kiosk.opening[6].empty());
    CHECK(site.shipped.read("config/kiosk.toml").find("# the counter citizens are sent to") !=
          std::string::npos);
}

TEST_CASE("Ctrl+C, the end of input or a No leave everything as it was" *
          doctest::skip(!kHasTerminals)) {
    for (const std::string& end : {std::string("\x03"), std::string("\x04")}) {
        const Site site;
        const std::string before = site.shipped.read("config/kiosk.toml");
        Terminal terminal(command_of(site.config, site.state, {}));
        REQUIRE(terminal.wait_for("Phường, xã"));
        terminal.type("quy nhon bac\n");
        REQUIRE(terminal.wait_for("Quầy mà"));
        terminal.type(end);
        CHECK(terminal.finish() != 0);
        CHECK(site.shipped.read("config/kiosk.toml") == before);
        CHECK_FALSE(std::filesystem::exists(site.config + "/kiosk.toml.bak"));
    }
}

TEST_CASE("a file answers everything, options win over it, and a second run changes nothing") {
    const Site site;
    std::ofstream(site.scratch / "answers.toml")
        << "ward = \"an lão\"\ncounter = \"2\"\npanel_width_mm = 476\nwifi_name = \"\"\n";
    Ran ran = site.run(
        {"--yes", "--from", site.scratch / "answers.toml", "--counter", "3", "--language", "en"});
    CAPTURE(ran.out);
    CHECK(ran.status == 1);  // The accounts cannot be read.
    CHECK(says(ran, "Answers taken from"));
    CHECK(says(ran, "NOT READY"));
    CHECK(site.kiosk().unit.ward == "21609");
    CHECK(site.kiosk().unit.counter == "3");
    const std::string written = site.shipped.read("config/kiosk.toml");
    ran = site.run({"--yes"});
    CHECK(says(ran, "Cấu hình vẫn như cũ"));
    CHECK(site.shipped.read("config/kiosk.toml") == written);
    ran = site.run({"--check", "--counter", "9"});
    CHECK_FALSE(says(ran, "Cấu hình vẫn"));
    CHECK(site.shipped.read("config/kiosk.toml") == written);
}

TEST_CASE("what is refused is refused whole, with status 2 and its place") {
    const Site site;
    const std::string before = site.shipped.read("config/kiosk.toml");
    std::ofstream(site.scratch / "bad.toml") << "counter = \"2\"\nward = \"Sài Gòn\"\nx = 1\n";
    const auto refused = [&](std::vector<std::string> words, const std::string& why) {
        words.insert(words.begin(), "--yes");
        const Ran ran = site.run(words);
        CAPTURE(ran.out);
        CHECK(ran.status == 2);
        CHECK(says(ran, why));
        CHECK(site.shipped.read("config/kiosk.toml") == before);
    };
    refused({"--from", site.scratch / "bad.toml"}, "bad.toml:3: unknown key \"x\"");
    refused({"--from", "/nowhere.toml"}, "/nowhere.toml");
    refused({"--ward", "Sài Gòn", "--counter", "4"}, "--ward: \"Sài Gòn\": không có phường, xã");
    refused({"--panel-width-mm", "20"}, "\"panel_width_mm\"");
    refused({"--language", "fr"}, "vi or en");
    refused({"--wrong"}, "--wrong");
    site.shipped.change("config/kiosk.toml", "rotate = 0", "rotate = 1");
    const Ran ran = site.run({"--yes", "--counter", "4"});
    CHECK(ran.status == 2);
    CHECK(says(ran, "kiosk.toml:17: \"rotate\": expected"));
}

TEST_CASE("a folder that cannot be written says so, and the readiness report is a PDF") {
    const Site site;
    const Ran ran = site.run({"--check", "--report", site.scratch / "report.pdf"});
    CAPTURE(ran.out);
    CHECK(says(ran, "Biên bản kiểm tra: "));
    CHECK(contents_of(site.scratch / "report.pdf").starts_with("%PDF-"));
    CHECK(site.run({"--check", "--report", "/nowhere/report.pdf"}).status == 1);
    std::filesystem::create_directories(site.config + "/kiosk.toml.new/in the way");
    const std::string before = site.shipped.read("config/kiosk.toml");
    const Ran refused = site.run({"--yes", "--counter", "8"});
    CHECK(refused.status == 1);
    CHECK(says(refused, "kiosk.toml.new"));
    CHECK(site.shipped.read("config/kiosk.toml") == before);
}

TEST_CASE("a real province takes its code, and refuses another; both are said") {
    const TempDir dir;
    ProvinceStand stand = must(ProvinceStand::make(dir / "stand"));
    must(stand.start({}));
    auto accounts = must(staff::Accounts::load(stand.state() + "/staff.json"));
    must(accounts.add("QL01", staff::Role::manager, "730158"));
    const auto run = [&](std::vector<std::string> words) {
        std::filesystem::remove(dir / "out");
        Process process = must(Process::start(
            {.words = command_of(stand.config(), stand.state(), words), .output = dir / "out"}));
        const int status = must(process.wait(std::chrono::seconds(120)));
        return Ran{status, contents_of(dir / "out")};
    };
    Ran ran = run({"--yes", "--province", stand.address(), "--code", "AAAAA-AAAAA-AAAAA"});
    CAPTURE(ran.out);
    CHECK(ran.status == 1);
    CHECK(says(ran, "✗ Máy chủ của tỉnh"));
    CHECK(says(ran, "Xin tỉnh mã mới"));
    // The address is kept all the same.
    CHECK(must(settings::load_agent(stand.config() + "/agent.toml")).address == stand.address());

    const std::string code = must(stand.code());
    ran = run({"--yes", "--code", code});
    CAPTURE(ran.out);
    CHECK(says(ran, "The province must show the same four words: "));
    CHECK(says(ran, "✓ Máy chủ của tỉnh"));
    CHECK(says(ran, "bốn từ đối chiếu: "));
    CHECK(contents_of(stand.config() + "/agent.toml").find(code) == std::string::npos);

    // Another ward than the certificate's.
    ran = run({"--yes", "--ward", "21609"});
    CHECK(says(ran, "đã nối với tư cách phường, xã 23563"));
    CHECK(ran.status == 1);
}
