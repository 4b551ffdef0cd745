#pragma once

#include <map>
#include <string>
#include <vector>

#include "text/language.h"
#include "ui/box.h"

namespace ui {

/// What a voice may say of one frame, in reading order: every label that is information, and what
/// was mentioned besides.
struct Script {
    enum class Place { header, content, bar };
    struct Part {
        std::string id;    ///< Of the string when it was shown as it is: for recorded clips.
        std::string text;  ///< As on the glass.
        text::Language language = text::Language::vi;  ///< Of the words themselves.
        Place place = Place::content;
        bool live = false;      ///< To be said whenever it changes.
        bool on_focus = false;  ///< To be said only while its touchable is in focus.
        std::string target;     ///< The touchable it belongs to, or empty.
        Box box;
    };
    std::vector<Part> parts;
    std::string focus;  ///< The touchable in focus; empty while nobody uses keys.

    // While the frame is drawn.
    struct Source {
        std::string id;       ///< Of the string it was made of.
        bool filled = false;  ///< Its holes were filled: no clip says it.
    };
    std::map<std::string, Source, std::less<>> sources;  ///< By the text shown.

    void clear() { *this = Script{}; }
};

}  // namespace ui
