#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "desk/facts.h"
#include "tally/report.h"

/// The whole state of the staff area: a door, and behind it what an officer sees and is about to
/// do. A value, like app::Model, and a part of it while staff stand before the glass. A PIN lives
/// in it only from digit to digit and is gone with the sixth.
namespace desk {

using tally::Day;
using tally::Period;

struct Door {
    std::string who{};  ///< The code chosen; empty: none yet.
    std::string pin{};  ///< Digits so far.
    bool checking = false;
    bool wrong = false;   ///< The last try was.
    bool failed = false;  ///< The door itself is broken: accounts or disk.
    int tries_left = 0;
    std::optional<Instant> locked_until{};
    int page = 0;  ///< Of codes, where there are many.
    bool operator==(const Door&) const = default;
};

enum class Span { day, week, month, campaign };
/// The tallies of some days.
struct Tallies {
    Span span = Span::day;
    Day anchor{};  ///< A day inside the span.
    enum class View { overview, procedures, filtered } view = View::overview;
    int row = 0;
    bool operator==(const Tallies&) const = default;
};

/// What is about to be recorded.
struct Entry {
    std::string procedure{};
    tally::Traits traits{};
    std::int64_t count = 1;
    Day day{};             ///< Whose dossiers; today, or a day that was forgotten.
    bool pad = false;      ///< The number pad is open …
    std::string digits{};  ///< … and this much is typed.
    bool operator==(const Entry&) const = default;
};
/// Another procedure than the favourites.
struct Pick {
    std::string typed{};
    bool digits = false;
    int row = 0;
    bool operator==(const Pick&) const = default;
};
/// What was recorded, to take something of it back.
struct Book {
    int row = 0;
    bool operator==(const Book&) const = default;
};
struct Correct {
    tally::Recorded of{};
    std::int64_t count = 1;  ///< How many to take back.
    std::optional<tally::Reason> why{};
    bool operator==(const Correct&) const = default;
};

struct CampaignView {
    int indicator = 0;
    bool operator==(const CampaignView&) const = default;
};

/// Closing, export, import, printing: what leaves the counter at the end of a day.
struct DayEnd {
    Day day{};              ///< To close or print.
    Span span = Span::day;  ///< To export.
    bool closing = false;   ///< "Really close?" lies over it.
    bool operator==(const DayEnd&) const = default;
};
/// The files of a stick, one of them read, and what it would add.
struct ImportView {
    int row = 0;
    std::string chosen{};
    bool operator==(const ImportView&) const = default;
};

struct HealthView {
    std::vector<bool> touched{};  ///< The cells of the touch test, kTouchCells of them.
    bool operator==(const HealthView&) const = default;
};
inline constexpr std::size_t kTouchColumns = 4, kTouchRows = 6;
inline constexpr std::size_t kTouchCells = kTouchColumns * kTouchRows;

/// Accounts, for managers.
struct Keys {
    enum class Doing { looking, adding_officer, adding_manager, changing, removing };
    Doing doing = Doing::looking;
    std::string code{};    ///< Whose PIN is changed, or who is removed.
    std::string pin{};     ///< Digits so far.
    std::string first{};   ///< The PIN as typed the first time; typed twice to be sure.
    bool differs = false;  ///< The two were not the same.
    int page = 0;
    bool operator==(const Keys&) const = default;
};

/// Connecting with the province, for managers: the province gives a code, and both then show the
/// same four words.
struct Enrol {
    std::string code{};  ///< Symbols so far, kCodeSymbols at most.
    bool waiting = false;
    std::string error{};  ///< Why it did not work, as the agent calls it: "code_expired".
    std::string words{};  ///< It worked: the four words …
    std::string name{};   ///< … and what the province calls this kiosk.
    bool operator==(const Enrol&) const = default;
};
inline constexpr std::size_t kCodeSymbols = 15;
/// Of Crockford: no letter in it looks like a digit (sync/wire/README.md, §6).
inline constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Setting the clock where no network keeps it, for managers: a wrong day would close the right
/// ones for ever. Typed, then shown with its weekday and asked for once more.
struct ClockView {
    enum class Fault { none, no_such_time, too_early, too_late };
    std::string digits{};  ///< "231120261405" so far: day, month, year, hour, minute.
    Fault fault = Fault::none;
    std::optional<std::chrono::sys_time<std::chrono::minutes>> asked{};  ///< "Is it that now?"
    bool operator==(const ClockView&) const = default;
};
inline constexpr std::size_t kClockDigits = 12;

using Screen = std::variant<Door, Tallies, Entry, Pick, Book, Correct, CampaignView, DayEnd,
                            ImportView, HealthView, Keys, Enrol, ClockView>;

struct Desk {
    std::string staff;  ///< Empty: still before the door.
    bool manager = false;
    Screen screen = Door{};
    Facts facts;
    Notice notice;               ///< What the last deed came to.
    std::optional<Entry> draft;  ///< Last choices, while other screens are looked at.

    bool inside() const { return !staff.empty(); }
    bool operator==(const Desk&) const = default;
};

inline constexpr std::size_t kPinDigits = 6;
inline constexpr std::int64_t kCountDigitsMax = 3;  ///< tally::kDossiersMax has three.
inline constexpr int kDaysBackMax = 31;             ///< How far back staff may record by hand.

}  // namespace desk
