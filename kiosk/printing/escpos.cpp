#include "printing/escpos.h"

#include <algorithm>

namespace printing {

namespace {

// 24 lines (3 mm) of 72 bytes are 1.7 kB: the smallest buffers sold hold 4 kB.
constexpr int kBandLines = 24;

// A printer listens for these even in the middle of a picture (DLE EOT, DLE ENQ, DLE DC4), and
// would answer, or worse. One dot more in the byte after DLE and it is a picture again.
constexpr char kDle = 0x10;
constexpr bool asks(char after) { return after == 0x04 || after == 0x05 || after == 0x14; }

void append_band(std::string& bytes, const Bitmap& slip, int first, int lines) {
    const std::size_t stride = slip.stride();
    bytes += "\x1dv0";
    bytes += '\0';  // Dots as they are.
    for (const std::size_t count : {stride, static_cast<std::size_t>(lines)}) {
        bytes += static_cast<char>(count & 0xff);
        bytes += static_cast<char>(count >> 8);
    }
    const std::size_t begin = static_cast<std::size_t>(first) * stride;
    const std::size_t end = begin + static_cast<std::size_t>(lines) * stride;
    for (std::size_t at = begin; at < end; ++at) {
        char dots = static_cast<char>(slip.bits[at]);
        if (bytes.back() == kDle && asks(dots)) dots = static_cast<char>(dots | 0x02);
        bytes += dots;
    }
}

}  // namespace

std::string escpos_of(const Bitmap& slip) {
    std::string bytes = "\x1b@";
    for (int line = 0; line < slip.height; line += kBandLines)
        append_band(bytes, slip, line, std::min(kBandLines, slip.height - line));
    // Past the tear bar first: the knife sits above the head. Models without one only feed.
    constexpr char kFeedDots = 100;
    bytes += std::string("\x1d\x56\x42") + kFeedDots;
    return bytes;
}

}  // namespace printing
