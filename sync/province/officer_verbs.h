#pragma once

#include "json/json.h"
#include "ledger/ledger.h"

/// The verbs of admin.h that are about officers; each is done by the command line, which the trail
/// says.
namespace province {

/// {} → {"officers": [{name, full_name, role, ward or null, must_change, by_proxy, made, disabled,
/// locked_until}]}; times are null where there is none.
Result<json::Value> list_officers(ledger::Ledger& ledger, const json::Value& request, WallTime now);
/// {name, full_name, role, ward, by_proxy, must_change, password}.
Result<json::Value> add_officer(ledger::Ledger& ledger, const json::Value& request, WallTime now);
/// {name, disabled}.
Result<json::Value> change_officer(ledger::Ledger& ledger, const json::Value& request,
                                   WallTime now);
/// {name, password, must_change}.
Result<json::Value> set_password(ledger::Ledger& ledger, const json::Value& request, WallTime now);

}  // namespace province
