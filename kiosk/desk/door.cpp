// PINs: six digits and no confirmation key. What was typed leaves with the request and is gone.

#include <algorithm>

#include "desk/moves.h"

namespace desk {

namespace {

/// An empty string whose letters are gone, not only hidden.
void wipe(std::string& secret) {
    std::ranges::fill(secret, '\0');
    secret.clear();
}

std::string take(std::string& secret) {
    std::string taken = secret;
    wipe(secret);
    return taken;
}

Requests type_at_door(Door& door, char digit) {
    if (door.who.empty() || door.checking || door.locked_until) return {};
    door.wrong = door.failed = false;
    door.pin.push_back(digit);
    if (door.pin.size() < kPinDigits) return {};
    door.checking = true;
    return {Knock{.who = door.who, .pin = take(door.pin)}};
}

/// The second time must be as the first.
Requests type_new_pin(Desk& desk, Keys& keys, char digit, const World& world) {
    if (keys.doing == Keys::Doing::looking || keys.doing == Keys::Doing::removing) return {};
    keys.differs = false;
    keys.pin.push_back(digit);
    if (keys.pin.size() < kPinDigits) return {};
    if (keys.first.empty()) {
        keys.first = take(keys.pin);
        return {};
    }
    const bool same = keys.first == keys.pin;
    wipe(keys.first);
    if (!same) {
        wipe(keys.pin);
        keys.differs = true;
        return {};
    }
    const Keys::Doing doing = keys.doing;
    keys.doing = Keys::Doing::looking;
    std::string pin = take(keys.pin);
    if (doing == Keys::Doing::changing) {
        begin(desk, Deed::set_pin, world);
        return {SetPin{.staff = desk.staff, .code = keys.code, .pin = std::move(pin)}};
    }
    begin(desk, Deed::add_account, world);
    return {AddAccount{.staff = desk.staff,
                       .manager = doing == Keys::Doing::adding_manager,
                       .pin = std::move(pin)}};
}

}  // namespace

Requests knock(Desk& desk) {
    desk = Desk{};
    return {AskAccounts{}};
}

void learn_accounts(Desk& desk, const AccountsCame& came, Instant now) {
    desk.facts.accounts = came.accounts;
    desk.facts.last_staff = came.last_staff;
    desk.facts.accounts_known = true;
    desk.facts.sheet_printer = came.sheet_printer;
    auto* door = std::get_if<Door>(&desk.screen);
    if (!door) return;
    if (came.locked_for > std::chrono::seconds(0)) door->locked_until = now + came.locked_for;
    if (!door->who.empty()) return;
    if (came.accounts.size() == 1) door->who = came.accounts.front().code;
    for (const AccountLine& account : came.accounts)
        if (account.code == came.last_staff) door->who = account.code;
}

void choose_code(Desk& desk, const std::string& code) {
    auto* door = std::get_if<Door>(&desk.screen);
    if (!door || door->checking) return;
    wipe(door->pin);
    door->who = code;
    door->wrong = false;
}

Requests type_digit(Desk& desk, char digit, const World& world) {
    ASSERT(digit >= '0' && digit <= '9');
    if (auto* door = std::get_if<Door>(&desk.screen)) return type_at_door(*door, digit);
    if (auto* keys = std::get_if<Keys>(&desk.screen))
        return type_new_pin(desk, *keys, digit, world);
    if (auto* entry = std::get_if<Entry>(&desk.screen)) type_count(*entry, digit);
    if (auto* clock = std::get_if<ClockView>(&desk.screen)) type_clock(*clock, digit);
    return {};
}

void erase_digit(Desk& desk, bool all) {
    const auto erase = [&](std::string& digits) {
        if (all)
            wipe(digits);
        else if (!digits.empty())
            digits.pop_back();
    };
    if (auto* door = std::get_if<Door>(&desk.screen)) erase(door->pin);
    if (auto* keys = std::get_if<Keys>(&desk.screen)) erase(keys->pin);
    if (auto* entry = std::get_if<Entry>(&desk.screen)) erase(entry->digits);
    if (auto* enrol = std::get_if<Enrol>(&desk.screen)) erase_symbol(*enrol, all);
    if (auto* clock = std::get_if<ClockView>(&desk.screen)) erase_clock(*clock, all);
}

Requests admit(Desk& desk, const Admitted& admitted, const World& world) {
    // An answer that came late must not open the door for whoever stands there now.
    const auto* door = std::get_if<Door>(&desk.screen);
    if (desk.inside() || !door || !door->checking || door->who != admitted.code) return {};
    desk.staff = admitted.code;
    desk.manager = admitted.manager;
    return show(desk, Tallies{.anchor = world.today}, world);
}

void refuse_entry(Desk& desk, const Refused& refused, Instant now) {
    auto* door = std::get_if<Door>(&desk.screen);
    if (!door) return;
    door->checking = false;
    door->failed = refused.failed;
    door->tries_left = refused.tries_left;
    door->wrong = !refused.failed;
    door->locked_until.reset();
    if (refused.locked_for > std::chrono::seconds(0)) door->locked_until = now + refused.locked_for;
}

Requests remove_account(Desk& desk, const World& world) {
    auto* keys = std::get_if<Keys>(&desk.screen);
    if (!keys || keys->doing != Keys::Doing::removing) return {};
    keys->doing = Keys::Doing::looking;
    begin(desk, Deed::remove_account, world);
    return {RemoveAccount{.staff = desk.staff, .code = keys->code}};
}

std::chrono::seconds locked_for(const Door& door, Instant now) {
    using std::chrono::seconds;
    if (!door.locked_until) return seconds(0);
    return std::max(seconds(0), std::chrono::ceil<seconds>(*door.locked_until - now));
}

}  // namespace desk
