#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace agent {

/// By what the far end of a TLS connection is known.
enum class Trust {
    pins,         ///< One of the request's pins is its key. Stronger than names, and has no dates.
    authorities,  ///< The system's certificate authorities vouch for its name.
    nobody,       ///< It is not: only where the content vouches for itself.
};

/// One question to the province.
struct Request {
    std::string url;
    bool post = false;
    std::string media;  ///< Content type of the body.
    std::string body;
    Trust trust = Trust::authorities;
    std::vector<std::string> pins;
    bool clock_trusted = true;  ///< Else certificates are not held against dates.
    std::size_t answer_bytes_max = kAnswerBytesMax;
    std::string file;  ///< Where the answer's body goes, if not into memory.

    static constexpr std::size_t kAnswerBytesMax = 512u << 10;  ///< Twice the longest envelope.
};

struct Answer {
    int status = 0;
    std::string body;
    std::int64_t retry_after_s = 0;  ///< 0: not said.

    bool operator==(const Answer&) const = default;
};

/// The way to the province: asks one question, and waits. Whatever comes back is an Answer, also
/// from somebody else. Fails with
///   `unavailable`  no answer: no network, no such name, too slow, asked to stop,
///   `invalid`      the far end is not known by what the request trusts; or answers too much.
class Road {
public:
    virtual ~Road() = default;
    virtual Result<Answer> ask(const Request& request) = 0;
};

}  // namespace agent
