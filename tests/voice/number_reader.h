#pragma once

#include <cstdint>
#include <optional>
#include <string>

/// Reads numbers written as words, as a strict listener would: made from the grammar, not from
/// kiosk/voice. Nothing for what nobody says ("hai mươi một", "mười năm", "one hundred five").
std::optional<std::uint64_t> heard_in_vietnamese(const std::string& words);
std::optional<std::uint64_t> heard_in_english(const std::string& words);
