#pragma once

#include <string>
#include <vector>

#include "voice/voice.h"

/// Writes down what would be said, for tests of the screens.
namespace voice {

/// Appends to a file: a line for every say(), its spoken texts joined by " | ", and "hush" for
/// every hush(). Each line is there when the call returns; a file that cannot be written is
/// logged. It is done at once, so speaking() is always false.
class Transcript final : public Voice {
public:
    explicit Transcript(std::string path) : path_(std::move(path)) {}

    void say(std::vector<Piece> pieces) override;
    void hush() override;
    void set_volume(int) override {}
    bool speaking() const override { return false; }

private:
    void append(const std::string& line) const;

    std::string path_;
};

}  // namespace voice
