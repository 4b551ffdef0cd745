// How the citizen likes the screen: seen, reached, heard. All of it ends with the visit.

#include <algorithm>
#include <utility>

#include "app/steps.h"

namespace app {

void cycle_text(Model& model) { model.display.text = next(model.display.text); }
void cycle_scheme(Model& model) { model.display.scheme = next(model.display.scheme); }
void set_text(Model& model, TextSize text) { model.display.text = text; }
void set_scheme(Model& model, Scheme scheme) { model.display.scheme = scheme; }
void set_language(Model& model, Language language) {
    model.display.language = language;
    read_anew(model);
}
void set_low(Model& model, bool low) { model.display.low = low; }
void set_hand(Model& model, Hand hand) { model.display.hand = hand; }
void set_volume(Model& model, int volume) { model.display.volume = std::clamp(volume, 0, 100); }

void set_aloud(Model& model, bool aloud) {
    if (!model.rules.voice || model.display.aloud == aloud) return;
    model.display.aloud = aloud;
    read_anew(model);
}

void read_aloud(Model& model) {
    if (model.display.aloud && model.speaking) return set_aloud(model, false);
    model.display.aloud = model.rules.voice;
    read_anew(model);
    model.read_frame = true;
}

/// The first key on the attract screen may be a blind person's: it is answered by the voice.
void use_key(Model& model) {
    const bool first = !std::exchange(model.display.keys, true);
    if (first && std::holds_alternative<Attract>(model.screen) && model.rules.keypad_speaks)
        set_aloud(model, true);
}

void change_speech(Model& model, bool speaking, Instant now) {
    if (model.speaking && !speaking) model.silent_at = now;
    model.speaking = speaking;
}

Effects open_comfort(Model& model, Instant now) {
    if (!std::holds_alternative<Comfort>(model.screen)) push(model, Comfort{}, now);
    return {};
}

}  // namespace app
