#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "province/front.h"

namespace province {

/// Where a server listens. Empty: not there.
struct Doors {
    std::string https, http;       ///< settings::parse_address; "*" is IPv6 and IPv4.
    std::string certificate, key;  ///< PEM files, for https.
    std::string socket;            ///< The path of the Unix socket.
    std::string listening;  ///< A file that gets the line "listening …" for other programs.
};

/// Listens and serves until SIGTERM or SIGINT; then answers what is in work, at most 10 s. Writes
/// "listening https://127.0.0.1:PORT http://… unix:…" to standard output and tells systemd when
/// it is ready. Sockets have one thread, this one; each of the crew one more.
Result<> serve(const Doors& doors, Crew crew, const Clock& clock);

}  // namespace province
