#include "clerk/inspector.h"

#include <sys/statvfs.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "text/format.h"

namespace clerk {

namespace {

using desk::Condition;
using text::Language;

constexpr std::int64_t kDiskLow = 500LL << 20;  // A year of rows, and room for logs.
constexpr int kHot = 85;                        // °C: small boxes slow down from about here.
// In opening hours somebody comes within this time, or the panel is dead (kiosk.md, pain 12).
constexpr std::chrono::hours kUntouchedMax{4};
// A finger must be answered before it is missed (kiosk.md §1).
constexpr std::chrono::milliseconds kFrameMax{100};
constexpr std::chrono::days kCatalogueAgeMax{180};
constexpr std::size_t kThermalBytesMax = 64;

std::string gigabytes(std::uint64_t bytes) {
    return text::decimal(static_cast<double>(bytes / 100'000'000) / 10, Language::vi);
}

std::string megabytes(std::uint64_t bytes) {
    return text::decimal(static_cast<double>(bytes / 100'000) / 10, Language::vi);
}

std::string number(std::int64_t value) { return text::grouped(value, Language::vi); }

std::string time_of(WallTime wall) { return text::clock_time(local_time(wall)); }

/// The hottest zone, in degrees Celsius.
std::optional<int> hottest(const std::string& folder) {
    std::optional<int> found;
    std::error_code failure;
    for (std::filesystem::directory_iterator zone(folder, failure), end; !failure && zone != end;
         zone.increment(failure)) {
        const auto text = files::read(zone->path().string() + "/temp", kThermalBytesMax);
        if (!text || text->empty()) continue;
        const int degrees = std::atoi(text->c_str()) / 1000;
        if (degrees > 0) found = std::max(found.value_or(degrees), degrees);
    }
    return found;
}

}  // namespace

std::string Inspector::fill(
    std::string_view key,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
    return text::fill(around_.words_vi(key), values);
}

desk::Health Inspector::look(const Vitals& vitals) const {
    std::optional<journal::Head> head;
    std::optional<tally::Report> today;
    const tally::Day day = business_day(around_.clock.wall());
    if (auto reader = ledger_.open()) {
        if (auto found = reader->head()) head = *found;
        if (auto report = reader->report({day, day})) today = std::move(*report);
    }
    desk::Health health{.lines = {}, .taps = vitals.taps, .stuck = vitals.stuck};
    health.lines = {sync(),        unsent(head),  network(vitals), clock(),     disk(),
                    journal(head), touch(vitals), filtered(today), catalogue(), frames(vitals)};
    if (auto line = temperature()) health.lines.push_back(std::move(*line));
    health.lines.push_back(version(vitals));
    return health;
}

/// Nothing on this machine sends counts yet: said, not guessed.
Inspector::Line Inspector::sync() const {
    return {.id = "sync", .value = say("health.say.no_agent"), .condition = Condition::unknown};
}

Inspector::Line Inspector::unsent(const std::optional<journal::Head>& head) const {
    if (!head)
        return {.id = "unsent", .value = say("health.say.unknown"), .condition = Condition::warn};
    return {.id = "unsent",
            .value = fill("health.say.rows", {{"n", number(head->size)}}),
            .condition = Condition::unknown};
}

Inspector::Line Inspector::network(const Vitals& vitals) const {
    return {.id = "network",
            .value = say(vitals.network ? "health.say.online" : "health.say.offline"),
            .condition = vitals.network ? Condition::good : Condition::warn};
}

Inspector::Line Inspector::clock() const {
    const bool kept = around_.clock.wall_is_synchronised();
    return {.id = "clock",
            .value = say(kept ? "health.say.clock_kept" : "health.say.clock_alone"),
            .condition = kept ? Condition::good : Condition::warn};
}

Inspector::Line Inspector::disk() const {
    struct statvfs space {};
    if (statvfs(around_.state.c_str(), &space) != 0)
        return {.id = "disk", .value = say("health.say.unknown"), .condition = Condition::warn};
    const std::uint64_t free = space.f_bavail * space.f_frsize;
    const std::uint64_t all = space.f_blocks * space.f_frsize;
    return {.id = "disk",
            .value = fill("health.say.disk", {{"free", gigabytes(free)}, {"all", gigabytes(all)}}),
            .condition =
                free >= static_cast<std::uint64_t>(kDiskLow) ? Condition::good : Condition::warn};
}

Inspector::Line Inspector::journal(const std::optional<journal::Head>& head) const {
    const journal::State state = around_.writer.state();
    Line line{.id = "journal", .value = {}, .condition = Condition::good};
    if (!head || state.health != journal::Health::ok) {
        line.value = say("health.say.journal_failing");
        line.condition = Condition::warn;
        return line;
    }
    std::error_code failure;
    const auto bytes = std::filesystem::file_size(around_.journal, failure);
    line.value = fill("health.say.journal",
                      {{"n", number(head->size)}, {"mb", megabytes(failure ? 0 : bytes)}});
    if (checked_at_)
        line.value += fill(whole_ ? "health.say.checked" : "health.say.damaged",
                           {{"time", time_of(*checked_at_)}});
    if ((checked_at_ && !whole_) || state.set_aside || state.lost > 0)
        line.condition = Condition::warn;
    return line;
}

Inspector::Line Inspector::touch(const Vitals& vitals) const {
    std::int64_t taps = 0;
    for (const std::int64_t cell : vitals.taps) taps += cell;
    Line line{.id = "touch", .value = {}, .condition = Condition::good};
    if (!vitals.touch_panel) {
        line.value = say("health.say.no_panel");
        line.condition = Condition::warn;
        return line;
    }
    if (vitals.stuck) {
        line.value = fill("health.say.stuck", {{"n", std::to_string(*vitals.stuck + 1)}});
        line.condition = Condition::warn;
        return line;
    }
    if (!vitals.last_touch) {
        line.value = say("health.say.untouched");
        return line;
    }
    line.value =
        fill("health.say.taps", {{"n", number(taps)}, {"time", time_of(*vitals.last_touch)}});
    if (around_.clock.wall() - *vitals.last_touch > kUntouchedMax) line.condition = Condition::warn;
    return line;
}

Inspector::Line Inspector::filtered(const std::optional<tally::Report>& today) const {
    std::int64_t rows = 0;
    if (today)
        for (const tally::Filtered& one : today->filtered) rows += one.rows;
    const std::int64_t counted = today ? today->all.visits + today->all.opened : 0;
    return {.id = "filtered",
            .value = fill("health.say.rows", {{"n", number(rows)}}),
            // More noise than use: somebody plays, or the panel presses itself.
            .condition = rows > counted && rows > 0 ? Condition::warn : Condition::good};
}

Inspector::Line Inspector::catalogue() const {
    const auto& date = around_.catalogue.date();
    const auto day = parse_iso_date(date);
    const bool old = !day.ok() || business_day(around_.clock.wall()) - std::chrono::sys_days(day) >
                                      kCatalogueAgeMax;
    const std::string said = day.ok() ? text::date(std::chrono::sys_days(day), Language::vi) : date;
    const auto count = static_cast<std::int64_t>(around_.catalogue.procedures().size());
    return {.id = "catalogue",
            .value = fill("health.say.catalogue", {{"n", number(count)}, {"date", said}}),
            .condition = old ? Condition::warn : Condition::good};
}

Inspector::Line Inspector::frames(const Vitals& vitals) const {
    return {
        .id = "frames",
        .value = fill("health.say.frames", {{"n", number(static_cast<std::int64_t>(vitals.frames))},
                                            {"ms", std::to_string(vitals.slowest.count())}}),
        .condition = vitals.slowest <= kFrameMax ? Condition::good : Condition::warn};
}

std::optional<Inspector::Line> Inspector::temperature() const {
    const std::optional<int> degrees = hottest(around_.thermal);
    if (!degrees) return std::nullopt;
    return Line{.id = "temperature",
                .value = std::to_string(*degrees) + " °C",
                .condition = *degrees < kHot ? Condition::good : Condition::warn};
}

Inspector::Line Inspector::version(const Vitals& vitals) const {
    const auto up = around_.clock.now() - vitals.started;
    const auto days = std::chrono::duration_cast<std::chrono::days>(up).count();
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(up).count() % 24;
    return {.id = "version",
            .value = fill("health.say.version", {{"version", around_.version},
                                                 {"days", std::to_string(days)},
                                                 {"hours", std::to_string(hours)}}),
            .condition = Condition::good};
}

}  // namespace clerk
