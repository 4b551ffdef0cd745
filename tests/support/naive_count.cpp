#include "support/naive_count.h"

#include <algorithm>
#include <map>
#include <sstream>

namespace {

tally::Day day_named(const std::string& text) {
    return std::chrono::year(std::stoi(text.substr(0, 4))) /
           std::chrono::month(static_cast<unsigned>(std::stoi(text.substr(5, 2)))) /
           std::chrono::day(static_cast<unsigned>(std::stoi(text.substr(8, 2))));
}

/// handbook: QĐ 766's figures from the four words.
void add_dossiers(tally::Measures& sums, const std::vector<std::string>& words, std::int64_t n) {
    const std::string &channel = words[3], &digitised = words[4], &fee = words[5],
                      &result = words[6];
    sums.received += n;
    if (channel == "online") sums.online += n;
    if (channel == "post") sums.post += n;
    if (channel == "online" && result != "paper_result") sums.online_complete += n;
    if (digitised == "digitised") sums.digitised += n;
    if (digitised == "digitised" && result != "paper_result") sums.digitised_complete += n;
    if (result != "no_result") sums.result_due += n;
    if (result == "e_result") sums.result_electronic += n;
    if (fee != "no_fee") sums.fee_due += n;
    if (fee == "fee_online") sums.paid_online += n;
}

int hour_in_viet_nam(const journal::Entry& entry) {
    return static_cast<int>((entry.minute.time_since_epoch().count() / 60 + 7) % 24);
}

}  // namespace

NaiveCount::NaiveCount(const std::vector<journal::Entry>& rows) {
    for (const journal::Entry& entry : rows) {
        Fact fact = fact_of(entry);
        for (const tally::Closing& closing : closings_)
            if (closing.day == fact.day) fact.late = true;
        if (fact.about_dossiers && entry.kind != "dossier" && entry.verdict != "test_mode" &&
            takes_too_much(fact) != (entry.verdict == "over_corrected"))
            wrongly_judged_.push_back(entry.sequence);
        if (fact.counted && entry.kind == "day_closed")
            closings_.push_back({.day = day_named(fact.words[1]),
                                 .staff = fact.words[0] == "auto" ? "" : fact.words[0],
                                 .digest = fact.words[2],
                                 .sequence = entry.sequence});
        facts_.push_back(fact);
    }
}

NaiveCount::Fact NaiveCount::fact_of(const journal::Entry& entry) const {
    Fact fact;
    fact.entry = entry;
    std::istringstream words(entry.detail);
    for (std::string word; words >> word;) fact.words.push_back(word);
    fact.day = entry.day;
    fact.counted = entry.verdict == "counted";
    const std::string& kind = entry.kind;
    fact.about_dossiers = kind == "dossier" || kind == "correction" || kind == "imported";
    if (fact.about_dossiers) {
        fact.day = day_named(fact.words[1]);
        fact.count = std::stoll(fact.words[2]);
        fact.traits =
            fact.words[3] + " " + fact.words[4] + " " + fact.words[5] + " " + fact.words[6];
        if (kind == "correction") fact.corrects = std::stoll(fact.words[7]);
        if (kind == "dossier" && fact.day == entry.day) fact.hour = hour_in_viet_nam(entry);
        for (const Fact& other : facts_)
            if (other.entry.sequence == fact.corrects) fact.hour = other.hour;
    } else {
        fact.hour = hour_in_viet_nam(entry);
    }
    if (!fact.counted) return fact;
    if (kind == "visit_began") fact.measures.visits = 1;
    if (kind == "procedure_opened") fact.measures.opened = 1;
    if (kind == "qr_shown") fact.measures.qr_shown = 1;
    if (kind == "counter_way") fact.measures.counter_way = 1;
    if (kind == "slip_printed") fact.measures.slips = 1;
    if (kind == "outcome" && entry.detail == "submitted") fact.measures.submitted = 1;
    if (fact.about_dossiers) add_dossiers(fact.measures, fact.words, fact.count);
    return fact;
}

std::int64_t NaiveCount::left_of(std::int64_t sequence) const {
    std::int64_t left = 0;
    for (const Fact& fact : facts_)
        if (fact.counted && fact.about_dossiers &&
            (fact.entry.sequence == sequence || fact.corrects == sequence))
            left += fact.count;
    return left;
}

