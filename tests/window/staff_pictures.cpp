#include "window/staff_pictures.h"

#include <sys/mount.h>

#include <filesystem>

#include "base/clock.h"
#include "base/files.h"
#include "staff/account.h"
#include "support/fake_agent.h"
#include "support/scratch_folder.h"
#include "support/season.h"
#include "support/xvfb.h"
#include "window/camera.h"

namespace {

constexpr const char* kPin = "274916";
constexpr std::size_t kFileMax = 1 << 20;
constexpr const char* kCode = "7QF2ABCDEFGHJK0";
constexpr const char* kWrong = "{\"ok\":false,\"error\":\"code_wrong\",\"message\":\"\"}\n";
constexpr const char* kWords =
    "{\"ok\":true,\"words\":\"mây sông gạo trâu\",\"name\":\"Quầy 1\"}\n";

/// What an office exports at noon, and one with a mistake in it.
Result<> write_exports(const std::string& stick, tally::Day today) {
    const std::string head = "Ngày,MaTTHC,KenhThucHien,Số hóa,Thanh toán,Kết quả,Số hồ sơ\n";
    const std::string day = iso_date(today);
    const std::string good = head + day + ",2.000815,1,1,Tiền mặt,Điện tử,41\n" + day +
                             ",1.001193,2,1,Miễn phí,Điện tử,12\n" + day +
                             ",1.004873,2,1,1,Điện tử,9\n";
    TRY(files::write_atomically(stick + "/tong-hop-" + day + ".csv", good));
    return files::write_atomically(stick + "/tong-hop-loi.csv",
                                   good + day + ",khai sinh,2,1,Miễn phí,,1\n" + day +
                                       ",1.004222,5,1,Miễn phí,Điện tử,1\n");
}

/// The campaign of the season: its first day is the season's.
Result<> set_campaign(const std::string& config, const Season& season) {
    const std::string path = config + "/campaign.toml";
    std::string text = TRY(files::read(path, kFileMax));
    const auto set = [&](const std::string& key, tally::Day day) {
        const std::size_t at = text.find("\n" + key + " = ") + 1;
        text.replace(at, text.find('\n', at) - at, key + " = " + iso_date(day));
    };
    set("first_day", season.first_day());
    set("last_day", season.first_day() + std::chrono::days(99));
    return files::write_atomically(path, text);
}

class StaffAlbum {
public:
    StaffAlbum(Walker& walker, FakeAgent& agent, std::string folder, bool portrait)
        : walker_(walker), agent_(agent), camera_(walker, std::move(folder), portrait) {}

    Result<> fill();
    int count() const { return camera_.count(); }

private:
    Result<> take(const std::string& name) { return camera_.take("staff-" + name); }
    Result<> tap_and_take(const std::string& id, const std::string& name);
    Result<> await(const std::string& id);
    Result<> door();
    Result<> tallies();
    Result<> entry();
    Result<> day_end();
    Result<> machine();
    Result<> connecting();

