#include "journal/print.h"

#include <fmt/format.h>

#include <algorithm>

namespace journal::print {

namespace {

// Words of a damaged file may hold anything; neither a terminal nor a parser must trip.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c < ' ' || c > '~' ? '?' : c;
    }
    return out + '"';
}

std::string plain(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return c < ' ' || c > '~'; }, '?');
    return text.empty() ? "-" : text;
}

std::string local_text(Minute minute) {
    const LocalTime local = local_time(minute);
    const auto minutes = local.since_midnight.count();
    return fmt::format("{} {:02}:{:02}", iso_date(std::chrono::sys_days(local.day)), minutes / 60,
                       minutes % 60);
}

std::int64_t filtered_of(const Tally& tally) {
    std::int64_t sum = 0;
    for (const auto& [reason, rows] : tally.filtered) sum += rows;
    return sum;
}

std::string reasons_of(const Tally& tally) {
    std::vector<std::string> words;
    for (const auto& [reason, rows] : tally.filtered)
        words.push_back(fmt::format("{} {}", plain(reason), rows));
    return fmt::format("{}", fmt::join(words, ", "));
}

constexpr auto kColumns = "{:<10}{:<18}{:<22}{:>9}{:>10}  {}";

std::string row(const std::string& procedure, const std::string& kind, const std::string& detail,
                const std::string& counted, const std::string& filtered,
                const std::string& reasons) {
    std::string text = fmt::format(kColumns, procedure, kind, detail, counted, filtered, reasons);
    text.erase(text.find_last_not_of(' ') + 1);
    return text + '\n';
}

}  // namespace

std::string line(const Entry& entry) {
    return fmt::format("{:>7}  {}{}  {:<16}  {:<8}  {:<15}  {}", entry.sequence,
                       local_text(entry.minute), entry.trusted ? " " : "?", plain(entry.kind),
                       plain(entry.procedure), plain(entry.detail), plain(entry.verdict));
}

std::string json(const Entry& entry) {
    return fmt::format(R"({{"sequence":{},"minute":{},"boot":{},"trusted":{},"day":{},"kind":{},)"
                       R"("procedure":{},"detail":{},"verdict":{},"rules":{}}})",
                       entry.sequence, quoted(utc_text(entry.minute)), quoted(entry.boot),
                       entry.trusted, quoted(iso_date(entry.day)), quoted(entry.kind),
                       quoted(entry.procedure), quoted(entry.detail), quoted(entry.verdict),
                       entry.rules);
}

std::string table(const std::vector<Tally>& tallies) {
    std::string text = row("procedure", "kind", "detail", "counted", "filtered", "");
    std::int64_t counted = 0;
    std::int64_t filtered = 0;
    for (const Tally& tally : tallies) {
        text += row(plain(tally.procedure), plain(tally.kind), plain(tally.detail),
                    std::to_string(tally.counted), std::to_string(filtered_of(tally)),
                    reasons_of(tally));
        counted += tally.counted;
        filtered += filtered_of(tally);
    }
    return text + row("sum", "", "", std::to_string(counted), std::to_string(filtered), "");
}

std::string json(const Tally& tally) {
    std::vector<std::string> reasons;
    for (const auto& [reason, rows] : tally.filtered)
        reasons.push_back(fmt::format("{}:{}", quoted(reason), rows));
    return fmt::format(R"({{"procedure":{},"kind":{},"detail":{},"counted":{},"filtered":{{{}}}}})",
                       quoted(tally.procedure), quoted(tally.kind), quoted(tally.detail),
                       tally.counted, fmt::join(reasons, ","));
}

std::string table(const tally::Measures& measures) {
    std::string text = fmt::format("{:<22}{:>9}\n", "measure", "sum");
    for (const tally::MeasureName& name : tally::measure_names())
        text += fmt::format("{:<22}{:>9}\n", name.name, measures.*name.field);
    return text;
}

std::string json(const tally::Measures& measures) {
    std::vector<std::string> fields;
    for (const tally::MeasureName& name : tally::measure_names())
        fields.push_back(fmt::format(R"("{}":{})", name.name, measures.*name.field));
    return fmt::format(R"({{"measures":{{{}}}}})", fmt::join(fields, ","));
}

std::string table(const std::vector<tally::DossierTotal>& dossiers) {
    constexpr auto kDossierColumns = "{:<12}{:<10}{:<48}{:>9}\n";
    std::string text = fmt::format(kDossierColumns, "day", "procedure", "dossiers", "count");
    std::int64_t sum = 0;
    for (const tally::DossierTotal& one : dossiers) {
        text += fmt::format(kDossierColumns, iso_date(one.day), plain(one.procedure),
                            tally::words_of(one.traits), one.count);
        sum += one.count;
    }
    return text + fmt::format(kDossierColumns, "sum", "", "", sum);
}

std::string json(const tally::DossierTotal& dossiers) {
    return fmt::format(R"({{"day":{},"procedure":{},"traits":{},"count":{}}})",
                       quoted(iso_date(dossiers.day)), quoted(dossiers.procedure),
                       quoted(tally::words_of(dossiers.traits)), dossiers.count);
}

std::string report(const Verification& result) {
    std::string text = fmt::format("rows   {}\nroot   {}\nepoch  {}\n", result.rows,
                                   hex(result.head.root), plain(result.head.epoch));
    if (result.ok()) return text + "ok\n";
    for (const std::string& fault : result.faults) text += fmt::format("WRONG  {}\n", fault);
    return text;
}

}  // namespace journal::print
