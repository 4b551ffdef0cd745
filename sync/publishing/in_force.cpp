#include "publishing/in_force.h"

#include <utility>

#include "base/files.h"
#include "base/log.h"
#include "catalogue/load.h"
#include "ledger/publishing.h"
#include "wire/publication.h"

namespace publishing {

namespace {

std::string configured_path(const Folders& folders, const std::string& path) {
    return (path.starts_with("lang/") ? folders.assets : folders.config) + "/" + path;
}

}  // namespace

void pass_over(const Error& problem) { logging::error("published: {}", problem.message); }

Result<catalogue::Catalogue> parse_catalogue(std::string_view bytes, const std::string& source) {
    catalogue::Loaded loaded = TRY(catalogue::parse(bytes, source));
    return std::move(loaded.catalogue);
}

Result<Published> newest(ledger::Ledger& ledger) {
    sql::Transaction moment = TRY(sql::Transaction::begin_reading(ledger.connection()));
    Published published;
    published.version = TRY(ledger::newest_version(ledger.connection()));
    published.files = TRY(published_files(ledger, published.version));
    TRY(moment.commit());
    return published;
}

Result<Files> published_files(ledger::Ledger& ledger, std::int64_t version) {
    Files files;
    if (version == 0) return files;
    const auto list = TRY(ledger::files_of(ledger.connection(), version));
    if (list.empty())
        return Error{Error::Code::not_found,
                     "nothing was published as version " + std::to_string(version)};
    for (const wire::Publication::File& file : list)
        files[file.path] = TRY(ledger::published_file(ledger, file.digest));
    return files;
}

Result<std::optional<std::string>> configured_file(const Folders& folders,
                                                   const std::string& path) {
    Result<std::string> bytes =
        files::read(configured_path(folders, path), wire::kPublishedBytesMax);
    if (bytes) return std::optional(std::move(bytes).value());
    if (bytes.error().code == Error::Code::not_found) return std::optional<std::string>();
    return std::move(bytes).error();
}

Result<std::optional<std::string>> file_in_force(ledger::Ledger& ledger, const Folders& folders,
                                                 const std::string& path) {
    const std::int64_t version = TRY(ledger::newest_version(ledger.connection()));
    const auto list = TRY(ledger::files_of(ledger.connection(), version));
    for (const wire::Publication::File& file : list) {
        if (file.path != path) continue;
        std::string bytes = TRY(ledger::published_file(ledger, file.digest));
        return std::optional(std::move(bytes));
    }
    return configured_file(folders, path);
}

Result<Signposts> signposts(ledger::Ledger& ledger, const Folders& folders) {
    const Published published = TRY(newest(ledger));
    catalogue::Catalogue catalogue =
        TRY(in_force(published, folders, "catalogue.json", parse_catalogue));
    settings::Portal portal =
        TRY(in_force(published, folders, "portal.toml", settings::parse_portal));
    return Signposts{.version = published.version,
                     .catalogue = std::move(catalogue),
                     .portal = std::move(portal)};
}

}  // namespace publishing
