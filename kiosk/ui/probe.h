#pragma once

#include <string>
#include <vector>

#include "paint/quad.h"
#include "ui/box.h"
#include "ui/script.h"

namespace ui {

/// What one frame put on the glass, for the tests, the pictures and the accessibility gate.
struct Probe {
    struct Label {
        std::string text;
        Box ink;       ///< The lines as laid out: widest line × line heights.
        Box room;      ///< The box the text had.
        int size = 0;  ///< Em in pixels.
        paint::Colour colour = 0;
        bool cut = false;      ///< Did not fit its room.
        bool torn = false;     ///< A word goes over two lines.
        bool may_cut = false;  ///< "…" is by design: the whole text stands on another screen.
        bool read = false;      ///< A voice says it.
        Script::Place place = Script::Place::content;
        bool decoration = false;
    };
    struct Target {
        std::string id;
        Box box;
        bool enabled = true;
        bool key = false;           ///< A key of the keyboard: 12.7 mm are enough.
        bool whole_screen = false;  ///< Lies under the others on purpose.
        bool hidden = false;        ///< Not for citizens: nobody has to find or hit it.
    };
    struct Code {
        std::string text;
        Box box;  ///< With the white border.
        float module = 0;
    };

    std::string screen;
    std::string focus;  ///< The target in focus, while keys are used.
    std::vector<Label> labels;
    std::vector<Target> targets;
    std::vector<Code> codes;
    std::vector<std::string> missing;  ///< Keys of assets/lang that do not exist.

    void clear() { *this = Probe{}; }
    const Target* target(const std::string& id) const {
        for (const Target& target : targets)
            if (target.id == id) return &target;
        return nullptr;
    }
};

}  // namespace ui
