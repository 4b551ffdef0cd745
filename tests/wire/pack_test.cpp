#include "wire/pack.h"

#include <fstream>
#include <random>

#include "support/must.h"

namespace {

constexpr std::size_t kLimit = 8u << 20;

std::string incompressible(std::size_t size) {
    std::mt19937 random(4);
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

/// A frame by hand (RFC 8878): its magic number and descriptor, a window of 2^`window_log` bytes,
/// then blocks that each repeat one byte 128 KiB times: four bytes that stand for 131,072.
std::string bomb(std::size_t blocks, int window_log = 23) {
    std::string frame("\x28\xB5\x2F\xFD\x00", 5);
    frame += static_cast<char>((window_log - 10) << 3);
    for (std::size_t i = 0; i < blocks; ++i) {
        const unsigned last = i + 1 == blocks ? 1 : 0;
        const unsigned header = last | 1u << 1 | (128u << 10) << 3;
        for (const int shift : {0, 8, 16}) frame += static_cast<char>(header >> shift);
        frame += 'x';
    }
    return frame;
}

/// The most memory this process has had since the last call, in KiB.
long peak_kib() {
    std::ifstream status("/proc/self/status");
    std::string line;
    long kib = 0;
    while (std::getline(status, line))
        if (line.starts_with("VmHWM:")) kib = std::stol(line.substr(6));
    std::ofstream("/proc/self/clear_refs") << "5";
    return kib;
}

}  // namespace

TEST_CASE("what is packed comes back") {
    for (const std::string& bytes :
         {std::string(), std::string("x"), std::string(100'000, 'x'), incompressible(300'000)})
        CHECK(must(wire::unpack(wire::pack(bytes), kLimit)) == bytes);
    CHECK(wire::pack(std::string(100'000, 'x')).size() < 100);
}

TEST_CASE("the limit itself is allowed, one byte more is not") {
    for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{65'536}, kLimit}) {
        CHECK(must(wire::unpack(wire::pack(std::string(limit, 'x')), limit)).size() == limit);
        CHECK_FALSE(wire::unpack(wire::pack(std::string(limit + 1, 'x')), limit).has_value());
    }
}

TEST_CASE("a few KiB that stand for gigabytes are stopped at the limit, with little memory") {
    CHECK(must(wire::unpack(bomb(64), kLimit)).size() == kLimit);
    CHECK_FALSE(wire::unpack(bomb(65), kLimit).has_value());
    const std::string frame = bomb(60'000);  // Near 8 GiB, in 240 kB.
    REQUIRE(frame.size() < (256u << 10));
    peak_kib();
    const long before = peak_kib();
    CHECK(must_fail(wire::unpack(frame, kLimit)).find("8388608 bytes") != std::string::npos);
    // What comes out, its copy while it grows, and the window.
    CHECK(peak_kib() - before < 40 * 1024);
}

TEST_CASE("a frame that asks for a larger window than a batch is refused at once") {
    CHECK(wire::unpack(bomb(1, 23), kLimit).has_value());
    for (const int window_log : {24, 27, 31, 41})
        CHECK_FALSE(wire::unpack(bomb(1, window_log), kLimit).has_value());
}

TEST_CASE("every truncation of a frame is refused") {
    const std::string packed = wire::pack("counts, " + incompressible(100) + std::string(99, 'x'));
    for (std::size_t size = 0; size < packed.size(); ++size)
        REQUIRE_FALSE(wire::unpack(packed.substr(0, size), kLimit).has_value());
    const std::string large = wire::pack(incompressible(300'000));
    for (std::size_t size = 0; size < large.size(); size += 997)
        REQUIRE_FALSE(wire::unpack(large.substr(0, size), kLimit).has_value());
}

TEST_CASE("nothing may stand before or after the frame") {
    const std::string packed = wire::pack("counts");
    const std::string skippable("\x50\x2A\x4D\x18\x01\x00\x00\x00x", 9);
    for (const std::string& wrong :
         {packed + "x", packed + packed, "x" + packed, packed + skippable, skippable + packed,
          skippable, std::string("\x27\xB5\x2F\xFD", 4) + packed.substr(4)})
        CHECK_FALSE(wire::unpack(wrong, kLimit).has_value());
}

TEST_CASE("bytes that are no frame are refused, whatever they are") {
    std::mt19937 random(9);
    const std::string packed = wire::pack("counts, " + incompressible(60));
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = packed;
        for (auto changes = 1 + random() % 3; changes > 0; --changes)
            bytes[4 + random() % (bytes.size() - 4)] = static_cast<char>(random());
        const Result<std::string> unpacked = wire::unpack(bytes, 1000);
        if (unpacked) CHECK(unpacked->size() <= 1000);
    }
}
