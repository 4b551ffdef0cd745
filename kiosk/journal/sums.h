#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "journal/details.h"
#include "journal/entry.h"
#include "tally/report.h"

namespace journal {

/// What one row adds to the sums. README.md, "Running tallies", says which row adds what.
struct Share {
    tally::Day day{};  ///< A row about dossiers: the day in its detail. Else its business day.
    bool counted = false;
    tally::Measures measures;        ///< All 0 unless counted.
    std::optional<Handled> handled;  ///< Of a row about dossiers, counted or not.
    /// The hour in Viet Nam it stands in, if any. A correction stands in its dossiers' hour,
    /// which only the one who asks knows: share_of leaves it empty.
    std::optional<int> hour;
};
Share share_of(const Entry& entry);

/// The sums of any rows, in memory: what a transaction adds to the tallies, what a day is
/// closed with, and the recount that the tallies are held against.
struct Sums {
    struct OfDay {
        std::int64_t rows = 0, untrusted = 0;  ///< Counted or not.
        tally::Measures measures;
        bool operator==(const OfDay&) const = default;
    };
    using ByProcedure = std::map<std::pair<tally::Day, std::string>, tally::Measures>;
    using ByHour = std::map<std::pair<tally::Day, int>, tally::HourTotal>;
    using ByReason = std::map<std::tuple<tally::Day, std::string, std::string>, std::int64_t>;
    using ByTraits = std::map<std::tuple<tally::Day, std::string, std::string>, std::int64_t>;

    ByProcedure measures;
    ByHour hours;
    ByReason filtered;                                  ///< Day, kind, reason.
    ByTraits dossiers;                                  ///< Day, procedure, words of the traits.
    std::map<std::pair<tally::Day, bool>, OfDay> days;  ///< Day, late.

    void add(const Entry& entry, const Share& share, bool late);
    Sums& operator+=(const Sums& other);
    void clear() { *this = Sums(); }
};

tally::HourTotal& operator+=(tally::HourTotal& sum, const tally::HourTotal& other);

/// So that long periods are few rows, each sum is kept for spans of 1, 4, 16 and 64 days: span
/// `position` of a level has the days [position * length, (position + 1) * length).
struct Span {
    int level = 0;
    std::int64_t position = 0;
    bool operator==(const Span&) const = default;
};
inline constexpr int kSpanLevels = 4;
inline constexpr std::int64_t span_length(int level) { return std::int64_t{1} << (2 * level); }

/// The fewest spans that make up a period; none when it ends before it begins.
std::vector<Span> spans_of(const tally::Period& period);

}  // namespace journal