    Walker& walker_;
    FakeAgent& agent_;
    Camera camera_;
};

Result<> StaffAlbum::await(const std::string& id) {
    return walker_.until(id, [&](const Shown& shown) { return shown.has(id); });
}

Result<> StaffAlbum::tap_and_take(const std::string& id, const std::string& name) {
    TRY(await(id));
    TRY(walker_.pass(std::chrono::milliseconds(500)));  // A deed guards the glass for a moment.
    TRY(walker_.tap(id));
    TRY(walker_.settle());
    return take(name);
}

Result<> StaffAlbum::door() {
    TRY(walker_.hold("mark", "staff-door"));
    TRY(await("code-QL01"));
    TRY(walker_.tap("code-QL01"));
    for (const char* key : {"pin-1", "pin-5", "pin-9"}) TRY(walker_.tap(key));
    TRY(take("01-door"));
    for (const char* key : {"pin-3", "pin-7", "pin-2"}) TRY(walker_.tap(key));
    TRY(await("pin-1"));
    TRY(walker_.settle());
    TRY(take("02-door-wrong"));
    for (const char* digit = kPin; *digit; ++digit)
        TRY(walker_.tap(std::string("pin-") + *digit));
    return walker_.until("staff-tallies");
}

Result<> StaffAlbum::tallies() {
    TRY(walker_.settle());
    TRY(take("03-today"));
    TRY(tap_and_take("table", "04-procedures"));
    TRY(walker_.tap("overview"));
    TRY(tap_and_take("filtered", "05-filtered"));
    TRY(walker_.tap("overview"));
    TRY(tap_and_take("span-week", "06-week"));
    TRY(tap_and_take("span-month", "07-month"));
    TRY(tap_and_take("span-campaign", "08-campaign-days"));
    TRY(tap_and_take("tab-campaign", "09-campaign"));
    return tap_and_take("indicator-3", "10-campaign-payment");
}

Result<> StaffAlbum::entry() {
    TRY(walker_.go("tab-entry", "staff-entry"));
    TRY(await("fav-0"));
    TRY(tap_and_take("fav-0", "11-entry"));
    TRY(tap_and_take("save", "12-entry-saved"));
    TRY(tap_and_take("count", "13-entry-pad"));
    TRY(walker_.tap("take"));
    TRY(tap_and_take("day-before", "14-entry-late"));
    TRY(tap_and_take("other", "15-pick"));
    TRY(walker_.go("back", "staff-entry"));
    TRY(tap_and_take("book", "16-book"));
    for (const auto& [id, area] : walker_.shown().targets)
        if (id.starts_with("row-")) {
            TRY(tap_and_take(id, "17-correct"));
            break;
        }
    return {};
}

Result<> StaffAlbum::day_end() {
    TRY(tap_and_take("tab-day-end", "18-day-end"));
    TRY(tap_and_take("close", "19-close"));
    TRY(walker_.tap("cancel-close"));
    TRY(tap_and_take("export-xlsx", "20-exported"));
    TRY(tap_and_take("import", "21-files"));
    TRY(tap_and_take("file-0", "22-import"));
    TRY(tap_and_take("files", "21b-files"));
    return tap_and_take("file-1", "23-import-other");
}

Result<> StaffAlbum::machine() {
    TRY(tap_and_take("tab-health", "24-health"));
    for (const char* cell : {"cell-0", "cell-5", "cell-10", "cell-23"}) TRY(walker_.tap(cell));
    TRY(tap_and_take("check-journal", "25-health-tested"));
    TRY(tap_and_take("keys", "26-keys"));
    TRY(tap_and_take("add-officer", "27-new-pin"));
    TRY(walker_.go("tab-health", "staff-health"));
    TRY(connecting());
    TRY(walker_.go("leave", "attract"));
    return {};
}

/// A code that the province does not like at first.
Result<> StaffAlbum::connecting() {
    TRY(tap_and_take("enrol", "28-enrol"));
    for (const char* symbol = kCode; *symbol; ++symbol)
        TRY(walker_.tap(std::string("sym-") + *symbol));
    agent_.answer_with(kWrong);
    TRY(await("connect"));
    TRY(walker_.tap("connect"));
    TRY(await("connect"));
    TRY(walker_.settle());
    TRY(take("29-enrol-wrong"));
    agent_.answer_with("");
    TRY(tap_and_take("connect", "30-enrol-waiting"));
    TRY(walker_.go("back", "staff-health"));
    TRY(await("enrol"));
    TRY(walker_.go("enrol", "staff-enrol"));
    for (const char* symbol = kCode; *symbol; ++symbol)
        TRY(walker_.tap(std::string("sym-") + *symbol));
    agent_.answer_with(kWords);
    TRY(await("connect"));
    TRY(walker_.tap("connect"));
    TRY(await("finish"));
    TRY(walker_.settle());
    return take("31-enrol-words");
}

Result<> StaffAlbum::fill() {
    TRY(door());
    TRY(tallies());
    TRY(entry());
    TRY(day_end());
    return machine();
}

/// What an agent says of itself that sent everything but today's counts.
Result<> write_status(const std::string& state, tally::Day today) {
    TRY(files::make_folder(state + "/agent"));
    const std::string status =
        R"({"v":1,"enrolled":true,"device":"","ward":"23563","name":"Quầy 1","province":"Gia Lai",)"
        R"("words":"mây sông gạo trâu","address":"","state":"ok","message":"","last_receipt":")" +
        iso_date(today) + R"(T00:05:07Z","unsent":41,"oldest_unsent":")" + iso_date(today) +
        R"(","next_s":300,"serial":17,"published":3,"faults":0,"parked":0,"bad":0})";
    return files::write_atomically(state + "/agent/status.json", status);
}

/// A mount that goes with the scope; without the right to mount there is no stick to see.
struct Mount {
    std::string path;
    explicit Mount(const std::string& at) : path(at) {
        std::filesystem::create_directories(path);
        if (mount("stick", path.c_str(), "tmpfs", 0, "size=64m") != 0) path.clear();
    }
    ~Mount() {
        if (!path.empty()) umount2(path.c_str(), MNT_DETACH);
    }
};

}  // namespace

Result<int> take_staff_pictures(const std::string& folder, const std::string& kiosk,
                                bool portrait) {
    TRY(files::make_folder(folder));
    const ScratchFolder scratch = TRY(ScratchFolder::make());
    Site site = TRY(Site::make(scratch.path(), portrait));
    const Mount stick(scratch.path() + "/media/KINGSTON");
    if (stick.path.empty())
        return Error{Error::Code::unavailable, "pictures of staff screens need root, for a stick"};
    TRY(site.set("sticks.folders", "[\"" + scratch.path() + "/media\"]"));
    TRY(site.set("sheet_printer.kind", "\"cups\""));
    TRY(site.set("sheet_printer.device", "\"van-phong\""));

    Season season;
    season.last_day = business_day(SystemClock().wall());
    TRY(set_campaign(site.config(), season));
    TRY(write_exports(stick.path, season.last_day));
    TRY(files::make_folder(site.state()));
    TRY(season.write(site.journal()));
    TRY(write_status(site.state(), season.last_day));
    FakeAgent agent(site.state() + "/agent/agent.sock", "");
    if (!agent.good()) return Error{Error::Code::io, "listen in " + site.state()};
    staff::Accounts accounts = TRY(staff::Accounts::load(site.state() + "/staff.json"));
    for (const char* code : {"CB01", "CB02"})
        TRY(accounts.add(code, staff::Role::officer, "604837"));
    TRY(accounts.add("QL01", staff::Role::manager, kPin));

    const int width = portrait ? 1080 : 1920, height = portrait ? 1920 : 1080;
    const Xvfb display = TRY(Xvfb::start(portrait ? "1080x1920x24" : "1920x1080x24"));
    Walker walker =
        TRY(Walker::start({.program = kiosk, .display = display.name(),
                                .own_clock = true, .synchronised = true}, site,
                          width, height));
    StaffAlbum album(walker, agent, folder, portrait);
    TRY(album.fill());
    TRY(walker.end());
    return album.count();
}
