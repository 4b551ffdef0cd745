#include "voice/transcript.h"

#include <fstream>

#include "base/log.h"
#include "voice/spoken.h"

namespace voice {

void Transcript::say(std::vector<Piece> pieces) {
    std::string line;
    for (const Piece& piece : pieces) {
        if (!line.empty()) line += " | ";
        line += spoken(piece.text, piece.language);
    }
    append(line);
}

void Transcript::hush() { append("hush"); }

void Transcript::append(const std::string& line) const {
    std::ofstream file(path_, std::ios::app);
    file << line << '\n' << std::flush;
    if (!file) logging::error("transcript {}: cannot be written", path_);
}

}  // namespace voice
