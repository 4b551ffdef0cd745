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
// An agent that is later than this has stopped: a try that fails is over sooner.
constexpr std::chrono::minutes kAgentLateMax{10};
constexpr std::chrono::hours kUnheardMax{24};  // A day without the province is seen.
constexpr std::chrono::days kUnsentMax{2};     // A weekend may pass.

std::string gigabytes(std::uint64_t bytes) {
    return text::decimal(static_cast<double>(bytes / 100'000'000) / 10, Language::vi);
}

std::string megabytes(std::uint64_t bytes) {
    return text::decimal(static_cast<double>(bytes / 100'000) / 10, Language::vi);
}

std::string number(std::int64_t value) { return text::grouped(value, Language::vi); }

std::string time_of(WallTime wall) { return text::clock_time(local_time(wall)); }

/// "09:05", and the day before it when that is not today.
std::string day_and_time_of(WallTime wall, WallTime now) {
    const std::string date = text::date(business_day(wall), Language::vi);
    return business_day(wall) == business_day(now) ? time_of(wall) : date + " " + time_of(wall);
}

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
    const auto agent = read_agent_status(around_.state);
    desk::Health health{.lines = {},
                        .taps = vitals.taps,
                        .stuck = vitals.stuck,
                        .agent = has_agent(around_.state),
                        .clock_free = !around_.clock.machine_is_kept()};
    health.lines = {sync(agent), unsent(agent, head)};
    if (auto line = four_words(agent)) health.lines.push_back(std::move(*line));
    for (Line& line : std::vector<Line>{network(vitals), clock(), disk(), journal(head),
                                        touch(vitals), filtered(today), catalogue(),
                                        frames(vitals)})
        health.lines.push_back(std::move(line));
    if (auto line = temperature()) health.lines.push_back(std::move(*line));
    health.lines.push_back(version(vitals));
    return health;
}

/// Whether the agent has said something within the time it gave itself. It writes when something
/// changes: while all is well each receipt does, while the province is away nothing may.
bool Inspector::keeps_its_word(const AgentStatus& agent) const {
    return agent.state != "ok" ||
           around_.clock.wall() <= agent.told + agent.next + kAgentLateMax;
}

/// When the province was heard last, and why it may not be heard.
Inspector::Line Inspector::sync(const Result<AgentStatus>& agent) const {
    Line line{.id = "sync", .value = {}, .condition = Condition::warn};
    if (!agent) {
        const bool none = agent.error().code == Error::Code::not_found;
        line.value = say(none ? "health.say.no_agent" : "health.say.unknown");
        if (none) line.condition = Condition::unknown;
        return line;
    }
    if (!agent->enrolled) {
        line.value = say("health.say.not_enrolled");
        return line;
    }
    const WallTime now = around_.clock.wall();
    const std::string last = agent->last_receipt ? day_and_time_of(*agent->last_receipt, now)
                                                 : say("health.say.never");
    const char* how = "health.say.heard";
    if (!keeps_its_word(*agent))
        how = "health.say.agent_silent";
    else if (agent->state == "refused")
        how = "health.say.refused";
    else if (agent->state == "no_journal")
        how = "health.say.no_journal";
    else {
        if (agent->state == "offline") how = "health.say.unheard";
        if (agent->last_receipt && now - *agent->last_receipt <= kUnheardMax)
            line.condition = Condition::good;
    }
    line.value = fill(how, {{"province", agent->province}, {"time", last}});
    return line;
}

Inspector::Line Inspector::unsent(const Result<AgentStatus>& agent,
                                  const std::optional<journal::Head>& head) const {
    Line line{.id = "unsent", .value = {}, .condition = Condition::unknown};
    if (!agent) {
        // Without an agent all there is waits.
        line.value = head ? fill("health.say.rows", {{"n", number(head->size)}})
                          : say("health.say.unknown");
        if (!head) line.condition = Condition::warn;
        return line;
    }
    const tally::Day today = business_day(around_.clock.wall());
    const auto oldest = agent->oldest_unsent;
    if (agent->unsent == 0)
        line.value = say("health.say.all_sent");
    else if (oldest)
        line.value = fill("health.say.unsent_since", {{"n", number(agent->unsent)},
                                                      {"date", text::date(*oldest, Language::vi)}});
    else
        line.value = fill("health.say.unsent", {{"n", number(agent->unsent)}});
    const std::int64_t odd = agent->bad + agent->parked + agent->faults;
    if (odd > 0) line.value += fill("health.say.odd", {{"n", number(odd)}});
    const bool late = oldest && agent->unsent > 0 && today - *oldest > kUnsentMax;
    line.condition = odd > 0 || late ? Condition::warn : Condition::good;
    return line;
}

/// The province shows the same ones for this kiosk.
std::optional<Inspector::Line> Inspector::four_words(const Result<AgentStatus>& agent) const {
    if (!agent || !agent->enrolled || agent->words.empty()) return std::nullopt;
    return Line{.id = "words", .value = agent->words, .condition = Condition::good};
}

Inspector::Line Inspector::network(const Vitals& vitals) const {
    return {.id = "network",
            .value = say(vitals.network ? "health.say.online" : "health.say.offline"),
            .condition = vitals.network ? Condition::good : Condition::warn};
}

Inspector::Line Inspector::clock() const {
    const KeptClock& clock = around_.clock;
    const bool kept = clock.wall_is_synchronised();
    const bool trusted = around_.writer.trusts(clock.wall(), kept);
    const char* how = "health.say.clock_alone";
    if (kept && !trusted)
        how = "health.say.clock_behind";
    else if (kept)
        how = clock.machine_is_kept() ? "health.say.clock_kept" : "health.say.clock_told";
    return {.id = "clock",
            .value = say(how),
            .condition = trusted ? Condition::good : Condition::warn};
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
