#include "officers/lockout.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "wire/keys.h"

namespace officers {

namespace {

constexpr std::string_view kCount = "UPDATE officer SET fails = ?, locked_until = ? WHERE name = ?";
constexpr std::string_view kMakeFact =
    "INSERT INTO fact (name, value) VALUES (?, '') ON CONFLICT (name) DO NOTHING";
constexpr std::string_view kFact = "SELECT value FROM fact WHERE name = ?";
constexpr std::string_view kKeepFact = "UPDATE fact SET value = ? WHERE name = ?";
constexpr std::string_view kUnknownTries = "sign_in.unknown";

constexpr int kDoublingsMax = 6;
constexpr std::chrono::minutes kLockMax{60};
constexpr std::chrono::hours kNotedEach{1};
constexpr std::size_t kTagDigits = 16;

struct Tries {
    std::int64_t fails = 0, locked_until = 0;
};

/// Where a nobody's tries are counted, and what tells the name from others there.
struct Slot {
    std::string fact, tag;
};
Slot slot_of(const ledger::Ledger& ledger, const std::string& name) {
    const std::string mac = wire::mac(ledger.identity().key.text(), "sign-in\n" + name);
    unsigned number = 0;
    std::from_chars(mac.data(), mac.data() + 8, number, 16);
    return {.fact = fmt::format("sign_in.{:04}", number % kNobodySlots),
            .tag = mac.substr(8, kTagDigits)};
}

/// Numbers behind blanks; what is missing is 0.
std::vector<std::int64_t> numbers(std::string_view text) {
    std::vector<std::int64_t> found(2, 0);
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::int64_t& number : found) {
        while (at != end && *at == ' ') ++at;
        at = std::from_chars(at, end, number).ptr;
    }
    return found;
}

/// Empty the first time. Locked until the transaction ends, which takes a row: of two that count
/// in a place without one, each would begin at 0. An account's row is locked before, never after.
Result<std::string> lock_fact(sql::Connection& connection, std::string_view name) {
    TRY(connection.run(kMakeFact, sql::Values{name}));
    const std::string statement = std::string(kFact).append(connection.for_update());
    const sql::Rows rows = TRY(connection.query(statement, sql::Values{name}));
    return rows.empty() ? std::string() : rows[0].text(0);
}

Tries tries_of(const std::string& value, const std::string& tag) {
    if (!value.starts_with(tag)) return {};
    const std::vector<std::int64_t> found = numbers(std::string_view(value).substr(tag.size()));
    return {.fails = found[0], .locked_until = found[1]};
}

}  // namespace

std::chrono::minutes lock_after(std::int64_t fails) {
    if (fails < kFailsMax) return std::chrono::minutes(0);
    const auto doublings = std::min<std::int64_t>(fails - kFailsMax, kDoublingsMax);
    return std::min(std::chrono::minutes(std::int64_t{1} << doublings), kLockMax);
}

Result<std::chrono::seconds> count_try(ledger::Ledger& ledger, const std::string& name,
                                       const std::optional<Account>& account, WallTime now) {
    sql::Connection& connection = ledger.connection();
    // Locked and read for everybody: a name that exists must not be the faster one.
    const Slot slot = slot_of(ledger, name);
    const std::string kept = TRY(lock_fact(connection, slot.fact));
    Tries tries = tries_of(kept, slot.tag);
    if (account) {
        const std::optional<WallTime> until = account->officer.locked_until;
        tries = {.fails = account->fails, .locked_until = until ? stored(*until) : 0};
    }
    if (const WallTime until = time_of(tries.locked_until); until > now)
        return std::chrono::ceil<std::chrono::seconds>(until - now);
    ++tries.fails;
    const std::chrono::minutes lock = lock_after(tries.fails);
    tries.locked_until = lock.count() == 0 ? 0 : stored(now + lock);
    if (account) {
        TRY(connection.run(kCount, sql::Values{tries.fails, tries.locked_until, name}));
    } else {
        const std::string value =
            fmt::format("{} {} {}", slot.tag, tries.fails, tries.locked_until);
        TRY(connection.run(kKeepFact, sql::Values{value, slot.fact}));
    }
    return std::chrono::seconds(0);
}

Result<> forget_tries(sql::Connection& connection, const std::string& name) {
    TRY(connection.run(kCount, sql::Values{std::int64_t{0}, std::int64_t{0}, name}));
    return {};
}

Result<> note_wrong(sql::Connection& connection, const std::optional<Account>& account,
                    WallTime now) {
    Deed deed{.at = now, .what = "sign_in_failed"};
    // Read and written for everybody, as above.
    const std::string kept = TRY(lock_fact(connection, kUnknownTries));
    const std::vector<std::int64_t> found = numbers(kept);
    std::int64_t count = found[0], noted = found[1];
    if (account) {
        deed.officer = account->officer.name;
        TRY(note_in(connection, deed));
    } else {
        ++count;
        if (now - time_of(noted) >= kNotedEach) {
            deed.officer = kNobody;
            deed.detail = fmt::format("{} tries with names that nobody has", count);
            TRY(note_in(connection, deed));
            count = 0;
            noted = stored(now);
        }
    }
    const std::string value = fmt::format("{} {}", count, noted);
    TRY(connection.run(kKeepFact, sql::Values{value, kUnknownTries}));
    return {};
}

}  // namespace officers
