#include "importing/record.h"

#include <fmt/format.h>

#include "importing/code_rules.h"
#include "importing/text_rules.h"

namespace importing {

const json::Value* find_key(const json::Value& object, std::string_view key) {
    if (const json::Value* value = json::find(object, key)) return value;
    if (!object.is_object()) return nullptr;
    for (const auto& item : object.items())
        if (item.key().size() > key.size() && clean(item.key()) == key)
            return item.value().is_null() ? nullptr : &item.value();
    return nullptr;
}

const json::Value& list_of(const json::Value& object, std::string_view key) {
    static const json::Value empty = json::Value::array();
    const json::Value* value = json::array(object, key);
    return value ? *value : empty;
}

std::string text_of(const json::Value& object, std::string_view key) {
    const json::Value* value = find_key(object, key);
    const std::string* raw = value ? value->get_ptr<const std::string*>() : nullptr;
    return raw ? clean(*raw).value_or("") : std::string();
}

bool read_code_into(Reading& reading, Facts& facts, std::string_view raw_code) {
    reading.code = shown(raw_code);
    CodeReading code = read_code(raw_code);
    if (code.code.empty()) {
        reading.refusal = std::move(code.refusal);
        return false;
    }
    reading.code = code.code;
    if (code.remark) reading.remarks.push_back(std::move(*code.remark));
    facts.code = std::move(code.code);
    facts.code_was_cut = code.cut;
    return true;
}

bool read_code_into(Reading& reading, Facts& facts, const json::Value& object,
                    std::string_view key) {
    const json::Value* value = find_key(object, key);
    if (value && value->is_number()) {
        // 1.001190 as a number is 1.00119: the code cannot be known.
        reading.refusal = Remark{"code is a number, not text", "digits may be lost"};
        return false;
    }
    const std::string* raw = value ? value->get_ptr<const std::string*>() : nullptr;
    return read_code_into(reading, facts, raw ? std::string_view(*raw) : std::string_view());
}

Reading complete(Reading reading, Facts facts) {
    if (facts.name.empty()) return refuse(std::move(reading), "no name", facts.code);
    if (facts.name.size() > kTextBytesMax || facts.field.size() > kTextBytesMax)
        return refuse(std::move(reading), "text too long",
                      fmt::format("name or field of more than {} bytes", kTextBytesMax));
    if (facts.code[0] == '5' || facts.code[0] == '6') facts.internal = true;
    if (facts.code_was_cut) {
        facts.fee.reset();
        facts.fee_has_note = false;
        facts.times.clear();
        facts.formality_id.clear();
    }
    reading.facts = std::move(facts);
    return reading;
}

bool names_another(std::string_view text, std::string_view code) {
    const std::string other = code_at_start(text);
    return !other.empty() && other != code;
}

}  // namespace importing
