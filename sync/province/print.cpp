#include "province/print.h"

#include <fmt/format.h>

#include <algorithm>

#include "province/admin.h"
#include "tally/measures.h"
#include "text/unicode.h"

namespace province {

namespace {

using json::Value;

constexpr std::string_view kUnknown = "–";
constexpr std::size_t kDeviceShown = 8;

/// A field as people read it; what is absent or null is unknown.
std::string cell(const Value& object, std::string_view key) {
    const Value* value = json::find(object, key);
    if (!value) return std::string(kUnknown);
    if (const std::string* text = json::text(object, key)) return text->empty() ? "-" : *text;
    return text_of(*value);
}

std::string plain(const Value& object, std::string_view key) {
    const std::string* text = json::text(object, key);
    return text ? *text : std::string();
}

/// The items of a list; none when there is no such list.
std::vector<Value> items(const Value& object, std::string_view key) {
    const Value* list = json::array(object, key);
    return list ? std::vector<Value>(list->begin(), list->end()) : std::vector<Value>();
}

std::string joined(const Value& object, std::string_view key) {
    std::string text;
    for (const Value& item : items(object, key))
        if (item.is_string()) text += (text.empty() ? "" : " ") + item.get<std::string>();
    return text;
}

bool is_true(const Value& object, std::string_view key) {
    const Value* value = json::find(object, key);
    return value && *value == Value(true);
}

}  // namespace

std::string table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (widths.size() <= i) widths.push_back(0);
            widths[i] = std::max(widths[i], text::code_points(row[i]).size());
        }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size())
                line.append(widths[i] - text::code_points(row[i]).size() + 2, ' ');
        }
        text += line + "\n";
    }
    return text;
}

std::string code_words(const Value& answer) {
    std::string text = fmt::format(
        "{}\n\n  for {} ({}){}{}\n  lives until {} by this machine's clock, bears {} wrong tries, "
        "enrols one kiosk\n",
        plain(answer, "code"), plain(answer, "ward_name"), plain(answer, "ward"),
        plain(answer, "name").empty() ? "" : ", ", plain(answer, "name"), plain(answer, "until"),
        cell(answer, "tries"));
    if (const std::string address = plain(answer, "address"); !address.empty())
        text += "  address  " + address + "\n";
    for (const Value& pin : items(answer, "pins"))
        if (pin.is_string()) text += "  pin      " + pin.get<std::string>() + "\n";
    return text;
}

std::string kiosk_table(const Value& answer) {
    std::vector<std::vector<std::string>> rows{
        {"WARD", "NAME", "DEVICE", "FOUR WORDS", "HEARD", "UNSENT", "CLOCK", "VERSION", "ALARMS"}};
    for (const Value& kiosk : items(answer, "kiosks")) {
        std::string alarms = joined(kiosk, "alarms");
        if (is_true(kiosk, "revoked")) alarms += alarms.empty() ? "revoked" : " revoked";
        rows.push_back({cell(kiosk, "ward"), cell(kiosk, "name"),
                        cell(kiosk, "device").substr(0, kDeviceShown), cell(kiosk, "words"),
                        cell(kiosk, "heard"), cell(kiosk, "unsent"), cell(kiosk, "clock"),
                        cell(kiosk, "version"), alarms.empty() ? "-" : alarms});
    }
    return rows.size() == 1 ? "no kiosk is enrolled yet\n" : table(rows);
}

std::string version_words(const Value& answer) {
    return "published as version " + cell(answer, "version") + "\n";
}

std::string preview_words(const Value& answer) {
    std::string text;
    for (const Value& fault : items(answer, "faults")) {
        const std::string line = json::find(fault, "line") ? ":" + cell(fault, "line") : "";
        text +=
            fmt::format("fault: {}{}: {}\n", plain(fault, "path"), line, plain(fault, "message"));
    }
    for (const Value& change : items(answer, "changes")) {
        text +=
            fmt::format("{}: {} added, {} removed, {} changed\n", plain(change, "path"),
                        cell(change, "added"), cell(change, "removed"), cell(change, "changed"));
        for (const Value& item : items(change, "items"))
            text += fmt::format("  {} {} {} {}: {} -> {}\n", plain(item, "change"),
                                plain(item, "what"), plain(item, "subject"), plain(item, "name"),
                                cell(item, "before"), cell(item, "after"));
        if (cell(change, "left_out") != "0")
            text += fmt::format("  and {} more\n", cell(change, "left_out"));
    }
    return text + fmt::format("for {} kiosks, upon version {}\n", cell(answer, "kiosks"),
                              cell(answer, "base"));
}

