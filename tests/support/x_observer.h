#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct _XDisplay;

/// A second client of a display: presses its mouse and keys (XTEST) and looks at its glass.
/// Stops the process when the display is not there. (A source of its own, because Xlib's macros
/// and doctest do not bear each other.)
class XObserver {
public:
    explicit XObserver(const std::string& display);
    ~XObserver();
    XObserver(const XObserver&) = delete;
    XObserver& operator=(const XObserver&) = delete;

    void move(int x, int y);
    void button(unsigned number, bool down);
    void key(const char* name, bool down);  ///< By X's name: "F4", "Alt_L".

    /// The pixels of the root window's upper left, 0x00RRGGBB in a display of 24 bits.
    std::vector<std::uint32_t> glass(int width, int height);

    /// Gives the (virtual) monitor another mode (RandR), at most as large as it began.
    void resize_screen(int width, int height);

    /// Covers the upper left with a red window, until uncover().
    void cover(int width, int height);
    void uncover();

private:
    _XDisplay* x_;
    unsigned long cover_ = 0;
};
