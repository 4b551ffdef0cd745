#include "importing/json_form.h"

#include <cmath>

#include "base/clock.h"

namespace importing {

const char* name_of(SourceKind kind) {
    switch (kind) {
        case SourceKind::api: return "api";
        case SourceKind::page: return "page";
        case SourceKind::document: return "document";
        case SourceKind::sheet: return "sheet";
        case SourceKind::list: break;
    }
    return "list";
}

const char* name_of(FeeKind kind) {
    switch (kind) {
        case FeeKind::amount: return "amount";
        case FeeKind::amount_set_by_province: return "amount_set_by_province";
        case FeeKind::set_by_province: return "set_by_province";
        case FeeKind::free_stated: return "free_stated";
        case FeeKind::zero_unexplained: return "zero_unexplained";
        case FeeKind::zero_with_note: return "zero_with_note";
        case FeeKind::unknown: break;
    }
    return "unknown";
}

const char* name_of(Method method) {
    switch (method) {
        case Method::online: return "online";
        case Method::counter: return "counter";
        case Method::post: return "post";
        case Method::any: break;
    }
    return "any";
}

const char* name_of(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::working_day: return "working_day";
        case TimeUnit::hour: return "hour";
        case TimeUnit::day: break;
    }
    return "day";
}

const char* name_of(catalogue::Counter counter) {
    switch (counter) {
        case catalogue::Counter::police: return "police";
        case catalogue::Counter::military: return "military";
        case catalogue::Counter::ward: break;
    }
    return "ward";
}

json::Value to_json(const Fee& fee) {
    json::Value out = json::Value::object();
    out["kind"] = name_of(fee.kind);
    json::Value amounts = json::Value::array();
    for (const FeeAmount& amount : fee.amounts) {
        json::Value one = json::Value::object();
        one["vnd"] = amount.vnd;
        if (amount.method != Method::any) one["method"] = name_of(amount.method);
        amounts.push_back(std::move(one));
    }
    if (!amounts.empty()) out["amounts"] = std::move(amounts);
    if (fee.valid_until) out["valid_until"] = iso_date(*fee.valid_until);
    return out;
}

json::Value to_json(const std::vector<TimeLimit>& times) {
    json::Value out = json::Value::array();
    for (const TimeLimit& time : times) {
        json::Value one = json::Value::object();
        // Whole numbers without ".0".
        if (std::floor(time.value) == time.value)
            one["value"] = static_cast<std::int64_t>(time.value);
        else
            one["value"] = time.value;
        one["unit"] = name_of(time.unit);
        out.push_back(std::move(one));
    }
    return out;
}

json::Value to_json(const std::vector<Method>& methods) {
    json::Value out = json::Value::array();
    for (const Method method : methods) out.push_back(name_of(method));
    return out;
}

std::string line_of(const json::Value& value) {
    return value.dump(-1, ' ', false, json::Value::error_handler_t::replace);
}

}  // namespace importing
