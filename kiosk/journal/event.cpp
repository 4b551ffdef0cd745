#include "journal/event.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "journal/details.h"

namespace journal {

namespace {

using namespace std::string_view_literals;

constexpr std::array kKinds = {
    "visit_began"sv, "visit_ended"sv, "procedure_opened"sv, "qr_shown"sv,     "outcome"sv,
    "rating"sv,      "counter_way"sv, "rows_lost"sv,        "slip_printed"sv, "print_failed"sv,
    "staff_in"sv,    "staff_out"sv,   "door_failed"sv,      "door_locked"sv,  "dossier"sv,
    "correction"sv,  "imported"sv,    "day_closed"sv,       "exported"sv,     "sheet_printed"sv,
    "account"sv,     "clock_set"sv,
};
static_assert(kKinds.size() == kKindCount);

constexpr std::array kEndings = {"finished"sv, "timeout"sv, "left"sv, "other"sv};
constexpr std::array kQrs = {"wifi"sv, "vneid"sv, "procedure"sv, "submit"sv, "track"sv};
constexpr std::array kAnswers = {"submitted"sv, "later"sv, "need_help"sv, "counter"sv, "skipped"sv};
constexpr std::array kComplaints = {"hard_to_follow"sv, "small_text"sv,        "slow_network"sv,
                                    "no_vneid"sv,       "procedure_missing"sv, "something_else"sv};

template <class Enum>
std::string word(std::span<const std::string_view> words, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    ASSERT(index < words.size());
    return std::string(words[index]);
}

bool one_of(std::span<const std::string_view> words, std::string_view text) {
    return std::ranges::find(words, text) != words.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "1.001193", as catalogue::is_code: too short for the number of a person or a dossier.
bool is_code(std::string_view text) {
    if (text.size() != 8 || text[1] != '.') return false;
    return is_digit(text[0]) && std::ranges::all_of(text.substr(2), is_digit);
}

// "4", or "2 small_text".
bool is_rating(std::string_view text) {
    if (text.empty() || text[0] < '1' || text[0] > '0' + kStarsMax) return false;
    if (text.size() == 1) return true;
    return text[1] == ' ' && one_of(kComplaints, text.substr(2));
}

bool is_count(std::string_view text) {
    constexpr std::size_t kDigitsMax = 9;
    return !text.empty() && text.size() <= kDigitsMax && text[0] != '0' &&
           std::ranges::all_of(text, is_digit);
}

bool detail_fits(const Event& event) {
    switch (event.kind) {
        case Kind::visit_began:
        case Kind::procedure_opened:
        case Kind::counter_way: return event.detail.empty();
        case Kind::visit_ended: return one_of(kEndings, event.detail);
        case Kind::qr_shown: return one_of(kQrs, event.detail);
        case Kind::outcome: return one_of(kAnswers, event.detail);
        case Kind::rating: return is_rating(event.detail);
        case Kind::rows_lost: return is_count(event.detail);
        default: return staff_detail_fits(event.kind, event.detail);
    }
}

bool procedure_fits(const Event& event) {
    switch (event.kind) {
        case Kind::visit_began:
        case Kind::visit_ended:
        case Kind::rows_lost: return event.procedure.empty();
        case Kind::procedure_opened:
        case Kind::dossier:
        case Kind::correction:
        case Kind::imported: return is_code(event.procedure);
        case Kind::qr_shown:
        case Kind::outcome:
        case Kind::rating:
        case Kind::counter_way:
        case Kind::slip_printed: return event.procedure.empty() || is_code(event.procedure);
        case Kind::print_failed:
            return event.procedure.empty() || (is_slip(event.detail) && is_code(event.procedure));
        default: return event.procedure.empty();
    }
}

}  // namespace

Event visit_began() { return {.kind = Kind::visit_began, .procedure = {}, .detail = {}}; }

Event visit_ended(Ending how) {
    return {.kind = Kind::visit_ended, .procedure = {}, .detail = word(kEndings, how)};
}

Event procedure_opened(std::string code) {
    return {.kind = Kind::procedure_opened, .procedure = std::move(code), .detail = {}};
}

Event qr_shown(Qr which, std::string code) {
    return {.kind = Kind::qr_shown, .procedure = std::move(code), .detail = word(kQrs, which)};
}

Event outcome(Answer said, std::string code) {
    return {.kind = Kind::outcome, .procedure = std::move(code), .detail = word(kAnswers, said)};
}

Event rating(int stars, std::optional<Complaint> why, std::string code) {
    std::string detail = std::to_string(stars);
    if (why) detail.append(" ").append(word(kComplaints, *why));
    return {.kind = Kind::rating, .procedure = std::move(code), .detail = std::move(detail)};
}

Event counter_way(std::string code) {
    return {.kind = Kind::counter_way, .procedure = std::move(code), .detail = {}};
}

Event rows_lost(std::int64_t count) {
    return {.kind = Kind::rows_lost, .procedure = {}, .detail = std::to_string(count)};
}

Result<> check(const Event& event) {
    if (!procedure_fits(event))
        return Error{Error::Code::invalid, fmt::format("journal: {} with the procedure \"{}\"",
                                                       name_of(event.kind), event.procedure)};
    if (!detail_fits(event))
        return Error{Error::Code::invalid, fmt::format("journal: {} with the detail \"{}\"",
                                                       name_of(event.kind), event.detail)};
    return {};
}

std::string_view name_of(Kind kind) {
    const auto index = static_cast<std::size_t>(kind);
    ASSERT(index < kKinds.size());
    return kKinds[index];
}

std::optional<Kind> parse_kind(std::string_view name) {
    const auto found = std::ranges::find(kKinds, name);
    if (found == kKinds.end()) return std::nullopt;
    return static_cast<Kind>(found - kKinds.begin());
}

}  // namespace journal
