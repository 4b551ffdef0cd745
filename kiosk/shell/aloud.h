#pragma once

#include <string>
#include <vector>

#include "app/model.h"
#include "ui/script.h"
#include "voice/voice.h"

namespace shell {

/// What is said of the screens, and when: a screen as it comes up, the thing in focus as the
/// focus moves, and what changed by itself. Everything before is cut short by it.
class Aloud {
public:
    /// The voice must outlive it.
    explicit Aloud(voice::Voice& voice) : voice_(voice) {}

    /// After each frame. `hint`: how to walk by keys, said once a visit to whoever does.
    void follow(const app::Model& model, const ui::Script& script, const voice::Piece& hint);

    /// A finger or a key: who acts has heard enough.
    void interrupt() {
        if (listening_) voice_.hush();
    }

private:
    voice::Voice& voice_;
    bool listening_ = false;
    bool hinted_ = false;
    int volume_ = -1;
    std::uint32_t reading_ = 0;
    std::string focus_;
    std::vector<voice::Piece> focused_, live_;
};

}  // namespace shell
