#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.h"

/// The people who look at the province's page: accounts with a role and a scope, passwords by
/// Argon2id, sessions, lock-out, and the trail of what they did (README.md says why so). Everything
/// is in the ledger's database, so several servers share it; each function is one transaction, but
/// those that check a password: nothing is locked while that is computed. No HTTP here: cookies
/// and headers are web's.
namespace officers {

/// Each may do what the one before may. A viewer looks and exports; an editor publishes and marks
/// links; an admin also keeps accounts and reads the trail.
enum class Role { viewer, editor, admin };
std::string_view name_of(Role role);
std::optional<Role> parse_role(std::string_view name);

struct Officer {
    std::string name{};       ///< How they sign in: 2 to 40 of a-z, 0-9, '.', '_', '-'.
    std::string full_name{};  ///< At most 80 bytes.
    Role role = Role::viewer;
    std::string ward{};        ///< Their scope; empty: the whole province. Only viewers have one.
    bool must_change = false;  ///< The password was given by another: it is changed first.
    bool by_proxy = false;     ///< Has no password: signs on through the province's proxy alone.
    WallTime made{};
    std::optional<WallTime> disabled{}, locked_until{};
    bool operator==(const Officer&) const = default;
};

/// A name as it is kept: A to Z are a to z.
std::string folded(std::string_view name);
bool is_name(std::string_view name);

/// At least 12 characters, at most 128 bytes, and not the name: NIST SP 800-63B asks for length,
/// not for kinds of characters. `invalid` says what is wrong.
Result<> check_password(std::string_view password, std::string_view name);
/// One for somebody else, who changes it: 16 symbols of 32, "k7mq-29xt-…", so 80 bits.
std::string make_password();

inline constexpr std::size_t kOfficersMax = 2000;  ///< 135 wards with a dozen each, and room.

/// All of them by name, at most kOfficersMax.
Result<std::vector<Officer>> list(ledger::Ledger& ledger);
Result<Officer> find(ledger::Ledger& ledger, std::string_view name);  ///< `not_found`.

/// What became of a wish to change accounts. Else `invalid` says which field is wrong. `scope`: an
/// editor or admin would have a ward.
enum class Kept { done, taken, last_admin, scope };

/// `by`: who does it, for the trail; "" is the command line. `taken`: the name is somebody's. An
/// officer by proxy has no password, everybody else one that check_password() lets pass.
Result<Kept> add(ledger::Ledger& ledger, const Officer& officer, std::string_view password,
                 const std::string& by, WallTime now);
/// What shall be another; the rest stays as it is when the change is made, whatever its caller saw
/// before: two admins at once do not undo each other's.
struct Patch {
    std::string name{};  ///< Whose.
    std::optional<std::string> full_name{};
    std::optional<Role> role{};
    std::optional<std::string> ward{};
    std::optional<bool> disabled{};
};
/// `not_found`. Ends their sessions. Enabled again, nothing locks them. The last admin who may
/// sign in stays one: `last_admin`.
Result<Kept> change(ledger::Ledger& ledger, const Patch& patch, const std::string& by,
                    WallTime now);
/// Ends their sessions, and the lock.
Result<> set_password(ledger::Ledger& ledger, std::string_view name, std::string_view password,
                      bool must_change, const std::string& by, WallTime now);

/// A session as its holder has it. The token goes into a cookie, the other beside each request
/// that changes something. Each is 64 hexadecimal digits; the store has the token's SHA-256 alone.
struct Session {
    std::string token, csrf;
    Officer officer;
};
inline constexpr std::chrono::minutes kIdleMax{30};   ///< OWASP: 15 to 30 for such figures.
inline constexpr std::chrono::hours kSessionMax{12};  ///< A working day.
inline constexpr int kFailsMax = 5;                   ///< Then locked: 1 min, doubled, at most 1 h.
inline constexpr std::size_t kSessionsMax = 20;       ///< Of one officer; the oldest ends.

/// Checks a password and begins a session, always a new one. The same answer and the same time
/// for an unknown name as for a wrong password. `refusal` holds why not.
enum class Refusal { wrong, locked, disabled };
struct SignedIn {
    std::optional<Session> session{};
    Refusal refusal = Refusal::wrong;
    std::chrono::seconds wait{0};  ///< If locked: 1 to 3,600.
};
Result<SignedIn> sign_in(ledger::Ledger& ledger, std::string_view name, std::string_view password,
                         WallTime now);
/// Their own password, by who knows the old one: wrong tries are counted as those of sign_in().
/// Every other session of theirs ends, and this one has another token from now on. `invalid` for
/// a password that check_password() refuses, or the old one again.
Result<SignedIn> change_password(ledger::Ledger& ledger, const Session& session,
                                 std::string_view old, std::string_view fresh, WallTime now);
/// For a name that the province's own proxy vouches for; nothing for one we do not have.
Result<std::optional<Session>> sign_on(ledger::Ledger& ledger, std::string_view name, WallTime now);
/// Whose session it is; nothing if it is none any more. Notes the time, at most once a minute.
Result<std::optional<Session>> recall(ledger::Ledger& ledger, std::string_view token, WallTime now);
Result<> sign_out(ledger::Ledger& ledger, std::string_view token, WallTime now);

/// The trail: who did what to whom. Never a password, a token, or an address.
struct Deed {
    std::int64_t number = 0;
    WallTime at{};
    std::string officer{};  ///< Empty: the command line; kNobody: a name that nobody has.
    std::string what{};     ///< "sign_in", "sign_in_failed", "publish", "officer_added" …
    std::string subject{}, detail{};
    bool operator==(const Deed&) const = default;
};
inline constexpr std::string_view kNobody = "?";
/// Kept for five years, longer than a campaign and who asks after it; 200,000 of them are 30 MB.
inline constexpr std::chrono::days kTrailLife{5 * 366};
inline constexpr std::int64_t kDeedsMax = 200'000;

/// Long texts are cut at 80 (`subject`) and 400 bytes (`detail`).
Result<> note(ledger::Ledger& ledger, const Deed& deed);
/// Newest first; `before` a number, 0: from the newest on. At most `most`.
Result<std::vector<Deed>> trail(ledger::Ledger& ledger, std::int64_t before, std::size_t most);

}  // namespace officers
