#include "web/assets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "base/files.h"
#include "wire/envelope.h"

namespace web {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFilesMax = 200;           // Some thirty modules, two languages, fonts.
constexpr std::size_t kFileBytesMax = 1u << 20;  // The largest has 36 KiB.
constexpr std::string_view kPage = "/web/index.html";

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kMedia{{
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ttf", "font/ttf"},
    {".woff2", "font/woff2"},
}};

/// The page's own addresses: all of them are index.html, which reads its address.
constexpr std::array<std::string_view, 10> kPages{
    "/",           "/wards", "/procedures", "/kiosks", "/compare",
    "/publishing", "/links", "/officers",   "/trail",  "/sign-in"};
constexpr std::array<std::string_view, 2> kPagesOfOne{"/wards/", "/procedures/"};

std::string_view media_of(std::string_view name) {
    for (const auto& [ending, media] : kMedia)
        if (name.ends_with(ending)) return media;
    return {};
}

/// A folder's files, by their addresses; what is of no kind we send is left alone.
Result<> gather(const std::string& folder, const std::string& address,
                std::map<std::string, std::string>& files) {
    std::error_code failure;
    fs::recursive_directory_iterator at(folder, failure), end;
    for (; !failure && at != end; at.increment(failure)) {
        const std::string path = at->path().string();
        if (!at->is_regular_file(failure) || media_of(path).empty()) continue;
        if (files.size() == kFilesMax)
            return Error{Error::Code::invalid,
                         fmt::format("{}: more than {} files", folder, kFilesMax)};
        files[address + path.substr(folder.size())] = path;
    }
    if (failure) return Error{Error::Code::io, folder + ": " + failure.message()};
    return {};
}

}  // namespace

bool is_page(std::string_view path) {
    if (std::ranges::find(kPages, path) != kPages.end()) return true;
    return std::ranges::any_of(kPagesOfOne, [&](std::string_view begins) {
        return path.starts_with(begins) && path.size() > begins.size() &&
               path.find('/', begins.size()) == path.npos;
    });
}

Result<Assets> Assets::load(const Places& places) {
    std::map<std::string, std::string> found;
    TRY(gather(places.assets + "/web", "/web", found));
    TRY(gather(places.assets + "/lang/province", "/web/lang", found));
    TRY(gather(places.assets + "/fonts", "/web/fonts", found));
    Assets assets;
    for (const auto& [address, path] : found) {
        std::string bytes = TRY(files::read(path, kFileBytesMax));
        std::string etag = fmt::format("\"{}\"", wire::digest(bytes).substr(0, 32));
        assets.files_[address] = {.media = std::string(media_of(path)),
                                  .bytes = std::move(bytes),
                                  .etag = std::move(etag)};
    }
    if (!assets.files_.contains(kPage))
        return Error{Error::Code::not_found, places.assets + std::string(kPage) + ": is missing"};
    return assets;
}

const Assets::Asset* Assets::find(std::string_view path) const {
    const auto at = files_.find(is_page(path) ? kPage : path);
    return at == files_.end() ? nullptr : &at->second;
}

Answer Assets::answer(const Request& request) const {
    const Asset* asset = find(request.path);
    if (!asset) return problem(404, "not_found", "there is no such page");
    Answer answer{.media = asset->media};
    answer.headers.emplace_back("ETag", asset->etag);
    answer.headers.emplace_back("Cache-Control", "no-cache");  // Kept, and asked about each time.
    const auto has = request.headers.find("if-none-match");
    if (has != request.headers.end() && has->second == asset->etag)
        answer.status = 304;
    else
        answer.body = asset->bytes;
    harden(answer, request.secure);
    return answer;
}

}  // namespace web
