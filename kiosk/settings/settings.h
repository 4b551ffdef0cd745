#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "text/language.h"

/// What an operator writes in config/kiosk.toml and config/campaign.toml, checked. Plain values:
/// no other layer is known here; the shell hands each part to whom it concerns. Described in
/// config/README.md.
namespace settings {

using text::Bilingual;

struct Unit {
    std::string province, ward, counter;
    Bilingual name, place;
};

struct Screen {
    double panel_width_mm = 476;
    std::string painter = "automatic";
};

struct TouchPanel {
    int rotate = 0;
    bool mirror_x = false, mirror_y = false;
};

struct Wifi {
    std::string name, password;
};

struct Portal {
    std::vector<std::string> hosts;
    std::string procedure, search, submit, track, account;
};

/// From the first minute to before the last, minutes after midnight in Viet Nam.
struct Span {
    std::chrono::minutes from{0}, to{0};
    bool operator==(const Span&) const = default;
};
/// By std::chrono::weekday::c_encoding(): Sunday first.
using WeekHours = std::array<std::vector<Span>, 7>;

struct Visit {
    std::chrono::seconds idle{120}, idle_at_qr{240}, warning{30}, thanks{20};
};

struct Settings {
    Unit unit;
    Screen screen;
    TouchPanel touch;
    Wifi wifi;
    Portal portal;
    WeekHours opening;
    Visit visit;
    bool test_mode = false;
    std::string routes = "/proc/net/route";
};

struct CampaignFile {
    Bilingual kicker, name, purpose;
    std::chrono::sys_days first_day{}, last_day{};
};

/// `invalid` says "file:line: what was expected"; several mistakes come together, a line each.
Result<Settings> load(const std::string& path);
Result<CampaignFile> load_campaign(const std::string& path);

}  // namespace settings
