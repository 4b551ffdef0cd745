#include "setup/probes.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "journal/journal.h"
#include "setup/made_machine.h"
#include "setup/page.h"
#include "staff/account.h"
#include "support/fake_clock.h"
#include "support/must.h"
#include "support/shipped_places.h"

using setup::Finding;
using setup::Grade;

namespace {

/// A kiosk that is looked at: everything about it can be changed.
struct Kiosk {
    ShippedPlaces shipped;
    MadeMachine made;
    FakeClock clock;
    ToldSystemd systemd{};
    settings::Settings settings = must(settings::load(shipped.places().config + "/kiosk.toml"));
    settings::AgentFile agent{};
    text::Words words = must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
    shell::Places places = shipped.places();
    setup::Machine machine{.clock = clock,
                           .run = systemd.runner(),
                           .programs = BINARY_DIR,
                           .drm = made.drm(),
                           .input = made.input(),
                           .systemd = made.input(),  // It runs.
                           .may_draw = false};
    setup::Subject subject{.machine = machine,
                           .places = places,
                           .settings = settings,
                           .agent = agent,
                           .words = words,
                           .language = text::Language::vi};

    Kiosk() { std::filesystem::create_directories(places.state); }
    /// The glass with the width the configuration says.
    setup::Looked glass(int width, int height, double width_mm) {
        shipped.change("config/kiosk.toml", "panel_width_mm = 476",
                       fmt::format("panel_width_mm = {}", width_mm));
        settings = must(settings::load(places.config + "/kiosk.toml"));
        made.plug("card0-HDMI-A-1", "connected", fmt::format("{}x{}\n", width, height),
                  made_edid(476, 268, "P2219H"));
        setup::Looked looked;
        look_at_glass(subject, looked);
        return looked;
    }
};

Grade grade_of(const setup::Looked& looked, const std::string& id) {
    for (const Finding& one : looked.findings)
        if (one.id == id) return one.grade;
    FAIL("no finding of " << id);
    return Grade::bad;
}

}  // namespace

TEST_CASE("a 21.5-inch panel shows every code large enough") {
    Kiosk kiosk;
    const setup::Looked looked = kiosk.glass(1920, 1080, 476);
    CHECK(setup::is_well(looked.findings));
    CHECK(looked.width_pixels == 1920);
    CHECK_FALSE(looked.catalogue_date.empty());
    CHECK(looked.findings.size() == 3);
    for (const Finding& one : looked.findings) CHECK(one.grade == Grade::good);
    CHECK(looked.findings.back().figure.find("560") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(kiosk.places.state + "/catalogue.json"));
}

TEST_CASE("a width that cannot be, another one than the monitor's, and a small panel are said") {
    CHECK(grade_of(Kiosk().glass(1920, 1080, 1500), "size") == Grade::bad);
    CHECK(grade_of(Kiosk().glass(1280, 720, 527), "size") == Grade::note);
    Kiosk small;
    const setup::Looked looked = small.glass(1366, 768, 344);  // 15.6 inches.
    CHECK(grade_of(looked, "size") == Grade::note);
    CHECK_FALSE(setup::is_well(looked.findings));  // 57 mm: whole pixels.
    CHECK(grade_of(looked, "code") == Grade::bad);
}

TEST_CASE("without a display that is what is wrong; a kiosk that runs has the glass") {
    Kiosk kiosk;
    setup::Looked looked;
    look_at_glass(kiosk.subject, looked);
    REQUIRE(looked.findings.size() == 1);
    CHECK(looked.findings.front().grade == Grade::bad);
    kiosk.machine.may_draw = true;
    kiosk.systemd.answers["is-active motcua-kiosk.service"] = "active";
    const setup::Looked running = kiosk.glass(1920, 1080, 476);
    CHECK(running.findings.front().figure.find("card0-HDMI-A-1") != std::string::npos);
}

TEST_CASE("the clock: a wrong year is bad, one that nobody keeps is to be known") {
    Kiosk kiosk;
    const auto at = [&](const char* day, bool kept) {
        kiosk.clock.set_wall(std::chrono::sys_days(parse_iso_date(day)));
        kiosk.clock.set_synchronised(kept);
        return look_at_clock(kiosk.subject).grade;
    };
    CHECK(at("2026-11-27", true) == Grade::good);
    CHECK(at("2026-11-27", false) == Grade::note);
    CHECK(at("1970-01-01", true) == Grade::bad);
    CHECK(at("2049-01-01", false) == Grade::bad);
}

TEST_CASE("touch, network, disk and voice are looked at where they are") {
    Kiosk kiosk;
    CHECK(look_at_touch(kiosk.subject).grade == Grade::bad);
    kiosk.made.attach_touch();
    CHECK(look_at_touch(kiosk.subject).figure == "ILITEK Multi-Touch");
    std::ofstream(kiosk.made / "route") << "Iface\tDestination\n";
    kiosk.settings.routes = kiosk.made / "route";
    CHECK(look_at_network(kiosk.subject).grade == Grade::note);
    std::ofstream(kiosk.made / "route") << "Iface\tDestination\n"
                                        << "eth0 00000000 0101A8C0 0003 0 0 0 00000000 0 0 0\n";
    CHECK(look_at_network(kiosk.subject).grade == Grade::good);
    CHECK(look_at_disk(kiosk.subject).grade != Grade::bad);
    kiosk.places.state = "/nowhere";
    CHECK(look_at_disk(kiosk.subject).grade == Grade::bad);
    CHECK(look_at_voice(kiosk.subject).grade == Grade::good);
    kiosk.settings.voice.enabled = false;
    CHECK(look_at_voice(kiosk.subject).grade == Grade::good);
}

