#include <fmt/format.h>

#include <algorithm>

#include "officers/passwords.h"
#include "officers/rows.h"

namespace officers {

namespace {

constexpr std::string_view kSelect = "SELECT {} FROM officer o";
constexpr std::string_view kCount = "SELECT count(*) FROM officer";
// The rows that the last admin is decided by, each time in the same order: of two servers that
// take away one admin each, the second waits, and sees what the first one did.
constexpr std::string_view kAdmins =
    "SELECT name FROM officer WHERE role = 'admin' AND disabled_at = 0 ORDER BY name";
constexpr std::string_view kAdd =
    "INSERT INTO officer (name, full_name, role, ward, password, must_change, made_at, "
    "disabled_at, fails, locked_until) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0) "
    "ON CONFLICT (name) DO NOTHING";
constexpr std::string_view kChange =
    "UPDATE officer SET full_name = ?, role = ?, ward = ?, disabled_at = ? WHERE name = ?";
constexpr std::string_view kUnlock =
    "UPDATE officer SET fails = 0, locked_until = 0 WHERE name = ?";
constexpr std::string_view kSetPassword =
    "UPDATE officer SET password = ?, must_change = ?, fails = 0, locked_until = 0 WHERE name = ?";
constexpr std::string_view kEndSessions = "DELETE FROM session WHERE officer = ? AND token <> ?";

constexpr std::size_t kNameMin = 2, kNameMax = 40, kFullNameMax = 80, kWardDigits = 5;

struct RoleName {
    Role role;
    std::string_view name;
};
constexpr RoleName kRoles[] = {
    {Role::viewer, "viewer"}, {Role::editor, "editor"}, {Role::admin, "admin"}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

Error wrong(std::string why) { return {Error::Code::invalid, std::move(why)}; }

Error nobody(std::string_view name) {
    return {Error::Code::not_found, fmt::format("there is no officer \"{}\"", name)};
}

Result<> check(const Officer& officer) {
    if (!is_name(officer.name))
        return wrong(
            fmt::format("an officer's name has {} to {} of a-z, 0-9, '.', '_' and '-', "
                        "and begins with a letter or digit",
                        kNameMin, kNameMax));
    const std::string& full = officer.full_name;
    if (full.size() > kFullNameMax || std::any_of(full.begin(), full.end(), is_control))
        return wrong(
            fmt::format("an officer's full name has at most {} bytes, none of them "
                        "control characters",
                        kFullNameMax));
    const std::string& ward = officer.ward;
    if (!ward.empty() &&
        (ward.size() != kWardDigits || !std::all_of(ward.begin(), ward.end(), is_digit)))
        return wrong("a ward is five digits, as in wards.json");
    return {};
}

/// What editors and admins do is for the whole province.
bool may_have_scope(const Officer& officer) {
    return officer.ward.empty() || officer.role == Role::viewer;
}

bool may_be_admin(const Officer& officer) {
    return officer.role == Role::admin && !officer.disabled;
}

Result<bool> is_last_admin(sql::Connection& connection, const std::string& name) {
    const std::string statement = std::string(kAdmins).append(connection.for_update());
    const sql::Rows admins = TRY(connection.query(statement, {}));
    return admins.size() == 1 && admins[0].text(0) == name;
}

Officer merged(const Officer& before, const Patch& patch, WallTime now) {
    Officer officer = before;
    officer.full_name = patch.full_name.value_or(before.full_name);
    officer.role = patch.role.value_or(before.role);
    officer.ward = patch.ward.value_or(before.ward);
    const bool disabled = patch.disabled.value_or(before.disabled.has_value());
    if (!disabled) officer.disabled.reset();
    if (disabled && !before.disabled) officer.disabled = now;
    return officer;
}

std::string shown(const std::string& ward) { return ward.empty() ? "-" : ward; }

/// What is another now: "role viewer to editor; ward 23563 to -".
std::string differences(const Officer& before, const Officer& after) {
    std::string text;
    const auto add = [&](std::string_view what, std::string_view from, std::string_view to) {
        if (from == to) return;
        text += fmt::format("{}{} {} to {}", text.empty() ? "" : "; ", what, from, to);
    };
    add("role", name_of(before.role), name_of(after.role));
    add("ward", shown(before.ward), shown(after.ward));
    add("full name", before.full_name, after.full_name);
    return text;
}

}  // namespace

std::string_view name_of(Role role) { return kRoles[static_cast<std::size_t>(role)].name; }

std::optional<Role> parse_role(std::string_view name) {
    for (const RoleName& one : kRoles)
        if (one.name == name) return one.role;
    return std::nullopt;
}

std::string folded(std::string_view name) {
    std::string text(name);
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 'a' - 'A');
    return text;
}

bool is_name(std::string_view name) {
    return name.size() >= kNameMin && name.size() <= kNameMax &&
           (is_letter(name[0]) || is_digit(name[0])) &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
           });
}

Result<Account> account_of(const sql::Row& row, std::size_t first) {
    Account account;
    Officer& officer = account.officer;
    officer.name = row.text(first);
    officer.full_name = row.text(first + 1);
    const std::optional<Role> role = parse_role(row.text(first + 2));
    if (!role)
        return Error{Error::Code::corrupt,
                     fmt::format("officer {}: the role in the store is none", officer.name)};
    officer.role = *role;
    officer.ward = row.text(first + 3);
    account.hash = row.text(first + 4);
    officer.by_proxy = account.hash.empty();
    officer.must_change = row.integer(first + 5) != 0;
    officer.made = time_of(row.integer(first + 6));
    if (const std::int64_t at = row.integer(first + 7); at != 0) officer.disabled = time_of(at);
    account.fails = row.integer(first + 8);
    if (const std::int64_t at = row.integer(first + 9); at != 0) officer.locked_until = time_of(at);
    return account;
}

