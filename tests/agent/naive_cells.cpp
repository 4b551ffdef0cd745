#include "agent/naive_cells.h"

#include <set>
#include <sstream>
#include <vector>

#include "journal/reader.h"
#include "support/must.h"

namespace {

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

struct Told {
    std::string day, certainty, procedure, what;
    std::int64_t amount = 1;
};

std::vector<Told> told_of(const journal::Entry& row) {
    static const std::set<std::string> kShown{"visit_began", "visit_ended",  "procedure_opened",
                                              "counter_way", "slip_printed", "qr_shown"};
    static const std::set<std::string> kConfirmed{"dossier", "correction", "imported"};
    const std::vector<std::string> words = words_of(row.detail);
    const bool confirmed = kConfirmed.contains(row.kind);
    const std::string day = confirmed ? words.at(1) : iso_date(row.day);
    const bool told = confirmed || kShown.contains(row.kind) || row.kind == "rows_lost" ||
                      row.kind == "outcome" || row.kind == "rating";
    if (!told) return {};
    if (row.verdict != "counted") return {{day, "filtered", "", row.kind + " " + row.verdict}};
    if (confirmed)
        return {{day, "confirmed", row.procedure,
                 words.at(3) + " " + words.at(4) + " " + words.at(5) + " " + words.at(6),
                 std::stoll(words.at(2))}};
    if (row.kind == "rows_lost") return {{day, "shown", "", row.kind, std::stoll(row.detail)}};
    if (row.kind == "outcome") return {{day, "said", row.procedure, "outcome " + row.detail}};
    if (row.kind == "rating") {
        std::vector<Told> both{{day, "said", "", "rating " + words.at(0)}};
        if (words.size() > 1) both.push_back({day, "said", "", "complaint " + words.at(1)});
        return both;
    }
    const std::string detail = row.detail.empty() ? "" : " " + row.detail;
    return {{day, "shown", row.procedure, row.kind + detail}};
}

struct Both {
    std::map<std::string, std::int64_t> counts, revisions;
};

Both recount(const std::string& path) {
    journal::Reader reader = must(journal::Reader::open(path));
    const journal::Head head = must(reader.head());
    const std::vector<journal::Run> runs = must(reader.runs());
    Both cells;
    for (const journal::Entry& row : must(reader.rows(1, head.size))) {
        std::string run;
        for (const journal::Run& one : runs)
            if (one.first <= row.sequence) run = one.id;
        for (const Told& told : told_of(row)) {
            const std::string key = head.epoch + " " + run + " " + told.day + " " + told.certainty +
                                    " " + told.procedure + " " + told.what +
                                    (row.trusted ? " trusted" : "");
            cells.counts[key] += told.amount;
            cells.revisions[key] = row.sequence;
        }
    }
    return cells;
}

}  // namespace

std::map<std::string, std::int64_t> naive_cells(const std::string& path) {
    return recount(path).counts;
}

std::map<std::string, std::int64_t> naive_revisions(const std::string& path) {
    return recount(path).revisions;
}
