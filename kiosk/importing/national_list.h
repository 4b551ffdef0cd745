#pragma once

#include "importing/facts.h"
#include "json/json.h"

/// A row of the national list or of the portal's search: code, name, field, agencies, id; no fee
/// and no time.
namespace importing {

bool is_list_row(const json::Value& value);
Reading read_list_row(const json::Value& value);

}  // namespace importing
