#include "wire/pack.h"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <memory>

namespace wire {

namespace {

constexpr int kLevel = 9;

// A window of 8 MiB, all that a batch may unpack to; a frame that asks for more memory lies.
constexpr int kWindowLogMax = 23;

// Grown as it comes out: what a frame says of its size is not believed.
constexpr std::size_t kStepBytes = 64u << 10;

// ZSTD_MAGICNUMBER in the order of its bytes. Other magic numbers are skippable frames and those
// of old zstd versions, which the library would read too.
constexpr std::string_view kMagic = "\x28\xB5\x2F\xFD";

struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

Error refused(std::string why) { return {Error::Code::invalid, "unpack: " + std::move(why)}; }

}  // namespace

std::string pack(std::string_view bytes) {
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size =
        ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel);
    ASSERT(!ZSTD_isError(size));
    packed.resize(size);
    return packed;
}

Result<std::string> unpack(std::string_view packed, std::size_t bytes_max) {
    if (!packed.starts_with(kMagic)) return refused("not a zstd frame");
    const std::unique_ptr<ZSTD_DStream, Free> stream(ZSTD_createDStream());
    ASSERT(stream);
    ASSERT(!ZSTD_isError(ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, kWindowLogMax)));

    std::string bytes;
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    while (true) {
        const std::size_t before = bytes.size();
        const std::size_t room = std::min(kStepBytes, bytes_max + 1 - before);
        bytes.resize(before + room);
        ZSTD_outBuffer out{bytes.data() + before, room, 0};
        const std::size_t left = ZSTD_decompressStream(stream.get(), &out, &in);
        bytes.resize(before + out.pos);
        if (ZSTD_isError(left)) return refused(ZSTD_getErrorName(left));
        if (bytes.size() > bytes_max)
            return refused(fmt::format("more than {} bytes come out", bytes_max));
        if (left == 0) break;
        if (in.pos == in.size && out.pos < room) return refused("the frame is cut off");
    }
    if (in.pos != in.size) return refused("there are bytes after the frame");
    return bytes;
}

}  // namespace wire
