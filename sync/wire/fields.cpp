#include "wire/fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.h"

namespace wire {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Two digits at `at`, below `end`.
std::optional<int> two_digits(std::string_view text, std::size_t at, int end) {
    if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1])) return std::nullopt;
    const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
    if (value >= end) return std::nullopt;
    return value;
}

}  // namespace

Fields::Fields(const json::Value& object, std::initializer_list<std::string_view> names)
    : object_(object) {
    expect(object.is_object() && json::unknown_keys(object, names).empty(), kForm);
}

std::int64_t Fields::integer(std::string_view name, std::int64_t min, std::int64_t max) {
    std::int64_t value = 0;
    const bool holds = json::integer(object_, name, value) && value >= min && value <= max;
    expect(holds, name);
    return holds ? value : min;
}

bool Fields::boolean(std::string_view name) {
    const json::Value* value = json::find(object_, name);
    const bool* truth = value ? value->get_ptr<const json::Value::boolean_t*>() : nullptr;
    expect(truth, name);
    return truth && *truth;
}

std::string Fields::text(std::string_view name, std::size_t bytes_max) {
    const std::string* text = json::text(object_, name);
    const bool holds = text && text->size() <= bytes_max && !has_control_characters(*text);
    expect(holds, name);
    return holds ? *text : std::string();
}

std::string Fields::hex(std::string_view name, std::size_t digits) {
    const std::string* text = json::text(object_, name);
    const bool holds = text && is_hex(*text, digits);
    expect(holds, name);
    return holds ? *text : std::string(digits, '0');
}

std::string Fields::hex_or_empty(std::string_view name, std::size_t digits) {
    const std::string* text = json::text(object_, name);
    return text && text->empty() ? std::string() : hex(name, digits);
}

std::string Fields::digits(std::string_view name, std::size_t count) {
    std::string value = text(name, count);
    expect(value.size() == count && std::ranges::all_of(value, is_digit), name);
    return value;
}

PublicKey Fields::key(std::string_view name) {
    return parse_key(hex(name, 2 * std::tuple_size_v<PublicKey>)).value_or(PublicKey());
}

const json::Value& Fields::array(std::string_view name, std::size_t size_max) {
    static const json::Value kNone = json::Value::array();
    const json::Value* value = json::array(object_, name);
    const bool holds = value && value->size() <= size_max;
    expect(holds, name);
    return holds ? *value : kNone;
}

const json::Value& Fields::object(std::string_view name) {
    static const json::Value kNone = json::Value::object();
    const json::Value* value = json::find(object_, name);
    const bool holds = value && value->is_object();
    expect(holds, name);
    return holds ? *value : kNone;
}

void Fields::expect(bool holds, std::string_view name) {
    if (!holds && fault_.empty()) fault_ = name;
}

Error Fields::error(std::string_view what) const {
    return {
        Error::Code::invalid,
        fault_ == kForm
            ? fmt::format("{}: no object, or one with fields that sync/wire/README.md lacks", what)
            : fmt::format("{}: its \"{}\" is missing or not as sync/wire/README.md has it", what,
                          fault_)};
}

std::string text_of(const json::Value& value, Fields& fields, std::string_view name) {
    const std::string* text = value.get_ptr<const std::string*>();
    fields.expect(text, name);
    return text ? *text : std::string();
}

std::string json_text(std::string_view text) {
    // Broken UTF-8 would make the library give up; the marks it puts in are refused or harmless.
    return json::Value(std::string(text))
        .dump(-1, ' ', false, json::Value::error_handler_t::replace);
}

bool has_control_characters(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
}

std::optional<std::chrono::sys_days> parse_day(std::string_view text) {
    const std::chrono::year_month_day date = parse_iso_date(std::string(text));
    if (!date.ok() || std::chrono::sys_days(date) < std::chrono::sys_days()) return std::nullopt;
    return std::chrono::sys_days(date);
}

std::optional<std::chrono::sys_time<std::chrono::minutes>> parse_utc_minutes(
    std::string_view text) {
    constexpr std::string_view kShape = "2026-11-23T02:05Z";
    if (text.size() != kShape.size() || text[10] != 'T' || text[13] != ':' || text[16] != 'Z')
        return std::nullopt;
    const auto day = parse_day(text.substr(0, 10));
    const auto hour = two_digits(text, 11, 24);
    const auto minute = two_digits(text, 14, 60);
    if (!day || !hour || !minute) return std::nullopt;
    return *day + std::chrono::hours(*hour) + std::chrono::minutes(*minute);
}

Result<json::Value> parse_object(std::string_view bytes, std::string_view what,
                                 std::size_t bytes_max, int depth_max) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // The library skips it.
    if (bytes.starts_with(kByteOrderMark))
        return Error{Error::Code::invalid, std::string(what) + ": begins with a byte order mark"};
    json::Value value =
        TRY(json::parse(bytes, what, json::Limits{.bytes = bytes_max, .depth = depth_max}));
    if (!value.is_object())
        return Error{Error::Code::invalid, std::string(what) + ": not a JSON object"};
    return value;
}

}  // namespace wire
