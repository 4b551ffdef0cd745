#pragma once

#include <string>

#include "base/clock.h"
#include "json/json.h"
#include "ledger/audit.h"
#include "ledger/counts.h"
#include "ledger/devices.h"
#include "ledger/publishing.h"

/// What the ledger knows, as JSON for operators and their programs. What is not known is null,
/// never 0.
namespace province {

json::Value shape(const ledger::Kiosk& kiosk);
json::Value shape(const ledger::Audit& audit);
json::Value shape(const ledger::Published& published);
json::Value shape(const ledger::Count& count);
/// A ward's measures, each by its name in campaign.toml.
json::Value shape(const std::string& ward, const tally::Measures& measures);

/// "2026-11-23T02:05:07Z".
std::string time_text(WallTime time);

}  // namespace province
