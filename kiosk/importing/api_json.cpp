#include "importing/api_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/clock.h"
#include "importing/code_rules.h"
#include "importing/fee_rules.h"
#include "importing/record.h"
#include "importing/text_rules.h"
#include "importing/time_rules.h"

namespace importing {

namespace {

/// The portal's id of the Vietnamese đồng, as found beside every figure in VND that has one.
constexpr std::string_view kVndId = "019b3fb2-b5b8-70ac-85e2-9409ec1eaffa";

bool is_detail(const json::Value& value) {
    return value.is_object() && json::find(value, "code") &&
           (json::array(value, "executionMethods") || json::array(value, "executionSteps"));
}

std::optional<Method> method_of(std::string_view word) {
    if (word == "ONLINE") return Method::online;
    if (word == "DIRECT") return Method::counter;
    if (word == "POSTAL") return Method::post;
    return std::nullopt;
}

FeeRow fee_row(const json::Value& fee, Method method) {
    FeeRow row{.value = {}, .note = text_of(fee, "description"), .method = method};
    double value = 0;
    if (json::number(fee, "value", value) && std::floor(value) == value && std::abs(value) < 1e15)
        row.value = static_cast<std::int64_t>(value);
    const std::string currency = text_of(fee, "currencyId");
    row.foreign = !currency.empty() && currency != kVndId;
    return row;
}

void read_time_of(const json::Value& object, std::string_view value_key, std::string_view unit_key,
                  Facts& facts, std::vector<Remark>& remarks) {
    double value = 0;
    if (!json::number(object, value_key, value)) return;
    const TimeReading time = read_time(value, text_of(object, unit_key));
    if (time.limit) add_time(facts.times, *time.limit);
    if (time.remark && std::find(remarks.begin(), remarks.end(), *time.remark) == remarks.end())
        remarks.push_back(*time.remark);
}

void read_methods(const json::Value& data, Facts& facts, std::vector<Remark>& remarks) {
    std::vector<FeeRow> rows;
    for (const json::Value& entry : list_of(data, "executionMethods")) {
        const std::string word = text_of(entry, "submissionMethod");
        const std::optional<Method> method = method_of(word);
        if (!method) {
            remarks.push_back({"unknown way of submission, left out", "\"" + shown(word) + "\""});
            continue;
        }
        if (std::find(facts.methods.begin(), facts.methods.end(), *method) == facts.methods.end())
            facts.methods.push_back(*method);
        read_time_of(entry, "processingTime", "processingTimeUnit", facts, remarks);
        for (const json::Value& fee : list_of(entry, "fees")) rows.push_back(fee_row(fee, *method));
    }
    FeeReading fee = judge_fee(rows, facts.methods);
    facts.fee = std::move(fee.fee);
    facts.fee_has_note = fee.has_note;
    remarks.insert(remarks.end(), fee.remarks.begin(), fee.remarks.end());
}

/// Where the methods give no unit, the cases do: {"processingDay":{"qty":1,"type":"WORKING_DAY"}}.
void read_cases(const json::Value& data, Facts& facts, std::vector<Remark>& remarks) {
    for (const json::Value& entry : list_of(data, "cases"))
        if (const json::Value* day = json::find(entry, "processingDay"))
            read_time_of(*day, "qty", "type", facts, remarks);
}

std::vector<std::string> executing(const json::Value& data) {
    std::vector<std::string> names;
    for (const char* key : {"unitGroupsExecuting", "departmentsExecuting"})
        for (const json::Value& entry : list_of(data, key)) names.push_back(text_of(entry, "name"));
    names = tidy_agencies(names);
    return names.empty() ? split_agencies(text_of(data, "executingAgencies")) : names;
}

std::string updated_on(const json::Value& data) {
    constexpr std::int64_t k2100 = 4'102'444'800'000;  // a date beyond it is no date
    std::int64_t milliseconds = 0;
    if (!json::integer(data, "updatedAt", milliseconds) || milliseconds <= 0 ||
        milliseconds > k2100)
        return {};
    return iso_date(business_day(WallTime(std::chrono::milliseconds(milliseconds))));
}

std::string field_of(const json::Value& data) {
    if (const json::Value* category = json::find(data, "category"))
        return text_of(*category, "name");
    return {};
}

}  // namespace

bool is_api_answer(const json::Value& value) {
    if (is_detail(value)) return true;
    if (!value.is_object()) return false;
    const json::Value* data = json::find(value, "data");
    if (data) return is_detail(*data);
    return value.contains("data") && value.contains("message");
}

Reading read_api(const json::Value& value) {
    Reading reading;
    const json::Value* inner = json::find(value, "data");
    if (!inner && !is_detail(value))
        return refuse(std::move(reading), "the portal answered without data",
                      fmt::format("\"{}\"", shown(text_of(value, "message"))));
    const json::Value& data = inner ? *inner : value;
    Facts facts;
    if (!read_code_into(reading, facts, data, "code")) return reading;
    const std::string notation = text_of(data, "codeNotation");
    if (names_another(notation, facts.code))
        return refuse(std::move(reading), "two codes in one record", shown(notation));
    const std::string state = text_of(data, "state");
    if (!state.empty() && state != "ACTIVE" && state != "UPDATED")
        return refuse(std::move(reading), "not known to be in force", "state " + shown(state));
    facts.name = text_of(data, "name");
    facts.field = field_of(data);
    facts.agencies = executing(data);
    const json::Value* internal = json::find(data, "isInternal");
    facts.internal =
        text_of(data, "type") == "STANDARD_INTERNAL" || (internal && *internal == true);
    facts.formality_id = read_uuid(text_of(data, "id"));
    facts.source_date = updated_on(data);
    read_methods(data, facts, reading.remarks);
    if (facts.times.empty()) read_cases(data, facts, reading.remarks);
    return complete(std::move(reading), std::move(facts));
}

}  // namespace importing
