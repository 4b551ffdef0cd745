#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.h"

/// The people who look at the province's page: accounts with a role and a scope, passwords by
/// Argon2id, sessions, lock-out, and the trail of what they did. Everything is in the ledger's
/// database; each function is one transaction. No HTTP here: cookies and headers are web's.
namespace officers {

/// Each may do what the one before may. A viewer looks and exports; an editor publishes and marks
/// links; an admin also keeps accounts and reads the trail.
enum class Role { viewer, editor, admin };
std::string_view name_of(Role role);
std::optional<Role> parse_role(std::string_view name);

struct Officer {
    std::string name;       ///< How they sign in: 2 to 40 of a-z, 0-9, '.', '_', '-'.
    std::string full_name;  ///< At most 80 bytes.
    Role role = Role::viewer;
    std::string ward;         ///< Their scope; empty: the whole province. Editors and admins: empty.
    bool must_change = false; ///< The password was given by another: it is changed first.
    bool by_proxy = false;    ///< Has no password: signs on through the province's proxy alone.
    WallTime made{};
    std::optional<WallTime> disabled, locked_until;
    bool operator==(const Officer&) const = default;
};

/// At least 12 characters, at most 128 bytes, and not the name: NIST SP 800-63B asks for length,
/// not for kinds of characters. `invalid` says what is wrong.
Result<> check_password(std::string_view password, std::string_view name);

Result<std::vector<Officer>> list(ledger::Ledger& ledger);
Result<Officer> find(ledger::Ledger& ledger, const std::string& name);  ///< `not_found`.
/// `by`: who does it, for the trail; "" is the command line.
Result<> add(ledger::Ledger& ledger, const Officer& officer, std::string_view password,
             const std::string& by, WallTime now);
/// Role, scope, full name, disabled. Ends their sessions. The last admin cannot be taken away.
Result<> change(ledger::Ledger& ledger, const Officer& officer, const std::string& by, WallTime now);
Result<> set_password(ledger::Ledger& ledger, const std::string& name, std::string_view password,
                      bool must_change, const std::string& by, WallTime now);

/// A session as its holder has it. The token goes into a cookie, the other beside each request
/// that changes something.
struct Session {
    std::string token, csrf;
    Officer officer;
};
inline constexpr std::chrono::minutes kIdleMax{30};  ///< OWASP: 15 to 30 for such figures.
inline constexpr std::chrono::hours kSessionMax{12}; ///< A working day.
inline constexpr int kFailsMax = 5;                  ///< Then locked: 1 min, doubled, at most 1 h.
inline constexpr std::size_t kSessionsMax = 20;      ///< Of one officer; the oldest ends.

/// Checks a password and begins a session, always a new one. The same answer and the same time
/// for an unknown name as for a wrong password. `refused` holds why not.
enum class Refusal { wrong, locked, disabled };
struct SignedIn {
    std::optional<Session> session;
    Refusal refusal = Refusal::wrong;
    std::chrono::seconds wait{0};  ///< If locked.
};
Result<SignedIn> sign_in(ledger::Ledger& ledger, const std::string& name,
                         std::string_view password, WallTime now);
/// For a name that the province's own proxy vouches for; nothing for one we do not have.
Result<std::optional<Session>> sign_on(ledger::Ledger& ledger, const std::string& name,
                                       WallTime now);
/// Whose session it is; nothing if it is none any more. Notes the time, at most once a minute.
Result<std::optional<Session>> recall(ledger::Ledger& ledger, std::string_view token, WallTime now);
Result<> sign_out(ledger::Ledger& ledger, std::string_view token, WallTime now);

/// The trail: who did what to whom. Never a password, a token, or an address.
struct Deed {
    std::int64_t number = 0;
    WallTime at{};
    std::string officer;  ///< Empty: the command line.
    std::string what;     ///< "sign_in", "sign_in_failed", "publish", "officer_added" …
    std::string subject, detail;
    bool operator==(const Deed&) const = default;
};
Result<> note(ledger::Ledger& ledger, const Deed& deed);
/// Newest first; `before` a number, 0: from the newest on. At most `most`.
Result<std::vector<Deed>> trail(ledger::Ledger& ledger, std::int64_t before, std::size_t most);

}  // namespace officers
