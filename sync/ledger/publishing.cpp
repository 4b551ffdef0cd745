#include "ledger/publishing.h"

#include <fmt/format.h>

#include <map>

#include "ledger/alarms.h"
#include "wire/envelope.h"

namespace ledger {

namespace {

constexpr std::string_view kNewest = "SELECT coalesce(max(version), 0) FROM publication";
constexpr std::string_view kEnvelope = "SELECT envelope FROM publication WHERE version = ?";
constexpr std::string_view kFilesOf =
    "SELECT path, size, digest FROM publication_file WHERE version = ? ORDER BY path";
constexpr std::string_view kPublish =
    "INSERT INTO publication (version, at, envelope) VALUES (?, ?, ?)";
constexpr std::string_view kAddFile =
    "INSERT INTO publication_file (version, path, digest, size) VALUES (?, ?, ?, ?)";
constexpr std::string_view kKeepFile =
    "INSERT INTO file (digest, bytes) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING";
constexpr std::string_view kFile = "SELECT bytes FROM file WHERE digest = ?";
constexpr std::string_view kVersions = "SELECT version, at FROM publication ORDER BY version DESC";

Error refused(std::string why) { return {Error::Code::invalid, "publish: " + std::move(why)}; }

}  // namespace

Result<std::int64_t> newest_version(sql::Connection& connection) {
    const sql::Rows rows = TRY(connection.query(kNewest, {}));
    return rows.at(0).integer(0);
}

Result<std::vector<wire::Publication::File>> files_of(sql::Connection& connection,
                                                      std::int64_t version) {
    const sql::Rows rows = TRY(connection.query(kFilesOf, sql::Values{version}));
    std::vector<wire::Publication::File> files;
    for (const sql::Row& row : rows)
        files.push_back({.path = row.text(0), .bytes = row.integer(1), .digest = row.text(2)});
    return files;
}

Result<std::int64_t> publish(Ledger& ledger,
                             const std::vector<std::pair<std::string, std::string>>& path_and_bytes,
                             WallTime now) {
    if (path_and_bytes.empty()) return refused("no file was named");
    for (const auto& [path, bytes] : path_and_bytes) {
        if (!wire::is_published_path(path)) return refused(path + " is no file that kiosks take");
        if (bytes.size() > wire::kPublishedBytesMax)
            return refused(
                fmt::format("{} has more than {} bytes", path, wire::kPublishedBytesMax));
    }
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    TRY(connection.lock_schema());  // One publishes at a time: no two of the same version.
    const std::int64_t before = TRY(newest_version(connection));

    std::map<std::string, wire::Publication::File> files;
    const std::vector<wire::Publication::File> kept = TRY(files_of(connection, before));
    for (const wire::Publication::File& file : kept) files[file.path] = file;
    for (const auto& [path, bytes] : path_and_bytes) {
        const std::string digest = wire::digest(bytes);
        files[path] = {
            .path = path, .bytes = static_cast<std::int64_t>(bytes.size()), .digest = digest};
        TRY(connection.run(kKeepFile, sql::Values{digest, sql::Blob{bytes}}));
    }
    wire::Publication publication;
    publication.version = before + 1;
    publication.province = ledger.identity().code;
    for (const auto& [path, file] : files) publication.files.push_back(file);
    const std::string envelope =
        wire::seal(wire::kPublicationType, wire::encode(publication), ledger.identity().key);
    TRY(connection.run(kPublish,
                       sql::Values{publication.version, stored(now), sql::Blob{envelope}}));
    for (const wire::Publication::File& file : publication.files)
        TRY(connection.run(kAddFile,
                           sql::Values{publication.version, file.path, file.digest, file.bytes}));
    TRY(transaction.commit());
    return publication.version;
}

Result<std::optional<std::string>> publication(Ledger& ledger) {
    const std::int64_t version = TRY(newest_version(ledger.connection()));
    const sql::Rows rows = TRY(ledger.connection().query(kEnvelope, sql::Values{version}));
    if (rows.empty()) return std::optional<std::string>();
    return std::optional(rows[0].text(0));
}

Result<std::string> published_file(Ledger& ledger, const std::string& digest) {
    const sql::Rows rows = TRY(ledger.connection().query(kFile, sql::Values{digest}));
    if (rows.empty())
        return Error{Error::Code::not_found, "no published file has the digest " + digest};
    return rows[0].text(0);
}

Result<std::vector<Published>> published(Ledger& ledger) {
    const sql::Rows rows = TRY(ledger.connection().query(kVersions, {}));
    std::vector<Published> list;
    for (const sql::Row& row : rows) {
        Published one;
        one.version = row.integer(0);
        one.at = time_of(row.integer(1));
        one.files = TRY(files_of(ledger.connection(), one.version));
        list.push_back(std::move(one));
    }
    return list;
}

}  // namespace ledger
