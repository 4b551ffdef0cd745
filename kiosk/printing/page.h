#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "printing/document.h"
#include "printing/fonts.h"

namespace printing {

/// What a document is drawn on: sheets, or a roll of receipt paper of that many millimetres.
enum class Paper { a4, roll_80, roll_58 };

/// The paper for a width in millimetres: a roll up to 60 or 90, else A4.
Paper paper_of(int width_mm);

/// A PDF with real text (it can be searched and copied): A4 in pages, a roll as one page as
/// long as needed. `invalid` when a text is too long for a QR code.
Result<std::string> pdf_of(const Document& document, Paper paper, const Fonts& fonts);

/// Black dots on paper, as a receipt printer burns them: 1 bit each, rows of whole bytes, the
/// left dot is the highest bit, 1 is black.
struct Bitmap {
    int width = 0, height = 0;  ///< Dots.
    std::vector<std::uint8_t> bits;

    std::size_t stride() const { return (static_cast<std::size_t>(width) + 7) / 8; }
    bool black(int x, int y) const {
        const std::size_t at =
            static_cast<std::size_t>(y) * stride() + static_cast<std::size_t>(x) / 8;
        return bits[at] >> (7 - x % 8) & 1;
    }
    bool operator==(const Bitmap&) const = default;
};

/// What the head of a receipt printer can burn: 203 dots an inch (8 a millimetre), 576 across
/// at 80 mm and 384 at 58 mm. One bitmap per `Cut`.
Result<std::vector<Bitmap>> raster_of(const Document& document, Paper roll, const Fonts& fonts);

}  // namespace printing
