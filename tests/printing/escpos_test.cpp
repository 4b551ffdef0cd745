#include "printing/escpos.h"

#include <doctest/doctest.h>

#include <random>

#include "printing/paper.h"

using namespace printing;

namespace {

Bitmap noise(unsigned seed, int width, int height) {
    std::mt19937 chance(seed);
    Bitmap bitmap{.width = width, .height = height, .bits = {}};
    bitmap.bits.resize(bitmap.stride() * static_cast<std::size_t>(height));
    for (std::uint8_t& byte : bitmap.bits) byte = static_cast<std::uint8_t>(chance());
    return bitmap;
}

ReceiptPaper printed(const std::string& bytes) {
    ReceiptPaper paper;
    for (const char byte : bytes) paper.take(static_cast<unsigned char>(byte));
    CHECK(paper.fault() == "");
    return paper;
}

}  // namespace

TEST_CASE("what a printer burns is the picture, dot by dot, whatever its height") {
    for (const int height : {1, 23, 24, 25, 48, 501}) {
        Bitmap picture = noise(static_cast<unsigned>(height), 384, height);
        for (std::uint8_t& byte : picture.bits)
            if (byte == 0x10) byte = 0x11;  // The next test's.
        CHECK(printed(escpos_of(picture)).slips() == std::vector{picture});
    }
}

TEST_CASE("no picture holds a question to the printer, and no more than a dot is changed") {
    Bitmap picture{.width = 24, .height = 200, .bits = {}};
    const std::uint8_t questions[] = {0x10, 0x04, 0x10, 0x05, 0x10, 0x14};
    for (std::size_t i = 0; i < 600; ++i) picture.bits.push_back(questions[i % 6]);
    const std::string bytes = escpos_of(picture);
    for (const char after : {'\x04', '\x05', '\x14'})
        CHECK(bytes.find(std::string{'\x10', after}) == std::string::npos);
    const std::vector<Bitmap> slips = printed(bytes).slips();
    REQUIRE(slips.size() == 1);
    for (std::size_t i = 0; i < picture.bits.size(); ++i)
        CHECK((slips[0].bits[i] & ~0x02) == (picture.bits[i] & ~0x02));
}
