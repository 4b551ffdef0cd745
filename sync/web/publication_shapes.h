#pragma once

#include <string>
#include <vector>

#include "json/json.h"
#include "publishing/publish.h"

/// What publishing says, as JSON: the page's and the command line's.
namespace web {

json::Value shape(const std::vector<publishing::Fault>& faults);
json::Value shape(const publishing::Preview& preview);

/// What the trail says of a publication, and of going back: the paths or the version, and the note.
std::string detail_of(const publishing::Files& files, const ledger::Publisher& by);
std::string detail_of(std::int64_t version, const ledger::Publisher& by);

}  // namespace web
