#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "base/files.h"
#include "settings/reader.h"
#include "settings/settings.h"

namespace settings {

namespace {

using campaign::Campaign;
using campaign::Indicator;
using campaign::Milestone;
using campaign::Target;

constexpr int kDaysMax = 1000;             // A campaign, not an era; rates stay in 64 bits.
constexpr std::size_t kMilestonesMax = 6;  // Names that fit side by side under a plot.
constexpr std::size_t kIndicatorsMax = 8;  // Two columns of four on the progress screen.
constexpr std::size_t kTargetsMax = 24;    // Eight indicators, three levels.
constexpr std::size_t kIdMax = 24;
constexpr double kHundredth = 1e-6;  // 70.1 is no whole number of hundredths in binary.

const std::vector<std::string_view> kLevels = {"province", "department", "ward"};

/// "day_50": small letters, digits and _, and not yet taken.
std::string read_id(const toml::table& table, std::set<std::string>& taken, Reader& reader) {
    std::string id = reader.text(table, "id");
    if (id.empty()) return id;
    const bool plain = std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!plain || id.size() > kIdMax)
        reader.problem(table.get("id"), table,
                       fmt::format("\"id\": expected a-z, 0-9 and _, at most {} letters", kIdMax));
    else if (!taken.insert(id).second)
        reader.problem(table.get("id"), table, fmt::format("\"id\": \"{}\" is there twice", id));
    return id;
}

/// The day of a milestone within the campaign, or nothing and a problem.
void read_day(const toml::table& table, int days, Milestone& milestone, Reader& reader) {
    milestone.after = table.contains("after") && reader.yes(table, "after");
    if (milestone.after) {
        if (table.contains("day"))
            reader.problem(table.get("day"), table, "expected either \"day\" or \"after\"");
        return;
    }
    if (!table.contains("day")) {
        reader.problem(nullptr, table, "expected \"day\", or after = true");
        return;
    }
    milestone.day = static_cast<int>(reader.whole(table, "day", 1, kDaysMax));
    if (milestone.day > days)
        reader.problem(table.get("day"), table,
                       fmt::format("\"day\": expected a day of the campaign, 1 to {}", days));
}

std::vector<Milestone> read_milestones(const toml::table& root, int days, Reader& reader) {
    std::vector<Milestone> milestones;
    std::set<std::string> ids;
    for (const toml::table* table :
         reader.tables(root, "milestone", kMilestonesMax, "their names stand side by side")) {
        reader.known(*table, {"id", "name", "day", "after"});
        Milestone milestone;
        milestone.id = read_id(*table, ids, reader);
        milestone.name = reader.translated(*table, "name");
        read_day(*table, days, milestone, reader);
        for (const Milestone& other : milestones) {
            if (milestone.after && other.after)
                reader.problem(table->get("after"), *table, "\"after\" is true twice");
            else if (milestone.day > 0 && milestone.day == other.day)
                reader.problem(table->get("day"), *table,
                               fmt::format("\"day\": {} is that of \"{}\"", other.day, other.id));
        }
        milestones.push_back(std::move(milestone));
    }
    std::ranges::stable_sort(milestones, {}, [](const Milestone& milestone) {
        return std::pair(milestone.after, milestone.day);
    });
    return milestones;
}

std::int64_t tally::Measures::*read_measure(const toml::table& table, std::string_view key,
                                            Reader& reader) {
    std::vector<std::string_view> names;
    for (const tally::MeasureName& measure : tally::measure_names()) names.push_back(measure.name);
    const std::string name = reader.choice(table, key, names);
    for (const tally::MeasureName& measure : tally::measure_names())
        if (measure.name == name) return measure.field;
    return nullptr;
}

std::vector<Indicator> read_indicators(const toml::table& root, Reader& reader) {
    std::vector<Indicator> indicators;
    std::set<std::string> ids;
    for (const toml::table* table :
         reader.tables(root, "indicator", kIndicatorsMax, "the progress screen holds no more")) {
        reader.known(*table, {"id", "rule", "name", "numerator", "denominator"});
        Indicator indicator;
        indicator.id = read_id(*table, ids, reader);
        indicator.rule = reader.text(*table, "rule");
        indicator.name = reader.translated(*table, "name");
        indicator.numerator = read_measure(*table, "numerator", reader);
        indicator.denominator = read_measure(*table, "denominator", reader);
        indicators.push_back(std::move(indicator));
    }
    return indicators;
}

template <class T>
std::vector<std::string_view> ids_of(const std::vector<T>& things) {
    std::vector<std::string_view> ids;
    for (const T& thing : things) ids.push_back(thing.id);
    return ids;
}

/// A percentage with at most two decimals, in hundredths of a percent.
int read_percent(const toml::table& table, std::string_view key, Reader& reader) {
    const toml::node* node = table.get(key);
    const double hundredths = node && node->is_number() ? *node->value<double>() * 100 : -1;
    const bool right = hundredths >= 0 && hundredths <= 100'00 &&
                       std::abs(hundredths - std::round(hundredths)) < kHundredth;
    if (right) return static_cast<int>(std::lround(hundredths));
    reader.problem(
        node, table,
        fmt::format("\"{}\": expected a percentage, 0 to 100, at most two decimals", key));
    return 0;
}

std::vector<Target> read_targets(const toml::table& root, const Campaign& campaign,
                                 Reader& reader) {
    std::vector<Target> targets;
    std::set<std::pair<std::string, std::string>> taken;
    for (const toml::table* table :
         reader.tables(root, "target", kTargetsMax, "one for each indicator and level")) {
        reader.known(*table, {"indicator", "level", "percent"});
        const std::string indicator =
            reader.choice(*table, "indicator", ids_of(campaign.indicators));
        const std::string level = reader.choice(*table, "level", kLevels);
        if (!indicator.empty() && !level.empty() && !taken.emplace(indicator, level).second)
            reader.problem(nullptr, *table,
                           fmt::format("a [[target]] of \"{}\" for \"{}\" is there already",
                                       indicator, level));
        const toml::node* node = table->get("percent");
        if (!node || !node->is_table() || node->as_table()->empty()) {
            reader.problem(node, *table,
                           "\"percent\": expected percentages by milestone, as { day_50 = 55 }");
            continue;
        }
        const toml::table& percent = *node->as_table();
        reader.known(percent, ids_of(campaign.milestones));
        for (const Milestone& milestone : campaign.milestones)
            if (percent.contains(milestone.id))
                targets.push_back({.indicator = indicator,
                                   .level = level,
                                   .milestone = milestone.id,
                                   .hundredths = read_percent(percent, milestone.id, reader)});
    }
    return targets;
}

/// First and last day; how many days that are, or `kDaysMax` while that cannot be said.
int read_days(const toml::table& root, Campaign& campaign, Reader& reader) {
    const auto first = reader.day(root, "first_day");
    const auto last = reader.day(root, "last_day");
    campaign.first_day = first.value_or(campaign.first_day);
    campaign.last_day = last.value_or(campaign.last_day);
    if (!first || !last) return kDaysMax;
    const auto days = (*last - *first).count() + 1;
    if (days < 1)
        reader.problem(root.get("last_day"), root, "\"last_day\" is before \"first_day\"");
    else if (days > kDaysMax)
        reader.problem(root.get("last_day"), root,
                       fmt::format("\"last_day\": expected at most {} days", kDaysMax));
    else
        return static_cast<int>(days);
    return kDaysMax;
}

}  // namespace

Result<Campaign> load_campaign(const std::string& path) {
    const std::string bytes = TRY(files::read(path, tables::kBytesMax));
    return parse_campaign(bytes, path);
}

Result<Campaign> parse_campaign(std::string_view bytes, const std::string& source) {
    const toml::table root = TRY(tables::parse(bytes, source));
    Reader reader(source);
    reader.known(root, {"first_day", "last_day", "level", "sample_targets", "kicker", "name",
                        "purpose", "milestone", "indicator", "target"});
    Campaign campaign;
    const int days = read_days(root, campaign, reader);
    campaign.level = reader.choice(root, "level", kLevels);
    campaign.sample_targets = reader.yes(root, "sample_targets");
    campaign.kicker = reader.translated(root, "kicker");
    campaign.name = reader.translated(root, "name");
    campaign.purpose = reader.translated(root, "purpose");
    campaign.milestones = read_milestones(root, days, reader);
    campaign.indicators = read_indicators(root, reader);
    campaign.targets = read_targets(root, campaign, reader);
    TRY(reader.finish());
    return campaign;
}

}  // namespace settings
