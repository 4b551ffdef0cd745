#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "journal/trust.h"
#include "tally/report.h"

/// What may be written into the journal, and nothing else: every word comes from a fixed list
/// and every code has the shape of a procedure's code, so that no name, number, typed text or
/// language can get in. README.md says what each kind means.
namespace journal {

enum class Kind {
    visit_began,
    visit_ended,
    procedure_opened,
    qr_shown,
    outcome,
    rating,
    counter_way,
    rows_lost,
    slip_printed,
    print_failed,
    staff_in,
    staff_out,
    door_failed,
    door_locked,
    dossier,
    correction,
    imported,
    day_closed,
    exported,
    sheet_printed,
    account,
    clock_set,
};
inline constexpr int kKindCount = 22;

/// `left`: the citizen ended it before the last screen.
enum class Ending { finished, timeout, left, other };
enum class Qr { wifi, vneid, procedure, submit, track };
enum class Answer { submitted, later, need_help, counter, skipped };
enum class Complaint {
    hard_to_follow,
    small_text,
    slow_network,
    no_vneid,
    procedure_missing,
    something_else,
};
inline constexpr int kStarsMax = 5;
enum class PrintFailure { no_paper, offline, failed };
enum class Leaving { left, idle };
enum class FileForm { xlsx, csv };
enum class AccountChange { added, pin_set, removed };
enum class AccountRole { officer, manager };

/// outcome(Answer::submitted).detail, for those who ask the tables.
inline constexpr std::string_view kSubmitted = "submitted";

/// One thing that happened. `procedure` is a code or empty; `detail` a word of the kind's list.
struct Event {
    Kind kind = Kind::visit_began;
    std::string procedure;
    std::string detail;

    bool operator==(const Event&) const = default;
};

Event visit_began();
Event visit_ended(Ending how);
Event procedure_opened(std::string code);
Event qr_shown(Qr which, std::string code = {});
Event outcome(Answer said, std::string code = {});
Event rating(int stars, std::optional<Complaint> why = {}, std::string code = {});
Event counter_way(std::string code = {});
Event rows_lost(std::int64_t count);
Event slip_printed(std::string code = {});
Event slip_failed(PrintFailure why, std::string code = {});

/// What staff do. `staff` is who does it: a code such as "CB01", never a name.
Event sheet_printed(std::string_view staff, tally::Day day);
Event sheet_failed(std::string_view staff, PrintFailure why);
Event staff_in(std::string_view staff);
Event staff_out(std::string_view staff, Leaving how);
Event door_failed(std::string_view staff);
Event door_locked(std::string_view staff, std::chrono::seconds wait);  ///< 15 s to 1 h.
Event exported(std::string_view staff, FileForm form, const tally::Period& period);
Event account_changed(std::string_view staff, AccountChange change, std::string_view whom,
                      AccountRole role);
Event accounts_changed_outside();  ///< By the command line.
/// The kiosk's clock said `before`, and by the word of `staff` it is `now`; in time order or not.
Event clock_set(std::string_view staff, Minute before, Minute now);

/// `handled.count` dossiers: 1 to tally::kDossiersMax.
Event dossier(std::string_view staff, const tally::DossierTotal& handled);
/// Takes `count` (positive) off a row that staff recorded. More than is left of it: the row is
/// kept and does not count (Verdict::over_corrected).
Event correction(std::string_view staff, const tally::Recorded& row, std::int64_t count,
                 tally::Reason reason);
/// What is added to the recorded total, or taken off, to make it the file's; never 0. `file`:
/// the file's SHA-256 in hexadecimal, of which the first 16 digits are kept.
Event imported(std::string_view staff, const tally::DossierTotal& difference,
               std::string_view file);
inline constexpr std::int64_t kImportedMax = 99'999;

/// Closed by a person, or by itself when `staff` is empty. Only Writer::close_day and
/// close_open_days make such rows; the digest is computed with the row.
Event day_closed(std::string_view staff, tally::Day day, std::string_view digest);

/// `invalid` for an event that may not stand in the journal, with what is wrong.
Result<> check(const Event& event);

/// "procedure_opened", and back.
std::string_view name_of(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

}  // namespace journal