std::string backup_words(const Value& answer) {
    return "copied to " + plain(answer, "file") + "\n";
}

std::string published_table(const Value& answer) {
    std::vector<std::vector<std::string>> rows{{"VERSION", "AT", "BY", "FILE", "BYTES", "SHA-256"}};
    for (const Value& version : items(answer, "published"))
        for (const Value& file : items(version, "files"))
            rows.push_back({cell(version, "version"), cell(version, "at"), cell(version, "officer"),
                            cell(file, "path"), cell(file, "bytes"), cell(file, "sha256")});
    return rows.size() == 1 ? "nothing was published yet\n" : table(rows);
}

std::string audit_words(const Value& answer) {
    std::string text = fmt::format(
        "{} envelopes, {} cells, {} seals, {} checkpoints of {} kiosks were gone through\n",
        cell(answer, "envelopes"), cell(answer, "cells"), cell(answer, "seals"),
        cell(answer, "checkpoints"), cell(answer, "devices"));
    for (const Value& fault : items(answer, "faults"))
        if (fault.is_string()) text += "fault: " + fault.get<std::string>() + "\n";
    for (const Value& alarm : items(answer, "alarms"))
        text +=
            fmt::format("alarm: {}: kiosk {}: {} (seen {} times, {} to {})\n", plain(alarm, "kind"),
                        cell(alarm, "device").substr(0, kDeviceShown), plain(alarm, "text"),
                        cell(alarm, "times"), plain(alarm, "first"), plain(alarm, "last"));
    return text + (is_true(answer, "ok") ? "everything holds\n" : "");
}

std::string officer_table(const Value& answer) {
    std::vector<std::vector<std::string>> rows{
        {"NAME", "FULL NAME", "ROLE", "WARD", "DISABLED", "LOCKED UNTIL", "PASSWORD"}};
    const auto or_none = [](const Value& officer, std::string_view key) {
        return json::find(officer, key) ? cell(officer, key) : std::string("-");
    };
    for (const Value& officer : items(answer, "officers")) {
        const std::string password = is_true(officer, "by_proxy")      ? "by proxy"
                                     : is_true(officer, "must_change") ? "to be changed"
                                                                       : "own";
        rows.push_back({cell(officer, "name"), or_none(officer, "full_name"), cell(officer, "role"),
                        or_none(officer, "ward"), or_none(officer, "disabled"),
                        or_none(officer, "locked_until"), password});
    }
    return rows.size() == 1 ? "no officer yet: motcua-province officer add NAME --role admin\n"
                            : table(rows);
}

std::string counts_csv(const Value& answer) {
    std::string text;
    for (const Value& one : items(answer, "counts"))
        text += fmt::format("{},{},{},{},{},{},{}\n", plain(one, "ward"), plain(one, "day"),
                            plain(one, "procedure"), plain(one, "certainty"), plain(one, "what"),
                            is_true(one, "trusted") ? "true" : "false", cell(one, "count"));
    return text;
}

std::string measures_csv(const Value& answer) {
    std::string text = "ward";
    for (const tally::MeasureName& one : tally::measure_names())
        text += "," + std::string(one.name);
    text += "\n";
    for (const Value& ward : items(answer, "measures")) {
        text += plain(ward, "ward");
        for (const tally::MeasureName& one : tally::measure_names())
            text += "," + cell(ward, one.name);
        text += "\n";
    }
    return text;
}

std::string json_lines(const Value& answer, std::string_view key) {
    std::string text;
    for (const Value& one : items(answer, key)) text += text_of(one) + "\n";
    return text;
}

}  // namespace province
