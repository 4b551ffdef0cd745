#pragma once

#include <string>
#include <vector>

#include "importing/facts.h"
#include "json/json.h"

/// Facts as they stand in the output file (importing/README.md).
namespace importing {

const char* name_of(SourceKind kind);  ///< "api", "page", "document", "sheet", "list".
const char* name_of(FeeKind kind);
const char* name_of(Method method);
const char* name_of(TimeUnit unit);
const char* name_of(catalogue::Counter counter);

json::Value to_json(const Fee& fee);
json::Value to_json(const std::vector<TimeLimit>& times);
json::Value to_json(const std::vector<Method>& methods);

/// One line of JSON. A byte that is not UTF-8 becomes U+FFFD; nothing fails.
std::string line_of(const json::Value& value);

}  // namespace importing