Result<std::optional<Account>> lock_account(sql::Connection& connection, std::string_view name) {
    const std::string statement = fmt::format(kSelect, kAccountColumns) + " WHERE o.name = ?" +
                                  std::string(connection.for_update());
    const sql::Rows rows = TRY(connection.query(statement, sql::Values{name}));
    if (rows.empty()) return std::optional<Account>();
    Account account = TRY(account_of(rows[0]));
    return std::optional(std::move(account));
}

Result<> end_sessions(sql::Connection& connection, std::string_view name, std::string_view but) {
    TRY(connection.run(kEndSessions, sql::Values{name, but}));
    return {};
}

Result<std::vector<Officer>> list(ledger::Ledger& ledger) {
    const std::string statement = fmt::format(kSelect, kAccountColumns) + " ORDER BY o.name";
    const sql::Rows rows = TRY(ledger.connection().query(statement, {}));
    std::vector<Officer> all;
    for (const sql::Row& row : rows) {
        Account account = TRY(account_of(row));
        all.push_back(std::move(account.officer));
    }
    return all;
}

Result<Officer> find(ledger::Ledger& ledger, std::string_view name) {
    const std::string key = folded(name);
    const std::string statement = fmt::format(kSelect, kAccountColumns) + " WHERE o.name = ?";
    const sql::Rows rows = TRY(ledger.connection().query(statement, sql::Values{key}));
    if (rows.empty()) return nobody(key);
    Account account = TRY(account_of(rows[0]));
    return std::move(account.officer);
}

Result<Kept> add(ledger::Ledger& ledger, const Officer& officer, std::string_view password,
                 const std::string& by, WallTime now) {
    Officer wanted = officer;
    wanted.name = folded(officer.name);
    TRY(check(wanted));
    if (!may_have_scope(wanted)) return Kept::scope;
    std::string hash;
    if (wanted.by_proxy) {
        if (!password.empty()) return wrong("who signs on through the proxy has no password here");
    } else {
        TRY(check_password(password, wanted.name));
        hash = TRY(hash_password(password));
    }
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    const sql::Rows count = TRY(connection.query(kCount, {}));
    if (count.at(0).integer(0) >= static_cast<std::int64_t>(kOfficersMax))
        return wrong(fmt::format("there are {} officers already, and no more fit", kOfficersMax));
    const std::int64_t must_change = wanted.must_change && !wanted.by_proxy;
    const std::int64_t made =
        TRY(connection.run(kAdd, sql::Values{wanted.name, wanted.full_name, name_of(wanted.role),
                                             wanted.ward, hash, must_change, stored(now)}));
    if (made == 0) return Kept::taken;
    TRY(note_in(connection,
                {.at = now,
                 .officer = by,
                 .what = "officer_added",
                 .subject = wanted.name,
                 .detail = fmt::format("role {}; ward {}{}", name_of(wanted.role),
                                       shown(wanted.ward), wanted.by_proxy ? "; by proxy" : "")}));
    TRY(transaction.commit());
    return Kept::done;
}

Result<Kept> change(ledger::Ledger& ledger, const Patch& patch, const std::string& by,
                    WallTime now) {
    const std::string name = folded(patch.name);
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    const bool last = TRY(is_last_admin(connection, name));
    const std::optional<Account> before = TRY(lock_account(connection, name));
    if (!before) return nobody(name);
    // Judged as a whole only now: what the patch leaves alone may be another since it was wished.
    const Officer wanted = merged(before->officer, patch, now);
    TRY(check(wanted));
    if (!may_have_scope(wanted)) return Kept::scope;
    if (last && !may_be_admin(wanted)) return Kept::last_admin;
    const std::int64_t disabled = wanted.disabled ? stored(*wanted.disabled) : 0;
    TRY(connection.run(kChange, sql::Values{wanted.full_name, name_of(wanted.role), wanted.ward,
                                            disabled, wanted.name}));
    TRY(end_sessions(connection, wanted.name));
    Deed deed{.at = now, .officer = by, .what = "officer_changed", .subject = wanted.name};
    if (deed.detail = differences(before->officer, wanted); !deed.detail.empty())
        TRY(note_in(connection, deed));
    if (before->officer.disabled.has_value() != wanted.disabled.has_value()) {
        deed.what = wanted.disabled ? "officer_disabled" : "officer_enabled";
        deed.detail.clear();
        if (!wanted.disabled) TRY(connection.run(kUnlock, sql::Values{wanted.name}));
        TRY(note_in(connection, deed));
    }
    TRY(transaction.commit());
    return Kept::done;
}

Result<> set_password(ledger::Ledger& ledger, std::string_view name, std::string_view password,
                      bool must_change, const std::string& by, WallTime now) {
    const std::string key = folded(name);
    TRY(check_password(password, key));
    const std::string hash = TRY(hash_password(password));
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    const std::int64_t changed =
        TRY(connection.run(kSetPassword, sql::Values{hash, std::int64_t{must_change}, key}));
    if (changed == 0) return nobody(key);
    TRY(end_sessions(connection, key));
    TRY(note_in(connection,
                {.at = now, .officer = by, .what = "password_set", .subject = key, .detail = {}}));
    TRY(transaction.commit());
    return {};
}

}  // namespace officers
