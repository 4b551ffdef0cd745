#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

/// What stood on the glass, pixel by pixel.
struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint32_t> pixels;  ///< 0x00RRGGBB, rows from the top.

    std::uint32_t at(int x, int y) const {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x)];
    }
    bool operator==(const Picture&) const = default;
};

Result<> write_png(const Picture& picture, const std::string& path);

/// The texts of the QR codes that a phone would find in the picture (zbar), in no order.
Result<std::vector<std::string>> read_codes(const Picture& picture);
