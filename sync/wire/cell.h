#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "journal/entry.h"
#include "tally/report.h"

namespace wire {

/// How certain a count is: what the kiosk showed, what the citizen said, what staff confirmed;
/// and what was filtered out, by reason.
enum class Certainty { shown, said, confirmed, filtered };
std::string_view name_of(Certainty certainty);

/// What a count is of, within its run. README.md §2 has the words. Ordered by day first.
struct CellKey {
    tally::Day day{};
    Certainty certainty = Certainty::shown;
    std::string procedure;  ///< A code, or empty.
    std::string what;
    bool trusted = false;   ///< The clock was.

    bool operator==(const CellKey&) const = default;
    auto operator<=>(const CellKey&) const = default;
};

/// How high a count stands: absolute, with the sequence of the newest row that changed it.
struct Cell {
    CellKey key;
    std::int64_t count = 0;
    std::int64_t revision = 0;

    bool operator==(const Cell&) const = default;
};

inline constexpr std::int64_t kCountMax = 1'000'000'000;
inline constexpr std::int64_t kRevisionMax = std::int64_t{1} << 48;

/// A day that is closed, empty days too.
struct Seal {
    tally::Day day{};
    std::int64_t revision = 0;  ///< The sequence of its row.
    std::string digest;         ///< 64 hexadecimal digits (kiosk/journal/README.md).
    bool by_staff = false;      ///< Else by itself. Who it was stays in the ward.

    bool operator==(const Seal&) const = default;
};

/// Part of a journal file: what was written between one opening for writing and the next. Ids
/// are random, so runs of a restored backup or a cloned disk are told apart from those they
/// replace (README.md §3).
struct Run {
    std::string epoch, id;
    std::int64_t first = 1;  ///< Its first row.
    std::string ward;        ///< Five digits.

    bool operator==(const Run&) const = default;
};

/// What one row of the journal adds to which cells: none, one, or two (a rating with a reason).
struct Addition {
    CellKey key;
    std::int64_t amount = 0;

    bool operator==(const Addition&) const = default;
};
std::vector<Addition> additions_of(const journal::Entry& entry);

/// The seal a row makes, if it is the counted closing of a day.
std::optional<Seal> seal_of(const journal::Entry& entry);

/// Whether these words may stand in a cell: the allow-list of README.md §2. Empty: yes; else the
/// name of the field that is wrong, as it stands on the wire ("day", "p", "w", "n", "rev").
std::string fault_of(const Cell& cell);
std::string fault_of(const Seal& seal);

}  // namespace wire
