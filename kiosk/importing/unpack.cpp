#include "importing/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <memory>

namespace importing {

namespace {

struct Close {
    void operator()(archive* handle) const { archive_read_free(handle); }
};
using Archive = std::unique_ptr<archive, Close>;

Error broken(archive* handle) {
    const char* why = archive_error_string(handle);
    return Error{Error::Code::corrupt, fmt::format("broken zip: {}", why ? why : "unknown reason")};
}

Result<std::string> read_entry(archive* handle, std::size_t bytes_max) {
    std::string part;
    char buffer[65536];
    while (true) {
        const la_ssize_t got = archive_read_data(handle, buffer, sizeof buffer);
        if (got < 0) return broken(handle);
        if (got == 0) return part;
        part.append(buffer, static_cast<std::size_t>(got));
        if (part.size() > bytes_max)
            return Error{Error::Code::invalid, "unpacks to more bytes than any export"};
    }
}

}  // namespace

bool looks_like_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<std::map<std::string, std::string>> unpack(std::string_view bytes,
                                                  bool (*wanted)(std::string_view name),
                                                  UnpackLimits limits) {
    const Archive handle(archive_read_new());
    if (!handle) return Error{Error::Code::unavailable, "libarchive: out of memory"};
    archive_read_support_format_zip(handle.get());
    if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        return broken(handle.get());
    std::map<std::string, std::string> parts;
    std::size_t left = limits.bytes;
    for (std::size_t count = 0;; ++count) {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(handle.get(), &entry);
        if (status == ARCHIVE_EOF) return parts;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return broken(handle.get());
        if (count >= limits.entries)
            return Error{Error::Code::invalid,
                         fmt::format("a zip of more than {} entries", limits.entries)};
        const char* name = archive_entry_pathname(entry);
        if (!name || !wanted(name)) continue;
        std::string part = TRY(read_entry(handle.get(), left));
        left -= part.size();
        parts[name] = std::move(part);
    }
}

}  // namespace importing
