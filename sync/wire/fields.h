#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/json.h"
#include "wire/keys.h"

/// How this folder reads and writes JSON: exactly the fields of README.md, each within its
/// limits. For the sources of this folder; what others need is in the headers beside it.
namespace wire {

/// The largest number that every JSON library holds exactly (2^53 - 1).
inline constexpr std::int64_t kNumberMax = (std::int64_t{1} << 53) - 1;

/// Reads one object. The first field that is wrong is remembered; what is read is only to be
/// used when all was `good()`. The object must outlive it.
class Fields {
public:
    /// Exactly these fields, no others.
    Fields(const json::Value& object, std::initializer_list<std::string_view> names);

    std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);
    bool boolean(std::string_view name);
    /// At most so many bytes, without control characters.
    std::string text(std::string_view name, std::size_t bytes_max);
    std::string hex(std::string_view name, std::size_t digits);
    std::string hex_or_empty(std::string_view name, std::size_t digits);
    std::string digits(std::string_view name, std::size_t count);
    PublicKey key(std::string_view name);
    /// An empty array when it is not one, or has more elements.
    const json::Value& array(std::string_view name, std::size_t size_max);
    const json::Value& object(std::string_view name);
    /// The only version we know.
    void version() { integer("v", 1, 1); }

    /// For what a caller finds wrong by itself.
    void expect(bool holds, std::string_view name);

    bool good() const { return fault_.empty(); }
    /// The name of the first wrong field; kForm when there are others, or it is no object.
    const std::string& fault() const { return fault_; }
    static constexpr std::string_view kForm = "form";
    /// "receipt: its \"time\" is not of the form in sync/wire/README.md"
    Error error(std::string_view what) const;

private:
    const json::Value& object_;
    std::string fault_;
};

/// An element of an array as a text or an integer; what is of another type is refused by name.
std::string text_of(const json::Value& value, Fields& fields, std::string_view name);

/// A text in quotes, as JSON has it.
std::string json_text(std::string_view text);

bool has_control_characters(std::string_view text);

/// "2026-11-23", from 1970 on.
std::optional<std::chrono::sys_days> parse_day(std::string_view text);
/// "2026-11-23T02:05Z".
std::optional<std::chrono::sys_time<std::chrono::minutes>> parse_utc_minutes(std::string_view text);

/// What an object may be nested: {"heads":[{"proof":["…"]}]}.
inline constexpr int kDepthMax = 4;
/// An object that came from outside.
Result<json::Value> parse_object(std::string_view bytes, std::string_view what,
                                 std::size_t bytes_max, int depth_max = kDepthMax);

}  // namespace wire
