#include "wire/cell.h"

#include <charconv>

#include "journal/details.h"
#include "journal/judge.h"
#include "journal/sums.h"
#include "wire/keys.h"

namespace wire {

// The allow-list is the journal's own: a cell may say what a row could have said, in the words
// of journal::check(). Only where README.md tells less than a row does is there more here.

namespace {

using journal::Kind;

constexpr std::string_view kComplaint = "complaint";
constexpr std::size_t kDigestDigits = 64;
constexpr tally::Day kLastDay = std::chrono::year(9999) / 12 / 31;  // The last with four digits.

/// Of the rows that travel; nothing for the others.
std::optional<Certainty> certainty_of(Kind kind) {
    switch (kind) {
        case Kind::visit_began:
        case Kind::visit_ended:
        case Kind::procedure_opened:
        case Kind::counter_way:
        case Kind::slip_printed:
        case Kind::qr_shown:
        case Kind::rows_lost: return Certainty::shown;
        case Kind::outcome:
        case Kind::rating: return Certainty::said;
        case Kind::dossier:
        case Kind::correction:
        case Kind::imported: return Certainty::confirmed;
        default: return std::nullopt;
    }
}

std::string joined(std::string_view first, std::string_view second) {
    std::string words(first);
    if (!second.empty()) words.append(" ").append(second);
    return words;
}

/// The reason in a rating's detail, "2 small_text"; empty if there is none.
std::string_view complaint_in(std::string_view detail) {
    return detail.size() > 2 ? detail.substr(2) : std::string_view();
}

/// What a counted row of `shown` or `said` is of.
std::string words_of(const journal::Event& event) {
    const std::string_view kind = journal::name_of(event.kind);
    if (event.kind == Kind::rows_lost) return std::string(kind);
    if (event.kind == Kind::rating) return joined(kind, event.detail.substr(0, 1));
    return joined(kind, event.detail);
}

std::int64_t number_of(std::string_view detail) {
    std::int64_t number = 0;
    std::from_chars(detail.data(), detail.data() + detail.size(), number);
    return number;
}

bool is_code(const std::string& procedure) {
    return journal::check(journal::procedure_opened(procedure)).has_value();
}

/// An event that such words of `shown` or `said` could have come from, without its procedure.
std::optional<journal::Event> event_from(std::string_view words) {
    const std::string_view first = words.substr(0, words.find(' '));
    std::string detail(words.substr(std::min(first.size() + 1, words.size())));
    if (first == kComplaint)
        return journal::Event{.kind = Kind::rating, .procedure = {}, .detail = "1 " + detail};
    const std::optional<Kind> kind = journal::parse_kind(first);
    if (!kind) return std::nullopt;
    if (kind == Kind::rows_lost && detail.empty()) detail = "1";
    journal::Event event{.kind = *kind, .procedure = {}, .detail = std::move(detail)};
    if (words_of(event) != words) return std::nullopt;  // A rating with its reason, a blank.
    return event;
}

std::string fault_of_counted(const CellKey& key) {
    const std::optional<journal::Event> event = event_from(key.what);
    if (!event || certainty_of(event->kind) != key.certainty) return "w";
    const auto may_stand = [&](const std::string& procedure) {
        journal::Event with = *event;
        with.procedure = procedure;
        return journal::check(with).has_value();
    };
    constexpr auto kSomeCode = "1.000001";
    if (!may_stand({}) && !may_stand(kSomeCode)) return "w";
    if (event->kind == Kind::rating) return key.procedure.empty() ? "" : "p";
    return may_stand(key.procedure) ? "" : "p";
}

std::string fault_of_confirmed(const CellKey& key) {
    const std::optional<tally::Traits> traits = tally::parse_traits(key.what);
    if (!traits || tally::words_of(*traits) != key.what) return "w";
    return key.procedure.empty() ? "p" : "";
}

std::string fault_of_filtered(const CellKey& key) {
    const std::size_t end = std::min(key.what.find(' '), key.what.size());
    const auto kind = journal::parse_kind(std::string_view(key.what).substr(0, end));
    if (!kind || !certainty_of(*kind) || end == key.what.size()) return "w";
    const auto verdict = journal::parse_verdict(std::string_view(key.what).substr(end + 1));
    if (!verdict || verdict == journal::Verdict::counted) return "w";
    return key.procedure.empty() ? "" : "p";
}

bool is_day(tally::Day day) { return day >= tally::Day() && day <= kLastDay; }

bool is_revision(std::int64_t revision) { return revision >= 1 && revision <= kRevisionMax; }

}  // namespace

std::string_view name_of(Certainty certainty) {
    switch (certainty) {
        case Certainty::shown: return "shown";
        case Certainty::said: return "said";
        case Certainty::confirmed: return "confirmed";
        case Certainty::filtered: return "filtered";
    }
    ASSERT(false);
}

std::vector<Addition> additions_of(const journal::Entry& entry) {
    const std::optional<Kind> kind = journal::parse_kind(entry.kind);
    const std::optional<Certainty> certainty = kind ? certainty_of(*kind) : std::nullopt;
    const std::optional<journal::Verdict> verdict = journal::parse_verdict(entry.verdict);
    if (!certainty || !verdict) return {};
    const journal::Event event{.kind = *kind, .procedure = entry.procedure, .detail = entry.detail};
    if (!journal::check(event)) return {};  // No row of ours: it must not reach the wire.

    const journal::Share share = journal::share_of(entry);
    const auto addition = [&](Certainty how, std::string procedure, std::string what,
                              std::int64_t amount) {
        return Addition{.key = {.day = share.day,
                                .certainty = how,
                                .procedure = std::move(procedure),
                                .what = std::move(what),
                                .trusted = entry.trusted},
                        .amount = amount};
    };
    if (!share.counted)
        return {addition(Certainty::filtered, {}, joined(entry.kind, entry.verdict), 1)};
    if (share.handled)
        return {addition(*certainty, entry.procedure, tally::words_of(share.handled->traits),
                         share.handled->count)};
    if (*kind == Kind::rating) {
        std::vector<Addition> both{addition(*certainty, {}, words_of(event), 1)};
        if (const auto why = complaint_in(entry.detail); !why.empty())
            both.push_back(addition(*certainty, {}, joined(kComplaint, why), 1));
        return both;
    }
    const std::int64_t amount = *kind == Kind::rows_lost ? number_of(entry.detail) : 1;
    return {addition(*certainty, entry.procedure, words_of(event), amount)};
}

std::optional<Seal> seal_of(const journal::Entry& entry) {
    if (journal::parse_kind(entry.kind) != Kind::day_closed) return std::nullopt;
    if (journal::parse_verdict(entry.verdict) != journal::Verdict::counted) return std::nullopt;
    const std::optional<journal::ClosedDay> closed = journal::parse_closed_day(entry.detail);
    if (!closed) return std::nullopt;
    return Seal{.day = closed->day,
                .revision = entry.sequence,
                .digest = closed->digest,
                .by_staff = !closed->staff.empty()};
}

std::string fault_of(const Cell& cell) {
    if (!is_day(cell.key.day)) return "day";
    if (!cell.key.procedure.empty() && !is_code(cell.key.procedure)) return "p";
    std::string fault;
    switch (cell.key.certainty) {
        case Certainty::shown:
        case Certainty::said: fault = fault_of_counted(cell.key); break;
        case Certainty::confirmed: fault = fault_of_confirmed(cell.key); break;
        case Certainty::filtered: fault = fault_of_filtered(cell.key); break;
    }
    if (!fault.empty()) return fault;
    // Only what staff take back can be less than nothing.
    const std::int64_t least = cell.key.certainty == Certainty::confirmed ? -kCountMax : 0;
    if (cell.count < least || cell.count > kCountMax) return "n";
    return is_revision(cell.revision) ? "" : "rev";
}

std::string fault_of(const Seal& seal) {
    if (!is_day(seal.day)) return "day";
    if (!is_revision(seal.revision)) return "rev";
    return is_hex(seal.digest, kDigestDigits) ? "" : "digest";
}

}  // namespace wire
