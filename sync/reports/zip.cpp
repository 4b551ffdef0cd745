#include "reports/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <memory>

namespace reports {

namespace {

struct Close {
    void operator()(archive* handle) const { archive_write_free(handle); }
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
using Archive = std::unique_ptr<archive, Close>;
using Entry = std::unique_ptr<archive_entry, Close>;

constexpr int kMode = 0644;

Error failed(archive* handle) {
    const char* why = archive_error_string(handle);
    return {Error::Code::io, fmt::format("zip: {}", why ? why : "unknown reason")};
}

la_ssize_t append(archive*, void* target, const void* bytes, std::size_t size) {
    static_cast<std::string*>(target)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

Result<> add(archive* handle, const std::string& name, const std::string& bytes, WallTime made) {
    const Entry entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), kMode);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(made).time_since_epoch().count();
    archive_entry_set_mtime(entry.get(), seconds, 0);
    if (archive_write_header(handle, entry.get()) != ARCHIVE_OK) return failed(handle);
    const la_ssize_t written = archive_write_data(handle, bytes.data(), bytes.size());
    if (written != static_cast<la_ssize_t>(bytes.size())) return failed(handle);
    return {};
}

}  // namespace

Result<std::string> zip_of(const std::vector<std::pair<std::string, std::string>>& name_and_bytes,
                           WallTime made) {
    std::string zip;
    const Archive handle(archive_write_new());
    if (!handle) return Error{Error::Code::unavailable, "libarchive: out of memory"};
    archive_write_set_format_zip(handle.get());
    archive_write_set_bytes_in_last_block(handle.get(), 1);
    if (archive_write_open(handle.get(), &zip, nullptr, append, nullptr) != ARCHIVE_OK)
        return failed(handle.get());
    for (const auto& [name, bytes] : name_and_bytes) TRY(add(handle.get(), name, bytes, made));
    if (archive_write_close(handle.get()) != ARCHIVE_OK) return failed(handle.get());
    return zip;
}

}  // namespace reports
