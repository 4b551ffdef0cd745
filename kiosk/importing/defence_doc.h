#pragma once

#include "importing/facts.h"
#include "json/json.h"

/// A procedure out of the Ministry of Defence's .doc files: {"metadata":…,"content":…,"tables":…}
/// with Vietnamese keys.
namespace importing {

bool is_defence_doc(const json::Value& value);

/// Refuses a record whose id, file name and text do not name the same code.
Reading read_defence_doc(const json::Value& value);

}  // namespace importing
