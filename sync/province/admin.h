#pragma once

#include <string>
#include <string_view>

#include "json/json.h"
#include "ledger/ledger.h"

/// What operators ask of the ledger, as JSON in and out: the same whether a command opened the
/// store itself or asks the server that owns it, over its Unix socket (POST /admin/<verb>).
namespace province {

inline constexpr json::Limits kAdminLimits{.bytes = 24u << 20, .depth = 8};

/// Verbs: enrol {ward, name} · revoke {device, reason} · kiosks · published ·
/// publication · file {digest} · verify · mend · counts {from, to, ward} · measures {from, to,
/// ward} · backup {file} · ingest {envelope} · those of officer_verbs.h and
/// publishing_verbs.h. Envelopes and files are
/// base64. `not_found` for another verb; `invalid` for a request that is not of the form.
Result<json::Value> perform(ledger::Ledger& ledger, const std::string& verb,
                            const json::Value& request, WallTime now);

/// On one line; broken UTF-8 is replaced.
std::string text_of(const json::Value& value);

/// How an error travels: as an HTTP status and a word, and back.
int status_of(Error::Code code);
std::string_view name_of(Error::Code code);
Error::Code code_of(std::string_view name);

}  // namespace province
