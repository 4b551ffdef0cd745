#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "wire/keys.h"

namespace wire {

/// Four words that kiosk and province both show, so that people see that both mean the same
/// keys (README.md §6): "mây sông gạo trâu". Any other pair of keys shows other words, but for one
/// in 2^32.
std::string four_words(const PublicKey& device, const PublicKey& province);

/// The 256 words: short, everyday Vietnamese, none alike without its accents.
std::span<const std::string_view, 256> all_words();

}  // namespace wire
