#include "paint/utf8.h"

#include <cstddef>
#include <cstdint>

#include "base/panic.h"

namespace paint {

namespace {

constexpr char32_t kReplacement = 0xfffd;

/// The shape a first byte promises: how many bytes, which bits of it count, and the smallest
/// code point that may be written so long.
struct Shape {
    std::size_t bytes;
    std::uint8_t mask;
    char32_t smallest;
};

Shape shape_of(std::uint8_t first) {
    if (first < 0x80) return {1, 0x7f, 0};
    if ((first & 0xe0) == 0xc0) return {2, 0x1f, 0x80};
    if ((first & 0xf0) == 0xe0) return {3, 0x0f, 0x800};
    if ((first & 0xf8) == 0xf0) return {4, 0x07, 0x10000};
    return {0, 0, 0};
}

}  // namespace

char32_t next_code_point(std::string_view& utf8) {
    ASSERT(!utf8.empty());
    const auto first = static_cast<std::uint8_t>(utf8[0]);
    const Shape shape = shape_of(first);
    char32_t point = first & shape.mask;
    bool good = shape.bytes != 0 && shape.bytes <= utf8.size();
    for (std::size_t i = 1; good && i < shape.bytes; ++i) {
        const auto next = static_cast<std::uint8_t>(utf8[i]);
        good = (next & 0xc0) == 0x80;
        point = point << 6 | (next & 0x3fu);
    }
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    if (!good || point < shape.smallest || point > 0x10ffff || surrogate) {
        utf8.remove_prefix(1);
        return kReplacement;
    }
    utf8.remove_prefix(shape.bytes);
    return point;
}

}  // namespace paint
