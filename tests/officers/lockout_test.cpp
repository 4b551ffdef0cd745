#include "officers/lockout.h"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <thread>

#include "officers/office.h"

using namespace office;
using officers::Refusal;
using officers::SignedIn;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

SignedIn wrong(ledger::Ledger& ledger, const std::string& name, WallTime now = kMorning) {
    SignedIn answer = must(officers::sign_in(ledger, name, "not the password", now));
    CHECK_FALSE(answer.session);
    return answer;
}

/// What somebody sees who tries `times` times at one moment: "wrong", or the seconds to wait.
std::vector<std::string> seen(ledger::Ledger& ledger, const std::string& name, int times,
                              WallTime now) {
    std::vector<std::string> answers;
    for (int i = 0; i < times; ++i) {
        const SignedIn answer = wrong(ledger, name, now);
        answers.push_back(answer.refusal == Refusal::locked ? std::to_string(answer.wait.count())
                                                            : "wrong");
    }
    return answers;
}

}  // namespace

TEST_CASE("the lock lasts a minute, then twice as long each time, at most an hour") {
    std::vector<int> lengths;
    for (std::int64_t fails : {0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1000, 1'000'000})
        lengths.push_back(static_cast<int>(officers::lock_after(fails).count()));
    CHECK(lengths == std::vector<int>{0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60});
}

TEST_CASE_TEMPLATE("five wrong passwords lock, then each wrong one for longer", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    const std::vector<std::string> first{"wrong", "wrong", "wrong", "wrong", "wrong", "60", "60"};
    CHECK(seen(ledger, "binh", 7, kMorning) == first);
    // The right password does not open it either.
    CHECK(must(officers::sign_in(ledger, "Binh", kPassword, kMorning + seconds(59))).refusal ==
          Refusal::locked);
    CHECK(must(officers::find(ledger, "binh")).locked_until == kMorning + minutes(1));
    CHECK(seen(ledger, "binh", 2, kMorning + minutes(1)) ==
          std::vector<std::string>{"wrong", "120"});
    CHECK(wrong(ledger, "binh", kMorning + minutes(2)).wait == minutes(1));
    (void)signed_in(ledger, "binh", kMorning + minutes(3));
    CHECK(must(officers::find(ledger, "binh")).locked_until == std::nullopt);
    CHECK(seen(ledger, "binh", 7, kMorning) == first);  // It begins anew.
}

TEST_CASE_TEMPLATE("an attack of a day gets some thirty tries", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    int tries = 0;
    for (WallTime now = kMorning; now < kMorning + hours(24); now += seconds(30))
        tries += wrong(ledger, "binh", now).refusal == Refusal::wrong;
    CHECK(tries <= 34);
    CHECK(tries >= 28);
    CHECK(std::ranges::count(deeds(ledger), "binh: sign_in_failed") == tries);
}

TEST_CASE_TEMPLATE("a name that nobody has looks like one that somebody has", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    for (const WallTime now : {kMorning, kMorning + minutes(1), kMorning + minutes(4)})
        CHECK(seen(ledger, "binh", 7, now) == seen(ledger, "Nobody", 7, now));
    CHECK(wrong(ledger, "somebody.else", kMorning).refusal == Refusal::wrong);
}

TEST_CASE("names that nobody has do not fill the store, nor the trail") {
    OnSqlite store;
    ledger::Ledger ledger = opened(store.address());
    const std::int64_t deeds_before = count(ledger, "deed");
    // Hashes would take minutes: what is counted comes before them.
    sql::Transaction transaction = must(sql::Transaction::begin(ledger.connection()));
    for (int i = 0; i < 20'000; ++i) {
        const std::string name = "name-" + std::to_string(i);
        CHECK(must(officers::count_try(ledger, name, std::nullopt, kMorning)).count() == 0);
        must(officers::note_wrong(ledger.connection(), std::nullopt, kMorning));
    }
    must(transaction.commit());
    CHECK(count(ledger, "fact") <= officers::kNobodySlots + 1);
    CHECK(count(ledger, "fact") > officers::kNobodySlots / 2);
    CHECK(count(ledger, "deed") == deeds_before + 1);
    (void)wrong(ledger, std::string(100'000, 'x'), kMorning + hours(1));
    (void)wrong(ledger, "hunter2 is my password\r\n", kMorning + hours(1));
    CHECK(deeds(ledger) ==
          std::vector<std::string>{"?: sign_in_failed (1 tries with names that nobody has)",
                                   "?: sign_in_failed (20000 tries with names that nobody has)"});
}

TEST_CASE_TEMPLATE("however many servers are asked at once, there are five tries", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    std::atomic<int> looked_at = 0, locked = 0;
    std::vector<std::thread> servers;
    for (int i = 0; i < 6; ++i)
        servers.emplace_back([&] {
            ledger::Ledger own = must(ledger::Ledger::open_beside(store.address(), identity()));
            for (int j = 0; j < 4; ++j) {
                const SignedIn answer =
                    must(officers::sign_in(own, "binh", "not the password", kMorning));
                ++(answer.refusal == Refusal::locked ? locked : looked_at);
            }
        });
    for (std::thread& server : servers) server.join();
    CHECK(looked_at == 5);
    CHECK(locked == 19);
}

TEST_CASE_TEMPLATE("names that nobody has get no more tries from servers asked at once", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    constexpr int kServers = 6, kNames = 20, kEach = 2;
    std::vector<std::atomic<int>> let_in(kNames);
    std::barrier together(kServers);
    std::vector<std::thread> servers;
    for (int i = 0; i < kServers; ++i)
        servers.emplace_back([&] {
            ledger::Ledger own = must(ledger::Ledger::open_beside(store.address(), identity()));
            sql::Connection& connection = own.connection();
            for (int name = 0; name < kNames; ++name) {
                together.arrive_and_wait();
                for (int j = 0; j < kEach; ++j) {
                    sql::Transaction transaction = must(sql::Transaction::begin(connection));
                    const seconds wait = must(officers::count_try(
                        own, "nobody-" + std::to_string(name), std::nullopt, kMorning));
                    must(officers::note_wrong(connection, std::nullopt, kMorning));
                    must(transaction.commit());
                    let_in[static_cast<std::size_t>(name)] += wait.count() == 0;
                }
            }
        });
    for (std::thread& server : servers) server.join();
    for (const std::atomic<int>& tries : let_in) CHECK(tries.load() == officers::kFailsMax);
    // The first one of them was noted at once; none of the others is lost.
    must(officers::note_wrong(ledger.connection(), std::nullopt, kMorning + hours(1)));
    CHECK(deeds(ledger) ==
          std::vector<std::string>{"?: sign_in_failed (1 tries with names that nobody has)",
                                   "?: sign_in_failed (240 tries with names that nobody has)"});
}
