#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "printing/page.h"
#include "window/picture.h"

/// The inside of a receipt printer: understands the commands we send, and only those, and burns
/// what they say on paper.
class ReceiptPaper {
public:
    /// Takes one byte; true once it has asked for the paper's status (GS r).
    bool take(unsigned char byte);

    int lines() const { return lines_; }                ///< Burnt so far, on all slips.
    bool in_picture() const { return dots_left_ > 0; }  ///< The next byte is dots.
    const std::vector<printing::Bitmap>& slips() const { return slips_; }  ///< Those cut off.
    const std::string& fault() const { return fault_; }  ///< What it did not understand.

private:
    void begin_band();

    std::deque<unsigned char> command_;
    std::size_t dots_left_ = 0;
    int lines_ = 0;
    printing::Bitmap slip_;
    std::vector<printing::Bitmap> slips_;
    std::string fault_;
};

/// Black dots as a picture with white around, twice as fine: what a phone sees.
Picture picture_of(const printing::Bitmap& bitmap);
