#include "clerk/keeper.h"

#include "base/files.h"
#include "base/log.h"

namespace clerk {

namespace {

constexpr const char* kAccounts = "staff.json";
constexpr const char* kDoor = "door.json";
// The same across restarts: a difference was made by others.
constexpr const char* kSeen = "staff.seen.json";
constexpr std::size_t kBytesMax = 64 << 10;  // 24 accounts take 4 KiB.

journal::AccountRole role_of(const staff::Account& account) {
    return account.role == staff::Role::manager ? journal::AccountRole::manager
                                                : journal::AccountRole::officer;
}

std::string bytes_of(const std::string& path) {
    auto bytes = files::read(path, kBytesMax);
    return bytes ? std::move(bytes).value() : std::string();
}

}  // namespace

Keeper::Keeper(const Surroundings& around, const Pen& pen)
    : around_(around), pen_(pen), seen_(bytes_of(path(kSeen))) {
    open_door();
}

/// Without its file there is no door; each knock tries again.
void Keeper::open_door() {
    if (door_) return;
    auto door = staff::Door::open(path(kDoor), around_.clock.now());
    if (door)
        door_.emplace(std::move(*door));
    else
        logging::error("staff door: {}", door.error().message);
}

/// The accounts as they are now; what the command line has changed meanwhile is noted.
Result<staff::Accounts> Keeper::load() {
    staff::Accounts accounts = TRY(staff::Accounts::load(path(kAccounts)));
    if (bytes_of(path(kAccounts)) != seen_) {
        pen_.note(journal::accounts_changed_outside());
        remember();
    }
    return accounts;
}

void Keeper::remember() {
    seen_ = bytes_of(path(kAccounts));
    const auto kept = files::write_atomically(path(kSeen), seen_, files::Readers::owner);
    if (!kept) logging::warning("staff accounts: {}", kept.error().message);
}

desk::Action Keeper::accounts() {
    desk::AccountsCame came{.accounts = {},
                            .last_staff = last_staff_,
                            .sheet_printer = around_.settings.sheet_printer.kind != "none"};
    const auto accounts = load();
    if (!accounts) {
        logging::error("staff accounts: {}", accounts.error().message);
        return desk::Refused{.failed = true};
    }
    for (const staff::Account& account : accounts->all())
        came.accounts.push_back(
            {.code = account.code, .manager = account.role == staff::Role::manager});
    // A lock that a restart has kept, or that somebody else has earned, is seen at once.
    const Instant now = around_.clock.now();
    if (door_) {
        const auto settled = door_->settle(now);
        if (!settled) logging::error("staff door: {}", settled.error().message);
        came.locked_for = door_->locked_for(now);
    }
    return came;
}

desk::Action Keeper::knock(const desk::Knock& knock) {
    using Kind = staff::Door::Answer::Kind;
    open_door();
    const auto accounts = load();
    const staff::Account* account = accounts ? accounts->find(knock.who) : nullptr;
    if (!account || !door_) return desk::Refused{.failed = true};
    const auto answer = door_->knock(*account, knock.pin, around_.clock.now());
    if (!answer) {
        logging::error("staff door: {}", answer.error().message);
        return desk::Refused{.failed = true};
    }
    if (answer->kind == Kind::open) {
        last_staff_ = account->code;
        pen_.note(journal::staff_in(account->code));
        return desk::Admitted{.code = account->code,
                              .manager = account->role == staff::Role::manager};
    }
    if (answer->kind == Kind::wrong || answer->just_locked)
        pen_.note(journal::door_failed(account->code));
    if (answer->just_locked) pen_.note(journal::door_locked(account->code, answer->locked_for));
    return desk::Refused{.tries_left = answer->tries_left, .locked_for = answer->locked_for};
}

void Keeper::note_left(const desk::NoteLeft& left) const {
    pen_.note(
        journal::staff_out(left.who, left.idle ? journal::Leaving::idle : journal::Leaving::left));
}

desk::Notice Keeper::tell(desk::Deed deed, const Result<>& done, const std::string& code) {
    desk::Notice notice{.deed = deed, .outcome = desk::Outcome::done, .words = code};
    if (done) {
        remember();
        return notice;
    }
    const bool refused = done.error().code == Error::Code::invalid;
    notice.outcome = refused ? desk::Outcome::refused : desk::Outcome::failed;
    notice.words = refused ? std::string() : done.error().message;
    logging::warning("staff accounts: {}", done.error().message);
    return notice;
}

desk::Notice Keeper::add(const desk::AddAccount& wish) {
    auto accounts = load();
    if (!accounts) return tell(desk::Deed::add_account, accounts.error(), "");
    const staff::Role role = wish.manager ? staff::Role::manager : staff::Role::officer;
    const std::string code = accounts->free_code(role);
    const Result<> added = accounts->add(code, role, wish.pin);
    if (added)
        pen_.note(journal::account_changed(wish.staff, journal::AccountChange::added, code,
                                           role_of(*accounts->find(code))));
    return tell(desk::Deed::add_account, added, code);
}

desk::Notice Keeper::set_pin(const desk::SetPin& wish) {
    auto accounts = load();
    if (!accounts) return tell(desk::Deed::set_pin, accounts.error(), "");
    const Result<> set = accounts->set_pin(wish.code, wish.pin);
    if (set)
        pen_.note(journal::account_changed(wish.staff, journal::AccountChange::pin_set, wish.code,
                                           role_of(*accounts->find(wish.code))));
    return tell(desk::Deed::set_pin, set, wish.code);
}

desk::Notice Keeper::remove(const desk::RemoveAccount& wish) {
    auto accounts = load();
    if (!accounts) return tell(desk::Deed::remove_account, accounts.error(), "");
    const staff::Account* account = accounts->find(wish.code);
    const auto role = account ? role_of(*account) : journal::AccountRole::officer;
    const Result<> removed = accounts->remove(wish.code);
    if (removed)
        pen_.note(
            journal::account_changed(wish.staff, journal::AccountChange::removed, wish.code, role));
    return tell(desk::Deed::remove_account, removed, wish.code);
}

}  // namespace clerk
