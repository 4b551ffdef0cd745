#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "campaign/campaign.h"
#include "settings/holidays_file.h"
#include "text/language.h"

/// What an operator writes in config/kiosk.toml and config/campaign.toml, checked (portal.toml:
/// portal_file.h, holidays.toml: holidays_file.h). Plain values; the shell hands each part to whom
/// it concerns. Described in config/README.md.
namespace settings {

using text::Translated;

struct Unit {
    std::string province, ward, counter;
    Translated name, place;
};

struct Screen {
    double panel_width_mm = 476;
    double above_floor_mm = 0;  ///< The lower edge of the lit glass; 0: not measured.
    std::string painter = "automatic";
    int rotate = 0;  ///< Degrees clockwise that the picture is turned on the panel.
};

struct TouchPanel {
    int rotate = 0;
    bool mirror_x = false, mirror_y = false;
    /// How far inside the sensor's range the lit edges lie, in thousandths of the range.
    int left = 0, right = 0, top = 0, bottom = 0;
};

struct Wifi {
    std::string name, password;
};

/// From the first minute to before the last, minutes after midnight in Viet Nam.
struct Span {
    std::chrono::minutes from{0}, to{0};
    bool operator==(const Span&) const = default;
};
/// By std::chrono::weekday::c_encoding(): Sunday first.
using WeekHours = std::array<std::vector<Span>, 7>;

/// The glass outside opening hours; minutes, 0: never.
struct Night {
    std::chrono::minutes dim_after{10}, off_after{0};
    std::chrono::minutes on_before{15};  ///< Light again so long before the doors open.
};

struct Visit {
    std::chrono::seconds idle{120}, idle_at_qr{240}, warning{30}, thanks{20};
};

/// Reading the screens aloud.
struct Voice {
    bool enabled = true;
    bool with_keypad = true;  ///< A visit begun by keypad is read aloud from its start.
    int volume = 60;          ///< Per cent, as each visit begins.
    std::string accent = "north";  ///< Of the synthesiser's Vietnamese: north, central or south.
};

struct Staff {
    std::chrono::seconds idle{120};  ///< Without a touch before the door closes.
};

/// A printer, and the way to it. What it is told is checked; whether it is there, is not.
struct Printer {
    std::string kind = "none";  ///< "none", "cups" or "escpos" (a receipt printer, fed directly).
    std::string device;         ///< A queue of CUPS; or "/dev/usb/lp0", "tcp:192.168.1.50:9100".
    int width_mm = 80;  ///< The roll of a receipt printer: 58 or 80. CUPS knows its own paper.
    bool operator==(const Printer&) const = default;
};

struct Sticks {
    std::vector<std::string> folders;  ///< Where USB sticks are mounted; none: no export to one.
};

struct Settings {
    Unit unit;
    Screen screen;
    TouchPanel touch;
    Wifi wifi;
    std::vector<text::Language> languages{text::Language::vi, text::Language::en};  ///< Offered.
    WeekHours opening;
    Holidays holidays;  ///< Of holidays.toml, ours or the province's; load() leaves it empty.
    Night night;
    Visit visit;
    Voice voice;
    Staff staff;
    Printer slip_printer;   ///< The citizen's slip.
    Printer sheet_printer;  ///< The day's sheet.
    Sticks sticks;
    bool test_mode = false;
    std::string routes = "/proc/net/route";
};

/// `invalid` says "file:line: what was expected"; several mistakes come together, a line each.
Result<Settings> load(const std::string& path);
/// The same of bytes that came from `source`, which the messages name.
Result<Settings> parse(std::string_view bytes, const std::string& source);
Result<campaign::Campaign> load_campaign(const std::string& path);
/// The same of bytes that came from `source`, which the messages name.
Result<campaign::Campaign> parse_campaign(std::string_view bytes, const std::string& source);

}  // namespace settings
