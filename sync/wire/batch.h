#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "journal/trust.h"
#include "wire/cell.h"
#include "wire/checkpoint.h"

namespace wire {

/// What a device knows of the province's newest receipt to it.
struct After {
    std::int64_t serial = 0;                       ///< 0: none.
    std::string digest = std::string(64, '0');     ///< Of the receipt's envelope.
    bool operator==(const After&) const = default;
};

/// A checkpoint, and the proof that it continues the one of `from` rows.
struct HeadClaim {
    std::string checkpoint;  ///< The signed note.
    std::int64_t from = 0;
    std::vector<journal::Hash> proof;
    bool operator==(const HeadClaim&) const = default;
};

/// A row that does not match its leaf.
struct RowFault {
    std::string epoch;
    std::int64_t row = 0;
    bool operator==(const RowFault&) const = default;
};

struct Header {
    std::string device;
    std::int64_t batch = 0;
    After after;
    std::vector<Run> runs;
    std::vector<HeadClaim> heads;
    std::string boot;
    std::int64_t mono_ms = 0;
    journal::Minute wall{};
    bool clock_trusted = false;
    std::int64_t unsent = 0;
    std::int64_t disk_free = 0;
    std::string version;
    std::int64_t published = 0;
    std::vector<RowFault> faults;
    bool operator==(const Header&) const = default;
};

/// A cell or a seal of runs[run]; or what was wrong with the line, so that the others are kept.
struct Refused {
    std::string verdict;  ///< "bad:day", "parked:type".
    bool operator==(const Refused&) const = default;
};
struct Line {
    std::size_t run = 0;
    std::variant<Cell, Seal, Refused> what;
    std::string text;  ///< As it stands on the wire, without its LF; empty in one to be sent.
    bool operator==(const Line&) const = default;
};

struct Batch {
    Header header;
    std::vector<Line> lines;
    bool operator==(const Batch&) const = default;
};

inline constexpr int kVersion = 1;
inline constexpr std::size_t kUnpackedBytesMax = 8u << 20;
inline constexpr std::size_t kHeaderBytesMax = 64u << 10;
inline constexpr std::size_t kLineBytesMax = 512;  ///< The longest possible has about 230.
inline constexpr std::size_t kLinesMax = 4000;
inline constexpr std::size_t kRunsMax = 256;
inline constexpr std::size_t kHeadsMax = 4;
inline constexpr std::size_t kFaultsMax = 20;

/// The lines of a batch, before packing. Everything must be within the limits, no line Refused.
std::string encode(const Batch& batch);

/// The header or one line, without LF.
std::string encode(const Header& header);
std::string encode(const Line& line);

/// Reads the unpacked lines. `invalid` when there is no header or a limit is passed; a single
/// line that is wrong becomes a Refused. Nothing (no Batch) for another version, to be parked.
Result<std::optional<Batch>> decode(std::string_view lines);

/// encode, pack, seal.
std::string seal(const Batch& batch, const SecretKey& key);

}  // namespace wire
