#include "paint/utf8.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

std::vector<char32_t> all(std::string_view text) {
    std::vector<char32_t> points;
    while (!text.empty()) points.push_back(paint::next_code_point(text));
    return points;
}

}  // namespace

TEST_CASE("code points of one to four bytes are read whole") {
    CHECK(all("aộ₫") == std::vector<char32_t>{'a', 0x1ed9, 0x20ab});
    CHECK(all("đ\xf0\x9f\x98\x80") == std::vector<char32_t>{0x111, 0x1f600});
}

TEST_CASE("each broken byte is one replacement character and nothing after it is lost") {
    CHECK(all("\xff"
              "a") == std::vector<char32_t>{0xfffd, 'a'});
    CHECK(all("\xe1\xbb") == std::vector<char32_t>{0xfffd, 0xfffd});  // Cut off.
    CHECK(all("\xc0\xaf") == std::vector<char32_t>{0xfffd, 0xfffd});  // Too long for '/'.
    CHECK(all("\xed\xa0\x80") == std::vector<char32_t>{0xfffd, 0xfffd, 0xfffd});  // Surrogate.
    CHECK(all("\xf4\x90\x80\x80").size() == 4);                                   // Above U+10FFFF.
}

TEST_CASE("every string of three arbitrary bytes is walked to its end") {
    for (int a = 0; a < 256; a += 3) {
        for (int b = 0; b < 256; b += 5) {
            for (int c = 0; c < 256; c += 7) {
                const std::string bytes{static_cast<char>(a), static_cast<char>(b),
                                        static_cast<char>(c)};
                const auto points = all(bytes);
                CHECK(points.size() >= 1);
                CHECK(points.size() <= 3);
            }
        }
    }
}
