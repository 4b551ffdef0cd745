// motcua-agent: carries the counts to the province, in the background. Its state is agent/ in the
// kiosk's state folder; the journal is only read. See sync/wire/README.md.
// Exit status: 0 done, 1 not done, 2 wrong usage.

#include <CLI/CLI.hpp>
#include <string>

#include "agent/commands.h"
#include "base/packaged.h"

namespace {

constexpr int kWrongUsage = 2;

// Negative: go on. The library's many exit codes become one.
int parse(CLI::App& app, int argc, char** argv) {
    const auto library = [&]() -> int {
        CLI11_PARSE(app, argc, argv);
        return -1;
    };
    const int code = library();
    return code > 0 ? kWrongUsage : code;
}

}  // namespace

int main(int argc, char** argv) {
    agent::Command command;
    command.version = packaged::kVersion;
    agent::Places& places = command.places;
    places.state = packaged::state_folder();
    places.config = packaged::kConfig;
    places.assets = packaged::kAssets;

    CLI::App app(
        "Carries the counts to the province. Without a command it runs until it is ended.");
    app.set_version_flag("--version", packaged::kVersion);
    app.add_option("--state", places.state, "the kiosk's state folder")->capture_default_str();
    app.add_option("--config", places.config, "with kiosk.toml and agent.toml")
        ->capture_default_str();
    app.add_option("--assets", places.assets, "for the check of what the province publishes")
        ->capture_default_str();
    app.add_option("--province", places.address, "the province's address, https://…");
    app.add_option("--kiosk", places.kiosk, "the motcua-kiosk that checks what it publishes");
    app.require_subcommand(0, 1);
    app.fallthrough();
    app.add_subcommand("run", "until it is ended (default)");
    CLI::App* enrolling = app.add_subcommand("enrol", "meet the province, by a code it gave");
    enrolling->add_option("--code", command.code, "as XXXXX-XXXXX-XXXXX")->required();
    const CLI::App* rotating = app.add_subcommand("rotate", "replace this kiosk's key");
    CLI::App* showing = app.add_subcommand("status", "how it stands");
    showing->add_flag("--json", command.json, "as one line of JSON");
    CLI::App* sending = app.add_subcommand("send", "now, whatever is due");
    sending->add_option("--wait", command.wait_s, "so many seconds, until all is there")
        ->check(CLI::Range(0, 86'400));
    CLI::App* exporting = app.add_subcommand("export", "all that waits, to a folder on a stick");
    CLI::App* importing = app.add_subcommand("import", "receipts and publications from a stick");
    for (CLI::App* stick : {exporting, importing})
        stick->add_option("FOLDER", command.folder, "motcua/ is in it")->required();
    if (const int code = parse(app, argc, argv); code >= 0) return code;

    using What = agent::Asked::What;
    if (enrolling->parsed()) return agent::ask(command, What::enrol);
    if (rotating->parsed()) return agent::ask(command, What::rotate);
    if (showing->parsed()) return agent::status(command);
    if (sending->parsed()) return agent::send(command);
    if (exporting->parsed()) return agent::ask(command, What::export_to);
    if (importing->parsed()) return agent::ask(command, What::import_from);
    return agent::run(command);
}
