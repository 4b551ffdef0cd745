#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "catalogue/search.h"
#include "ui/box.h"
#include "ui/focus.h"

namespace ui {

/// Text broken into lines for one width: start and length in bytes, and width in pixels.
struct Line {
    std::size_t start = 0, length = 0;
    float width = 0;
};
struct Paragraph {
    std::vector<Line> lines;
    bool cut = false;     ///< More text than lines allowed.
    bool broken = false;  ///< A word was wider than the line, and is torn.
    float widest = 0;
};

/// A QR code's modules, row by row.
struct QrCode {
    int size = 0;
    std::vector<bool> dark;
};

/// A list under a finger: how far it is from where the model says it is.
struct Scroll {
    float offset = 0;  ///< Pixels down from the first row's place.
    float speed = 0;   ///< Pixels a second, after the finger left.
    bool held = false;
    float grabbed_at = 0;  ///< The offset when the finger began to drag.
    Instant moved{};
};

/// What the screens remember between frames so as not to compute it again, and where a drag is.
/// Everything bounded: a cache that is full is emptied.
struct Memory {
    static constexpr std::size_t kParagraphsMax = 2048;  // A few screens' worth.
    static constexpr std::size_t kCodesMax = 16;

    std::unordered_map<std::uint64_t, Paragraph> paragraphs;
    std::unordered_map<std::string, QrCode> codes;
    std::string searched;  // What `found` answers.
    const catalogue::SearchIndex* searched_in = nullptr;
    std::vector<catalogue::Match> found;
    std::map<std::string, Scroll, std::less<>> scrolls;  // Of the current screen.
    std::string screen;                                  // Whose scrolls these are.
    bool moving = false;                                 // Something still slides: draw again soon.

    // What a keypad can reach in this frame, in reading order, and where it stands.
    std::vector<Focusable> focusables;
    std::string focus, chosen;  // Ids; `chosen` only in the frame of the key.

    // The finger in this frame, in pixels.
    struct Finger {
        bool down = false, began_drag = false, dragging = false, lifted = false;
        float x = 0, y = 0, dx = 0, dy = 0, speed_y = 0;
    } finger;
};

}  // namespace ui
