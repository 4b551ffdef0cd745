// motcua-province officer: who may look at the page.

#include <fmt/format.h>

#include <cstdio>

#include "base/secret.h"
#include "catalogue/wards.h"
#include "officers/officers.h"
#include "province/admin.h"
#include "province/commands.h"
#include "province/print.h"

namespace province {

namespace {

using json::Value;

WallTime now() { return SystemClock().wall(); }

Result<int> show(const Wishes& wishes, const Value& answer, const std::string& words) {
    const std::string text = wishes.json ? text_of(answer) + "\n" : words;
    std::fputs(text.c_str(), stdout);
    return kDone;
}

/// Asked for before the store is opened: whoever thinks of a password keeps no server waiting.
Result<std::string> password_for(const std::string& name) {
    const Secret secret = TRY(
        ask_for_secret(fmt::format("Password of at least 12 characters for {}", name), "password"));
    TRY(officers::check_password(secret.view(), name));
    return std::string(secret.view());
}

Result<> check(const Wishes& wishes) {
    if (!officers::is_name(officers::folded(wishes.name)))
        return Error{
            Error::Code::invalid,
            fmt::format("{}: a name has 2 to 40 of a-z, 0-9, '.', '_' and '-'", wishes.name)};
    if (wishes.ward.empty()) return {};
    const std::string path = wishes.config + "/wards.json";
    const catalogue::Wards wards = TRY(catalogue::load_wards(path));
    if (wards.find(wishes.ward)) return {};
    return Error{Error::Code::invalid,
                 fmt::format("ward {}: {} has no such ward", wishes.ward, path)};
}

Result<int> set_disabled(const Wishes& wishes, bool disabled) {
    Office office = TRY(open_office(wishes, Store::Wish::write));
    const Value request{{"name", wishes.name}, {"disabled", disabled}};
    const Value answer = TRY(office.store.perform("changeofficer", request, now()));
    return show(wishes, answer,
                fmt::format("{} is {}\n", wishes.name,
                            disabled ? "disabled: every session of theirs has ended" : "enabled"));
}

}  // namespace

Result<int> run_officer_add(const Wishes& wishes) {
    TRY(check(wishes));
    std::string password;
    if (!wishes.by_proxy) password = TRY(password_for(wishes.name));
    Office office = TRY(open_office(wishes, Store::Wish::write));
    const Value request{{"name", wishes.name},         {"full_name", wishes.full_name},
                        {"role", wishes.role},         {"ward", wishes.ward},
                        {"by_proxy", wishes.by_proxy}, {"must_change", wishes.must_change},
                        {"password", password}};
    const Value answer = TRY(office.store.perform("addofficer", request, now()));
    const std::string* name = json::text(answer, "name");
    return show(wishes, answer,
                fmt::format("{} may sign in as {}\n", name ? *name : wishes.name, wishes.role));
}

Result<int> run_officer_list(const Wishes& wishes) {
    Office office = TRY(open_office(wishes, Store::Wish::look));
    const Value answer = TRY(office.store.perform("officers", Value::object(), now()));
    return show(wishes, answer, officer_table(answer));
}

Result<int> run_officer_password(const Wishes& wishes) {
    const std::string password = TRY(password_for(wishes.name));
    Office office = TRY(open_office(wishes, Store::Wish::write));
    const Value request{
        {"name", wishes.name}, {"password", password}, {"must_change", wishes.must_change}};
    const Value answer = TRY(office.store.perform("setpassword", request, now()));
    return show(
        wishes, answer,
        fmt::format("{} has another password: every session of theirs has ended\n", wishes.name));
}

Result<int> run_officer_disable(const Wishes& wishes) { return set_disabled(wishes, true); }

Result<int> run_officer_enable(const Wishes& wishes) { return set_disabled(wishes, false); }

}  // namespace province
