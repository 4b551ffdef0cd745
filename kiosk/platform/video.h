#pragma once

#include <memory>

#include "base/result.h"
#include "platform/window.h"

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

private:
    Video() = default;
    bool running_ = true;
};

struct DestroyWindow {
    void operator()(SDL_Window* window) const;
};
using WindowHandle = std::unique_ptr<SDL_Window, DestroyWindow>;

bool is_whole_screen(const WindowOptions& options);

/// SDL's window of the size the options ask for. Goes before its Video.
Result<WindowHandle> open_window(const WindowOptions& options);

}  // namespace platform
