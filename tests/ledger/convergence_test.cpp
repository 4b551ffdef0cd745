#include <algorithm>
#include <random>

#include "ledger/told_journal.h"
#include "support/naive_count.h"
#include "wire/pack.h"

// The one promise that all others serve: whatever comes, in whichever order and however often,
// the province comes to the counts of the journal.

using namespace hand;

namespace {

using Sums = ToldJournal::Sums;

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