TEST_CASE("a journal is opened and verified; none is well, a damaged one is not") {
    Kiosk kiosk;
    CHECK(look_at_journal(kiosk.subject).grade == Grade::good);
    const std::string path = kiosk.places.state + "/journal.db";
    std::ofstream(path) << std::string(5000, 'x');
    CHECK(look_at_journal(kiosk.subject).grade == Grade::bad);
}

TEST_CASE("a manager must be there, or it is said how to make one") {
    Kiosk kiosk;
    Finding finding = look_at_staff(kiosk.subject);
    CHECK(finding.grade == Grade::note);
    CHECK(finding.advice.find("motcua-staff add QL01 --role manager") != std::string::npos);
    auto accounts = must(staff::Accounts::load(kiosk.places.state + "/staff.json"));
    must(accounts.add("CB01", staff::Role::officer, "730158"));
    CHECK(look_at_staff(kiosk.subject).grade == Grade::note);
    must(accounts.add("QL01", staff::Role::manager, "416093"));
    CHECK(look_at_staff(kiosk.subject).grade == Grade::good);
}

TEST_CASE("a printer: none is well, one that is not there is bad, one that takes bytes is well") {
    Kiosk kiosk;
    const auto grade = [&](const settings::Printer& printer) {
        return look_at_printer(kiosk.subject, "slip_printer", printer).grade;
    };
    CHECK(grade({}) == Grade::good);
    CHECK(grade({.kind = "escpos", .device = "/dev/usb/lp99"}) == Grade::bad);
    CHECK(grade({.kind = "escpos", .device = "/dev/null"}) == Grade::good);
    CHECK(grade({.kind = "cups", .device = "no_such_queue"}) == Grade::bad);
}

TEST_CASE("services are told as systemd tells them") {
    Kiosk kiosk;
    CHECK(look_at_services(kiosk.subject).grade == Grade::bad);
    for (const char* unit : {"motcua-kiosk.service", "motcua-agent.service"}) {
        kiosk.systemd.answers[std::string("is-active ") + unit] = "active";
        kiosk.systemd.answers[std::string("is-enabled ") + unit] = "enabled";
    }
    CHECK(look_at_services(kiosk.subject).grade == Grade::good);
    kiosk.systemd.answers["is-active motcua-kiosk.service"] = "inactive";
    CHECK(look_at_services(kiosk.subject).grade == Grade::note);
    kiosk.systemd.answers["is-active motcua-kiosk.service"] = "failed";
    CHECK(look_at_services(kiosk.subject).grade == Grade::bad);
    kiosk.systemd.answers["is-active motcua-kiosk.service"] = "active";
    kiosk.systemd.answers["is-enabled motcua-agent.service"] = "disabled";
    CHECK(look_at_services(kiosk.subject).grade == Grade::bad);
}

TEST_CASE("the configuration is what `motcua-kiosk check` says of it") {
    Kiosk kiosk;
    CHECK(look_at_configuration(kiosk.subject).grade == Grade::good);
    kiosk.shipped.change("config/portal.toml", "{code}", "");
    const Finding finding = look_at_configuration(kiosk.subject);
    CHECK(finding.grade == Grade::bad);
    CHECK(finding.figure.find("portal.search") != std::string::npos);
}

TEST_CASE("a kiosk without a province is ready; one with an address must be enrolled") {
    Kiosk kiosk;
    Finding finding = look_at_province(kiosk.subject);
    CHECK(finding.grade == Grade::note);
    kiosk.agent.address = "https://127.0.0.1:1";
    CHECK(look_at_province(kiosk.subject).grade == Grade::bad);
    kiosk.machine.programs = "/nowhere";
    CHECK(look_at_province(kiosk.subject).grade == Grade::bad);
}

TEST_CASE("the page says each finding, what to do, and the verdict") {
    const text::Words words =
        must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
    std::vector<Finding> findings{{.id = "glass", .grade = Grade::good, .figure = "1920 × 1080"},
                                  {"clock", Grade::note, "08:00", "giữ giờ"}};
    std::string page = page_of(findings, words, false);
    CHECK(page.find("✓ Màn hình  1920 × 1080\n") != std::string::npos);
    CHECK(page.find("! Đồng hồ   08:00\n   → giữ giờ\n") != std::string::npos);
    CHECK(page.ends_with("SẴN SÀNG phục vụ người dân; 1 điều nên biết\n"));
    CHECK(page.find('\x1b') == std::string::npos);
    CHECK(page_of(findings, words, true).find("\x1b[1;37;42m") != std::string::npos);
    findings.push_back({"touch", Grade::bad, "không", "cắm lại"});
    page = page_of(findings, words, true);
    CHECK(page.find("CHƯA SẴN SÀNG: 1 điều phải sửa") != std::string::npos);
    CHECK(page.find("\x1b[1;37;41m") != std::string::npos);
}
