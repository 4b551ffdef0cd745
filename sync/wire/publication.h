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
        std::string path;  ///< One of kPublishedPaths or kFormerPaths.
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
    "catalogue.json", "campaign.toml", "wards.json",   "messages.json", "portal.toml",
    "holidays.toml",  "lang/vi.toml",  "lang/en.toml", "lang/jra.toml", "lang/bdq.toml"};
/// What the last four were before words were TOML: in old publications, in no new one.
inline constexpr std::string_view kFormerPaths[] = {"lang/vi.json", "lang/en.json", "lang/jra.json",
                                                    "lang/bdq.json"};
inline constexpr std::size_t kPublishedBytesMax = 8u << 20;  ///< catalogue::kFileBytesMax.

bool is_published_path(std::string_view path);
bool is_former_path(std::string_view path);
/// The other of "lang/vi.toml" and "lang/vi.json", which take each other's place; else empty.
std::string counterpart(std::string_view path);

std::string encode(const Publication& publication);
Result<Publication> decode_publication(std::string_view payload);

}  // namespace wire
