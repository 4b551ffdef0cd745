#include <algorithm>
#include <thread>

#include "officers/office.h"
#include "wire/keys.h"

using namespace office;
using officers::Kept;
using officers::Officer;
using officers::Session;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE_TEMPLATE("a session is known by its token, of which the store has a digest", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    const Session session = signed_in(ledger, "BINH");
    CHECK(session.officer.name == "binh");
    CHECK(session.token.size() == 64);
    CHECK(session.csrf.size() == 64);
    CHECK(session.csrf != session.token);
    const auto recalled = must(officers::recall(ledger, session.token, kMorning));
    REQUIRE(recalled);
    CHECK(recalled->csrf == session.csrf);
    CHECK(recalled->officer == session.officer);
    const auto rows = must(ledger.connection().query("SELECT token FROM session", {}));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].text(0) == wire::digest(session.token));
    // What the store has opens nothing.
    CHECK_FALSE(must(officers::recall(ledger, rows[0].text(0), kMorning)));
    for (const std::string& other :
         {std::string(), std::string("x"), std::string(64, '0'), session.token.substr(1),
          session.token + "0", "' OR 1=1 --" + session.token.substr(11)})
        CHECK_FALSE(must(officers::recall(ledger, other, kMorning)));
}

TEST_CASE_TEMPLATE("each sign-in begins another session", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    const Session one = signed_in(ledger, "binh"), two = signed_in(ledger, "binh");
    CHECK(one.token != two.token);
    CHECK(one.csrf != two.csrf);
    must(officers::sign_out(ledger, one.token, kMorning));
    CHECK_FALSE(holds(ledger, one, kMorning));
    CHECK(holds(ledger, two, kMorning));
    must(officers::sign_out(ledger, one.token, kMorning));  // Again: nothing happens.
    must(officers::sign_out(ledger, "rubbish", kMorning));
    CHECK(deeds(ledger).back() == "binh: sign_out");
    CHECK(std::ranges::count(deeds(ledger), "binh: sign_out") == 1);
}

TEST_CASE_TEMPLATE("a session ends after half an hour without use, and after a working day", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    const Session idle = signed_in(ledger, "binh");
    CHECK(holds(ledger, idle, kMorning + minutes(29)));
    CHECK(holds(ledger, idle, kMorning + minutes(58)));
    CHECK_FALSE(holds(ledger, idle, kMorning + minutes(88)));

    const Session busy = signed_in(ledger, "binh");
    for (WallTime now = kMorning; now < kMorning + hours(12); now += minutes(20))
        REQUIRE(holds(ledger, busy, now));
    CHECK_FALSE(holds(ledger, busy, kMorning + hours(12)));
    // What is over is gone with the next sign-in.
    (void)signed_in(ledger, "binh", kMorning + hours(12));
    CHECK(count(ledger, "session") == 1);
}

