// motcua-kiosk: what a citizen sees and touches.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "base/packaged.h"
#include "setup/command.h"
#include "shell/check.h"
#include "shell/hours.h"
#include "shell/kiosk.h"

namespace {

/// "1920x1080" to two numbers; false when it is not of that shape.
bool parse_size(const std::string& text, int& width, int& height) {
    int used = 0;
    const int fields = std::sscanf(text.c_str(), "%5dx%5d%n", &width, &height, &used);
    return fields == 2 && used == static_cast<int>(text.size()) && width >= 320 && height >= 320;
}

}  // namespace

int main(int argc, char** argv) {
    shell::Options options;
    options.places = {.config = packaged::kConfig,
                      .assets = packaged::kAssets,
                      .state = packaged::state_folder()};
    options.version = packaged::kVersion;
    std::string size, province;

    CLI::App app("Một Cửa: the touch kiosk of a ward's one-stop counter");
    app.set_version_flag("--version", packaged::kVersion);
    app.add_option("--config", options.places.config, "folder of kiosk.toml and its neighbours")
        ->capture_default_str();
    app.add_option("--assets", options.places.assets, "folder of fonts and languages")
        ->capture_default_str();
    app.add_option("--state", options.places.state, "folder of the journal")->capture_default_str();
    app.add_option("--province", province,
                   "folder of what the province published (default: STATE/province/current)");
    app.add_option("--window", size, "a window of WxH pixels instead of the full screen");
    app.add_option("--painter", options.painter, "automatic, software or gpu");
    app.add_option("--observe", options.observe, "append what is on the glass to this file");
    app.add_option("--transcript", options.transcript,
                   "append what would be read aloud to this file instead of saying it");
    app.add_option("--recording", options.recording,
                   "write what is read aloud to this WAV file instead of the loudspeaker");
    CLI::App* check = app.add_subcommand("check", "say every mistake in configuration and data");
    bool languages = false;
    check->add_flag("--languages", languages, "only the languages, with all that is to translate");
    const CLI::App* hours =
        app.add_subcommand("hours", "whether the counter is open: exit status 0, or 1 if not");
    setup::Command setup(app);
    app.require_subcommand(0, 1);

    // CLI11 tells its troubles by exceptions; they end here.
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? shell::kExitOk : shell::kExitConfiguration;
    }
    if (!size.empty() && !parse_size(size, options.width, options.height)) {
        std::fprintf(stderr, "motcua-kiosk: --window wants WxH, as 1920x1080\n");
        return shell::kExitConfiguration;
    }
    // A check looks at the province's files only when it is told to: the agent does.
    options.places.province = province;
    if (*check)
        return languages ? shell::check_languages(options.places) : shell::check(options.places);
    if (setup.asked())
        return setup.run(options.places, packaged::kVersion,
                         packaged::kState.empty() ? "" : "/usr/libexec/motcua/appliance");
    if (province.empty()) options.places.province = options.places.state + "/province/current";
    const SystemClock machine;
    KeptClock clock(machine, options.places.state + kKeptClockFile, boot_id());
    if (*hours) return shell::say_hours(options.places, clock);
    return shell::run(options, clock);
}
