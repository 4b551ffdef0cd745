#include <algorithm>
#include <thread>

#include "officers/office.h"

using namespace office;
using officers::Kept;
using officers::Officer;
using officers::Role;

TEST_CASE_TEMPLATE("who was added is found and listed, by a name in small letters", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Officer wanted{.name = "An.Nguyen",
                   .full_name = "Nguyễn Thị An",
                   .role = Role::viewer,
                   .ward = "23563",
                   .must_change = true,
                   .made = kMorning};
    add(ledger, wanted);
    add(ledger, officer("admin-1", Role::admin));
    wanted.name = "an.nguyen";
    CHECK(must(officers::find(ledger, "AN.nguyen")) == wanted);
    const std::vector<Officer> all = must(officers::list(ledger));
    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "admin-1");
    CHECK(all[1] == wanted);
    CHECK(must(officers::add(ledger, officer("AN.NGUYEN"), kPassword, "", kMorning)) ==
          Kept::taken);
    CHECK(must_fail(officers::find(ledger, "an")) == "there is no officer \"an\"");
    CHECK(deeds(ledger) ==
          std::vector<std::string>{": officer_added an.nguyen (role viewer; ward 23563)",
                                   ": officer_added admin-1 (role admin; ward -)"});
    const auto kept = must(ledger.connection().query("SELECT password FROM officer", {}));
    for (const sql::Row& row : kept) {
        CHECK(row.text(0).starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        CHECK(row.text(0).find(kPassword) == std::string::npos);
    }
    CHECK(kept[0].text(0) != kept[1].text(0));
}

TEST_CASE("what cannot be an officer is refused, and leaves no trace") {
    OnSqlite store;
    ledger::Ledger ledger = opened(store.address());
    const auto refused = [&](Officer wanted, const std::string& password = kPassword) {
        return must_fail(officers::add(ledger, wanted, password, "", kMorning));
    };
    for (const char* name :
         {"", "a", ".an", "-an", "an nguyen", "an\r\nSet-Cookie: x", "ân", "an@gialai", "a/b",
          "an<b>", "a23456789b123456789c123456789d123456789e1"})
        CHECK_MESSAGE(refused(officer(name)).starts_with("an officer's name has"), name);
    Officer wanted = officer("an");
    wanted.full_name = std::string(81, 'x');
    CHECK(refused(wanted).starts_with("an officer's full name"));
    wanted.full_name = "An\r\nX-Evil: 1";
    CHECK(refused(wanted).starts_with("an officer's full name"));
    wanted.full_name.clear();
    for (const char* ward : {"2356", "235633", "2356a", "../.."}) {
        wanted.ward = ward;
        CHECK(refused(wanted).starts_with("a ward is five digits"));
    }
    wanted.ward = "23563";
    for (const Role role : {Role::editor, Role::admin}) {
        wanted.role = role;
        CHECK(must(officers::add(ledger, wanted, kPassword, "", kMorning)) == Kept::scope);
    }
    CHECK(refused(officer("an"), "too short").starts_with("a password has at least 12"));
    Officer by_proxy = officer("an");
    by_proxy.by_proxy = true;
    CHECK(refused(by_proxy).find("has no password here") != std::string::npos);
    CHECK(count(ledger, "officer") == 0);
    CHECK(count(ledger, "deed") == 0);
}

TEST_CASE_TEMPLATE("a change says what is another now, and ends their sessions", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    add(ledger, officer("chi"));
    const officers::Session session = signed_in(ledger, "binh"), other = signed_in(ledger, "chi");
    Officer changed = officer("binh", Role::editor);
    changed.full_name = "Trần Văn Bình";
    CHECK(must(officers::change(ledger, patch_to(changed), "root", kMorning)) == Kept::done);
    CHECK(must(officers::find(ledger, "binh")).full_name == "Trần Văn Bình");
    CHECK(deeds(ledger).back() ==
          "root: officer_changed binh (role viewer to editor; full name  to Trần Văn Bình)");
    CHECK_FALSE(holds(ledger, session, kMorning));
    CHECK(holds(ledger, other, kMorning));
    CHECK_FALSE(
        officers::change(ledger, patch_to(officer("nobody")), "root", kMorning).has_value());
}

TEST_CASE_TEMPLATE("a change leaves alone what it does not name", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    Officer now_is = officer("binh");
    now_is.full_name = "Bình";
    now_is.ward = "23563";
    add(ledger, now_is);
    const auto change = [&](const officers::Patch& patch, WallTime when = kMorning) {
        return must(officers::change(ledger, patch, "root", when));
    };
    CHECK(change({.name = "Binh", .disabled = true}) == Kept::done);
    now_is.disabled = kMorning;
    CHECK(must(officers::find(ledger, "binh")) == now_is);
    // Since when stays, too.
    CHECK(change({.name = "binh", .full_name = "Trần Văn Bình", .disabled = true},
                 kMorning + std::chrono::hours(1)) == Kept::done);
    now_is.full_name = "Trần Văn Bình";
    CHECK(must(officers::find(ledger, "binh")) == now_is);
    // What results is judged, not what is named.
    CHECK(change({.name = "binh", .role = Role::editor}) == Kept::scope);
    CHECK(must(officers::find(ledger, "binh")) == now_is);
    CHECK(change({.name = "binh", .role = Role::editor, .ward = ""}) == Kept::done);
    CHECK(change({.name = "binh", .ward = "23563"}) == Kept::scope);
    CHECK(must_fail(officers::change(ledger, officers::Patch{.name = "binh", .ward = "2356"},
                                     "root", kMorning)) ==
          "a ward is five digits, as in wards.json");
    CHECK(change({.name = "binh", .disabled = false}) == Kept::done);
    now_is.role = Role::editor;
    now_is.ward.clear();
    now_is.disabled.reset();
    CHECK(must(officers::find(ledger, "binh")) == now_is);
}