TEST_CASE_TEMPLATE("the time of use is noted at most once a minute", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    const Session session = signed_in(ledger, "binh");
    const auto seen = [&] {
        return must(ledger.connection().query("SELECT seen_at FROM session", {})).at(0).integer(0);
    };
    const std::int64_t first = seen();
    CHECK(holds(ledger, session, kMorning + seconds(59)));
    CHECK(seen() == first);
    CHECK(holds(ledger, session, kMorning + seconds(61)));
    CHECK(seen() == first + 61'000);
    CHECK(holds(ledger, session, kMorning));  // Another server's clock is a little behind.
    CHECK(seen() == first + 61'000);
}

TEST_CASE_TEMPLATE("one officer has twenty sessions, and the oldest goes first", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    add(ledger, officer("chi"));
    const Session other = signed_in(ledger, "chi");
    std::vector<Session> sessions;
    for (int i = 0; i < 23; ++i)
        sessions.push_back(signed_in(ledger, "binh", kMorning + seconds(i)));
    for (std::size_t i = 0; i < sessions.size(); ++i)
        CHECK(holds(ledger, sessions[i], kMorning + minutes(1)) == (i >= 3));
    CHECK(holds(ledger, other, kMorning + minutes(1)));
    CHECK(count(ledger, "session") == 21);
}

TEST_CASE_TEMPLATE("their own password changes by the old one, and only this session stays", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Officer wanted = officer("binh");
    wanted.must_change = true;
    add(ledger, wanted);
    const Session mine = signed_in(ledger, "binh"), elsewhere = signed_in(ledger, "binh");
    const std::string fresh = "một câu khác hẳn";
    const auto change = [&](const Session& session, const std::string& old, const std::string& to) {
        return officers::change_password(ledger, session, old, to, kMorning);
    };
    CHECK(must_fail(change(mine, kPassword, "short")) == "a password has at least 12 characters");
    CHECK(must_fail(change(mine, kPassword, kPassword)) == "the password is the old one");
    CHECK_FALSE(must(change(mine, "not the password", fresh)).session);
    CHECK(holds(ledger, mine, kMorning));

    const officers::SignedIn changed = must(change(mine, kPassword, fresh));
    REQUIRE(changed.session);
    CHECK(changed.session->token != mine.token);
    CHECK(changed.session->csrf == mine.csrf);
    CHECK(holds(ledger, *changed.session, kMorning));
    CHECK_FALSE(holds(ledger, mine, kMorning));
    CHECK_FALSE(holds(ledger, elsewhere, kMorning));
    CHECK_FALSE(must(officers::sign_in(ledger, "binh", kPassword, kMorning)).session);
    CHECK_FALSE(signed_in(ledger, "binh", kMorning, fresh).officer.must_change);
    CHECK(std::ranges::count(deeds(ledger), "binh: password_changed") == 1);
    // A session that has ended changes nothing.
    CHECK_FALSE(must(change(elsewhere, fresh, "again another one")).session);
    CHECK(holds(ledger, signed_in(ledger, "binh", kMorning, fresh), kMorning));
}

TEST_CASE_TEMPLATE("an open page is no way round the lock", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    const Session session = signed_in(ledger, "binh");
    for (int i = 0; i < 5; ++i)
        CHECK(must(officers::change_password(ledger, session, "guess no. " + std::to_string(i),
                                             "một câu khác hẳn", kMorning))
                  .refusal == officers::Refusal::wrong);
    CHECK(must(officers::change_password(ledger, session, kPassword, "một câu khác hẳn", kMorning))
              .refusal == officers::Refusal::locked);
}

TEST_CASE_TEMPLATE("the proxy's word begins a session for officers alone", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Officer by_proxy = officer("chi");
    by_proxy.by_proxy = true;
    REQUIRE(must(officers::add(ledger, by_proxy, "", "", kMorning)) == Kept::done);
    add(ledger, officer("binh"));
    const auto session = must(officers::sign_on(ledger, "Chi", kMorning));
    REQUIRE(session);
    CHECK(session->officer.by_proxy);
    CHECK(holds(ledger, *session, kMorning));
    CHECK(must(officers::sign_on(ledger, "binh", kMorning)));
    CHECK_FALSE(must(officers::sign_on(ledger, "nobody", kMorning)));
    CHECK_FALSE(must(officers::sign_on(ledger, "chi, binh", kMorning)));
    // Without a password there is none to guess.
    CHECK_FALSE(must(officers::sign_in(ledger, "chi", "", kMorning)).session);
    by_proxy.disabled = kMorning;
    REQUIRE(must(officers::change(ledger, patch_to(by_proxy), "", kMorning)) == Kept::done);
    CHECK_FALSE(must(officers::sign_on(ledger, "chi", kMorning)));
}

TEST_CASE_TEMPLATE("a password kept at another cost is kept anew when it is known", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    // "a long password" at 8 KiB and one pass, as an older version might have kept it.
    const std::string cheap =
        "$argon2id$v=19$m=8,t=1,p=1$PKeyCg555ONFoXpDSFBF1"
        "Q$fmt+/GvoaOrmxWQxBhBAm26gDy76NtyqBhqZ9/DgLTw";
    must(ledger.connection().run("UPDATE officer SET password = ?", sql::Values{cheap}));
    const auto kept = [&] {
        return must(ledger.connection().query("SELECT password FROM officer", {})).at(0).text(0);
    };
    CHECK_FALSE(must(officers::sign_in(ledger, "binh", "wrong password", kMorning)).session);
    CHECK(kept() == cheap);
    (void)signed_in(ledger, "binh", kMorning, "a long password");
    CHECK(kept().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    (void)signed_in(ledger, "binh", kMorning, "a long password");
}

TEST_CASE_TEMPLATE("who is disabled in the middle of it has no session, however that came", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    const Session session = signed_in(ledger, "binh");
    must(ledger.connection().run("UPDATE officer SET disabled_at = 1", {}));
    CHECK_FALSE(holds(ledger, session, kMorning));
}

TEST_CASE_TEMPLATE("a password that was replaced while it was looked at opens nothing", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    const std::string other = "một câu khác hẳn";
    for (int round = 0; round < 12; ++round) {
        must(officers::set_password(ledger, "binh", kPassword, false, "", kMorning));
        std::thread visitor([&] {
            ledger::Ledger own = must(ledger::Ledger::open_beside(store.address(), identity()));
            (void)must(officers::sign_in(own, "binh", kPassword, kMorning));
        });
        std::thread admin([&] {
            ledger::Ledger own = must(ledger::Ledger::open_beside(store.address(), identity()));
            // In one half of the rounds by another password, else by none.
            if (round % 2 == 0)
                must(officers::set_password(own, "binh", other, false, "", kMorning));
            else
                must(officers::change(own, {.name = "binh", .disabled = true}, "", kMorning));
        });
        visitor.join();
        admin.join();
        // Begun before and ended by it, or refused.
        CHECK(count(ledger, "session") == 0);
        must(officers::change(ledger, patch_to(officer("binh")), "", kMorning));
    }
}

TEST_CASE_TEMPLATE("servers that sign the same officer in at once keep to the limit", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    std::vector<std::thread> servers;
    for (int i = 0; i < 4; ++i)
        servers.emplace_back([&] {
            ledger::Ledger own = must(ledger::Ledger::open_beside(store.address(), identity()));
            for (int j = 0; j < 8; ++j)
                (void)must(officers::sign_on(own, "binh", kMorning + seconds(j)));
        });
    for (std::thread& server : servers) server.join();
    CHECK(count(ledger, "session") == 20);
}
