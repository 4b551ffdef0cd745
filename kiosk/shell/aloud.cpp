#include "shell/aloud.h"

#include <algorithm>
#include <utility>

namespace shell {

namespace {

using Pieces = std::vector<voice::Piece>;

template <class Wanted>
void add(Pieces& pieces, const ui::Script& script, Wanted wanted) {
    for (const ui::Script::Part& part : script.parts)
        if (wanted(part))
            pieces.push_back({.id = part.id, .text = part.text, .language = part.language});
}

template <class Wanted>
Pieces pieces_of(const ui::Script& script, Wanted wanted) {
    Pieces pieces;
    add(pieces, script, wanted);
    return pieces;
}

/// The screen in reading order; with header and bar around it when somebody asked to hear it.
Pieces screen_of(const ui::Script& script, bool with_frame) {
    using Place = ui::Script::Place;
    Pieces pieces;
    for (const Place place : {Place::header, Place::content, Place::bar})
        if (with_frame || place == Place::content)
            add(pieces, script,
                [&](const auto& part) { return part.place == place && !part.on_focus; });
    return pieces;
}

/// What is among the new and was not among the old.
Pieces news(const Pieces& now, const Pieces& before) {
    Pieces fresh;
    for (const voice::Piece& piece : now)
        if (std::find(before.begin(), before.end(), piece) == before.end()) fresh.push_back(piece);
    return fresh;
}

}  // namespace

void Aloud::follow(const app::Model& model, const ui::Script& script, const voice::Piece& hint) {
    const app::Display& display = model.display;
    if (!display.aloud) {
        if (std::exchange(listening_, false)) voice_.hush();
        hinted_ = false;
        return;
    }
    listening_ = true;
    if (std::exchange(volume_, display.volume) != display.volume) voice_.set_volume(display.volume);
    Pieces focused = pieces_of(script, [&](const auto& part) {
        return !script.focus.empty() && part.target == script.focus;
    });
    Pieces live = pieces_of(script, [](const auto& part) { return part.live; });
    Pieces say;
    if (model.reading != reading_) {
        say = screen_of(script, model.read_frame);
        if (display.keys && !std::exchange(hinted_, true)) say.push_back(hint);
    } else {
        // What is in focus says itself; another thing that changed is told after it.
        if (script.focus != focus_ || focused != focused_) say = focused;
        for (voice::Piece& piece : news(live, live_))
            if (std::find(say.begin(), say.end(), piece) == say.end())
                say.push_back(std::move(piece));
    }
    reading_ = model.reading;
    focus_ = script.focus;
    focused_ = std::move(focused);
    live_ = std::move(live);
    if (!say.empty()) voice_.say(std::move(say));
}

}  // namespace shell
