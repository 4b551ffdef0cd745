#include "setup/command.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <string_view>

namespace setup {

namespace {

constexpr std::array kHelp{
    "its code, or its name with accents or without",
    "the counter citizens are sent to",
    "degrees clockwise the picture is turned on the panel: 0, 90, 180, 270",
    "the lit width as it stands, measured: 476, 47.6cm, or 21.5in",
    "from the floor to the lower edge of the lit glass; 0: not measured",
    "for the QR code; - for none",
    "- for an open network",
    "Monday to Friday: \"07:00-11:30 13:00-17:00\"; - for closed",
    "the same of Saturday",
    "the same of Sunday",
    "cups:QUEUE, /dev/usb/lp0, tcp:HOST:PORT (then 58 for a narrow roll), or -",
    "the same for the day's sheet",
    "the province's address, https://…; - for none",
    "the one-time code that the province gave",
};
static_assert(kHelp.size() == kFields.size());

std::string option_of(Field field) {
    std::string name = "--" + std::string(name_of(field));
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

/// One of the screen's own terminals (/dev/tty1), neither ssh nor a window. Debian's sudo puts a
/// terminal of its own between (use_pty), but keeps its kind.
bool is_console() {
    if (has_few_letters()) return true;
    const char* name = ::ttyname(STDIN_FILENO);
    const std::string_view terminal(name ? name : "");
    return terminal.starts_with("/dev/tty") && terminal.size() > 8 && terminal[8] >= '0' &&
           terminal[8] <= '9';
}

}  // namespace

Command::Command(CLI::App& app)
    : command_(app.add_subcommand("setup", "ask, configure, enrol and test; run it as root")) {
    command_->fallthrough();
    for (std::size_t i = 0; i < kFields.size(); ++i)
        given_[i] = command_->add_option(option_of(kFields[i]), typed_[i], kHelp[i]);
    command_->add_option("--from", options_.from,
                         "a file of answers (default: motcua-setup.toml on a USB stick)");
    command_->add_flag("--yes", options_.yes, "ask nothing; write, and start the services");
    command_->add_flag("--check", options_.check, "only test, as after setting up");
    command_->add_option("--report", options_.report, "write the readiness report, a PDF");
    command_->add_flag("--print", options_.print,
                       "print the report and a test page on the printers that are set up");
    command_->add_option("--language", options_.language, "vi or en")->capture_default_str();
    command_->add_flag("--no-glass", closed_, "test without opening the glass");
}

int Command::run(const shell::Places& places, const std::string& version,
                 const std::string& appliance) {
    options_.places = places;
    options_.version = version;
    for (std::size_t i = 0; i < kFields.size(); ++i)
        if (given_[i]->count() > 0)
            options_.given.push_back(
                {.field = kFields[i], .typed = typed_[i], .source = option_of(kFields[i])});
    const SystemClock clock;
    Machine machine{.clock = clock};
    machine.may_draw = !closed_;
    machine.appliance = appliance;
    machine.at_console = is_console();
    Console console(std::cin, std::cout, ::isatty(STDOUT_FILENO) == 1);
    return setup::run(options_, machine, console);
}

}  // namespace setup
