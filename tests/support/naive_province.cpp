#include "support/naive_province.h"

#include <sstream>

#include "support/must.h"

namespace {

tally::Day day_at(const sql::Row& row, std::size_t column) {
    return tally::Day(std::chrono::days(row.integer(column)));
}

bool within(const tally::Period& period, tally::Day day) {
    return period.first <= day && day <= period.last;
}
bool is_of(const std::string& asked, const std::string& ward) {
    return asked.empty() || asked == ward;
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

/// sync/wire/README.md §2 and the handbook: QĐ 766's figures from the four words.
void add_confirmed(tally::Measures& sum, const std::vector<std::string>& words, std::int64_t n) {
    const std::string &channel = words[0], &digitised = words[1], &fee = words[2],
                      &result = words[3];
    sum.received += n;
    if (channel == "online") sum.online += n;
    if (channel == "post") sum.post += n;
    if (channel == "online" && result != "paper_result") sum.online_complete += n;
    if (digitised == "digitised") sum.digitised += n;
    if (digitised == "digitised" && result != "paper_result") sum.digitised_complete += n;
    if (result != "no_result") sum.result_due += n;
    if (result == "e_result") sum.result_electronic += n;
    if (fee != "no_fee") sum.fee_due += n;
    if (fee == "fee_online") sum.paid_online += n;
}

}  // namespace

NaiveProvince::NaiveProvince(ledger::Ledger& ledger) {
    const auto read = [&](const char* statement) {
        return must(ledger.connection().query(statement, {}));
    };
    std::map<std::int64_t, std::string> runs;
    for (const sql::Row& row : read("SELECT number, ward FROM run"))
        runs[row.integer(0)] = row.text(1);
    for (const sql::Row& row :
         read("SELECT run, day, certainty, procedure, what, trusted, count FROM cell"))
        cells_.push_back({.ward = runs.at(row.integer(0)),
                          .procedure = row.text(3),
                          .what = row.text(4),
                          .day = day_at(row, 1),
                          .certainty = row.integer(2),
                          .count = row.integer(6),
                          .trusted = row.integer(5) != 0});
    for (const sql::Row& row : read("SELECT run, day FROM seal"))
        seals_.emplace_back(runs.at(row.integer(0)), day_at(row, 1));
    for (const sql::Row& row : read("SELECT day, device, procedure, count FROM arrival"))
        arrivals_.push_back({.day = day_at(row, 0),
                             .device = row.text(1),
                             .procedure = row.text(2),
                             .count = row.integer(3)});
    for (const sql::Row& row :
         read("SELECT id, ward, name, wall, heard_at, revoked_at FROM device"))
        devices_[row.text(0)] = {.ward = row.text(1),
                                 .name = row.text(2),
                                 .wall = row.text(3),
                                 .heard_at = row.integer(4),
                                 .revoked = row.integer(5) != 0,
                                 .alarms = {}};
    for (const sql::Row& row : read("SELECT device, kind FROM alarm"))
        if (devices_.contains(row.text(0))) devices_[row.text(0)].alarms.insert(row.text(1));
}

ledger::Sum NaiveProvince::sum(const tally::Period& period, const std::string& ward,
                               const Procedure& procedure) const {
    ledger::Sum sum;
    for (const Cell& cell : cells_) {
        if (!within(period, cell.day) || !is_of(ward, cell.ward)) continue;
        if (procedure && *procedure != cell.procedure) continue;
        if (cell.certainty == 3) {
            sum.filtered += cell.count;
            continue;
        }
        if (!cell.trusted) sum.untrusted += cell.count;
        const std::vector<std::string> words = words_of(cell.what);
        if (cell.certainty == 2) add_confirmed(sum.measures, words, cell.count);
        if (cell.what == "outcome submitted") sum.measures.submitted += cell.count;
        if (words[0] == "visit_began") sum.measures.visits += cell.count;
        if (words[0] == "procedure_opened") sum.measures.opened += cell.count;
        if (words[0] == "qr_shown") sum.measures.qr_shown += cell.count;
        if (words[0] == "counter_way") sum.measures.counter_way += cell.count;
        if (words[0] == "slip_printed") sum.measures.slips += cell.count;
    }
    return sum;
}

std::set<std::string> NaiveProvince::wards(const tally::Period& period,
                                           const Procedure& procedure) const {
    std::set<std::string> found;
    for (const Cell& cell : cells_)
        if (within(period, cell.day) && (!procedure || *procedure == cell.procedure))
            found.insert(cell.ward);
    for (const auto& [ward, day] : seals_)
        if (within(period, day) && !procedure) found.insert(ward);
    return found;
}

std::set<tally::Day> NaiveProvince::days(const tally::Period& period,
                                         const std::string& ward) const {
    std::set<tally::Day> found;
    for (const Cell& cell : cells_)
        if (within(period, cell.day) && is_of(ward, cell.ward)) found.insert(cell.day);
    for (const auto& [of, day] : seals_)
        if (within(period, day) && is_of(ward, of)) found.insert(day);
    return found;
}

std::set<std::string> NaiveProvince::procedures(const tally::Period& period,
                                                const std::string& ward) const {
    std::set<std::string> found;
    for (const Cell& cell : cells_)
        if (within(period, cell.day) && is_of(ward, cell.ward) && !cell.procedure.empty())
            found.insert(cell.procedure);
    return found;
}

std::map<std::pair<std::string, std::string>, std::int64_t> NaiveProvince::filtered(
    const tally::Period& period, const std::string& ward) const {
    std::map<std::pair<std::string, std::string>, std::int64_t> found;
    for (const Cell& cell : cells_) {
        if (cell.certainty != 3 || !within(period, cell.day) || !is_of(ward, cell.ward)) continue;
        const std::vector<std::string> words = words_of(cell.what);
        found[{words.at(0), words.at(1)}] += cell.count;
    }
    std::erase_if(found, [](const auto& one) { return one.second == 0; });
    return found;
}

std::optional<std::int64_t> NaiveProvince::arrivals(const tally::Period& period,
                                                    const std::string& ward,
                                                    const std::string& procedure) const {
    if (arrivals_.empty()) return std::nullopt;
    std::int64_t sum = 0;
    for (const Arrival& one : arrivals_)
        if (within(period, one.day) && one.procedure == procedure &&
            is_of(ward, devices_.at(one.device).ward))
            sum += one.count;
    return sum;
}

std::set<std::string> NaiveProvince::arrived(const tally::Period& period,
                                             const std::string& ward) const {
    std::set<std::string> found;
    for (const Arrival& one : arrivals_)
        if (within(period, one.day) && !one.procedure.empty() &&
            is_of(ward, devices_.at(one.device).ward))
            found.insert(one.procedure);
    return found;
}
