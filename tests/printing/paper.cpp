#include "printing/paper.h"

namespace {

constexpr unsigned char kEsc = 0x1b, kGs = 0x1d;

std::size_t length_of(const std::deque<unsigned char>& command) {
    if (command.front() == kEsc) return 2;  // ESC @
    if (command.size() < 2) return 2;
    if (command[1] == 'v') return 8;  // GS v 0 m xL xH yL yH
    if (command[1] == 'V') return 4;  // GS V 66 n
    return 3;                         // GS r n
}

}  // namespace

void ReceiptPaper::begin_band() {
    const int bytes = command_[4] + 256 * command_[5];
    const int lines = command_[6] + 256 * command_[7];
    if (command_[2] != '0' || command_[3] != 0 || bytes == 0 || lines == 0 || lines > 255)
        fault_ = "a band of " + std::to_string(bytes) + " bytes by " + std::to_string(lines);
    if (slip_.width != 0 && slip_.width != 8 * bytes) fault_ = "bands of different widths";
    slip_.width = 8 * bytes;
    slip_.height += lines;
    lines_ += lines;
    dots_left_ = static_cast<std::size_t>(bytes) * static_cast<std::size_t>(lines);
}

bool ReceiptPaper::take(unsigned char byte) {
    if (dots_left_ > 0) {
        slip_.bits.push_back(byte);
        --dots_left_;
        return false;
    }
    if (command_.empty() && byte != kEsc && byte != kGs)
        fault_ = "a stray byte " + std::to_string(byte);
    command_.push_back(byte);
    if (!fault_.empty() || command_.size() < length_of(command_)) return false;
    const unsigned char name = command_[1];
    if (command_.front() == kEsc && name == '@') {
        slip_ = {};
    } else if (name == 'v') {
        begin_band();
    } else if (name == 'V') {
        if (command_[2] != 66) fault_ = "another cut";
        slips_.push_back(std::move(slip_));
        slip_ = {};
    } else if (name != 'r' || command_[2] != 1) {
        fault_ = std::string("a command ") + static_cast<char>(name);
    }
    command_.clear();
    return name == 'r';
}

Picture picture_of(const printing::Bitmap& bitmap) {
    constexpr int kMargin = 32, kFiner = 2;
    Picture picture{.width = kFiner * bitmap.width + 2 * kMargin,
                    .height = kFiner * bitmap.height + 2 * kMargin,
                    .pixels = {}};
    picture.pixels.assign(
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height),
        0xffffff);
    for (int y = 0; y < kFiner * bitmap.height; ++y)
        for (int x = 0; x < kFiner * bitmap.width; ++x)
            if (bitmap.black(x / kFiner, y / kFiner))
                picture.pixels[static_cast<std::size_t>(y + kMargin) *
                                   static_cast<std::size_t>(picture.width) +
                               static_cast<std::size_t>(x + kMargin)] = 0;
    return picture;
}
