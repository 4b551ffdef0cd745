#pragma once

#include <string>
#include <vector>

#include "bench/stage.h"
#include "window/picture.h"

/// One touch of the walk: what is pressed, and the screen that it leads to.
struct Touch {
    std::string kind;  ///< What the figure is called; several touches may be of one kind.
    std::string id;
    std::string screen;
};

/// A visit as citizens make it, from the attract screen back to it.
const std::vector<Touch>& walk();

/// What a touch took, from the moment the finger was lifted.
struct Wait {
    double first_ms = 0;  ///< Until the first pixel of the watched patch had changed.
    double whole_ms = 0;  ///< Until the patch looked as it stays from then on.
};

/// How long to wait for changes: until it was quiet so long, or in vain.
struct Waiting {
    std::chrono::milliseconds quiet, patience;
};

/// What happened to a patch of the glass.
struct Changes {
    double first_ms = 0, last_ms = 0;  ///< When it first and last changed, after `since`.
    Picture last;                      ///< What it is since then.
};

/// Follows a patch that looked as `before` until it is at rest.
Result<Changes> follow_changes(Eye& eye, const Area& patch, const Picture& before,
                               Eye::Clock::time_point since, const Waiting& waiting);

/// Walks on a stage. The first walk learns where things are, and which part of the glass each
/// touch changes most; the others are measured there.
class GlassWalker {
public:
    explicit GlassWalker(Stage& stage) : stage_(stage) {}

    /// The whole walk, unmeasured. With a folder: keeps a picture of each screen in it.
    Result<> learn(const std::string& pictures);
    /// One touch of the walk; they are to be made in their order, round after round.
    Result<Wait> touch(std::size_t index);

private:
    struct Learned {
        Area place, patch;
    };

    Result<> press_down(const Area& at, const std::string& id);
    Error lost(const std::string& what) const;

    Stage& stage_;
    std::vector<Learned> learned_;
};
