#pragma once

#include <doctest/doctest.h>

#include <string>

#include "officers/officers.h"
#include "support/must.h"
#include "support/patch.h"
#include "support/postgres.h"

/// A province's store with officers in it.
namespace office {

inline constexpr WallTime kMorning =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(2);
inline const std::string kPassword = "mưa rơi trên mái tôn";

inline ledger::Identity identity() {
    return {.code = "52",
            .name = "Gia Lai",
            .key = must(wire::SecretKey::parse(std::string(64, '7'))),
            .next = std::nullopt,
            .pins = {}};
}
inline ledger::Ledger opened(const std::string& address) {
    return must(ledger::Ledger::open(address, identity()));
}

inline officers::Officer officer(const std::string& name,
                                 officers::Role role = officers::Role::viewer) {
    return {.name = name, .role = role, .made = kMorning};
}
inline void add(ledger::Ledger& ledger, const officers::Officer& who) {
    REQUIRE(must(officers::add(ledger, who, kPassword, "", kMorning)) == officers::Kept::done);
}

inline officers::Session signed_in(ledger::Ledger& ledger, const std::string& name,
                                   WallTime now = kMorning,
                                   const std::string& password = kPassword) {
    const officers::SignedIn answer = must(officers::sign_in(ledger, name, password, now));
    REQUIRE(answer.session.has_value());
    return *answer.session;
}
inline bool holds(ledger::Ledger& ledger, const officers::Session& session, WallTime now) {
    return must(officers::recall(ledger, session.token, now)).has_value();
}

/// What is in the trail, oldest first: "an: sign_in_failed".
inline std::vector<std::string> deeds(ledger::Ledger& ledger) {
    std::vector<std::string> texts;
    for (const officers::Deed& deed : must(officers::trail(ledger, 0, 1000)))
        texts.insert(texts.begin(), deed.officer + ": " + deed.what +
                                        (deed.subject.empty() ? "" : " " + deed.subject) +
                                        (deed.detail.empty() ? "" : " (" + deed.detail + ")"));
    return texts;
}

inline std::int64_t count(ledger::Ledger& ledger, const std::string& table) {
    return must(ledger.connection().query("SELECT count(*) FROM " + table, {})).at(0).integer(0);
}

}  // namespace office
