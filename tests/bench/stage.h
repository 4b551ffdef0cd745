#pragma once

#include <memory>
#include <string>

#include "bench/eye.h"
#include "support/process.h"
#include "support/xvfb.h"
#include "window/observed.h"

/// A program that shows the kiosk's screens, and how it tells where to press.
struct Program {
    std::string name;
    Process::Command command;  ///< Without the display.
    /// The file that it appends what is shown to (kiosk/shell/observe.h). Empty: it says the same
    /// line in the title of its window, once for each screen.
    std::string observed{};
};

/// A program on a glass of its own, and who looks at it.
class Stage {
public:
    static constexpr int kWidth = 1920, kHeight = 1080;

    /// Sets up an empty glass.
    static Result<Stage> make(const Program& program);

    Result<> start();  ///< The program; returns as soon as it was asked for.
    Result<> end();
    pid_t id() const { return process_->id(); }

    /// Until it tells that this screen is shown and nothing moves any more.
    Result<> until(const std::string& screen);
    /// Where something is that it told of on the screen it shows.
    Result<Area> place(const std::string& id);

    Eye& eye() { return *eye_; }
    const std::string& name() const { return program_.name; }

private:
    Stage(Program program, Xvfb display)
        : program_(std::move(program)),
          display_(std::make_unique<Xvfb>(std::move(display))),
          eye_(std::make_unique<Eye>(display_->name(), kWidth, kHeight)) {}

    Result<> listen();
    Error lost(const std::string& what);

    Program program_;
    std::unique_ptr<Xvfb> display_;
    std::unique_ptr<Eye> eye_;
    std::unique_ptr<Observed> observed_;
    std::unique_ptr<Process> process_;
    Shown shown_;
    SystemClock clock_;
};
