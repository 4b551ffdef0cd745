#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// Who may enter the staff area. An account is a short code and a role, never a name: the code
/// stands in the journal, which could be published.
namespace staff {

enum class Role { officer, manager };
std::string_view name_of(Role role);  ///< "officer", "manager".

/// "CB01": two capital letters and two digits, so that no name fits.
bool is_code(std::string_view text);

inline constexpr std::size_t kPinDigits = 6;
/// `invalid` for a PIN that is not six digits, or that a passer-by would try first: one digit
/// six times, a run ("123456"), a pattern ("121212", "112233", "123321"), a date or a year of
/// this century or the last. One PIN in seven is refused. The reason never quotes the PIN.
Result<> check_pin(std::string_view pin);

struct Account {
    std::string code;
    Role role = Role::officer;
    std::string hash;  ///< Argon2id, as libsodium writes it.
    bool operator==(const Account&) const = default;
};

inline constexpr std::size_t kAccountsMax = 24;  ///< Two pages of the door's buttons.

/// The accounts of this kiosk: one small file, replaced whole, for its owner's eyes only.
/// Changing it takes a lock, so that the command line and the glass cannot overwrite each other.
class Accounts {
public:
    /// A missing file is an empty list; a damaged one is `invalid`, with what is wrong and what
    /// to do: it never passes for "no accounts".
    static Result<Accounts> load(const std::string& path);

    const std::vector<Account>& all() const { return accounts_; }  ///< By code.
    const Account* find(std::string_view code) const;

    /// Each reads the file again under the lock, changes it, and writes it. `invalid` with the
    /// reason: a taken code, a weak PIN, the last manager removed; `not_found` for a code that
    /// nobody has; `unavailable` when another program holds the lock too long. Takes as long as
    /// one hash.
    Result<> add(const std::string& code, Role role, std::string_view pin);
    Result<> set_pin(const std::string& code, std::string_view pin);
    Result<> remove(const std::string& code);

    /// The first free code of a role: "CB03" (cán bộ), "QL01" (quản lý).
    std::string free_code(Role role) const;

private:
    explicit Accounts(std::string path) : path_(std::move(path)) {}
    Result<> save();

    std::string path_;
    std::vector<Account> accounts_;
};

/// Whether the PIN is this account's. About 0.1 s of work on purpose (Argon2id): never on the
/// drawing thread.
bool matches(const Account& account, std::string_view pin);

}  // namespace staff
