#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace wire {

/// The files a province sends down, all of one version (README.md §7).
struct Publication {
    struct File {
        std::string path;  ///< One of kPublishedPaths.
        std::int64_t bytes = 0;
        std::string digest;  ///< SHA-256.
        bool operator==(const File&) const = default;
    };
    std::int64_t version = 0;
    std::string province;  ///< Two digits.
    std::vector<File> files;
    bool operator==(const Publication&) const = default;
};

inline constexpr std::string_view kPublishedPaths[] = {
    "catalogue.json", "campaign.toml", "wards.json",    "messages.json", "portal.toml",
    "lang/vi.json",   "lang/en.json",  "lang/jra.json", "lang/bdq.json"};
inline constexpr std::size_t kPublishedBytesMax = 8u << 20;  ///< catalogue::kFileBytesMax.

bool is_published_path(std::string_view path);

std::string encode(const Publication& publication);
Result<Publication> decode_publication(std::string_view payload);

}  // namespace wire
