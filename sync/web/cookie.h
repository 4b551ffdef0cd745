#pragma once

#include <string>
#include <string_view>

#include "web/message.h"

/// The session's cookie. `__Host-`: browsers take it over TLS alone (or from this machine), for
/// this very host and all its paths, so no neighbour in the same domain can plant one. Secure,
/// HttpOnly, SameSite=Strict; without Max-Age: it ends with the browser.
namespace web {

inline constexpr std::string_view kCookie = "__Host-motcua";

/// The token that came with a request; empty if there is none, or if there are two.
std::string token_of(const Request& request);

void give_cookie(Answer& answer, std::string_view token);
void take_cookie(Answer& answer);

}  // namespace web
