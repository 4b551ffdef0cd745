#pragma once

#include "json/json.h"
#include "ledger/ledger.h"

/// The verbs of admin.h that publish, as the page does it; the trail says that the command line
/// did.
namespace province {

/// {files: {path: text}, note} → {version}. `invalid` names every fault, a line each.
Result<json::Value> publish(ledger::Ledger& ledger, const json::Value& request, WallTime now);
/// {version, note} → {version}: its files again.
Result<json::Value> roll_back(ledger::Ledger& ledger, const json::Value& request, WallTime now);
/// {files} or {version}, {config, assets: folders of what is not published} → {base, kiosks,
/// faults, changes} as the page's POST /api/preview (sync/web/README.md).
Result<json::Value> preview(ledger::Ledger& ledger, const json::Value& request, WallTime now);

}  // namespace province
