#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

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
};
inline constexpr int kKindCount = 8;

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

/// `invalid` for an event that may not stand in the journal, with what is wrong.
Result<> check(const Event& event);

/// "procedure_opened", and back.
std::string_view name_of(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

}  // namespace journal
