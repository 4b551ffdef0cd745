#include "importing/defence_doc.h"

#include <algorithm>

#include "importing/fee_rules.h"
#include "importing/record.h"
#include "importing/text_rules.h"
#include "importing/time_rules.h"

namespace importing {

namespace {

const json::Value& object_of(const json::Value& value, std::string_view key) {
    static const json::Value empty = json::Value::object();
    const json::Value* inner = find_key(value, key);
    return inner && inner->is_object() ? *inner : empty;
}

std::optional<Method> method_of(std::string_view word) {
    if (word == "Trực tiếp") return Method::counter;
    if (word == "Trực tuyến") return Method::online;
    if (word == "Dịch vụ bưu chính") return Method::post;
    return std::nullopt;
}

void read_methods(const json::Value& value, Facts& facts, std::vector<Remark>& remarks) {
    std::vector<FeeRow> rows;
    bool understood = true;
    for (const json::Value& entry : list_of(object_of(value, "tables"), "hinh_thuc_nop")) {
        const std::string word = text_of(entry, "hinh_thuc");
        const std::optional<Method> method = method_of(word);
        if (!method) {
            remarks.push_back({"unknown way of submission, left out", "\"" + shown(word) + "\""});
            continue;
        }
        if (std::find(facts.methods.begin(), facts.methods.end(), *method) == facts.methods.end())
            facts.methods.push_back(*method);
        const TimeReading time = read_time_text(text_of(entry, "thoi_han_giai_quyet"));
        if (time.limit) add_time(facts.times, *time.limit);
        if (time.remark) remarks.push_back(*time.remark);
        FeeText fee = read_fee_text(text_of(entry, "phi_le_phi"), *method);
        if (fee.remark) {
            understood = false;
            remarks.push_back(*fee.remark);
        }
        rows.insert(rows.end(), fee.rows.begin(), fee.rows.end());
    }
    FeeReading fee = judge_fee(rows, facts.methods);
    remarks.insert(remarks.end(), fee.remarks.begin(), fee.remarks.end());
    if (!understood) return;
    facts.fee = std::move(fee.fee);
    facts.fee_has_note = fee.has_note;
}

}  // namespace

bool is_defence_doc(const json::Value& value) {
    return value.is_object() && json::find(value, "metadata") && json::find(value, "tables") &&
           find_key(value["metadata"], "mã_thủ_tục");
}

Reading read_defence_doc(const json::Value& value) {
    constexpr std::string_view kFilePrefix = "ChiTietTTHC_";
    Reading reading;
    Facts facts;
    const json::Value& metadata = object_of(value, "metadata");
    const json::Value& content = object_of(value, "content");
    if (!read_code_into(reading, facts, metadata, "mã_thủ_tục")) return reading;
    std::string file = text_of(value, "source_file");
    if (file.starts_with(kFilePrefix)) file.erase(0, kFilePrefix.size());
    for (const std::string& other : {text_of(value, "thu_tuc_id"), file})
        if (names_another(other, facts.code))
            return refuse(std::move(reading), "document of another procedure", shown(other));
    facts.name = text_of(metadata, "tên_thủ_tục");
    facts.field = text_of(metadata, "lĩnh_vực");
    facts.agencies = split_agencies(text_of(content, "cơ_quan_thực_hiện"));
    read_methods(value, facts, reading.remarks);
    return complete(std::move(reading), std::move(facts));
}

}  // namespace importing