/// A row not in facts_ yet, against all that are.
bool NaiveCount::takes_too_much(const Fact& fact) const {
    if (fact.count > 0) return false;
    std::int64_t all = 0;
    for (const Fact& other : facts_)
        if (other.counted && other.about_dossiers && other.day == fact.day &&
            other.traits == fact.traits && other.entry.procedure == fact.entry.procedure)
            all += other.count;
    if (all + fact.count < 0) return true;
    if (fact.entry.kind == "imported") return false;
    for (const Fact& other : facts_)
        if (other.entry.sequence == fact.corrects)
            return !other.counted || other.entry.kind != "dossier" || other.day != fact.day ||
                   other.traits != fact.traits || other.entry.procedure != fact.entry.procedure ||
                   left_of(fact.corrects) + fact.count < 0;
    return true;
}

tally::Report NaiveCount::report(const tally::Period& period) const {
    tally::Report report;
    report.period = period;
    std::map<std::string, tally::Measures> procedures;
    std::map<tally::Day, tally::Measures> days;
    std::map<std::pair<std::string, std::string>, std::int64_t> filtered;
    for (const Fact& fact : facts_) {
        if (fact.day < period.first || fact.day > period.last) continue;
        days[fact.day] += fact.measures;
        procedures[fact.entry.procedure] += fact.measures;
        report.all += fact.measures;
        if (fact.late) report.late += fact.measures;
        if (!fact.entry.trusted) ++report.untrusted;
        if (!fact.counted) ++filtered[{fact.entry.kind, fact.entry.verdict}];
        if (!fact.hour) continue;
        tally::HourTotal& hour = report.hours[static_cast<std::size_t>(*fact.hour)];
        hour.visits += fact.measures.visits;
        hour.opened += fact.measures.opened;
        hour.online += fact.measures.online;
        hour.post += fact.measures.post;
        hour.at_counter += fact.measures.received - fact.measures.online - fact.measures.post;
    }
    for (const auto& [code, measures] : procedures)
        if (measures != tally::Measures()) report.procedures.push_back({code, measures});
    for (const auto& [day, measures] : days) report.days.push_back({day, measures});
    for (const auto& [key, rows] : filtered)
        report.filtered.push_back({key.first, key.second, rows});
    for (const tally::Closing& closing : closings_)
        if (closing.day >= period.first && closing.day <= period.last)
            report.closings.push_back(closing);
    std::ranges::sort(report.closings, {}, &tally::Closing::day);
    return report;
}

std::vector<tally::Recorded> NaiveCount::recorded() const {
    std::vector<tally::Recorded> list;
    for (const Fact& fact : facts_) {
        if (!fact.counted || !fact.about_dossiers || fact.corrects != 0) continue;
        list.push_back({.sequence = fact.entry.sequence,
                        .minute = fact.entry.minute,
                        .staff = fact.words[0],
                        .procedure = fact.entry.procedure,
                        .day = fact.day,
                        .traits = *tally::parse_traits(fact.traits),
                        .count = fact.count,
                        .left = left_of(fact.entry.sequence),
                        .late = fact.late,
                        .imported = fact.entry.kind == "imported"});
    }
    std::ranges::reverse(list);
    return list;
}

std::vector<tally::DossierTotal> NaiveCount::dossiers(const tally::Period& period) const {
    std::map<std::tuple<tally::Day, std::string, tally::Traits>, std::int64_t> sums;
    for (const Fact& fact : facts_)
        if (fact.counted && fact.about_dossiers && fact.day >= period.first &&
            fact.day <= period.last)
            sums[{fact.day, fact.entry.procedure, *tally::parse_traits(fact.traits)}] += fact.count;
    std::vector<tally::DossierTotal> list;
    for (const auto& [key, count] : sums)
        if (count != 0)
            list.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), count});
    return list;
}

std::vector<std::string> NaiveCount::most_recorded(tally::Day since) const {
    std::map<std::string, std::int64_t> sums;
    for (const Fact& fact : facts_)
        if (fact.day >= since) sums[fact.entry.procedure] += fact.measures.received;
    std::vector<std::pair<std::int64_t, std::string>> order;
    for (const auto& [code, received] : sums)
        if (received > 0) order.emplace_back(-received, code);
    std::ranges::sort(order);
    std::vector<std::string> codes;
    for (const auto& [received, code] : order) codes.push_back(code);
    return codes;
}

std::optional<tally::Traits> NaiveCount::last_traits(const std::string& procedure) const {
    for (const tally::Recorded& row : recorded())
        if (row.procedure == procedure && !row.imported && row.left > 0) return row.traits;
    return std::nullopt;
}

std::set<tally::Day> NaiveCount::all_days() const {
    std::set<tally::Day> days;
    for (const Fact& fact : facts_) days.insert(fact.day);
    return days;
}
