#pragma once

#include "importing/facts.h"
#include "json/json.h"

/// The national portal's API, one procedure: {"code":"OK","data":{…}}, or the inner object. The
/// structured source: preferred before all others.
namespace importing {

bool is_api_answer(const json::Value& value);
Reading read_api(const json::Value& value);

}  // namespace importing
