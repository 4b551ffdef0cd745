#pragma once

#include <poll.h>

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "platform/input.h"

namespace platform {

/// The touch panels and keyboards of a bare console, read straight from /dev/input: SDL would ask
/// each of them every 8 ms, here one poll() sleeps on all. They come and go as they are plugged:
/// the folder is watched, nothing of udev is needed but the permission it gives. Keyboards are
/// ours alone while we live: no key reaches a terminal behind the glass, nor does Ctrl-Alt-Del.
class InputDevices {
public:
    static InputDevices open(std::string folder = "/dev/input");
    InputDevices(InputDevices&&) noexcept;
    ~InputDevices();

    void add_sources(std::vector<pollfd>& sources) const;
    /// Whether read() must be asked though no source has anything: the folder is not watched.
    bool is_due(Instant now) const;
    /// Everything that was done since the last call. Does not wait.
    void read(std::vector<Input>& heard, Instant now);

    std::size_t touch_devices() const;

private:
    struct State;
    explicit InputDevices(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace platform
