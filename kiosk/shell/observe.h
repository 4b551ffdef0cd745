#pragma once

#include <string>

#include "app/model.h"
#include "base/result.h"
#include "ui/probe.h"

namespace shell {

/// How many keys and fingers had gone down by a frame; whatever they do is in it.
struct Heard {
    std::uint64_t keys = 0, touches = 0;
};

/// Tells a test or the picture-taker what is on the glass, one JSON line a frame appended to a
/// file: the screen, the targets with their places, the one in focus, the QR codes, and what a
/// voice says of it. Never what was typed.
class Observer {
public:
    /// Appends to `path`; an empty path observes nothing.
    static Result<Observer> open(const std::string& path);
    Observer(Observer&& other) noexcept;
    Observer& operator=(Observer&&) = delete;
    ~Observer();

    bool watching() const { return descriptor_ >= 0; }
    /// Tells of a frame that was painted, or that looks as before but takes touches elsewhere
    /// or follows another key or finger.
    void frame(const ui::Probe& probe, std::uint64_t frame, const Heard& heard, bool painted);
    /// How many journal rows of this run are on disk: {"written":n}. 0 when citizens are served.
    void written(std::int64_t rows);

private:
    void line(const std::string& words);
    explicit Observer(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
    std::string told_;  // Of the newest frame, without its number.
};

}  // namespace shell
