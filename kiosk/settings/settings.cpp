#include "settings/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/files.h"
#include "settings/reader.h"

namespace settings {

namespace {

constexpr double kPanelWidthMin = 200, kPanelWidthMax = 2000;  // 10-inch portrait … a wall.
constexpr double kAboveFloorMax = 2000;  // Higher hangs no glass that anybody touches.
constexpr int kEdgeMax = 200;  // Thousandths; a sensor further off than that is another fault.
constexpr std::size_t kQueueMax = 127;  // CUPS' own limit on the name of a queue.
constexpr std::size_t kFoldersMax = 8;

bool all_digits(const std::string& text, std::size_t count) {
    return text.size() == count &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A whole path to something below the root, which is the kiosk's own disk.
bool is_folder(const std::string& text) {
    return text.starts_with('/') && text.find_first_not_of('/') != text.npos;
}

bool is_of_a_host(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-';
}

int read_quarter(const toml::table& table, Reader& reader) {
    const auto degrees = static_cast<int>(reader.whole(table, "rotate", 0, 270));
    if (degrees % 90 != 0)
        reader.problem(table.get("rotate"), table, "\"rotate\": expected 0, 90, 180 or 270");
    return degrees;
}

Screen read_screen(const toml::table& table, Reader& reader) {
    reader.known(table, {"panel_width_mm", "above_floor_mm", "painter", "rotate"});
    Screen screen;
    screen.panel_width_mm =
        reader.number(table, "panel_width_mm", kPanelWidthMin, kPanelWidthMax);
    if (table.contains("above_floor_mm"))
        screen.above_floor_mm = reader.number(table, "above_floor_mm", 0, kAboveFloorMax);
    screen.painter = reader.choice(table, "painter", {"automatic", "software", "gpu"});
    if (table.contains("rotate")) screen.rotate = read_quarter(table, reader);
    return screen;
}

TouchPanel read_touch(const toml::table& table, Reader& reader) {
    reader.known(table, {"rotate", "mirror_x", "mirror_y", "calibration"});
    TouchPanel touch;
    touch.rotate = read_quarter(table, reader);
    touch.mirror_x = reader.yes(table, "mirror_x");
    touch.mirror_y = reader.yes(table, "mirror_y");
    if (!table.contains("calibration")) return touch;
    const toml::table& edges = reader.table(table, "calibration");
    reader.known(edges, {"left", "right", "top", "bottom"});
    const auto edge = [&](const char* name) {
        return static_cast<int>(reader.whole(edges, name, -kEdgeMax, kEdgeMax));
    };
    touch.left = edge("left");
    touch.right = edge("right");
    touch.top = edge("top");
    touch.bottom = edge("bottom");
    return touch;
}

Unit read_unit(const toml::table& table, Reader& reader) {
    reader.known(table, {"province", "ward", "counter", "name", "place"});
    Unit unit;
    unit.province = reader.text(table, "province");
    unit.ward = reader.text(table, "ward");
    unit.counter = reader.text(table, "counter");
    unit.name = reader.translated(table, "name");
    unit.place = reader.translated(table, "place");
    if (!unit.province.empty() && !all_digits(unit.province, 2))
        reader.problem(table.get("province"), table,
                       "\"province\": expected two digits, as \"52\"");
    if (!unit.ward.empty() && !all_digits(unit.ward, 5))
        reader.problem(table.get("ward"), table, "\"ward\": expected five digits, as \"23563\"");
    return unit;
}

std::optional<std::chrono::minutes> parse_minute(const std::string& text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    if (!all_digits(text.substr(0, 2), 2) || !all_digits(text.substr(3), 2)) return std::nullopt;
    const int hours = (text[0] - '0') * 10 + text[1] - '0';
    const int minutes = (text[3] - '0') * 10 + text[4] - '0';
    if (minutes > 59 || hours * 60 + minutes > 24 * 60) return std::nullopt;
    return std::chrono::minutes(hours * 60 + minutes);
}

std::optional<Span> parse_span(const std::string& text) {
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    const auto from = parse_minute(text.substr(0, 5));
    const auto to = parse_minute(text.substr(6));
    if (!from || !to || *from >= *to) return std::nullopt;
    return Span{.from = *from, .to = *to};
}

WeekHours read_opening(const toml::table& table, Reader& reader) {
    static constexpr const char* kDays[] = {"sunday",   "monday", "tuesday", "wednesday",
                                            "thursday", "friday", "saturday"};
    reader.known(table,
                 {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"});
    WeekHours week;
    for (std::size_t day = 0; day < week.size(); ++day) {
        for (const std::string& text : reader.texts(table, kDays[day])) {
            const auto span = parse_span(text);
            if (span)
                week[day].push_back(*span);
            else
                reader.problem(table.get(kDays[day]), table,
                               fmt::format("\"{}\": expected hours as \"07:30-11:30\"", text));
        }
    }
    return week;
}

/// A kiosk of before it could be dark has no such table: it dims, and is never off.
Night read_night(const toml::table& root, Reader& reader) {
    if (!root.contains("night")) return {};
    constexpr std::int64_t kDay = 24 * 60;
    const toml::table& table = reader.table(root, "night");
    reader.known(table, {"dim_after", "off_after", "on_before"});
    Night night{.dim_after = std::chrono::minutes(reader.whole(table, "dim_after", 0, kDay)),
                .off_after = std::chrono::minutes(reader.whole(table, "off_after", 0, kDay)),
                .on_before = std::chrono::minutes(reader.whole(table, "on_before", 0, 120))};
    if (night.off_after.count() > 0 && night.off_after < night.dim_after)
        reader.problem(table.get("off_after"), table,
                       "\"off_after\": expected 0 (never) or as many minutes as \"dim_after\"");
    return night;
}

/// Those offered: each once, Vietnamese among them.
std::vector<text::Language> read_languages(const toml::table& table, Reader& reader) {
    reader.known(table, {"offered"});
    std::vector<text::Language> offered;
    const toml::node* node = table.get("offered");
    const auto problem = [&](const std::string& what) { reader.problem(node, table, what); };
    for (const std::string& code : reader.texts(table, "offered")) {
        const std::optional<text::Language> language = text::language_named(code);
        if (!language)
            problem(fmt::format("\"{}\": expected languages of vi, en, jra, bdq", code));
        else if (std::find(offered.begin(), offered.end(), *language) != offered.end())
            problem(fmt::format("\"{}\" is offered twice", code));
        else
            offered.push_back(*language);
    }
    const bool vietnamese =
        std::find(offered.begin(), offered.end(), text::Language::vi) != offered.end();
    if (node && node->is_array() && !vietnamese)
        problem("\"offered\": expected \"vi\" among them, which stands in for all others");
    return offered;
}

Visit read_visit(const toml::table& table, Reader& reader) {
    reader.known(table, {"idle", "idle_at_qr", "warning", "thanks"});
    Visit visit;
    visit.idle = std::chrono::seconds(reader.whole(table, "idle", 20, 600));
    visit.idle_at_qr = std::chrono::seconds(reader.whole(table, "idle_at_qr", 60, 1800));
    // WCAG 2.2.1: at least 20 s to say "I am still here".
    visit.warning = std::chrono::seconds(reader.whole(table, "warning", 20, 120));
    visit.thanks = std::chrono::seconds(reader.whole(table, "thanks", 5, 120));
    return visit;
}

/// A kiosk of before the voice has no such table: it speaks as by default.
Voice read_voice(const toml::table& root, Reader& reader) {
    if (!root.contains("voice")) return {};
    const toml::table& table = reader.table(root, "voice");
    reader.known(table, {"enabled", "with_keypad", "volume", "accent"});
    return {.enabled = reader.yes(table, "enabled"),
            .with_keypad = reader.yes(table, "with_keypad"),
            .volume = static_cast<int>(reader.whole(table, "volume", 0, 100)),
            .accent = reader.choice(table, "accent", {"north", "central", "south"})};
}

bool is_queue(const std::string& name) {
    constexpr std::string_view kNever = "/\\?'\"# \x7f";  // As lpadmin has it.
    return !name.empty() && name.size() <= kQueueMax &&
           std::all_of(name.begin(), name.end(), [&](char c) {
               return static_cast<unsigned char>(c) > ' ' && kNever.find(c) == kNever.npos;
           });
}

bool is_port(const std::string& text) {
    return !text.empty() && text.size() <= 5 && all_digits(text, text.size()) &&
           std::stoi(text) >= 1 && std::stoi(text) <= 65535;
}

/// An absolute path, or "tcp:host:port".
bool is_device(const std::string& text) {
    constexpr std::string_view kTcp = "tcp:";
    if (!text.starts_with(kTcp)) return is_folder(text);
    const std::size_t colon = text.rfind(':');
    if (colon <= kTcp.size() || !is_port(text.substr(colon + 1))) return false;
    return std::all_of(text.begin() + kTcp.size(),
                       text.begin() + static_cast<std::ptrdiff_t>(colon), is_of_a_host);
}

Printer read_printer(const toml::table& table, Reader& reader) {
    reader.known(table, {"kind", "device", "width_mm"});
    Printer printer;
    printer.kind = reader.choice(table, "kind", {"none", "cups", "escpos"});
    printer.device = reader.text(table, "device", true);
    printer.width_mm = static_cast<int>(reader.whole(table, "width_mm", 58, 80));
    if (printer.width_mm != 58 && printer.width_mm != 80)
        reader.problem(table.get("width_mm"), table, "\"width_mm\": expected 58 or 80");
    const toml::node* device = table.get("device");
    if (!device || !device->is_string()) return printer;  // That was said.
    if (printer.kind == "cups" && !is_queue(printer.device))
        reader.problem(device, table,
                       "\"device\": expected the name of a CUPS queue, as `lpstat -e` lists them");
    if (printer.kind == "escpos" && !is_device(printer.device))
        reader.problem(device, table,
                       "\"device\": expected \"/dev/usb/lp0\" or \"tcp:192.168.1.50:9100\"");
    return printer;
}

Sticks read_sticks(const toml::table& table, Reader& reader) {
    reader.known(table, {"folders"});
    Sticks sticks{.folders = reader.texts(table, "folders")};
    const toml::node* node = table.get("folders");
    if (sticks.folders.size() > kFoldersMax)
        reader.problem(node, table,
                       fmt::format("\"folders\": expected at most {}: each is looked into every "
                                   "second while staff wait for a stick",
                                   kFoldersMax));
    for (const std::string& folder : sticks.folders)
        if (!is_folder(folder))
            reader.problem(node, table,
                           fmt::format("\"{}\": expected a whole path, as \"/media\"", folder));
    return sticks;
}

}  // namespace

Result<Settings> load(const std::string& path) {
    const std::string bytes = TRY(files::read(path, tables::kBytesMax));
    return parse(bytes, path);
}

Result<Settings> parse(std::string_view bytes, const std::string& source) {
    const toml::table root = TRY(tables::parse(bytes, source));
    Reader reader(source);
    // A kiosk of before portal.toml: it must not seem to be heeded.
    if (const toml::node* portal = root.get("portal"))
        reader.problem(portal, root, "[portal] has a file of its own now: move it to portal.toml");
    reader.known(root, {"unit", "screen", "touch", "wifi", "languages", "portal", "opening",
                        "night", "visit", "voice", "staff", "slip_printer", "sheet_printer",
                        "sticks", "journal", "network"});
    Settings settings;
    settings.unit = read_unit(reader.table(root, "unit"), reader);

    settings.screen = read_screen(reader.table(root, "screen"), reader);
    settings.touch = read_touch(reader.table(root, "touch"), reader);

    const toml::table& wifi = reader.table(root, "wifi");
    reader.known(wifi, {"name", "password"});
    settings.wifi.name = reader.text(wifi, "name", true);
    settings.wifi.password = reader.text(wifi, "password", true);

    // A kiosk.toml of before there were four is as good as ever.
    if (root.contains("languages"))
        settings.languages = read_languages(reader.table(root, "languages"), reader);
    settings.opening = read_opening(reader.table(root, "opening"), reader);
    settings.night = read_night(root, reader);
    settings.visit = read_visit(reader.table(root, "visit"), reader);
    settings.voice = read_voice(root, reader);

    const toml::table& staff = reader.table(root, "staff");
    reader.known(staff, {"idle"});
    settings.staff.idle = std::chrono::seconds(reader.whole(staff, "idle", 30, 600));

    settings.slip_printer = read_printer(reader.table(root, "slip_printer"), reader);
    settings.sheet_printer = read_printer(reader.table(root, "sheet_printer"), reader);
    settings.sticks = read_sticks(reader.table(root, "sticks"), reader);

    const toml::table& journal = reader.table(root, "journal");
    reader.known(journal, {"test_mode"});
    settings.test_mode = reader.yes(journal, "test_mode");

    const toml::table& network = reader.table(root, "network");
    reader.known(network, {"routes"});
    settings.routes = reader.text(network, "routes");

    TRY(reader.finish());
    return settings;
}

}  // namespace settings
