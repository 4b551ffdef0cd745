#include "voice/clips.h"

#include <algorithm>

#include "base/files.h"
#include "base/log.h"

namespace voice {

namespace {

/// Ids are keys of assets/lang; anything else must not become a path.
bool is_id(std::string_view id) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    };
    return !id.empty() && id.front() != '.' && std::all_of(id.begin(), id.end(), fits);
}

}  // namespace

std::optional<Sound> Clips::find(std::string_view id, text::Language language) const {
    if (!is_id(id)) return {};
    const std::string path =
        folder_ + "/" + text::code_of(language) + "/" + std::string(id) + ".wav";
    const auto bytes = files::read(path, kBytesMax);
    if (!bytes) {
        if (bytes.error().code != Error::Code::not_found)
            logging::warning("clip: {}", bytes.error().message);
        return {};
    }
    auto sound = read_wav(*bytes, WavLength::stated);
    if (sound) return std::move(sound).value();
    logging::warning("clip {}: {}", path, sound.error().message);
    return {};
}

}  // namespace voice
