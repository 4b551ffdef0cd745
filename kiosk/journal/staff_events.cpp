#include <fmt/format.h>

#include <array>

#include "base/clock.h"
#include "journal/entry.h"
#include "journal/event.h"

namespace journal {

// The words of details.cpp, in the order of event.h's enumerations. A staff code of another
// shape makes an event that check() refuses.

namespace {

constexpr std::array kFailures = {"no_paper", "offline", "failed"};
constexpr std::array kLeavings = {"left", "idle"};
constexpr std::array kForms = {"xlsx", "csv"};
constexpr std::array kChanges = {"added", "pin_set", "removed"};
constexpr std::array kRoles = {"officer", "manager"};
constexpr std::size_t kFileDigits = 16;  // 64 bits tell the files of one kiosk apart.

template <class List, class Enum>
std::string_view word(const List& words, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    ASSERT(index < words.size());
    return words[index];
}

Event plain(Kind kind, std::string detail) {
    return {.kind = kind, .procedure = {}, .detail = std::move(detail)};
}

}  // namespace

Event slip_printed(std::string code) {
    return {.kind = Kind::slip_printed, .procedure = std::move(code), .detail = {}};
}

Event slip_failed(PrintFailure why, std::string code) {
    return {.kind = Kind::print_failed,
            .procedure = std::move(code),
            .detail = fmt::format("slip {}", word(kFailures, why))};
}

Event sheet_printed(std::string_view staff, tally::Day day) {
    return plain(Kind::sheet_printed, fmt::format("{} {}", staff, iso_date(day)));
}

Event sheet_failed(std::string_view staff, PrintFailure why) {
    return plain(Kind::print_failed, fmt::format("{} sheet {}", staff, word(kFailures, why)));
}

Event staff_in(std::string_view staff) { return plain(Kind::staff_in, std::string(staff)); }

Event staff_out(std::string_view staff, Leaving how) {
    return plain(Kind::staff_out, fmt::format("{} {}", staff, word(kLeavings, how)));
}

Event door_failed(std::string_view staff) { return plain(Kind::door_failed, std::string(staff)); }

Event door_locked(std::string_view staff, std::chrono::seconds wait) {
    return plain(Kind::door_locked, fmt::format("{} {}", staff, wait.count()));
}

Event exported(std::string_view staff, FileForm form, const tally::Period& period) {
    return plain(Kind::exported, fmt::format("{} {} {} {}", staff, word(kForms, form),
                                             iso_date(period.first), iso_date(period.last)));
}

Event account_changed(std::string_view staff, AccountChange change, std::string_view whom,
                      AccountRole role) {
    return plain(Kind::account, fmt::format("{} {} {} {}", staff, word(kChanges, change), whom,
                                            word(kRoles, role)));
}

Event accounts_changed_outside() { return plain(Kind::account, "outside changed"); }

Event clock_set(std::string_view staff, Minute before, Minute now) {
    return plain(Kind::clock_set,
                 fmt::format("{} {} {}", staff, utc_text(before), utc_text(now)));
}

Event dossier(std::string_view staff, const tally::DossierTotal& handled) {
    return {.kind = Kind::dossier,
            .procedure = handled.procedure,
            .detail = fmt::format("{} {} {} {}", staff, iso_date(handled.day), handled.count,
                                  tally::words_of(handled.traits))};
}

Event correction(std::string_view staff, const tally::Recorded& row, std::int64_t count,
                 tally::Reason reason) {
    return {
        .kind = Kind::correction,
        .procedure = row.procedure,
        .detail = fmt::format("{} {} {} {} {} {}", staff, iso_date(row.day), -count,
                              tally::words_of(row.traits), row.sequence, tally::name_of(reason))};
}

Event imported(std::string_view staff, const tally::DossierTotal& difference,
               std::string_view file) {
    return {
        .kind = Kind::imported,
        .procedure = difference.procedure,
        .detail = fmt::format("{} {} {:+} {} {}", staff, iso_date(difference.day), difference.count,
                              tally::words_of(difference.traits), file.substr(0, kFileDigits))};
}

Event day_closed(std::string_view staff, tally::Day day, std::string_view digest) {
    return plain(Kind::day_closed,
                 fmt::format("{} {} {}", staff.empty() ? "auto" : staff, iso_date(day), digest));
}

}  // namespace journal
