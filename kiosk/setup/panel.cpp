#include "setup/panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <sstream>

#include "base/files.h"

namespace setup {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kEdidBytesMax = 32 << 10;  // 256 blocks.
constexpr std::size_t kBlock = 128;              // The first; extensions are of no interest here.
constexpr std::size_t kLineMax = 64 << 10;
constexpr std::size_t kListedMax = 64;  // Connectors or input devices; a PC has a dozen.

std::string line_of(const std::string& path) {
    const Result<std::string> text = files::read(path, kLineMax);
    return text ? text->substr(0, text->find('\n')) : std::string();
}

/// Descriptor 0xFC: the name, ended by a line feed, of printable ASCII.
std::string name_in(std::string_view descriptor) {
    std::string name;
    for (const char c : descriptor.substr(5)) {
        if (c < ' ' || c > '~') break;
        name += c;
    }
    while (name.ends_with(' ')) name.pop_back();
    return name;
}

std::vector<std::string> names_below(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end;
         !failure && entry != end && names.size() < kListedMax; entry.increment(failure))
        names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// Words of 64 bits in hexadecimal, the highest first, as sysfs writes a set of bits.
bool has_bit(const std::string& words, unsigned bit) {
    std::istringstream in(words);
    std::vector<std::uint64_t> all;
    std::uint64_t word = 0;
    while (in >> std::hex >> word) all.insert(all.begin(), word);
    return bit / 64 < all.size() && (all[bit / 64] >> bit % 64 & 1) != 0;
}

}  // namespace

Result<Edid> read_edid(std::string_view bytes) {
    constexpr std::string_view kHeader("\x00\xff\xff\xff\xff\xff\xff\x00", 8);
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
    if (bytes.size() < kBlock || !bytes.starts_with(kHeader))
        return Error{Error::Code::invalid, "no EDID"};
    unsigned sum = 0;
    for (std::size_t i = 0; i < kBlock; ++i) sum += byte(i);
    if (sum % 256 != 0) return Error{Error::Code::invalid, "an EDID with a wrong sum"};

    Edid edid;
    const unsigned maker = byte(8) * 256u + byte(9);  // Three letters of five bits.
    for (const unsigned shift : {10u, 5u, 0u})
        edid.maker += static_cast<char>('A' - 1 + (maker >> shift & 31));
    edid.width_mm = byte(21) * 10;
    edid.height_mm = byte(22) * 10;
    for (std::size_t at = 54; at + 18 <= 126; at += 18) {
        const bool timing = byte(at) != 0 || byte(at + 1) != 0;
        if (!timing && byte(at + 3) == 0xFC) edid.name = name_in(bytes.substr(at, 18));
        if (!timing || edid.width_pixels > 0) continue;
        edid.width_pixels = byte(at + 2) | (byte(at + 4) & 0xF0) << 4;
        edid.height_pixels = byte(at + 5) | (byte(at + 7) & 0xF0) << 4;
        const int width = byte(at + 12) | (byte(at + 14) & 0xF0) << 4;
        const int height = byte(at + 13) | (byte(at + 14) & 0x0F) << 8;
        // Some write the aspect there (16 × 9 mm), some nothing.
        if (width >= 100 && height >= 50) {
            edid.width_mm = width;
            edid.height_mm = height;
        }
    }
    return edid;
}

std::vector<Connector> read_connectors(const std::string& drm) {
    std::vector<Connector> connectors;
    for (const std::string& name : names_below(drm)) {
        const std::string folder = drm + "/" + name;
        const std::string status = line_of(folder + "/status");
        if (!name.starts_with("card") || status.empty()) continue;
        Connector connector{.name = name,
                            .connected = status == "connected",
                            .unknown = status == "unknown",
                            .edid = {}};
        std::sscanf(line_of(folder + "/modes").c_str(), "%5dx%5d", &connector.width_pixels,
                    &connector.height_pixels);
        if (const auto bytes = files::read(folder + "/edid", kEdidBytesMax))
            if (auto edid = read_edid(*bytes)) connector.edid = std::move(*edid);
        connectors.push_back(std::move(connector));
    }
    return connectors;
}

const Connector* connected(const std::vector<Connector>& connectors) {
    auto found = std::ranges::find_if(connectors, &Connector::connected);
    if (found == connectors.end())
        found = std::ranges::find_if(connectors, [](const Connector& connector) {
            return connector.unknown && connector.width_pixels > 0;
        });
    return found == connectors.end() ? nullptr : &*found;
}

std::vector<std::string> touch_devices(const std::string& input) {
    constexpr unsigned kDirect = 1, kPositionX = 0x35, kTouch = 0x14a;  // As evdev numbers them.
    std::vector<std::string> found;
    for (const std::string& name : names_below(input)) {
        if (!name.starts_with("event")) continue;
        const std::string device = input + "/" + name + "/device";
        const bool direct = has_bit(line_of(device + "/properties"), kDirect);
        const bool many = has_bit(line_of(device + "/capabilities/abs"), kPositionX);
        const bool touch = has_bit(line_of(device + "/capabilities/key"), kTouch);
        const bool absolute = has_bit(line_of(device + "/capabilities/abs"), 0);
        if (many ? direct : direct && touch && absolute) found.push_back(line_of(device + "/name"));
    }
    return found;
}

}  // namespace setup
