#pragma once

#include <memory>

#include "base/result.h"
#include "platform/options.h"

struct SDL_Window;

namespace platform {

/// SDL's video, with everything that had to be said before it started (handbook/kiosk.md §2),
/// for as long as this lives.
class Video {
public:
    /// `unavailable` when there is no display, with how to get one.
    static Result<Video> start();
    Video(Video&& other) noexcept;
    Video& operator=(Video&&) = delete;
    ~Video();

    /// How often SDL's log told of a display or renderer in trouble. What it says is in our log.
    int troubles() const { return *troubles_; }

private:
    Video();
    bool running_ = true;
    std::unique_ptr<int> troubles_;  ///< Its place is known to SDL's log.
};

struct DestroyWindow {
    void operator()(SDL_Window* window) const;
};
using WindowHandle = std::unique_ptr<SDL_Window, DestroyWindow>;

bool is_whole_screen(const WindowOptions& options);

/// SDL's window of the size the options ask for. Goes before its Video.
Result<WindowHandle> open_window(const WindowOptions& options);

}  // namespace platform
