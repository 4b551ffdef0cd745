#pragma once

#include <string>
#include <string_view>

#include "importing/facts.h"
#include "json/json.h"

/// What reading a record has in common, whatever the source.
namespace importing {

/// The text of a key, cleaned; empty when it is absent or not text. Keys may be NFD.
std::string text_of(const json::Value& object, std::string_view key);
const json::Value* find_key(const json::Value& object, std::string_view key);

/// The array of a key; an empty one when it is absent or something else.
const json::Value& list_of(const json::Value& object, std::string_view key);

/// Reads the code into `reading` and `facts`. False: the reading is a refusal.
bool read_code_into(Reading& reading, Facts& facts, std::string_view raw_code);
bool read_code_into(Reading& reading, Facts& facts, const json::Value& object,
                    std::string_view key);

/// The reading with these facts, if name and lengths allow. Classes 5 and 6 are internal. A code
/// that was cut keeps only what is true of the whole procedure.
Reading complete(Reading reading, Facts facts);

/// True when the code that `text` begins with, if any, is another one than `code`.
bool names_another(std::string_view text, std::string_view code);

}  // namespace importing
