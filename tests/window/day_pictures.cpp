#include "window/day_pictures.h"

#include <fmt/format.h>

#include <functional>

#include "base/clock.h"
#include "base/files.h"
#include "staff/account.h"
#include "support/scratch_folder.h"
#include "support/xvfb.h"
#include "window/camera.h"

namespace {

constexpr const char* kManager = "QL01";
constexpr const char* kPin = "839265";

/// A day: what is set up before the kiosk starts, and what is looked at.
struct Day {
    const char* name;
    bool synchronised;
    std::function<Result<>(Site&)> prepare;
    std::function<Result<>(Walker&, Camera&)> look;
};

Result<> holiday(Site& site) {
    return files::write_atomically(
        site.config() + "/holidays.toml",
        fmt::format("[[holiday]]\nfrom = {}\nname.vi = \"Quốc khánh\"\n"
                    "name.en = \"National Day\"\n",
                    iso_date(business_day(SystemClock().wall()))));
}

Result<> shut(Site& site) { return site.set_hours("[]"); }

Result<> hire(Site& site) {
    TRY(files::make_folder(site.state()));
    staff::Accounts accounts = TRY(staff::Accounts::load(site.state() + "/staff.json"));
    return accounts.add(kManager, staff::Role::manager, kPin);
}

Result<> choose(Walker& walker, const char* liking) {
    TRY(walker.go("comfort", "comfort"));
    while (!walker.shown().has(liking)) {
        TRY(walker.tap("page-down"));
        TRY(walker.settle());
    }
    TRY(walker.tap(liking));
    return walker.go("home", "home");
}

/// Where no clock is kept, the header says so on every screen.
Result<> untrusted(Walker& walker, Camera& camera) {
    TRY(camera.take("40c-clock-attract"));
    TRY(walker.go("start", "home"));
    TRY(camera.take("40c-clock-home"));
    TRY(walker.tap("language"));
    TRY(camera.take("40c-clock-home-en"));
    TRY(walker.tap("language"));
    for (const char* liking : {"scheme-white_on_black", "text-extra"})
        TRY(choose(walker, liking));
    TRY(camera.take("40c-clock-home-extra-white-on-black"));
    return walker.go("back", "attract");
}

/// The manager is told by the health screen, and sets it.
Result<> setting(Walker& walker, Camera& camera) {
    TRY(untrusted(walker, camera));
    TRY(walker.hold("mark", "staff-door"));
    TRY(walker.tap(std::string("code-") + kManager));
    for (const char digit : std::string(kPin)) TRY(walker.tap(std::string("pin-") + digit));
    TRY(walker.until("staff-tallies"));
    TRY(walker.go("tab-health", "staff-health"));
    TRY(walker.until("the clock", [](const Shown& now) { return now.has("clock"); }));
    TRY(camera.take("staff-40-health-clock"));
    TRY(walker.go("clock", "staff-clock"));
    TRY(camera.take("staff-40a-clock"));
    for (const char digit : std::string("010120200800"))
        TRY(walker.tap(std::string("pin-") + digit));
    TRY(walker.tap("next"));
    TRY(camera.take("staff-40b-clock-refused"));
    return walker.go("leave", "attract");
}

Result<int> take_day(const Day& day, const std::string& folder, const std::string& kiosk,
                     bool portrait) {
    const ScratchFolder scratch = TRY(ScratchFolder::make());
    Site site = TRY(Site::make(scratch.path(), portrait));
    TRY(day.prepare(site));
    const int width = portrait ? 1080 : 1920, height = portrait ? 1920 : 1080;
    const Xvfb display = TRY(Xvfb::start(fmt::format("{}x{}x24", width, height)));
    Walker::Command command{
        .display = display.name(), .own_clock = true, .synchronised = day.synchronised};
    if (!kiosk.empty()) command.program = kiosk;
    Walker walker = TRY(Walker::start(command, site, width, height));
    Camera camera(walker, folder, portrait);
    TRY(day.look(walker, camera));
    TRY(walker.end());
    return camera.count();
}

}  // namespace

Result<int> take_day_pictures(const std::string& folder, const std::string& kiosk, bool portrait) {
    TRY(files::make_folder(folder));
    const Day days[] = {
        {"holiday", true, holiday,
         [](Walker&, Camera& camera) { return camera.take("40-holiday"); }},
        {"shut", true, shut,
         [](Walker&, Camera& camera) { return camera.take("40b-shut"); }},
        {"clock", false, hire, setting},
    };
    int count = 0;
    for (const Day& day : days) count += TRY(take_day(day, folder, kiosk, portrait));
    return count;
}
