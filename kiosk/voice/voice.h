#pragma once

#include <string>
#include <vector>

#include "text/language.h"

/// The kiosk read aloud, for whoever cannot read the glass. What is said comes from the screen;
/// this folder knows how to say it (spoken.h) and by what (clips.h, engine.h).
namespace voice {

/// One thing to be said, as it is shown.
struct Piece {
    /// Of the string in assets/lang when it was shown unfilled ("home.title"), else empty: the
    /// name of a recorded clip.
    std::string id;
    std::string text;         ///< As on the glass; spoken() makes it speakable.
    text::Language language;  ///< Of the words themselves: a Jrai screen may show Vietnamese.
    bool operator==(const Piece&) const = default;
};

/// Says things aloud. Every call returns at once: nothing here may hold up the drawing thread.
class Voice {
public:
    virtual ~Voice() = default;
    virtual void say(std::vector<Piece> pieces) = 0;  ///< Replaces whatever is being said.
    virtual void hush() = 0;                   ///< Silent within some milliseconds, nothing queued.
    virtual void set_volume(int percent) = 0;  ///< 0 … 100, at once, also in mid-word.
    virtual bool speaking() const = 0;
};

}  // namespace voice
