#include "publishing/entries.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/clock.h"
#include "catalogue/messages.h"
#include "catalogue/wards.h"
#include "json/json.h"
#include "settings/holidays_file.h"
#include "settings/portal_file.h"
#include "settings/settings.h"
#include "text/language.h"

namespace publishing {

namespace {

/// In every language there is.
std::string in_all(const text::Translated& text) {
    std::string all;
    for (const std::string* words : {&text.vi, &text.en, &text.jra, &text.bdq})
        if (!words->empty()) all += (all.empty() ? "" : " / ") + *words;
    return all;
}

Entries ward_entries(std::string_view bytes) {
    Entries entries;
    const auto wards = catalogue::parse_wards(bytes, "wards.json");
    if (!wards) return entries;
    for (const catalogue::Ward& ward : wards->list)
        entries.push_back({.what = "ward",
                           .subject = ward.code,
                           .name = ward.full_name,
                           .value = ward.full_name});
    return entries;
}

Entries message_entries(std::string_view bytes) {
    Entries entries;
    const auto messages = catalogue::parse_messages(bytes, "messages.json");
    if (!messages) return entries;
    for (const catalogue::Message& message : *messages)
        entries.push_back({.what = "message",
                           .subject = message.id,
                           .name = {},
                           .value = fmt::format("{} – {}: {}", iso_date(message.from),
                                                iso_date(message.until), in_all(message.text))});
    return entries;
}

/// "2027-02-06", or "04-30" of every year.
std::string first_of(const settings::Holiday& holiday) {
    const std::string day = iso_date(holiday.first);
    return holiday.yearly ? day.substr(day.find('-') + 1) : day;
}

std::string days_of(const settings::Holiday& holiday) {
    const std::string first = first_of(holiday);
    return holiday.last == holiday.first ? first : first + " – " + iso_date(holiday.last);
}

Entries holiday_entries(std::string_view bytes) {
    static constexpr const char* kDays[] = {"sunday",   "monday", "tuesday", "wednesday",
                                            "thursday", "friday", "saturday"};
    Entries entries;
    const auto holidays = settings::parse_holidays(bytes, "holidays.toml");
    if (!holidays) return entries;
    for (const settings::Holiday& one : holidays->holidays)
        entries.push_back({.what = "holiday",
                           .subject = first_of(one),
                           .name = one.name.vi,
                           .value = fmt::format("{}: {}", days_of(one), in_all(one.name))});
    for (const settings::WorkedDay& one : holidays->worked)
        entries.push_back({.what = "worked",
                           .subject = iso_date(one.day),
                           .name = {},
                           .value = kDays[one.like.c_encoding()]});
    return entries;
}

/// TOML, or the JSON of before.
Entries word_entries(std::string_view bytes) {
    Entries entries;
    const auto words = bytes.starts_with('{')
                           ? text::Words::parse_json(bytes, "lang", text::Language::vi)
                           : text::Words::parse(bytes, "lang", text::Language::vi);
    if (!words) return entries;
    for (const auto& [key, text] : words->all())
        entries.push_back({.what = "words", .subject = key, .name = {}, .value = text});
    return entries;
}

/// Keys and values of an object, those of its card one by one.
std::vector<std::pair<std::string, std::string>> parts_of(const json::Value& object) {
    std::vector<std::pair<std::string, std::string>> parts;
    for (const auto& [key, value] : object.items()) {
        if (key == "card" && value.is_object()) {
            for (const auto& [inner, text] : value.items())
                parts.emplace_back("card." + inner, text.dump());
        } else {
            parts.emplace_back(key, value.dump());
        }
    }
    return parts;
}

Entry json_entry(const json::Value& object, const char* what, const char* id, std::string name) {
    const std::string* subject = json::text(object, id);
    return {.what = what,
            .subject = subject ? *subject : std::string(),
            .name = std::move(name),
            .value = {},
            .parts = parts_of(object)};
}

std::string percent(int hundredths) {
    return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

std::string_view measure(std::int64_t tally::Measures::*of) {
    for (const tally::MeasureName& one : tally::measure_names())
        if (one.field == of) return one.name;
    return {};
}

void add_heads(Entries& entries, const campaign::Campaign& campaign) {
    const auto add = [&](const char* subject, std::string value) {
        entries.push_back(
            {.what = "campaign", .subject = subject, .name = {}, .value = std::move(value)});
    };
    add("first_day", iso_date(campaign.first_day));
    add("last_day", iso_date(campaign.last_day));
    add("level", campaign.level);
    add("sample_targets", campaign.sample_targets ? "true" : "false");
    add("kicker", in_all(campaign.kicker));
    add("name", in_all(campaign.name));
    add("purpose", in_all(campaign.purpose));
}

}  // namespace

Entries catalogue_entries(std::string_view bytes) {
    Entries entries;
    const auto loaded = catalogue::parse(bytes, "catalogue.json");
    const auto root = json::parse(bytes, "catalogue.json");
    if (!loaded || !root) return entries;
    const catalogue::Catalogue& catalogue = loaded->catalogue;
    for (const json::Value& one : (*root)["tiles"]) {
        Entry entry = json_entry(one, "tile", "id", {});
        if (const catalogue::Tile* tile = catalogue.tile(entry.subject)) entry.name = tile->name.vi;
        entries.push_back(std::move(entry));
    }
    for (const json::Value& one : (*root)["procedures"]) {
        Entry entry = json_entry(one, "procedure", "code", {});
        if (const catalogue::Procedure* procedure = catalogue.find(entry.subject))
            entry.name = catalogue::short_name(*procedure, text::Language::vi);
        entries.push_back(std::move(entry));
    }
    return entries;
}

Entries campaign_entries(std::string_view bytes) {
    Entries entries;
    const auto campaign = settings::parse_campaign(bytes, "campaign.toml");
    if (!campaign) return entries;
    add_heads(entries, *campaign);
    for (const campaign::Milestone& one : campaign->milestones)
        entries.push_back(
            {.what = "milestone",
             .subject = one.id,
             .name = one.name.vi,
             .value = in_all(one.name) + ", " + (one.after ? "after" : std::to_string(one.day))});
    std::map<std::string, std::string> names;
    for (const campaign::Indicator& one : campaign->indicators) {
        names[one.id] = one.name.vi;
        entries.push_back({.what = "indicator",
                           .subject = one.id,
                           .name = one.name.vi,
                           .value = fmt::format("{}, {}, {} / {}", in_all(one.name), one.rule,
                                                measure(one.numerator), measure(one.denominator))});
    }
    for (const campaign::Target& one : campaign->targets)
        entries.push_back({.what = "target",
                           .subject = one.indicator + "/" + one.level + "/" + one.milestone,
                           .name = names[one.indicator],
                           .value = percent(one.hundredths)});
    return entries;
}

Entries portal_entries(std::string_view bytes, const catalogue::Procedure& example) {
    Entries entries;
    const auto portal = settings::parse_portal(bytes, "portal.toml");
    if (!portal) return entries;
    const std::string name = catalogue::short_name(example, text::Language::vi);
    const auto link = [&](const char* subject, std::string address, const std::string& of) {
        entries.push_back(
            {.what = "link", .subject = subject, .name = of, .value = std::move(address)});
    };
    catalogue::Procedure without_id = example;
    without_id.formality_id.clear();
    link("procedure", portal->links.procedure(example), name);
    link("search", portal->links.procedure(without_id), name);
    link("submit", portal->links.submit(example), name);
    link("track", portal->links.track(), {});
    link("account", portal->links.account(), {});
    entries.push_back(
        {.what = "setting",
         .subject = "hosts",
         .name = {},
         .value = fmt::format("{}", fmt::join(portal->links.templates().hosts, ", "))});
    entries.push_back({.what = "setting",
                       .subject = "through_province",
                       .name = {},
                       .value = portal->through_province});
    return entries;
}

Entries entries_of(const std::string& path, std::string_view bytes,
                   const catalogue::Procedure& example) {
    if (path == "catalogue.json") return catalogue_entries(bytes);
    if (path == "campaign.toml") return campaign_entries(bytes);
    if (path == "wards.json") return ward_entries(bytes);
    if (path == "messages.json") return message_entries(bytes);
    if (path == "holidays.toml") return holiday_entries(bytes);
    if (path == "portal.toml") return portal_entries(bytes, example);
    return word_entries(bytes);
}

}  // namespace publishing
