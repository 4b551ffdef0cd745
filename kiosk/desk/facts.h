#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "tally/report.h"

/// What the staff screens were told: answers of the journal, the stick, the printer and the
/// machine. Each is empty until it has come; none is ever waited for.
namespace desk {

/// One span of days beside what came before it.
struct Figures {
    tally::Report report;
    tally::Period day_before_period{}, week_before_period{};
    tally::Measures day_before;   ///< The span before: yesterday, last week, last month.
    tally::Measures week_before;  ///< Of a day: the same weekday a week ago.
    bool operator==(const Figures&) const = default;
};

/// A procedure with the traits it was given last, or that the catalogue suggests. Those recorded
/// most come first, then those citizens open most, then all others.
struct Favourite {
    std::string code;
    tally::Traits traits;
    bool operator==(const Favourite&) const = default;
};

/// A USB stick, and the files on it that may be an export of the dossier system.
struct Stick {
    std::string path;  ///< Empty: none is plugged in.
    std::int64_t free_bytes = 0;
    bool writable = false;
    std::vector<std::string> files;  ///< Names, *.csv and *.xlsx, newest first.
    bool operator==(const Stick&) const = default;
};

/// What an import would do, summed by day.
struct ImportDay {
    tally::Day day{};
    std::int64_t in_file = 0, recorded = 0, added = 0, taken_off = 0;
    bool operator==(const ImportDay&) const = default;
};
struct ImportPreview {
    std::string file{};
    std::vector<ImportDay> days{};
    std::vector<std::string> problems{};  ///< "hàng 7, cột C: …"; with any, nothing can be added.
    std::int64_t left_alone = 0;          ///< Dossiers of procedures the file does not speak of.
    bool operator==(const ImportPreview&) const = default;

    bool adds() const {
        for (const ImportDay& day : days)
            if (day.added != 0 || day.taken_off != 0) return problems.empty();
        return false;
    }
};

enum class Condition { good, warn, unknown };
/// One line of the health page; `values` fill the holes of the words "health.<id>".
struct HealthLine {
    std::string id;
    std::string value;  ///< Already said: "21,4/28 GB".
    Condition condition = Condition::unknown;
    bool operator==(const HealthLine&) const = default;
};
struct Health {
    std::vector<HealthLine> lines;
    std::vector<std::int64_t> taps;    ///< By cell of the touch test's grid, since the start.
    std::optional<std::size_t> stuck;  ///< A cell that is pressed as no hand presses.
    bool agent = false;  ///< There is one on this machine: it can be connected with the province.
    bool clock_free = false;  ///< Nobody keeps the machine's clock: a manager may set it.
    bool operator==(const Health&) const = default;
};

/// Between which minutes the clock may be set: not before what was last recorded by a trusted one.
struct ClockLimits {
    std::chrono::sys_time<std::chrono::minutes> first{}, last{};
    bool operator==(const ClockLimits&) const = default;
};

struct AccountLine {
    std::string code;
    bool manager = false;
    bool operator==(const AccountLine&) const = default;
};

/// Something that takes a while, or what came of it.
enum class Deed {
    none,
    record,
    correct,
    close_day,
    export_xlsx,
    export_csv,
    print_sheet,
    import_read,
    import_apply,
    check_journal,
    add_account,
    set_pin,
    remove_account,
    set_clock,
};
enum class Outcome {
    under_way,
    done,
    no_stick,
    stick_full,
    stick_pulled,
    printer_off,
    no_paper,
    refused,  ///< `words` say why.
    failed,   ///< `words` say what the machine said.
};
struct Notice {
    Deed deed = Deed::none;
    Outcome outcome = Outcome::done;
    std::string words{};  ///< What, in words or numbers; may be empty.
    int percent = 0;      ///< Of what is under way.
    Instant at{};         ///< When it came; it leaves after a while.
    bool operator==(const Notice&) const = default;
};

struct Facts {
    std::vector<AccountLine> accounts;
    std::string last_staff;  ///< Who came in last: chosen beforehand at the door.
    bool accounts_known = false;
    std::optional<Figures> figures;
    std::vector<tally::Recorded> recorded;  ///< Newest first.
    std::vector<Favourite> favourites;
    std::optional<std::vector<tally::DayTotal>> campaign_days;
    std::optional<tally::Closing> closing;  ///< Of the day that is looked at in DayEnd.
    bool closing_known = false;
    std::optional<Stick> stick;
    std::optional<ImportPreview> import;
    std::optional<Health> health;
    std::optional<ClockLimits> clock;
    bool sheet_printer = false;
    bool operator==(const Facts&) const = default;
};

}  // namespace desk
