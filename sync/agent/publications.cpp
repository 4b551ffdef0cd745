#include "agent/publications.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "base/files.h"
#include "base/log.h"
#include "wire/envelope.h"

namespace agent {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCurrent = "current", kPrevious = "previous";
constexpr std::string_view kEnvelope = "publication.envelope";

Error system_error(std::string_view doing, const std::string& path) {
    return {Error::Code::io, fmt::format("{} {}: {}", doing, path, std::strerror(errno))};
}

Error unfit(std::string why) { return {Error::Code::invalid, "publication: " + std::move(why)}; }

/// Where a link points; empty when it is none.
std::string target_of(const std::string& link) {
    std::error_code failure;
    const fs::path target = fs::read_symlink(link, failure);
    return failure ? std::string() : target.string();
}

/// A version as the name of its folder; 0 for any other name.
std::int64_t version_of(const std::string& name) {
    std::int64_t version = 0;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), version);
    const bool whole = read.ec == std::errc() && read.ptr == name.data() + name.size();
    return whole && version > 0 ? version : 0;
}

Result<> sync_folder(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return system_error("open", path);
    const int synced = ::fsync(descriptor);
    ::close(descriptor);
    if (synced != 0) return system_error("sync", path);
    return {};
}

Result<> remove_folder(const std::string& path) {
    std::error_code failure;
    fs::remove_all(path, failure);
    if (failure) return Error{Error::Code::io, "remove " + path + ": " + failure.message()};
    return {};
}

/// Not files::make_folder: what is published is no secret, and the kiosk, which reads it, may be
/// another user of our group. The umask decides.
Result<> make_folder(const std::string& path) {
    std::error_code failure;
    fs::create_directories(path, failure);
    if (failure) return Error{Error::Code::io, "create " + path + ": " + failure.message()};
    return {};
}

Result<> must_match(const std::string& path, const wire::Publication::File& file) {
    const Result<std::string> bytes = files::read(path, wire::kPublishedBytesMax);
    if (!bytes && bytes.error().code != Error::Code::invalid) return bytes.error();
    if (bytes && std::ssize(*bytes) == file.bytes && wire::digest(*bytes) == file.digest) return {};
    // The signature was for other bytes: damaged on the way. The next time may be better.
    return Error{Error::Code::unavailable,
                 "publication: what came as " + file.path + " is not what was signed"};
}

}  // namespace

std::int64_t Publications::in_use() const { return version_of(target_of(current())); }

Result<wire::Publication> Publications::open(const std::string& envelope,
                                             const std::vector<wire::PublicKey>& keys,
                                             const std::string& province) const {
    const wire::Envelope opened = TRY(wire::parse_envelope(envelope));
    const bool ours = std::any_of(keys.begin(), keys.end(), [&](const wire::PublicKey& key) {
        return wire::holds(opened, wire::kPublicationType, key);
    });
    if (!ours)
        return Error{Error::Code::unavailable,
                     "publication: not signed by a key of the province; perhaps not from there"};
    const wire::Publication publication = TRY(wire::decode_publication(opened.payload));
    if (publication.province != province) return unfit("it is of another province");
    // Genuine but old: somebody repeats it, or it is not the one that was told of.
    if (publication.version <= in_use())
        return Error{Error::Code::unavailable,
                     fmt::format("publication: version {} is not newer than {}, which is in use; to"
                                 " go back, old files are published under a new version",
                                 publication.version, in_use())};
    return publication;
}

Result<> Publications::fetch(const Source& source, const wire::Publication& publication,
                             const std::string& folder) const {
    for (const wire::Publication::File& file : publication.files) {
        const std::string path = folder + "/" + file.path;
        // Of the few known paths (wire::is_published_path), none leads out of the folder.
        TRY(make_folder(fs::path(path).parent_path()));
        TRY(source.file(file, path));
        TRY(must_match(path, file));
        TRY(sync_folder(fs::path(path).parent_path()));
    }
    return {};
}

Result<std::int64_t> Publications::take(const Source& source,
                                        const std::vector<wire::PublicKey>& keys,
                                        const std::string& province) const {
    const std::string envelope = TRY(source.envelope());
    const wire::Publication publication = TRY(open(envelope, keys, province));
    const std::string name = std::to_string(publication.version);
    const std::string fresh = folder_ + "/" + name + ".new";
    TRY(remove_folder(fresh));
    TRY(make_folder(fresh));
    Result<> done = files::write_atomically(fresh + "/" + std::string(kEnvelope), envelope);
    if (done) done = fetch(source, publication, fresh);
    if (done) done = check_(fresh);
    if (!done) {
        TRY(remove_folder(fresh));
        return std::move(done).error();
    }
    const std::string ready = folder_ + "/" + name;
    TRY(remove_folder(ready));  // What a power cut left; it was never in use.
    if (::rename(fresh.c_str(), ready.c_str()) != 0) return system_error("rename", fresh);
    TRY(sync_folder(folder_));
    TRY(switch_to(publication.version));
    return publication.version;
}

Result<> Publications::switch_to(std::int64_t version) const {
    const std::string before = target_of(current());
    if (!before.empty()) TRY(point(std::string(kPrevious), before));
    TRY(point(std::string(kCurrent), std::to_string(version)));
    remove_others();
    return {};
}

/// A link that is there points to the old or to the new: the rename decides.
Result<> Publications::point(const std::string& link, const std::string& target) const {
    const std::string path = folder_ + "/" + link, beside = path + ".new";
    ::unlink(beside.c_str());
    if (::symlink(target.c_str(), beside.c_str()) != 0) return system_error("link", beside);
    if (::rename(beside.c_str(), path.c_str()) != 0) return system_error("rename", beside);
    return sync_folder(folder_);
}

/// What cannot be removed does no harm.
void Publications::remove_others() const {
    const std::string now = target_of(current());
    const std::string before = target_of(folder_ + "/" + std::string(kPrevious));
    std::vector<std::string> old;
    std::error_code failure;
    for (fs::directory_iterator at(folder_, failure), end; !failure && at != end;
         at.increment(failure)) {
        const std::string name = at->path().filename();
        const std::string plain = name.ends_with(".new") ? name.substr(0, name.size() - 4) : name;
        if (version_of(plain) > 0 && name != now && name != before) old.push_back(name);
    }
    for (const std::string& name : old) {
        const Result<> removed = remove_folder(folder_ + "/" + name);
        if (!removed) logging::warning("{}", removed.error().message);
    }
}

}  // namespace agent
