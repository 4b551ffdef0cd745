#include "bench/stage.h"

#include <fmt/format.h>
#include <signal.h>

#include <filesystem>

#include "base/files.h"

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPatience = std::chrono::seconds(30);
constexpr milliseconds kEndPatience = std::chrono::seconds(20);
constexpr milliseconds kQuiet{250};  // A browser may draw once more some time after.
constexpr milliseconds kListen{20};  // How often a title is asked for; nothing is measured then.
constexpr std::size_t kLogMax = 1 << 16;

}  // namespace

Result<Stage> Stage::make(const Program& program) {
    Xvfb display = TRY(Xvfb::start(fmt::format("{}x{}x24", kWidth, kHeight)));
    return Stage(program, std::move(display));
}

Result<> Stage::start() {
    Process::Command command = program_.command;
    command.environment.emplace_back("DISPLAY", display_->name());
    if (!program_.observed.empty()) {
        std::error_code ignored;
        std::filesystem::remove(program_.observed, ignored);
        Observed observed = TRY(Observed::follow(program_.observed));
        observed_ = std::make_unique<Observed>(std::move(observed));
    }
    Process process = TRY(Process::start(command));
    process_ = std::make_unique<Process>(std::move(process));
    shown_ = {};
    return {};
}

Result<> Stage::end() {
    process_->signal(SIGTERM);
    TRY(process_->wait(kEndPatience));
    process_.reset();
    return {};
}

Error Stage::lost(const std::string& what) {
    std::string targets;
    for (const auto& [id, area] : shown_.targets) targets += " " + id;
    const auto log = files::read(program_.command.output, kLogMax);
    return Error{
        Error::Code::unavailable,
        fmt::format("{}: {}: the screen is \"{}\" with{}{}\n{}", name(), what, shown_.screen,
                    targets, process_->runs() ? "" : "; it has ended", log ? *log : std::string())};
}

Result<> Stage::listen() {
    if (observed_) {
        TRY(observed_->read(clock_.now()));
        shown_ = observed_->shown();
        return {};
    }
    const std::optional<std::string> title = eye_->title();
    // Before the page speaks the title is its name; behind it stands the browser's.
    if (title && title->starts_with("{"))
        shown_ = TRY(parse_shown(title->substr(0, title->rfind('}') + 1)));
    return {};
}

Result<> Stage::until(const std::string& screen) {
    const auto end = Eye::Clock::now() + kPatience;
    while (true) {
        TRY(listen());
        if (shown_.screen == screen) break;
        if (Eye::Clock::now() > end || !process_->runs()) return lost("waiting for " + screen);
        (void)eye_->drawn_by(Eye::Clock::now() + kListen);
    }
    if (!eye_->rested(kQuiet, kPatience)) return lost("waiting until " + screen + " rests");
    return listen();
}

Result<Area> Stage::place(const std::string& id) {
    const auto found = shown_.targets.find(id);
    if (found == shown_.targets.end()) return lost("looking for " + id);
    return found->second;
}
