#include "support/season.h"

#include <algorithm>
#include <random>
#include <vector>

#include "journal/closing.h"
#include "journal/journal.h"

namespace {

using namespace std::chrono;

struct Need {
    const char* code;
    int weight;      ///< How often people come for it.
    int online;      ///< Of a hundred dossiers, at the season's beginning.
    tally::Fee fee;  ///< When something is due at all.
};
constexpr Need kNeeds[] = {
    {"2.000815", 31, 30, tally::Fee::cash}, {"1.001193", 24, 66, tally::Fee::none},
    {"1.004873", 18, 58, tally::Fee::cash}, {"2.000635", 16, 60, tally::Fee::cash},
    {"1.004222", 15, 70, tally::Fee::cash}, {"1.014027", 11, 40, tally::Fee::none},
    {"2.000884", 10, 15, tally::Fee::cash}, {"1.000894", 7, 35, tally::Fee::none},
    {"1.000656", 5, 40, tally::Fee::none},  {"1.001776", 4, 25, tally::Fee::none},
    {"1.004859", 3, 30, tally::Fee::cash},  {"2.001035", 3, 4, tally::Fee::cash},
    {"1.012812", 1, 0, tally::Fee::none},   {"1.001266", 2, 45, tally::Fee::none},
};
/// Visits of a weekday by hour, from 7 o'clock; nobody comes in the midday break.
constexpr int kByHour[] = {9, 15, 14, 10, 4, 0, 7, 8, 6, 2};

class Author {
public:
    Author(journal::Journal& journal, const Season& season)
        : journal_(journal), season_(season), random_(season.seed) {}

    Result<> day(tally::Day day);

private:
    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
    bool percent(int chance) { return below(100) < chance; }
    const Need& need();
    void add(journal::Event event, journal::Verdict verdict = journal::Verdict::counted);
    void visit();
    void dossiers(tally::Day day);
    void correct_last(tally::Day day);
    Result<> flush();

    journal::Journal& journal_;
    const Season& season_;
    std::minstd_rand random_;
    journal::Minute now_{};
    int share_ = 0;  ///< How much of the season is over, in percent.
    std::vector<journal::Record> rows_;
    std::optional<tally::Recorded> last_;
};

const Need& Author::need() {
    int sum = 0;
    for (const Need& one : kNeeds) sum += one.weight;
    int at = below(sum);
    for (const Need& one : kNeeds) {
        if (at < one.weight) return one;
        at -= one.weight;
    }
    return kNeeds[0];
}

void Author::add(journal::Event event, journal::Verdict verdict) {
    rows_.push_back(
        {.event = std::move(event), .minute = now_, .trusted = true, .verdict = verdict});
}

void Author::visit() {
    add(journal::visit_began());
    const Need& wanted = need();
    add(journal::procedure_opened(wanted.code));
    if (percent(12)) add(journal::procedure_opened(wanted.code), journal::Verdict::double_tap);
    if (percent(20)) add(journal::procedure_opened(need().code));
    if (percent(10 + wanted.online)) {
        add(journal::qr_shown(journal::Qr::procedure, wanted.code));
        if (percent(25)) add(journal::qr_shown(journal::Qr::submit, wanted.code));
        if (percent(6))
            add(journal::qr_shown(journal::Qr::procedure, wanted.code), journal::Verdict::repeat);
        if (percent(70)) {
            add(journal::outcome(journal::Answer::submitted, wanted.code));
            add(journal::rating(4 + below(2), {}, wanted.code));
        } else {
            add(journal::outcome(journal::Answer::later, wanted.code));
        }
    } else {
        add(journal::counter_way(wanted.code));
    }
    add(journal::visit_ended(percent(85) ? journal::Ending::finished : journal::Ending::timeout));
}

void Author::dossiers(tally::Day day) {
    const Need& handled = need();
    const bool online = percent(std::min(90, handled.online + share_ / 4));
    tally::DossierTotal row{.day = day, .procedure = handled.code, .traits = {}, .count = 1};
    row.traits.channel = online       ? tally::Channel::online
                         : percent(3) ? tally::Channel::post
                                      : tally::Channel::counter;
    row.traits.digitised = percent(online ? 98 : 62 + share_ / 4);
    row.traits.result = percent((online ? 86 : 62) + share_ / 8) ? tally::ResultForm::electronic
                                                                 : tally::ResultForm::paper;
    row.traits.fee = handled.fee;
    if (handled.fee == tally::Fee::cash && percent(online ? 75 : 12 + share_ / 8))
        row.traits.fee = tally::Fee::online;
    if (!online && percent(20)) row.count = 2 + below(4);
    add(journal::dossier(percent(60) ? "CB01" : "CB02", row));
    tally::Recorded recorded;
    recorded.sequence = journal_.head().size + static_cast<std::int64_t>(rows_.size());
    recorded.procedure = row.procedure;
    recorded.day = row.day;
    recorded.traits = row.traits;
    recorded.count = row.count;
    last_ = recorded;
}

void Author::correct_last(tally::Day day) {
    if (!last_ || last_->day != day) return;
    add(journal::correction("CB01", *last_, 1, tally::Reason::mistyped));
    last_.reset();
}

Result<> Author::flush() {
    TRY(journal_.append(rows_));
    rows_.clear();
    return {};
}

Result<> Author::day(tally::Day day) {
    const weekday which(day);
    if (which == Sunday) return {};
    const bool saturday = which == Saturday, last = day == season_.last_day;
    share_ = 100 * static_cast<int>((day - season_.first_day()).count()) / season_.days;
    const auto at = [&](int hour, int minute) {
        now_ = journal::Minute(day + hours(hour) + minutes(minute) - kVietNamOffset);
    };
    at(7, 1);
    add(journal::staff_in("CB01"));
    for (int i = 0; i < 10; ++i) {
        const int hour = 7 + i;
        if (saturday && hour > 11) break;
        const int busy = kByHour[i] * (60 + below(60)) / 100;
        for (int n = 0; n < busy; ++n) {
            at(hour, (n * 55) / std::max(1, busy));
            if (last && hour == 16 && n * 55 / std::max(1, busy) > 30) break;
            visit();
            if (percent(85)) dossiers(day);
            if (percent(2)) correct_last(day);
            if (percent(1)) add(journal::visit_began(), journal::Verdict::ghost_burst);
        }
        TRY(flush());
    }
    if (last) return {};
    at(16, 58);
    // Now and then somebody forgets: the day closes itself the next morning.
    const bool forgotten = percent(8);
    if (!forgotten) {
        add(journal::day_closed("QL01", day, journal::no_digest()));
        add(journal::staff_out("CB01", journal::Leaving::left));
        return flush();
    }
    TRY(flush());
    at(31, 0);
    add(journal::day_closed("", day, journal::no_digest()));
    if (percent(50)) dossiers(day);  // Late.
    return flush();
}

}  // namespace

Result<> Season::write(const std::string& journal_path) const {
    journal::Journal journal = TRY(journal::Journal::open(
        {.path = journal_path, .boot = std::string(32, '0'), .today = last_day}));
    Author author(journal, *this);
    for (tally::Day at = first_day(); at <= last_day; at += std::chrono::days(1))
        TRY(author.day(at));
    return {};
}
