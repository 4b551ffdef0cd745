#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "journal/event.h"

/// The details of rows that staff make, read back. Strict: what one of the builders of event.h
/// did not make is refused, so that check() lets no free text in.
namespace journal {

/// What a row says of dossiers: `dossier`, `correction` or `imported`.
struct Handled {
    std::string staff;
    tally::Day day{};        ///< The day they belong to.
    std::int64_t count = 0;  ///< As it changes the sums: negative when something is taken off.
    tally::Traits traits;
    std::int64_t corrects = 0;  ///< Of a correction: the sequence of the row it takes from.

    bool operator==(const Handled&) const = default;
};

/// Nothing for other kinds and for a detail of another shape.
std::optional<Handled> parse_handled(Kind kind, std::string_view detail);

/// Of a day_closed row. `staff` is empty when the day closed itself.
struct ClosedDay {
    std::string staff;
    tally::Day day{};
    std::string digest;

    bool operator==(const ClosedDay&) const = default;
};
std::optional<ClosedDay> parse_closed_day(std::string_view detail);

/// Whether a detail is one of those that a kind after rows_lost may have.
bool staff_detail_fits(Kind kind, std::string_view detail);

/// Of print_failed: whether it was a citizen's slip.
bool is_slip(std::string_view detail);

/// "CB01": two capital letters and two digits, so that no name fits.
bool is_staff(std::string_view text);

}  // namespace journal
