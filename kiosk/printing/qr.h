#pragma once

#include <string>
#include <vector>

namespace printing {

/// The four modules of white around a QR code that ISO/IEC 18004 asks for.
inline constexpr int kQuietModules = 4;

/// The modules of a QR code, level M, without the quiet zone.
struct Modules {
    int size = 0;  ///< 0: the text is too long.
    std::vector<bool> dark;

    bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * size + x)]; }
    int side() const { return size + 2 * kQuietModules; }
};
Modules modules_of(const std::string& text);

}  // namespace printing
