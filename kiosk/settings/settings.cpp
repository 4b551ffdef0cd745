#include "settings/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "settings/reader.h"

namespace settings {

namespace {

constexpr double kPanelWidthMin = 200, kPanelWidthMax = 2000;  // 10-inch portrait … a wall.

bool all_digits(const std::string& text, std::size_t count) {
    return text.size() == count &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Unit read_unit(const toml::table& table, Reader& reader) {
    reader.known(table, {"province", "ward", "counter", "name", "place"});
    Unit unit;
    unit.province = reader.text(table, "province");
    unit.ward = reader.text(table, "ward");
    unit.counter = reader.text(table, "counter");
    unit.name = reader.bilingual(table, "name");
    unit.place = reader.bilingual(table, "place");
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

Portal read_portal(const toml::table& table, Reader& reader) {
    reader.known(table, {"hosts", "procedure", "search", "submit", "track", "account"});
    Portal portal;
    portal.hosts = reader.texts(table, "hosts");
    portal.procedure = reader.text(table, "procedure");
    portal.search = reader.text(table, "search");
    portal.submit = reader.text(table, "submit");
    portal.track = reader.text(table, "track");
    portal.account = reader.text(table, "account");
    return portal;
}

std::optional<std::chrono::sys_days> read_day(const toml::table& table, std::string_view key,
                                              Reader& reader) {
    const toml::node* node = table.get(key);
    const auto date = node ? node->value_exact<toml::date>() : std::nullopt;
    if (date) {
        const auto day = std::chrono::year(date->year) / date->month / date->day;
        if (day.ok()) return std::chrono::sys_days(day);
    }
    reader.problem(node, table, "\"" + std::string(key) + "\": expected a day as 2026-03-22");
    return std::nullopt;
}

}  // namespace

Result<Settings> load(const std::string& path) {
    const toml::table root = TRY(Reader::parse(path));
    Reader reader(path);
    reader.known(root, {"unit", "screen", "touch", "wifi", "portal", "opening", "visit", "journal",
                        "network"});
    Settings settings;
    settings.unit = read_unit(reader.table(root, "unit"), reader);

    const toml::table& screen = reader.table(root, "screen");
    reader.known(screen, {"panel_width_mm", "painter"});
    settings.screen.panel_width_mm =
        reader.number(screen, "panel_width_mm", kPanelWidthMin, kPanelWidthMax);
    settings.screen.painter = reader.choice(screen, "painter", {"automatic", "software", "gpu"});

    const toml::table& touch = reader.table(root, "touch");
    reader.known(touch, {"rotate", "mirror_x", "mirror_y"});
    settings.touch.rotate = static_cast<int>(reader.whole(touch, "rotate", 0, 270));
    if (settings.touch.rotate % 90 != 0)
        reader.problem(touch.get("rotate"), touch, "\"rotate\": expected 0, 90, 180 or 270");
    settings.touch.mirror_x = reader.yes(touch, "mirror_x");
    settings.touch.mirror_y = reader.yes(touch, "mirror_y");

    const toml::table& wifi = reader.table(root, "wifi");
    reader.known(wifi, {"name", "password"});
    settings.wifi.name = reader.text(wifi, "name", true);
    settings.wifi.password = reader.text(wifi, "password", true);

    settings.portal = read_portal(reader.table(root, "portal"), reader);
    settings.opening = read_opening(reader.table(root, "opening"), reader);
    settings.visit = read_visit(reader.table(root, "visit"), reader);

    const toml::table& journal = reader.table(root, "journal");
    reader.known(journal, {"test_mode"});
    settings.test_mode = reader.yes(journal, "test_mode");

    const toml::table& network = reader.table(root, "network");
    reader.known(network, {"routes"});
    settings.routes = reader.text(network, "routes");

    TRY(reader.finish());
    return settings;
}

Result<CampaignFile> load_campaign(const std::string& path) {
    const toml::table root = TRY(Reader::parse(path));
    Reader reader(path);
    reader.known(root, {"first_day", "last_day", "kicker", "name", "purpose"});
    CampaignFile campaign;
    const auto first = read_day(root, "first_day", reader);
    const auto last = read_day(root, "last_day", reader);
    campaign.first_day = first.value_or(campaign.first_day);
    campaign.last_day = last.value_or(campaign.last_day);
    if (first && last && *last < *first)
        reader.problem(root.get("last_day"), root, "\"last_day\" is before \"first_day\"");
    campaign.kicker = reader.bilingual(root, "kicker");
    campaign.name = reader.bilingual(root, "name");
    campaign.purpose = reader.bilingual(root, "purpose");
    TRY(reader.finish());
    return campaign;
}

}  // namespace settings
