#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace agent {

/// How it stands with the counts: what the kiosk's glass and the command line say. Words for
/// programs in `state`, for people in `message`.
struct Status {
    bool enrolled = false;
    std::string device, ward, name, province, words, address;
    /// "ok", "waiting", "offline", "not_enrolled", "refused", "no_journal".
    std::string state = "not_enrolled";
    std::string message;
    std::string last_receipt;  ///< "2026-11-23T02:05:07Z", or empty.
    std::int64_t unsent = 0;
    std::string oldest_unsent;  ///< "2026-11-20", or empty.
    std::int64_t next_s = 0;    ///< Until the next try, when this was written.
    std::int64_t serial = 0;
    std::int64_t published = 0;  ///< In use; 0: none.
    std::int64_t faults = 0, parked = 0, bad = 0;

    bool operator==(const Status&) const = default;
};

/// One line of JSON, {"v":1,…}, and back.
std::string encode(const Status& status);
Result<Status> decode_status(std::string_view text);

std::string in_words(const Status& status);

/// <state>/agent/status.json, which others read whenever they like. Written when something but
/// `next_s` has changed, and not more often than every two seconds.
class StatusFile {
public:
    explicit StatusFile(std::string path) : path_(std::move(path)) {}

    /// Returns when to come again, if it was too early. A disk that is full is logged: what
    /// stands in the file is then old.
    std::optional<Instant> offer(const Status& status, Instant now);
    void write(const Status& status, Instant now);  ///< Now, whatever was before.

    static constexpr std::chrono::milliseconds kPause = std::chrono::seconds(2);
    static constexpr std::size_t kBytesMax = 16u << 10;

private:
    std::string path_;
    std::optional<Status> written_;
    Instant written_at_{};
};

}  // namespace agent
