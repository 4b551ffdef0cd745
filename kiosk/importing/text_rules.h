#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"

/// Text as the sources write it, and when two texts say the same.
namespace importing {

/// A name of 1,192 characters exists; ten thousand bytes are twice what that takes in UTF-8.
inline constexpr std::size_t kTextBytesMax = 10'000;

/// NFC without control characters, NULs, zero-width marks or runs of spaces. The portal's "Không
/// có thông tin" (no information) is the empty text. Nothing for bytes that are not UTF-8, or
/// that go on for a kilobyte without an ASCII character.
std::optional<std::string> clean(std::string_view raw);

/// A piece of input made safe for one line of a report: no controls, at most so many characters.
std::string shown(std::string_view raw, std::size_t characters_max = 80);

/// "Sở Xây dựng, Ủy ban nhân dân cấp xã, phường": a comma separates agencies only before a
/// capital letter.
std::vector<std::string> split_agencies(std::string_view text);

/// Without full stops at the end, empty ones and repeats; the order stays.
std::vector<std::string> tidy_agencies(const std::vector<std::string>& names);

/// The counter of the commune whose agency is among the executing ones. Nothing if none is, or
/// if agencies of two counters are.
std::optional<catalogue::Counter> counter_of(const std::vector<std::string>& agencies);

/// Equal but for accents, capitals, punctuation and a leading "Thủ tục".
bool same_name(std::string_view a, std::string_view b);

}  // namespace importing
