#include <algorithm>
#include <random>

#include "journal/journal.h"
#include "journal/reader.h"
#include "ledger/hand.h"
#include "support/naive_count.h"
#include "support/random_journal.h"
#include "wire/pack.h"

// The one promise that all others serve: whatever comes, in whichever order and however often,
// the province comes to the counts of the journal.

using namespace hand;

namespace {

using Sums = std::map<std::pair<std::string, wire::CellKey>, std::int64_t>;

/// A journal of several runs, told piece by piece as an agent would have: each piece with what
/// changed since the one before, some of it told again, in batches of a few lines.
class ToldJournal {
public:
    ToldJournal(std::uint64_t seed, Kiosk& kiosk, int epoch) : random_(seed), kiosk_(kiosk) {
        write(seed);
        journal::Reader reader = must(journal::Reader::open(dir_ / "journal.db"));
        epoch_ = must(reader.head()).epoch;
        rows_ = must(reader.rows(1, must(reader.head()).size));
        std::int64_t held = 0;
        number_ = epoch;
        while (at_ < std::ssize(rows_)) {
            const std::int64_t from = at_;
            at_ = std::min<std::int64_t>(std::ssize(rows_), at_ + 1 + below(40));
            for (std::int64_t row = from; row < at_; ++row) add(rows_[static_cast<size_t>(row)]);
            tell(reader, held);
            held = at_;
        }
    }

    const std::vector<std::string>& envelopes() const { return envelopes_; }
    const std::vector<journal::Entry>& rows() const { return rows_; }
    const Sums& sums() const { return sums_; }

private:
    struct State {
        wire::Cell cell;
        bool told = false;
    };

    std::int64_t below(std::int64_t limit) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
    }

    void write(std::uint64_t seed) {
        RandomJournal random(seed);
        for (int opening = 0; opening < 4; ++opening) {
            journal::Journal journal = must(journal::Journal::open(
                {.path = dir_ / "journal.db", .boot = {}, .today = kDay, .ward = kWard}));
            firsts_.push_back(journal.head().size + 1);
            random.grow(journal, 20 + below(100));
        }
    }

    std::size_t run_of(std::int64_t row) const {
        return static_cast<std::size_t>(std::ranges::upper_bound(firsts_, row) - firsts_.begin()) -
               1;
    }

    void add(const journal::Entry& row) {
        const std::size_t run = run_of(row.sequence);
        for (const wire::Addition& addition : wire::additions_of(row)) {
            State& state = cells_[{run, addition.key}];
            state.cell.key = addition.key;
            state.cell.count += addition.amount;
            state.cell.revision = row.sequence;
            state.told = false;
            sums_[{kWard, addition.key}] += addition.amount;
        }
        if (const auto seal = wire::seal_of(row))
            lines_.push_back({.run = run, .what = *seal, .text = {}});
    }

    void tell(journal::Reader& reader, std::int64_t held) {
        for (auto& [place, state] : cells_) {
            if (state.told && below(10) != 0) continue;
            state.told = true;
            lines_.push_back({.run = place.first, .what = state.cell, .text = {}});
        }
        const wire::Checkpoint checkpoint{
            .epoch = epoch_, .size = at_, .root = must(reader.root(at_))};
        while (!lines_.empty()) {
            wire::Batch batch = kiosk_.batch();
            for (std::size_t run = 0; run < firsts_.size(); ++run)
                batch.header.runs.push_back({.epoch = epoch_,
                                             .id = id(100 * number_ + static_cast<int>(run)),
                                             .first = firsts_[run],
                                             .ward = kWard});
            batch.header.heads = {
                {.checkpoint = wire::sign_checkpoint(checkpoint, kiosk_.device, kiosk_.key),
                 .from = held,
                 .proof = held == 0 ? std::vector<journal::Hash>()
                                    : must(reader.consistency(held, at_))}};
            const auto count = std::min<std::int64_t>(std::ssize(lines_), 1 + below(30));
            batch.lines.assign(lines_.begin(), lines_.begin() + count);
            lines_.erase(lines_.begin(), lines_.begin() + count);
            envelopes_.push_back(wire::seal(batch, kiosk_.key));
        }
    }

