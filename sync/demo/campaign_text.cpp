#include "demo/campaign_text.h"

#include <fmt/format.h>

#include "base/clock.h"

namespace demo {

namespace {

/// A basic string of TOML. Control characters are none: settings refuses them.
std::string quoted(const std::string& text) {
    std::string made = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') made += '\\';
        made += c;
    }
    return made + "\"";
}

std::string translated(const std::string& key, const text::Translated& words) {
    std::string lines;
    for (const text::Language language : text::kLanguages)
        if (const std::string& said = words.in(language); words.language_in(language) == language)
            lines += fmt::format("{}.{} = {}\n", key, text::code_of(language), quoted(said));
    return lines;
}

std::string name_of(std::int64_t tally::Measures::*field) {
    for (const tally::MeasureName& measure : tally::measure_names())
        if (measure.field == field) return std::string(measure.name);
    return {};
}

std::string percent(int hundredths) {
    return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

}  // namespace

std::string text_of(const campaign::Campaign& campaign) {
    std::string text =
        fmt::format("first_day = {}\nlast_day = {}\nlevel = {}\nsample_targets = {}\n",
                    iso_date(campaign.first_day), iso_date(campaign.last_day),
                    quoted(campaign.level), campaign.sample_targets);
    text += translated("kicker", campaign.kicker) + translated("name", campaign.name) +
            translated("purpose", campaign.purpose);
    for (const campaign::Milestone& one : campaign.milestones) {
        text += fmt::format("\n[[milestone]]\nid = {}\n", quoted(one.id));
        text += one.after ? "after = true\n" : fmt::format("day = {}\n", one.day);
        text += translated("name", one.name);
    }
    for (const campaign::Indicator& one : campaign.indicators)
        text += fmt::format(
            "\n[[indicator]]\nid = {}\nrule = {}\n{}numerator = {}\n"
            "denominator = {}\n",
            quoted(one.id), quoted(one.rule), translated("name", one.name),
            quoted(name_of(one.numerator)), quoted(name_of(one.denominator)));
    // Targets of one indicator and level follow each other, as settings lists them.
    const campaign::Target* before = nullptr;
    for (const campaign::Target& one : campaign.targets) {
        const bool goes_on =
            before && before->indicator == one.indicator && before->level == one.level;
        if (before && !goes_on) text += " }\n";
        text += goes_on ? ", "
                        : fmt::format("\n[[target]]\nindicator = {}\nlevel = {}\npercent = {{ ",
                                      quoted(one.indicator), quoted(one.level));
        text += fmt::format("{} = {}", one.milestone, percent(one.hundredths));
        before = &one;
    }
    if (before) text += " }\n";
    return text;
}

campaign::Campaign marked(campaign::Campaign campaign, int day, std::chrono::sys_days today) {
    const auto length = campaign.last_day - campaign.first_day;
    campaign.first_day = today - std::chrono::days(day - 1);
    campaign.last_day = campaign.first_day + length;
    campaign.sample_targets = true;
    campaign.kicker = {.vi = "Số liệu minh họa", .en = "Demonstration data"};
    campaign.name.vi += " (minh họa)";
    campaign.name.en += " (demonstration)";
    return campaign;
}

}  // namespace demo
