#include "importing/national_list.h"

#include "importing/code_rules.h"
#include "importing/record.h"
#include "importing/text_rules.h"

namespace importing {

namespace {

std::vector<std::string> texts_of(const json::Value& object, std::string_view key) {
    std::vector<std::string> texts;
    for (const json::Value& entry : list_of(object, key))
        if (const std::string* raw = entry.get_ptr<const std::string*>())
            if (std::optional<std::string> text = clean(*raw); text && !text->empty())
                texts.push_back(std::move(*text));
    return texts;
}

}  // namespace

bool is_list_row(const json::Value& value) {
    return value.is_object() && value.contains("code") && value.contains("name") &&
           (value.contains("codeNotation") || value.contains("departments") ||
            value.contains("categories"));
}

Reading read_list_row(const json::Value& value) {
    Reading reading;
    Facts facts;
    if (!read_code_into(reading, facts, value, "code")) return reading;
    const std::string notation = text_of(value, "codeNotation");
    if (names_another(notation, facts.code))
        return refuse(std::move(reading), "two codes in one record", shown(notation));
    const std::string state = text_of(value, "state");
    if (!state.empty() && state != "ACTIVE" && state != "UPDATED")
        return refuse(std::move(reading), "not known to be in force", "state " + shown(state));
    facts.name = text_of(value, "name");
    const std::vector<std::string> fields = texts_of(value, "categories");
    if (!fields.empty()) facts.field = fields.front();
    if (fields.size() > 1)
        reading.remarks.push_back(
            {"several fields, the first kept", "\"" + shown(fields[1]) + "\""});
    facts.agencies = tidy_agencies(texts_of(value, "departments"));
    facts.internal = text_of(value, "type") == "STANDARD_INTERNAL";
    facts.formality_id = read_uuid(text_of(value, "id"));
    return complete(std::move(reading), std::move(facts));
}

}  // namespace importing
