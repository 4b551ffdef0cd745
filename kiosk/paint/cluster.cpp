#include "paint/cluster.h"

#include "base/panic.h"
#include "paint/utf8.h"

namespace paint {

namespace {

constexpr char32_t kFirstMark = 0x300, kLastMark = 0x36f;

/// Whether a mark comes next, told by the bytes: U+0300 to U+036F are CC 80 to CD AF.
bool mark_comes(std::string_view utf8) {
    if (utf8.size() < 2) return false;
    const auto first = static_cast<std::uint8_t>(utf8[0]);
    if (first != 0xcc && first != 0xcd) return false;
    const auto second = static_cast<std::uint8_t>(utf8[1]);
    return second >= 0x80 && second <= (first == 0xcc ? 0xbf : 0xaf);
}

Cluster next_of_any(std::string_view& utf8) {
    Cluster cluster = next_code_point(utf8);
    if (!mark_comes(utf8) || cluster.letter() <= U' ' || is_mark(cluster.letter())) return cluster;
    while (mark_comes(utf8) && !cluster.full()) cluster.add(next_code_point(utf8));
    return cluster;
}

}  // namespace

bool is_mark(char32_t code_point) { return code_point >= kFirstMark && code_point <= kLastMark; }

void Cluster::add(char32_t mark) {
    ASSERT(is_mark(mark));
    ASSERT(!full());
    int at = kLetterBits;
    while (bits_ >> at != 0) at += kMarkBits;
    bits_ |= static_cast<std::uint64_t>(mark - kFirstMark + 1) << at;
}

std::vector<char32_t> Cluster::marks() const {
    std::vector<char32_t> marks;
    for (std::uint64_t rest = bits_ >> kLetterBits; rest != 0; rest >>= kMarkBits)
        marks.push_back(kFirstMark - 1 + static_cast<char32_t>(rest & ((1u << kMarkBits) - 1)));
    return marks;
}

Cluster next_cluster(std::string_view& utf8) {
    // Most letters are ASCII before ASCII, and no mark can follow: kept apart, as it is quick.
    if (utf8.size() < 2 || ((utf8[0] | utf8[1]) & 0x80) != 0) return next_of_any(utf8);
    const char letter = utf8[0];
    utf8.remove_prefix(1);
    return static_cast<char32_t>(letter);
}

}  // namespace paint
