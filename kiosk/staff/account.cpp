#include "staff/account.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <iterator>
#include <thread>
#include <utility>

#include "base/files.h"
#include "json/json.h"
#include "staff/pin.h"

namespace staff {

namespace {

constexpr std::int64_t kVersion = 1;
constexpr json::Limits kLimits{.bytes = 64u << 10, .depth = 4};  // 24 accounts take 5 KiB.

// A change takes milliseconds. Who holds the lock longer is stuck, and we say so.
constexpr std::chrono::milliseconds kLockPatience{3000}, kLockPause{20};

constexpr std::array<std::string_view, 2> kRoles = {"officer", "manager"};
constexpr std::array<std::string_view, 2> kPrefixes = {"CB", "QL"};
constexpr int kNumberMax = 99;

/// The right to change the file, until the end of the scope.
class Lock {
public:
    static Result<Lock> take(const std::string& accounts) {
        const std::string path = accounts + ".lock";
        Lock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
        const auto failure = [&] {
            return Error{Error::Code::io, fmt::format("lock {}: {}", path, std::strerror(errno))};
        };
        if (lock.descriptor_ < 0) return failure();
        for (auto waited = kLockPause; ::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0;
             waited += kLockPause) {
            if (errno != EWOULDBLOCK && errno != EINTR) return failure();
            if (waited > kLockPatience)
                return Error{
                    Error::Code::unavailable,
                    fmt::format("{} is being changed by another program; try again", accounts)};
            std::this_thread::sleep_for(kLockPause);
        }
        return lock;
    }
    ~Lock() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Lock& operator=(Lock&&) = delete;

private:
    explicit Lock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

Error refusal(std::string why) { return Error{Error::Code::invalid, std::move(why)}; }

/// What is wrong with one entry of the file, "" when nothing is.
std::string fault_of(const json::Value& entry, Account& account) {
    const std::string* code = json::text(entry, "code");
    const std::string* role = json::text(entry, "role");
    const std::string* hash = json::text(entry, "hash");
    if (!code || !is_code(*code)) return "it has no code like CB01";
    const auto known = role ? std::ranges::find(kRoles, *role) : kRoles.end();
    if (known == kRoles.end()) return "its role is neither officer nor manager";
    if (!hash || !is_hash(*hash)) return "its hash is none of ours";
    if (!json::unknown_keys(entry, {"code", "role", "hash"}).empty()) return "it has other keys";
    account = {.code = *code, .role = static_cast<Role>(known - kRoles.begin()), .hash = *hash};
    return {};
}

Result<std::vector<Account>> parse(const json::Value& file) {
    std::int64_t version = 0;
    if (!json::integer(file, "version", version)) return refusal("it has no version");
    if (version != kVersion)
        return refusal(
            fmt::format("it is of version {}, this program knows {}", version, kVersion));
    const json::Value* entries = json::array(file, "accounts");
    if (!entries) return refusal("it has no list of accounts");
    if (entries->size() > kAccountsMax)
        return refusal(fmt::format("it has more than {} accounts", kAccountsMax));
    std::vector<Account> accounts;
    for (const json::Value& entry : *entries) {
        Account account;
        const std::string fault = fault_of(entry, account);
        if (!fault.empty())
            return refusal(fmt::format("account {}: {}", accounts.size() + 1, fault));
        accounts.push_back(std::move(account));
    }
    std::ranges::sort(accounts, {}, &Account::code);
    const auto twice = std::ranges::adjacent_find(accounts, {}, &Account::code);
    if (twice != accounts.end()) return refusal(twice->code + " is there twice");
    return accounts;
}

Result<std::vector<Account>> read(const std::string& path) {
    const auto what_to_do = [&](const Error& error) {
        return Error{error.code,
                     fmt::format("{}. Nobody can enter the staff area until {} is set right from a"
                                 " copy, or moved away and made again with motcua-staff add",
                                 error.message, path)};
    };
    Result<json::Value> file = json::parse_file(path, kLimits);
    if (!file && file.error().code == Error::Code::not_found) return std::vector<Account>{};
    if (!file) return what_to_do(file.error());
    Result<std::vector<Account>> accounts = parse(*file);
    if (!accounts) return what_to_do(std::move(accounts).error().during(path));
    return accounts;
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string_view name_of(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

bool is_code(std::string_view text) {
    return text.size() == 4 && is_capital(text[0]) && is_capital(text[1]) && is_digit(text[2]) &&
           is_digit(text[3]);
}

Result<Accounts> Accounts::load(const std::string& path) {
    Accounts accounts(path);
    accounts.accounts_ = TRY(read(path));
    return accounts;
}

const Account* Accounts::find(std::string_view code) const {
    const auto found = std::ranges::find(accounts_, code, &Account::code);
    return found == accounts_.end() ? nullptr : &*found;
}

Result<> Accounts::add(const std::string& code, Role role, std::string_view pin) {
    if (!is_code(code)) return refusal("a code is two capital letters and two digits, as CB01");
    TRY(check_pin(pin));
    std::string hash = TRY(hash_pin(pin));
    const Lock lock = TRY(Lock::take(path_));
    accounts_ = TRY(read(path_));
    if (find(code)) return refusal(code + " is taken");
    if (accounts_.size() >= kAccountsMax)
        return refusal(fmt::format("there are {} accounts, which is all there may be; remove one",
                                   kAccountsMax));
    accounts_.push_back({.code = code, .role = role, .hash = std::move(hash)});
    std::ranges::sort(accounts_, {}, &Account::code);
    return save();
}

Result<> Accounts::set_pin(const std::string& code, std::string_view pin) {
    TRY(check_pin(pin));
    std::string hash = TRY(hash_pin(pin));
    const Lock lock = TRY(Lock::take(path_));
    accounts_ = TRY(read(path_));
    const auto account = std::ranges::find(accounts_, code, &Account::code);
    if (account == accounts_.end())
        return Error{Error::Code::not_found, "there is no account " + code};
    account->hash = std::move(hash);
    return save();
}

Result<> Accounts::remove(const std::string& code) {
    const Lock lock = TRY(Lock::take(path_));
    accounts_ = TRY(read(path_));
    const auto account = std::ranges::find(accounts_, code, &Account::code);
    if (account == accounts_.end())
        return Error{Error::Code::not_found, "there is no account " + code};
    if (account->role == Role::manager &&
        std::ranges::count(accounts_, Role::manager, &Account::role) == 1)
        return refusal(code + " is the last manager; add another one first");
    accounts_.erase(account);
    return save();
}

std::string Accounts::free_code(Role role) const {
    for (int number = 1; number <= kNumberMax; ++number) {
        std::string code =
            fmt::format("{}{:02}", kPrefixes[static_cast<std::size_t>(role)], number);
        if (!find(code)) return code;
    }
    return {};  // Cannot be: there are fewer accounts than numbers.
}

/// What is in memory is again what is on the disk when writing fails.
Result<> Accounts::save() {
    std::string entries;
    for (const Account& account : accounts_)
        fmt::format_to(std::back_inserter(entries),
                       "{}\n  {{\"code\": \"{}\", \"role\": \"{}\", \"hash\": \"{}\"}}",
                       entries.empty() ? "" : ",", account.code, name_of(account.role),
                       account.hash);
    const std::string bytes =
        fmt::format("{{\"version\": {}, \"accounts\": [{}\n]}}\n", kVersion, entries);
    Result<> written = files::write_atomically(path_, bytes, files::Readers::owner);
    if (written) return {};
    if (Result<std::vector<Account>> before = read(path_)) accounts_ = std::move(*before);
    return std::move(written).error().during("write the accounts");
}

}  // namespace staff
