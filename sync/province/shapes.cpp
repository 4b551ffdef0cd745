#include "province/shapes.h"

#include "wire/receipt.h"

namespace province {

using json::Value;

std::string time_text(WallTime time) {
    return wire::utc_seconds(std::chrono::floor<std::chrono::seconds>(time));
}

Value shape(const ledger::Kiosk& kiosk) {
    Value value{{"device", kiosk.device},
                {"ward", kiosk.ward},
                {"name", kiosk.name},
                {"words", kiosk.words},
                {"enrolled", time_text(kiosk.enrolled)},
                {"batches", kiosk.batches},
                {"revoked", kiosk.revoked},
                {"alarms", kiosk.alarms}};
    const bool heard = kiosk.heard.has_value();
    const auto told = [&](const char* key, Value what) {
        value[key] = heard ? std::move(what) : Value(nullptr);
    };
    value["heard"] = heard ? Value(time_text(*kiosk.heard)) : Value(nullptr);
    told("unsent", kiosk.unsent);
    told("disk_free", kiosk.disk_free);
    told("published", kiosk.published);
    told("version", kiosk.version);
    told("clock", kiosk.clock_trusted ? "trusted" : "untrusted");
    told("device_time", kiosk.device_wall);
    told("rows", kiosk.rows);
    return value;
}

Value shape(const ledger::Audit& audit) {
    Value alarms = Value::array();
    for (const ledger::Alarm& alarm : audit.alarms)
        alarms.push_back({{"kind", alarm.kind},
                          {"device", alarm.device},
                          {"epoch", alarm.epoch},
                          {"text", alarm.text},
                          {"first", time_text(alarm.first)},
                          {"last", time_text(alarm.last)},
                          {"times", alarm.times}});
    return {
        {"ok", audit.ok()},       {"envelopes", audit.envelopes},     {"cells", audit.cells},
        {"seals", audit.seals},   {"checkpoints", audit.checkpoints}, {"devices", audit.devices},
        {"faults", audit.faults}, {"alarms", std::move(alarms)}};
}

Value shape(const ledger::Published& published) {
    Value files = Value::array();
    for (const wire::Publication::File& file : published.files)
        files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.digest}});
    return {{"version", published.version},
            {"at", time_text(published.at)},
            {"officer", published.officer},
            {"note", published.note},
            {"rolled_back_to",
             published.rolled_back_to ? Value(*published.rolled_back_to) : Value()},
            {"files", std::move(files)}};
}

Value shape(const ledger::Count& count) {
    return {{"ward", count.ward},
            {"day", iso_date(count.key.day)},
            {"procedure", count.key.procedure},
            {"certainty", wire::name_of(count.key.certainty)},
            {"what", count.key.what},
            {"trusted", count.key.trusted},
            {"count", count.count}};
}

Value shape(const std::string& ward, const tally::Measures& measures) {
    Value value{{"ward", ward}};
    for (const tally::MeasureName& one : tally::measure_names())
        value[std::string(one.name)] = measures.*one.field;
    return value;
}

}  // namespace province
