#pragma once

#include <string>
#include <variant>

#include "web/context.h"

/// Who asks, and whether they may: settled in one place, before a page's code runs.
namespace web {

/// Sign-on by a header of the province's own proxy (config/README.md, sign_on). The names of its
/// headers are fixed (kOfficerHeader, kProxyHeader): a proxy that can add the one can add both.
struct SignOn {
    std::string secret;  ///< What the proxy proves itself with. Empty: off. Never log it.
};

/// The session of whoever asks, an empty one where anybody may; or the answer that refuses:
/// 401 `signed_out`, 403 `csrf`, `must_change`, `role`, 404 `not_found` for another ward than
/// one's own (README.md, "Signing in"); 503 if the store fails. To be called once a request.
///
/// Of an officer of a ward it sets `ward` in the request's query: nothing behind it need think of
/// the scope, as long as it goes by the query. Addresses below /api/wards/ are held to it here.
///
/// A session that the proxy vouches for begins with GET /api/session alone, which gives its
/// cookie; it is good for as long as the proxy goes on saying the same name.
std::variant<officers::Session, Answer> admit(ledger::Ledger& ledger, const Route& route,
                                              Request& request, WallTime now,
                                              const SignOn& sign_on);

}  // namespace web
