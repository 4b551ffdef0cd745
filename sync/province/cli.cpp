#include "province/cli.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>

#include "base/clock.h"
#include "province/commands.h"

namespace province {

namespace {

using Command = Result<int> (*)(const Wishes&);
using Commands = std::map<const CLI::App*, Command>;

std::string date_fault(const std::string& text) {
    return parse_iso_date(text).ok() ? "" : text + " is not a date like 2026-11-23";
}

std::string ward_fault(const std::string& text) {
    const bool digits = text.size() == 5 && std::all_of(text.begin(), text.end(), [](char c) {
                            return c >= '0' && c <= '9';
                        });
    return digits ? "" : text + " is not a ward's code of five digits, as in wards.json";
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

CLI::App* command(CLI::App& app, Commands& commands, const char* name, const char* help,
                  Command run) {
    CLI::App* added = app.add_subcommand(name, help);
    commands[added] = run;
    return added;
}

void add_everywhere(CLI::App& app, Wishes& wishes) {
    app.add_option("--config", wishes.config, "folder of province.toml and wards.json")
        ->capture_default_str();
    app.add_option("--assets", wishes.assets, "folder of web/, lang/ and fonts/, for the page")
        ->capture_default_str();
    app.add_option("--state", wishes.state, "folder of the keys and of the SQLite file")
        ->capture_default_str();
    app.add_option("--db", wishes.database, "sqlite:FILE or postgresql://…, not province.toml's");
    app.add_option("--https", wishes.https, "address with TLS; \"\" for none")
        ->each([&](const std::string&) { wishes.has_https = true; });
    app.add_option("--http", wishes.http, "address without TLS, for nginx; \"\" for none")
        ->each([&](const std::string&) { wishes.has_http = true; });
    app.add_flag("--json", wishes.json, "answer in JSON");
}

void add_devices(CLI::App& app, Commands& commands, Wishes& wishes) {
    CLI::App* enrol = command(app, commands, "enrol", "a one-time code for a kiosk", run_enrol);
    enrol->add_option("--ward", wishes.ward, "the ward's code")->required()->check(ward_fault);
    enrol->add_option("--name", wishes.name, "as \"Quầy 1\"; the ward's name if absent");
    CLI::App* revoke =
        command(app, commands, "revoke", "take nothing more from a kiosk", run_revoke);
    revoke->add_option("DEVICE", wishes.device, "its id, or the first 8 digits of it")->required();
    revoke->add_option("--reason", wishes.reason, "for the record")->required();
    command(app, commands, "kiosks", "every kiosk, and when it was heard last", run_kiosks);
}

void add_figures(CLI::App& app, Commands& commands, Wishes& wishes) {
    CLI::App* verify =
        command(app, commands, "verify",
                "go through everything that is kept; 1: something is wrong", run_verify);
    verify->add_flag("--mend", wishes.mend, "make the sums anew from what kiosks told, first");
    CLI::App* counts =
        command(app, commands, "counts", "what was counted on some days", run_counts);
    counts->alias("export");
    counts->add_option("--from", wishes.from, "first day, today if absent")->check(date_fault);
    counts->add_option("--to", wishes.to, "last day, today if absent")->check(date_fault);
    counts->add_option("--ward", wishes.ward, "of one ward only")->check(ward_fault);
    counts->add_option("--format", wishes.format, "csv or json")
        ->check(CLI::IsMember({"csv", "json"}))
        ->capture_default_str();
    counts->add_flag("--measures", wishes.measures, "the sums of each ward that indicators need");
}

void add_report(CLI::App& app, Commands& commands, Wishes& wishes) {
    CLI::App* report =
        command(app, commands, "report", "a month's report as a document", run_report);
    report->add_option("--month", wishes.month, "as 2026-11")->required();
    report->add_option("--out", wishes.path, "the file, as report.docx")->required();
    report->add_option("--ward", wishes.ward, "of one ward only")->check(ward_fault);
}

void add_files(CLI::App& app, Commands& commands, Wishes& wishes) {
    CLI::App* publish =
        command(app, commands, "publish", "send files down to every kiosk", run_publish);
    publish->add_option("PATH", wishes.paths, "a folder, or files: catalogue.json, lang/vi.toml …")
        ->required();
    publish->add_option("--note", wishes.note, "why, for those who look at it later");
    CLI::App* preview = command(app, commands, "preview",
                                "what publishing or going back would change", run_preview);
    CLI::Option* paths = preview->add_option("PATH", wishes.paths, "as for publish");
    CLI::Option* back = preview->add_option("--version", wishes.version_back,
                                            "going back to this version, in place of files");
    back->excludes(paths)->check(CLI::PositiveNumber);
    CLI::App* rollback = command(app, commands, "rollback",
                                 "publish the files of an older version again", run_rollback);
    rollback->add_option("VERSION", wishes.version_back, "as published lists them")
        ->required()
        ->check(CLI::PositiveNumber);
    rollback->add_option("--note", wishes.note, "why");
    command(app, commands, "published", "what was published, newest first", run_published);
    CLI::App* backup =
        command(app, commands, "backup", "copy the SQLite store while it is used", run_backup);
    backup->add_option("FILE", wishes.path, "the copy")->required();
    CLI::App* stick =
        command(app, commands, "stick",
                "take a stick's batches; put receipts and publication on it", run_stick);
    stick->add_option("FOLDER", wishes.path, "where the stick is mounted")->required();
}

void add_demo(CLI::App& app, Commands& commands, Wishes& wishes) {
    CLI::App* demo = command(app, commands, "demo",
                             "fill an empty store with demonstration data, to look at", run_demo);
    demo->add_option("--wards", wishes.demo.wards, "how many")->capture_default_str();
    demo->add_option("--days", wishes.demo.days, "how many, up to today")->capture_default_str();
    demo->add_option("--day", wishes.demo.day, "of the campaign that today is")
        ->capture_default_str();
    demo->add_option("--seed", wishes.demo.seed, "another one, another province")
        ->capture_default_str();
}

CLI::Option* add_name(CLI::App* command, Wishes& wishes) {
    return command->add_option("NAME", wishes.name, "how they sign in: a-z, 0-9, '.', '_', '-'")
        ->required();
}

void add_officers(CLI::App& app, Commands& commands, Wishes& wishes) {
    CLI::App& officer = *app.add_subcommand("officer", "who may look at the page, and do what");
    officer.require_subcommand(1);
    CLI::App* add =
        command(officer, commands, "add",
                "a new one; asks for a password, or reads it from standard input", run_officer_add);
    add_name(add, wishes);
    add->add_option("--role", wishes.role, "viewer, editor (publishes) or admin (keeps accounts)")
        ->check(CLI::IsMember({"viewer", "editor", "admin"}))
        ->capture_default_str();
    add->add_option("--ward", wishes.ward, "a viewer of this ward alone")->check(ward_fault);
    add->add_option("--full-name", wishes.full_name, "as people say it");
    add->add_flag("--must-change", wishes.must_change, "the password is another's to change first");
    add->add_flag("--by-proxy", wishes.by_proxy, "no password: the province's proxy vouches");
    command(officer, commands, "list", "all of them", run_officer_list);
    CLI::App* password =
        command(officer, commands, "password", "give another one, end the lock and every session",
                run_officer_password);
    add_name(password, wishes);
    password->add_flag("--must-change", wishes.must_change, "they change it first");
    add_name(command(officer, commands, "disable", "let them in no more", run_officer_disable),
             wishes);
    add_name(command(officer, commands, "enable", "let them in again", run_officer_enable), wishes);
}

}  // namespace

int command_line(int argc, char** argv, const Defaults& defaults) {
    Wishes wishes;
    wishes.config = defaults.config;
    wishes.assets = defaults.assets;
    wishes.version = defaults.version;
    if (!defaults.state.empty()) wishes.state = defaults.state;
    wishes.from = wishes.to = iso_date(business_day(SystemClock().wall()));
    CLI::App app("Một Cửa: the province's server, and what operators ask of it");
    app.set_version_flag("--version", defaults.version);
    app.require_subcommand(1);
    app.fallthrough();
    Commands commands;
    add_everywhere(app, wishes);
    command(app, commands, "serve", "listen for kiosks until stopped", run_serve);
    CLI::App* init = command(app, commands, "init",
                             "make the keys that are missing; print the TLS key's pin", run_init);
    init->add_option("--host", wishes.hosts, "a name or address for the certificate");
    add_devices(app, commands, wishes);
    add_figures(app, commands, wishes);
    add_files(app, commands, wishes);
    add_report(app, commands, wishes);
    add_demo(app, commands, wishes);
    add_officers(app, commands, wishes);
    if (const int code = parse(app, argc, argv); code >= 0) return code;

    for (const auto& [parsed, run] : commands) {
        if (!parsed->parsed()) continue;
        const Result<int> status = run(wishes);
        if (status) return *status;
        std::fprintf(stderr, "motcua-province: %s\n", status.error().message.c_str());
        return kFailed;
    }
    return kWrongUsage;
}

}  // namespace province
