#include "wire/publication.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "wire/fields.h"

namespace wire {

namespace {

constexpr std::size_t kDigestDigits = 64;
constexpr std::size_t kProvinceDigits = 2;
constexpr std::size_t kPathBytesMax = 32;
constexpr std::size_t kPayloadMax = 16u << 10;  // Ten files of about 140 bytes each.

Publication::File read_file(const json::Value& value, Fields& outer) {
    Fields fields(value, {"path", "bytes", "sha256"});
    Publication::File file{
        .path = fields.text("path", kPathBytesMax),
        .bytes = fields.integer("bytes", 0, static_cast<std::int64_t>(kPublishedBytesMax)),
        .digest = fields.hex("sha256", kDigestDigits)};
    fields.expect(is_published_path(file.path) || is_former_path(file.path), "path");
    outer.expect(fields.good(), "files");
    return file;
}

}  // namespace

bool is_published_path(std::string_view path) {
    return std::ranges::find(kPublishedPaths, path) != std::end(kPublishedPaths);
}

bool is_former_path(std::string_view path) {
    return std::ranges::find(kFormerPaths, path) != std::end(kFormerPaths);
}

std::string counterpart(std::string_view path) {
    constexpr std::string_view kNow = ".toml", kBefore = ".json";
    const std::string_view name = path.substr(0, path.rfind('.'));
    if (is_former_path(path)) return std::string(name) + std::string(kNow);
    std::string before = std::string(name) + std::string(kBefore);
    return is_former_path(before) ? before : std::string();
}

std::string encode(const Publication& publication) {
    std::vector<std::string> files;
    for (const Publication::File& file : publication.files)
        files.push_back(fmt::format(R"({{"path":"{}","bytes":{},"sha256":"{}"}})", file.path,
                                    file.bytes, file.digest));
    return fmt::format(R"({{"v":1,"version":{},"province":"{}","files":[{}]}})",
                       publication.version, publication.province, fmt::join(files, ","));
}

Result<Publication> decode_publication(std::string_view payload) {
    const json::Value value = TRY(parse_object(payload, "publication", kPayloadMax));
    Fields fields(value, {"v", "version", "province", "files"});
    fields.version();
    Publication publication;
    publication.version = fields.integer("version", 1, kNumberMax);
    publication.province = fields.digits("province", kProvinceDigits);
    for (const json::Value& item : fields.array("files", std::size(kPublishedPaths))) {
        Publication::File file = read_file(item, fields);
        const bool twice = std::ranges::any_of(
            publication.files,
            [&](const Publication::File& other) { return other.path == file.path; });
        fields.expect(!twice, "files");
        publication.files.push_back(std::move(file));
    }
    if (!fields.good()) return fields.error("publication");
    return publication;
}

}  // namespace wire
