#include <fmt/format.h>

#include "importing/import.h"
#include "importing/json_form.h"
#include "importing/text_rules.h"

namespace importing {

namespace {

json::Value source_json(const Source& source, const Report& report) {
    json::Value out = json::Value::object();
    out["file"] = shown(report.files()[source.file].path, 4096);
    out["record"] = source.place;
    out["kind"] = name_of(source.kind);
    if (!source.date.empty()) out["date"] = source.date;
    return out;
}

json::Value conflict_json(const Conflict& conflict) {
    json::Value out = json::Value::object();
    out["fact"] = conflict.fact;
    out["source"] = conflict.source;
    out["value"] = conflict.value;
    return out;
}

/// Absent facts have no key: nothing in the file looks like a value that nobody stated.
json::Value record_json(const Merged& merged, const Report& report) {
    const Facts& facts = merged.facts;
    json::Value out = json::Value::object();
    out["code"] = facts.code;
    out["name"] = facts.name;
    out["internal"] = facts.internal;
    if (!facts.field.empty()) out["field"] = facts.field;
    if (!facts.agencies.empty()) out["agencies"] = facts.agencies;
    if (merged.counter) out["counter"] = name_of(*merged.counter);
    if (!facts.formality_id.empty()) out["formality_id"] = facts.formality_id;
    if (facts.fee) out["fee"] = to_json(*facts.fee);
    if (facts.fee) out["fee_has_note"] = facts.fee_has_note;
    if (!facts.times.empty()) out["time"] = to_json(facts.times);
    if (!facts.methods.empty()) out["methods"] = to_json(facts.methods);
    out["sources"] = json::Value::array();
    for (const Source& source : merged.sources)
        out["sources"].push_back(source_json(source, report));
    out["provenance"] = merged.provenance;
    if (!merged.conflicts.empty()) out["conflicts"] = json::Value::array();
    for (const Conflict& conflict : merged.conflicts)
        out["conflicts"].push_back(conflict_json(conflict));
    return out;
}

}  // namespace

std::string output(const Outcome& outcome, const std::string& date) {
    std::string out =
        fmt::format("{{\"format\":1,\"kind\":\"import\",\"date\":\"{}\",\"records\":[", date);
    const char* separator = "\n";
    for (const Merged& merged : outcome.records) {
        out += separator;
        out += line_of(record_json(merged, outcome.report));
        separator = ",\n";
    }
    return out + "\n]}\n";
}

}  // namespace importing
