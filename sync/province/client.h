#pragma once

#include <string>

#include "json/json.h"

namespace province {

/// Whether a server listens at this Unix socket.
bool answers(const std::string& socket);

/// Asks the server that owns the store: POST /admin/<verb>. Blocks until it has answered. An error
/// of the server comes back as it was; `unavailable` when it cannot be reached.
Result<json::Value> ask_server(const std::string& socket, const std::string& verb,
                               const json::Value& request);

}  // namespace province
