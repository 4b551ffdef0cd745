// motcua-staff: who may enter the kiosk's staff area. A running kiosk need not be stopped. PINs
// are asked for, or read from standard input; they are never arguments.
// Exit status: 0 done, 1 refused or failed, 2 wrong usage.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "base/files.h"
#include "base/owner.h"
#include "base/packaged.h"
#include "base/secret.h"
#include "staff/account.h"

namespace {

constexpr int kDone = 0, kFailed = 1, kWrongUsage = 2;

struct Options {
    std::string state = packaged::state_folder();
    std::string code;
    std::string role = "officer";

    std::string path() const { return state + "/staff.json"; }
};

Result<> list(const staff::Accounts& accounts, const Options& options) {
    for (const staff::Account& account : accounts.all())
        fmt::print("{}  {}\n", account.code, staff::name_of(account.role));
    if (accounts.all().empty())
        fmt::print(stderr,
                   "motcua-staff: no accounts in {} yet; begin with: "
                   "motcua-staff add --role manager\n",
                   options.path());
    return {};
}

Result<> add(staff::Accounts& accounts, const Options& options) {
    const auto role = options.role == "manager" ? staff::Role::manager : staff::Role::officer;
    const std::string code = options.code.empty() ? accounts.free_code(role) : options.code;
    if (accounts.find(code)) return Error{Error::Code::invalid, code + " is taken"};
    TRY(files::make_folder(options.state));
    const Secret pin = TRY(ask_for_secret("PIN of six digits for " + code, "PIN"));
    TRY(accounts.add(code, role, pin.view()));
    fmt::print("{} added, {}\n", code, options.role);
    return {};
}

Result<> set_pin(staff::Accounts& accounts, const Options& options) {
    if (!accounts.find(options.code))
        return Error{Error::Code::not_found, "there is no account " + options.code};
    const Secret pin = TRY(ask_for_secret("New PIN of six digits for " + options.code, "PIN"));
    TRY(accounts.set_pin(options.code, pin.view()));
    fmt::print("{} has a new PIN\n", options.code);
    return {};
}

Result<> remove(staff::Accounts& accounts, const Options& options) {
    if (!accounts.find(options.code))
        return Error{Error::Code::not_found, "there is no account " + options.code};
    TRY(accounts.remove(options.code));
    fmt::print("{} removed\n", options.code);
    return {};
}

std::string code_fault(const std::string& text) {
    return staff::is_code(text) ? "" : "a code is two capital letters and two digits, as CB01";
}

// Negative: go on. The library's many exit codes become one.
int parse(CLI::App& app, int argc, char** argv) {
    const auto library = [&]() -> int {
        CLI11_PARSE(app, argc, argv);
        return -1;
    };
    const int code = library();
    return code > 0 ? kWrongUsage : code;
}

int fail(const Error& error) {
    fmt::print(stderr, "motcua-staff: {}\n", error.message);
    return kFailed;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("Who may enter the kiosk's staff area: a short code, a role, a PIN.");
    app.add_option("--state", options.state, "the kiosk's state folder")->capture_default_str();
    app.require_subcommand(1);
    app.fallthrough();
    const CLI::App* listing = app.add_subcommand("list", "codes and roles");
    CLI::App* adding = app.add_subcommand("add", "a new account; its PIN is asked for");
    adding->add_option("CODE", options.code, "as CB01; the first free one if absent")
        ->check(code_fault);
    adding->add_option("--role", options.role, "officer or manager")
        ->check(CLI::IsMember({"officer", "manager"}))
        ->capture_default_str();
    CLI::App* changing = app.add_subcommand("pin", "a new PIN, which is asked for");
    CLI::App* removing = app.add_subcommand("remove", "take an account away");
    for (CLI::App* command : {changing, removing})
        command->add_option("CODE", options.code, "as CB01")->required()->check(code_fault);
    if (const int code = parse(app, argc, argv); code >= 0) return code;

    const Result<> owner = owner::become(options.state);
    if (!owner) return fail(owner.error());
    Result<staff::Accounts> accounts = staff::Accounts::load(options.path());
    if (!accounts) return fail(accounts.error());
    const Result<> done = listing->parsed()    ? list(*accounts, options)
                          : adding->parsed()   ? add(*accounts, options)
                          : changing->parsed() ? set_pin(*accounts, options)
                                               : remove(*accounts, options);
    return done ? kDone : fail(done.error());
}
