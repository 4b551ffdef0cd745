#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// JSON as we accept it from outside: a size, a depth, and an error that says where. The only
/// folder that includes nlohmann's header; nothing here throws.
namespace json {

using Value = nlohmann::json;

struct Limits {
    std::size_t bytes = 16u << 20;  ///< The catalogue is about 1 MiB: room to grow sixteenfold.
    int depth = 16;                 ///< Deep arrays overflow the stack when copied (sync.md §8).
};

/// Parses bytes that came from `source` (a file name, for the message "file:line:column: …",
/// where the column counts bytes and points at the last one read). Duplicate keys, NUL in text
/// or keys and invalid UTF-8 are errors.
Result<Value> parse(std::string_view bytes, std::string_view source, Limits limits = {});
Result<Value> parse_file(const std::string& path, Limits limits = {});

/// Typed access without exceptions. A missing key and null are both "absent".
const Value* find(const Value& object, std::string_view key);
const std::string* text(const Value& object, std::string_view key);
const Value* array(const Value& object, std::string_view key);

/// The value as an integer or a number, if it is one that fits.
bool integer(const Value& object, std::string_view key, std::int64_t& out);
bool number(const Value& object, std::string_view key, double& out);

/// The keys of an object that are not in the allow-list: usually somebody's typing mistake.
std::vector<std::string> unknown_keys(const Value& object,
                                      std::initializer_list<std::string_view> known);

}  // namespace json
