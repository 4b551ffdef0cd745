#include <fmt/format.h>

#include "officers/lockout.h"
#include "officers/passwords.h"
#include "officers/rows.h"
#include "wire/keys.h"

namespace officers {

namespace {

constexpr std::string_view kForgetOld = "DELETE FROM session WHERE began_at <= ? OR seen_at <= ?";
constexpr std::string_view kKeepNewest =
    "DELETE FROM session WHERE officer = ? AND token NOT IN (SELECT token FROM session "
    "WHERE officer = ? ORDER BY began_at DESC, token LIMIT ?)";
constexpr std::string_view kBegin =
    "INSERT INTO session (token, officer, csrf, began_at, seen_at) VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kRecall =
    "SELECT s.csrf, s.began_at, s.seen_at, {} FROM session s JOIN officer o ON o.name = s.officer "
    "WHERE s.token = ?";
constexpr std::string_view kSeen = "UPDATE session SET seen_at = ? WHERE token = ? AND seen_at < ?";
constexpr std::string_view kWhose = "SELECT officer FROM session WHERE token = ?";
constexpr std::string_view kEnd = "DELETE FROM session WHERE token = ?";
constexpr std::string_view kRenew = "UPDATE session SET token = ?, seen_at = ? WHERE token = ?";
constexpr std::string_view kPassword =
    "UPDATE officer SET password = ?, must_change = ? WHERE name = ?";

constexpr std::size_t kTokenDigits = 64;
constexpr std::chrono::minutes kSeenEach{1};  // A page asks often; a write each time is too much.

bool is_token(std::string_view token) { return wire::is_hex(token, kTokenDigits); }

/// Always a new token; beyond kSessionsMax the oldest ends. The officer's row is locked.
Result<Session> begin(sql::Connection& connection, const Officer& officer, WallTime now) {
    TRY(connection.run(kForgetOld, sql::Values{stored(now - kSessionMax), stored(now - kIdleMax)}));
    TRY(connection.run(kKeepNewest, sql::Values{officer.name, officer.name,
                                                static_cast<std::int64_t>(kSessionsMax - 1)}));
    Session session{.token = random_token(), .csrf = random_token(), .officer = officer};
    session.officer.locked_until.reset();
    const std::string digest = wire::digest(session.token);
    TRY(connection.run(kBegin,
                       sql::Values{digest, officer.name, session.csrf, stored(now), stored(now)}));
    return session;
}

/// Everything before the password is looked at. Nothing: it may be.
struct Door {
    std::optional<Account> account;
    std::chrono::seconds wait{0};
};
Result<Door> knock(ledger::Ledger& ledger, const std::string& name, WallTime now) {
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    Door door;
    door.account = TRY(lock_account(connection, name));
    door.wait = TRY(count_try(ledger, name, door.account, now));
    TRY(transaction.commit());
    return door;
}

Result<SignedIn> refuse_wrong(ledger::Ledger& ledger, const std::optional<Account>& account,
                              WallTime now) {
    sql::Transaction transaction = TRY(sql::Transaction::begin(ledger.connection()));
    TRY(note_wrong(ledger.connection(), account, now));
    TRY(transaction.commit());
    return SignedIn{.session = {}, .refusal = Refusal::wrong};
}

/// The account as it was when its password was looked at, locked again; nothing if it is another
/// by now.
Result<std::optional<Account>> the_same(sql::Connection& connection, const Account& before) {
    std::optional<Account> account = TRY(lock_account(connection, before.officer.name));
    if (!account || account->hash != before.hash || account->officer.disabled)
        return std::optional<Account>();
    return account;
}

}  // namespace

Result<SignedIn> sign_in(ledger::Ledger& ledger, std::string_view name, std::string_view password,
                         WallTime now) {
    const std::string key = folded(name);
    const Door door = TRY(knock(ledger, key, now));
    if (door.wait.count() > 0)
        return SignedIn{.session = {}, .refusal = Refusal::locked, .wait = door.wait};
    const bool right = is_password(password, door.account ? door.account->hash : std::string());
    if (!right) return refuse_wrong(ledger, door.account, now);
    if (door.account->officer.disabled)
        return SignedIn{.session = {}, .refusal = Refusal::disabled};
    // The cost was raised since it was kept: now is when the password is known.
    std::string fresh;
    if (is_outdated(door.account->hash)) fresh = TRY(hash_password(password));

    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    const std::optional<Account> account = TRY(the_same(connection, *door.account));
    if (!account) return SignedIn{};
    TRY(forget_tries(connection, key));
    if (!fresh.empty())
        TRY(connection.run(kPassword,
                           sql::Values{fresh, std::int64_t{account->officer.must_change}, key}));
    SignedIn answer;
    answer.session = TRY(begin(connection, account->officer, now));
    TRY(note_in(connection, {.at = now, .officer = key, .what = "sign_in"}));
    TRY(transaction.commit());
    return answer;
}

Result<SignedIn> change_password(ledger::Ledger& ledger, const Session& session,
                                 std::string_view old, std::string_view fresh, WallTime now) {
    const std::string& name = session.officer.name;
    TRY(check_password(fresh, name));
    if (fresh == old) return Error{Error::Code::invalid, "the password is the old one"};
    const Door door = TRY(knock(ledger, name, now));
    if (door.wait.count() > 0)
        return SignedIn{.session = {}, .refusal = Refusal::locked, .wait = door.wait};
    const bool right = is_password(old, door.account ? door.account->hash : std::string());
    if (!right) return refuse_wrong(ledger, door.account, now);
    const std::string hash = TRY(hash_password(fresh));

    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    const std::optional<Account> account = TRY(the_same(connection, *door.account));
    if (!account) return SignedIn{};
    SignedIn answer;
    answer.session = session;
    answer.session->token = random_token();
    answer.session->officer.must_change = false;
    const std::string before = wire::digest(session.token),
                      after = wire::digest(answer.session->token);
    const std::int64_t renewed =
        TRY(connection.run(kRenew, sql::Values{after, stored(now), before}));
    if (renewed == 0) return SignedIn{};  // It was ended meanwhile.
    TRY(end_sessions(connection, name, after));
    TRY(connection.run(kPassword, sql::Values{hash, std::int64_t{0}, name}));
    TRY(forget_tries(connection, name));
    TRY(note_in(connection, {.at = now, .officer = name, .what = "password_changed"}));
    TRY(transaction.commit());
    return answer;
}

Result<std::optional<Session>> sign_on(ledger::Ledger& ledger, std::string_view name,
                                       WallTime now) {
    const std::string key = folded(name);
    if (!is_name(key)) return std::optional<Session>();
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    const std::optional<Account> account = TRY(lock_account(connection, key));
    if (!account || account->officer.disabled) return std::optional<Session>();
    Session session = TRY(begin(connection, account->officer, now));
    TRY(note_in(connection, {.at = now, .officer = key, .what = "sign_in", .detail = "by proxy"}));
    TRY(transaction.commit());
    return std::optional(std::move(session));
}

Result<std::optional<Session>> recall(ledger::Ledger& ledger, std::string_view token,
                                      WallTime now) {
    if (!is_token(token)) return std::optional<Session>();
    sql::Connection& connection = ledger.connection();
    const std::string digest = wire::digest(token);
    const sql::Rows rows =
        TRY(connection.query(fmt::format(kRecall, kAccountColumns), sql::Values{digest}));
    if (rows.empty()) return std::optional<Session>();
    const WallTime began = time_of(rows[0].integer(1)), seen = time_of(rows[0].integer(2));
    const Account account = TRY(account_of(rows[0], 3));
    if (now - began >= kSessionMax || now - seen >= kIdleMax || account.officer.disabled)
        return std::optional<Session>();
    if (now - seen >= kSeenEach) {
        sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
        TRY(connection.run(kSeen, sql::Values{stored(now), digest, stored(now)}));
        TRY(transaction.commit());
    }
    return std::optional(
        Session{.token = std::string(token), .csrf = rows[0].text(0), .officer = account.officer});
}

Result<> sign_out(ledger::Ledger& ledger, std::string_view token, WallTime now) {
    if (!is_token(token)) return {};
    sql::Connection& connection = ledger.connection();
    const std::string digest = wire::digest(token);
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    const sql::Rows rows = TRY(connection.query(kWhose, sql::Values{digest}));
    if (rows.empty()) return {};
    TRY(connection.run(kEnd, sql::Values{digest}));
    TRY(note_in(connection, {.at = now, .officer = rows[0].text(0), .what = "sign_out"}));
    TRY(transaction.commit());
    return {};
}

}  // namespace officers
