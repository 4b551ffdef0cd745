#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "wire/keys.h"

namespace wire {

/// What the province says of a batch (README.md §4). Only this moves anything on the device.
struct Receipt {
    struct Verdicts {
        std::int64_t lines = 0;
        std::string verdict;  ///< "ok", "dup", "stale", "conflict", "parked:…", "bad:…".
        bool operator==(const Verdicts&) const = default;
    };
    struct Head {
        std::string epoch;
        std::int64_t size = 0;
        std::string status;  ///< "ok", "same", "stale", "unproven", "fork", "truncated".
        bool operator==(const Head&) const = default;
    };

    std::string batch;   ///< SHA-256 of the batch's envelope.
    std::string device;       ///< Empty only in a refusal.
    std::int64_t serial = 0;  ///< 0 in a refusal, and only there.
    std::string refused;  ///< Empty, or why nothing was taken.
    std::vector<Verdicts> verdicts;
    std::vector<Head> heads;
    std::chrono::sys_seconds time{};
    std::int64_t next_s = 0;
    bool resend = false;
    std::int64_t published = 0;

    void add(const std::string& verdict);  ///< For the next line; run-length coded.
    std::int64_t lines() const;            ///< How many lines the verdicts speak of.
    bool operator==(const Receipt&) const = default;
};

inline constexpr std::int64_t kNextMin = 1, kNextMax = 86'400;  ///< Seconds; a day is the longest.

std::string encode(const Receipt& receipt);
/// `invalid` for anything but the form; numbers are kept within their limits by refusing.
Result<Receipt> decode_receipt(std::string_view payload);

/// "2026-11-23T02:05:07Z", and back.
std::string utc_seconds(std::chrono::sys_seconds time);
std::optional<std::chrono::sys_seconds> parse_utc_seconds(std::string_view text);

}  // namespace wire
