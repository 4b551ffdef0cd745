#include "support/random_journal.h"

#include "journal/closing.h"
#include "support/must.h"

using namespace journal;

namespace {

const std::vector<std::string> kCodes = {"1.001193", "1.000656", "2.000635", "1.004222"};
const std::vector<std::string> kStaff = {"CB01", "CB02", "QL01"};
const std::string kFile = "0123456789abcdef";

}  // namespace

std::int64_t RandomJournal::below(std::int64_t limit) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
}

void RandomJournal::pass_time() {
    minute_ += std::chrono::minutes(below(20));
    if (one_in(25)) minute_ += std::chrono::hours(below(30));
    if (one_in(60)) {
        // Just before midnight in Viet Nam.
        const tally::Day day = business_day(minute_);
        const Minute midnight = day + std::chrono::days(1) - std::chrono::hours(7);
        minute_ = std::max(minute_, midnight - std::chrono::minutes(2));
    }
}

Event RandomJournal::visitor_event() {
    const std::string code = any_of(kCodes);
    switch (below(9)) {
        case 0: return visit_began();
        case 1: return visit_ended(Ending::finished);
        case 2: return procedure_opened(code);
        case 3: return qr_shown(static_cast<Qr>(below(5)), one_in(2) ? code : "");
        case 4: return outcome(static_cast<Answer>(below(5)), one_in(3) ? "" : code);
        case 5: return rating(static_cast<int>(1 + below(5)));
        case 6: return counter_way(one_in(2) ? code : "");
        case 7: return slip_printed(one_in(2) ? code : "");
        default: return slip_failed(PrintFailure::offline, code);
    }
}

tally::DossierTotal RandomJournal::some_dossiers(std::int64_t count) {
    const tally::Day today = business_day(minute_);
    const auto back = std::chrono::days(one_in(3) ? below(6) : 0);
    const auto traits = tally::all_traits();
    // Few different traits, so that corrections and imports meet what was recorded.
    return {.day = today - back,
            .procedure = any_of(kCodes),
            .traits = traits[static_cast<std::size_t>(one_in(5) ? below(72) : 24 * below(3))],
            .count = count};
}

Event RandomJournal::correction() {
    if (recorded_.empty()) return staff_in("CB01");
    tally::Recorded row = any_of(recorded_);
    const std::int64_t count = 1 + below(row.count + 1);
    if (one_in(12)) row.procedure = any_of(kCodes);
    if (one_in(12)) row.day -= std::chrono::days(below(3));
    if (one_in(12)) row.traits.digitised = !row.traits.digitised;
    if (one_in(12)) row.sequence = 1 + below(sequence_ + 3);
    return journal::correction(any_of(kStaff), row, std::min(count, tally::kDossiersMax),
                               static_cast<tally::Reason>(below(tally::kReasonCount)));
}

Event RandomJournal::staff_event(Journal& journal) {
    const std::string staff = any_of(kStaff);
    const tally::Day today = business_day(minute_);
    switch (below(12)) {
        case 0: return staff_in(staff);
        case 1: return staff_out(staff, Leaving::idle);
        case 2: return door_failed(staff);
        case 3: return sheet_failed(staff, PrintFailure::no_paper);
        case 4: return sheet_printed(staff, today);
        case 5:
        case 6: return correction();
        case 7:
            return imported(staff, some_dossiers(one_in(3) ? -1 - below(3) : 1 + below(40)), kFile);
        case 8: {
            const tally::Day day = today - std::chrono::days(below(3));
            if (closed_.contains(day) || must(journal.is_closed(day))) return staff_in(staff);
            return day_closed(one_in(2) ? "" : staff, day, no_digest());
        }
        default: return dossier(staff, some_dossiers(one_in(9) ? 999 : 1 + below(12)));
    }
}

Record RandomJournal::record(Event event) {
    Record record{.event = std::move(event),
                  .minute = minute_,
                  .trusted = !one_in(6),
                  .verdict = Verdict::counted};
    if (!record.trusted && one_in(3))
        record.minute = std::chrono::sys_days() + std::chrono::minutes(below(3000));
    const bool by_staff =
        record.event.kind > Kind::rows_lost && record.event.kind != Kind::slip_printed;
    if (one_in(8))
        record.verdict = by_staff ? Verdict::test_mode : static_cast<Verdict>(1 + below(5));
    return record;
}

void RandomJournal::grow(Journal& journal, std::int64_t rows) {
    const std::int64_t last = journal.head().size + rows;
    while (journal.head().size < last) {
        std::vector<Record> batch;
        for (std::int64_t wanted = 1 + below(9); wanted > 0; --wanted) {
            pass_time();
            sequence_ = journal.head().size + std::ssize(batch) + 1;
            batch.push_back(record(one_in(3) ? staff_event(journal) : visitor_event()));
            const Record& made = batch.back();
            must(check(made.event));
            if (made.event.kind == Kind::day_closed && made.verdict == Verdict::counted)
                closed_.insert(parse_closed_day(made.event.detail)->day);
            const auto handled = parse_handled(made.event.kind, made.event.detail);
            if (!handled || handled->count < 0) continue;
            tally::Recorded row;
            row.sequence = sequence_;
            row.procedure = made.event.procedure;
            row.day = handled->day;
            row.traits = handled->traits;
            row.count = handled->count;
            recorded_.push_back(row);
        }
        must(journal.append(batch));
    }
}