    TempDir dir_;
    std::mt19937_64 random_;
    Kiosk& kiosk_;
    int number_ = 0;
    std::string epoch_;
    std::vector<std::int64_t> firsts_;
    std::vector<journal::Entry> rows_;
    std::int64_t at_ = 0;
    std::map<std::pair<std::size_t, wire::CellKey>, State> cells_;
    std::vector<wire::Line> lines_;
    Sums sums_;
    std::vector<std::string> envelopes_;
};

Sums counted(ledger::Ledger& ledger) {
    Sums sums;
    for (const ledger::Count& one : must(ledger::counts(ledger, kAllDays)))
        sums[{one.ward, one.key}] = one.count;
    return sums;
}

}  // namespace

TEST_CASE_TEMPLATE("in any order and however often, the counts are those of the journals", Store,
                   OnSqlite, OnPostgres) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        CAPTURE(seed);
        Store store;
        ledger::Ledger ledger = opened(store.address());
        Kiosk one = enrolled(ledger), two = enrolled(ledger);
        const ToldJournal first(seed, one, 1), second(seed + 100, two, 2);

        std::mt19937_64 random(seed);
        std::vector<std::string> post = first.envelopes();
        post.insert(post.end(), second.envelopes().begin(), second.envelopes().end());
        const std::size_t once = post.size();
        for (std::size_t i = 0; i < once; ++i)
            if (random() % 3 == 0) post.push_back(post[i]);
        std::ranges::shuffle(post, random);
        std::map<std::string, std::string> answers;
        for (const std::string& envelope : post) {
            const ledger::Answer answer = must(ledger::ingest(ledger, envelope, kMorning));
            REQUIRE(answer.status == 200);
            const auto [at, fresh] = answers.try_emplace(envelope, answer.envelope);
            REQUIRE(at->second == answer.envelope);
        }

        Sums expected = first.sums();
        for (const auto& [key, sum] : second.sums()) expected[key] += sum;
        std::erase_if(expected, [](const auto& sum) { return sum.second == 0; });
        CHECK(counted(ledger) == expected);
        tally::Measures measures = NaiveCount(first.rows()).report(kAllDays).all;
        measures += NaiveCount(second.rows()).report(kAllDays).all;
        CHECK(ledger::measures_of(must(ledger::counts(ledger, kAllDays))) == measures);
        CHECK(measures.received > 0);
        const ledger::Audit audit = must(ledger::verify(ledger));
        CHECK(audit.faults.empty());
        CHECK(audit.alarms.empty());
        CHECK(audit.envelopes == std::ssize(answers));
    }
}

TEST_CASE_TEMPLATE("bytes that were changed never crash it, nor take half of anything", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Kiosk kiosk = enrolled(ledger);
    const ToldJournal journal(7, kiosk, 1);
    std::mt19937_64 random(7);
    const auto change = [&](std::string bytes) {
        for (std::uint64_t times = 1 + random() % 4; times > 0 && !bytes.empty(); --times) {
            const std::size_t at = random() % bytes.size();
            switch (random() % 4) {
                case 0: bytes[at] = static_cast<char>(random()); break;
                case 1: bytes.erase(at, 1 + random() % 40); break;
                case 2: bytes.insert(at, bytes.substr(random() % bytes.size(), 30)); break;
                default: bytes[at] = static_cast<char>('0' + random() % 10);
            }
        }
        return bytes;
    };
    std::set<int> seen;
    for (int round = 0; round < 400; ++round) {
        const std::string& good = journal.envelopes()[random() % journal.envelopes().size()];
        const wire::Envelope opened = must(wire::parse_envelope(good));
        std::string bent;
        switch (round % 3) {
            case 0: bent = change(good); break;  // What a road may do to it.
            case 1:                              // What only the kiosk itself could sign.
                bent = wire::seal(wire::kBatchType, change(opened.payload), kiosk.key);
                break;
            default: {
                const std::string lines =
                    must(wire::unpack(opened.payload, wire::kUnpackedBytesMax));
                bent = wire::seal(wire::kBatchType, wire::pack(change(lines)), kiosk.key);
            }
        }
        const ledger::Answer answer = must(ledger::ingest(ledger, bent, kMorning));
        told(answer, bent);
        seen.insert(answer.status);
        if (round % 3 == 0 && bent != good) REQUIRE(answer.status != 200);
    }
    CHECK(seen.contains(200));
    CHECK(seen.contains(400));
    CHECK(must(ledger::verify(ledger)).faults.empty());
}
