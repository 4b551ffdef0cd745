#include "bench/patch.h"

#include <algorithm>
#include <map>

#include "base/panic.h"

namespace {

/// Where patches begin along a side: every half patch, and one that ends with the picture.
std::vector<int> places(int length) {
    std::vector<int> all;
    for (int at = 0; at + kPatchSide < length; at += kPatchSide / 2) all.push_back(at);
    all.push_back(std::max(0, length - kPatchSide));
    return all;
}

bool touch(const Area& one, const Area& other) {
    return one.x < other.x + other.width && other.x < one.x + one.width &&
           one.y < other.y + other.height && other.y < one.y + one.height;
}

}  // namespace

int changed_in(const Picture& before, const Picture& after, const Area& patch) {
    ASSERT(before.width == after.width && before.height == after.height);
    int count = 0;
    for (int y = patch.y; y < patch.y + patch.height; ++y)
        for (int x = patch.x; x < patch.x + patch.width; ++x)
            count += before.at(x, y) != after.at(x, y) ? 1 : 0;
    return count;
}

std::optional<Area> most_changed(const Picture& before, const Picture& after, const Area& spared) {
    const int width = std::min(kPatchSide, before.width);
    const int height = std::min(kPatchSide, before.height);
    std::optional<Area> best;
    int most = 0;
    for (const int y : places(before.height))
        for (const int x : places(before.width)) {
            const Area patch{x, y, width, height};
            if (touch(patch, spared)) continue;
            const int count = changed_in(before, after, patch);
            if (count <= most) continue;
            most = count;
            best = patch;
        }
    return best;
}

Picture cut(const Picture& picture, const Area& patch) {
    Picture part{patch.width, patch.height, {}};
    for (int y = 0; y < patch.height; ++y) {
        const auto row = static_cast<std::size_t>(patch.y + y);
        const auto from =
            picture.pixels.begin() +
            static_cast<std::ptrdiff_t>(row * static_cast<std::size_t>(picture.width)) + patch.x;
        part.pixels.insert(part.pixels.end(), from, from + patch.width);
    }
    return part;
}

std::uint32_t ground_of(const Picture& picture) {
    std::map<std::uint32_t, int> counts;
    std::uint32_t most = 0;
    for (const std::uint32_t pixel : picture.pixels)
        if (++counts[pixel] > counts[most]) most = pixel;
    return most;
}
