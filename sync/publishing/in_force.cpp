#include "publishing/in_force.h"

#include <utility>

#include "base/files.h"
#include "base/log.h"
#include "catalogue/load.h"
#include "ledger/publishing.h"
#include "text/language.h"
#include "wire/publication.h"

namespace publishing {

namespace {

/// Inside a basic string of TOML. Words hold no control character but the line break.
std::string escaped(const std::string& text) {
    std::string made;
    for (const char c : text) {
        if (c == '"' || c == '\\') made += '\\';
        made += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    return made;
}

std::string configured_path(const Folders& folders, const std::string& path) {
    return (path.starts_with("lang/") ? folders.assets : folders.config) + "/" + path;
}

/// Words that were published as JSON; nothing where they do not hold.
std::optional<std::string> as_toml(const std::string& bytes, const std::string& path) {
    const auto words = text::Words::parse_json(bytes, path, text::Language::vi);
    if (!words) return std::nullopt;
    std::string toml;
    for (const auto& [key, text] : words->all())
        toml += "\"" + escaped(key) + "\" = \"" + escaped(text) + "\"\n";
    return toml;
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
    const std::string counterpart = wire::counterpart(path);
    for (const wire::Publication::File& file : list) {
        if (file.path != path && file.path != counterpart) continue;
        std::string bytes = TRY(ledger::published_file(ledger, file.digest));
        if (wire::is_former_path(file.path) && file.path != path) return as_toml(bytes, path);
        return std::optional(std::move(bytes));
    }
    return configured_file(folders, wire::is_former_path(path) ? counterpart : path);
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