TEST_CASE_TEMPLATE("who is disabled is out at once, and comes back without a lock", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    const officers::Session session = signed_in(ledger, "binh");
    Officer disabled = officer("binh");
    disabled.disabled = kMorning;
    CHECK(must(officers::change(ledger, patch_to(disabled), "root", kMorning)) == Kept::done);
    CHECK_FALSE(holds(ledger, session, kMorning));
    // Only who knows the password learns of it.
    CHECK(must(officers::sign_in(ledger, "binh", kPassword, kMorning)).refusal ==
          officers::Refusal::disabled);
    for (int i = 0; i < 6; ++i)
        (void)must(officers::sign_in(ledger, "binh", "not the password", kMorning));
    CHECK(must(officers::sign_in(ledger, "binh", kPassword, kMorning)).refusal ==
          officers::Refusal::locked);
    CHECK(must(officers::change(ledger, patch_to(officer("binh")), "root", kMorning)) ==
          Kept::done);
    CHECK(holds(ledger, signed_in(ledger, "binh"), kMorning));
    CHECK(std::ranges::count(deeds(ledger), "root: officer_disabled binh") == 1);
    CHECK(std::ranges::count(deeds(ledger), "root: officer_enabled binh") == 1);
}

TEST_CASE_TEMPLATE("the last admin who can sign in stays one", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("one", Role::admin));
    add(ledger, officer("two", Role::admin));
    Officer off = officer("one", Role::admin);
    off.disabled = kMorning;
    CHECK(must(officers::change(ledger, patch_to(off), "two", kMorning)) == Kept::done);
    Officer two_off = officer("two", Role::admin);
    two_off.disabled = kMorning;
    CHECK(must(officers::change(ledger, patch_to(two_off), "two", kMorning)) == Kept::last_admin);
    CHECK(must(officers::change(ledger, patch_to(officer("two", Role::editor)), "two", kMorning)) ==
          Kept::last_admin);
    CHECK(must(officers::find(ledger, "two")).role == Role::admin);
    // Another name of the same admin is no other admin.
    CHECK(must(officers::change(ledger, patch_to(officer("TWO", Role::viewer)), "two", kMorning)) ==
          Kept::last_admin);
    Officer named = officer("two", Role::admin);
    named.full_name = "Hai";
    CHECK(must(officers::change(ledger, patch_to(named), "two", kMorning)) == Kept::done);
    CHECK(must(officers::change(ledger, patch_to(officer("one", Role::admin)), "two", kMorning)) ==
          Kept::done);
    CHECK(must(officers::change(ledger, patch_to(two_off), "one", kMorning)) == Kept::done);
}

TEST_CASE_TEMPLATE("two servers that take one admin away each leave one", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    for (int round = 0; round < 10; ++round) {
        const std::string one = "one" + std::to_string(round), two = "two" + std::to_string(round);
        add(ledger, officer(one, Role::admin));
        add(ledger, officer(two, Role::admin));
        if (round > 0)  // The one that was left: it is an admin no more beside these two.
            for (const Officer& before : must(officers::list(ledger)))
                if (before.role == Role::admin && before.name != one && before.name != two)
                    REQUIRE(must(officers::change(ledger, patch_to(officer(before.name)), "",
                                                  kMorning)) == Kept::done);
        const auto take_away = [&](const std::string& name) {
            ledger::Ledger own = must(ledger::Ledger::open_beside(store.address(), identity()));
            (void)must(officers::change(own, patch_to(officer(name)), "", kMorning));
        };
        std::thread first(take_away, one), second(take_away, two);
        first.join();
        second.join();
        const std::vector<Officer> all = must(officers::list(ledger));
        CHECK(std::ranges::count(all, Role::admin, &Officer::role) == 1);
    }
}

TEST_CASE_TEMPLATE("a password given by another ends what was, the lock too", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    add(ledger, officer("binh"));
    const officers::Session session = signed_in(ledger, "binh");
    for (int i = 0; i < 5; ++i)
        (void)must(officers::sign_in(ledger, "binh", "not the password", kMorning));
    const std::string given = officers::make_password();
    must(officers::set_password(ledger, "Binh", given, true, "root", kMorning));
    CHECK_FALSE(holds(ledger, session, kMorning));
    CHECK_FALSE(must(officers::sign_in(ledger, "binh", kPassword, kMorning)).session);
    CHECK(signed_in(ledger, "binh", kMorning, given).officer.must_change);
    CHECK_FALSE(officers::set_password(ledger, "nobody", given, true, "root", kMorning));
    for (const std::string& deed : deeds(ledger)) CHECK(deed.find(given) == std::string::npos);
}
