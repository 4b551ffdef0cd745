#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/wards.h"
#include "tally/report.h"

/// What the demonstration's province is like: which ward is busy, which falls behind, what people
/// come for, and what befell which kiosk. All of it follows from the seed.
namespace demo {

/// How a ward stands before the campaign, and where the campaign takes it by its last day.
struct Growth {
    double from = 0, to = 0;
    /// `done`: how much of the campaign is over, 0 to 1. Quick at first, then slower.
    double at(double done) const { return from + (to - from) * done * (2 - done); }
};

struct Ward {
    std::string code, name;
    double dossiers = 0;  ///< On a plain weekday.
    double visits = 0;    ///< At the kiosk, for each dossier at the counter.
    bool saturdays = false;
    Growth online{}, digitised{}, electronic{}, paid{};
};

/// What one kiosk goes through. Days count from the first day that is filled, which is 0.
struct Fate {
    bool never = false;              ///< Enrolled, never heard.
    int silent_days = 0;             ///< Not heard since then.
    std::chrono::minutes late{0};    ///< Heard so long ago; no longer than today.
    int begins = 0;                  ///< Its first day.
    int off_from = -1, off_to = -1;  ///< Switched off: nothing is known of these days.
    int bad_clock_from = -1, bad_clock_to = -1;
    std::chrono::minutes clock_off{0};
    int restored = -1;        ///< On this day its journal is restored from a backup.
    bool ghosts = false;      ///< A bad glass: much that does not count.
    std::int64_t behind = 0;  ///< So many versions of what is published it is behind.
    bool second = false;      ///< The ward's second kiosk: citizens only, no staff.
};

struct Kiosk {
    std::size_t ward = 0;  ///< In Plan::wards.
    std::string name;      ///< "Quầy 1".
    Fate fate;
};

/// What people come for: the common procedures by the catalogue's own order, which is that of
/// popularity.
struct Choice {
    std::string code;
    double weight = 0;
    bool online = true;  ///< The portal takes it.
    bool fee = false;    ///< There is something to pay.
    bool result = true;  ///< A result is owed.
};

struct Plan {
    std::uint64_t seed = 0;
    std::vector<Ward> wards;
    std::vector<Kiosk> kiosks;
    std::vector<Choice> choices;
    double weight = 0;  ///< Of all choices.
};

/// `wards` of those in the list, evenly spread; `days` from 1.
Plan make_plan(const catalogue::Wards& all, const catalogue::Catalogue& catalogue,
               std::size_t wards, int days, std::uint64_t seed);

}  // namespace demo
