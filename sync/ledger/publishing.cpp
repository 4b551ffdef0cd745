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
constexpr std::string_view kVersions =
    "SELECT p.version, p.at, coalesce(b.officer, ''), coalesce(b.note, ''), "
    "coalesce(b.rolled_back_to, 0) FROM publication p LEFT JOIN publisher b "
    "ON b.version = p.version ORDER BY p.version DESC";
constexpr std::string_view kAddPublisher =
    "INSERT INTO publisher (version, officer, note, rolled_back_to) VALUES (?, ?, ?, ?)";

Error refused(std::string why) { return {Error::Code::invalid, "publish: " + std::move(why)}; }

using PathsAndBytes = std::vector<std::pair<std::string, std::string>>;
using PublishedFiles = std::vector<wire::Publication::File>;

Result<> check(const PathsAndBytes& files) {
    if (files.empty()) return refused("no file was named");
    for (const auto& [path, bytes] : files) {
        if (!wire::is_published_path(path)) return refused(path + " is no file that kiosks take");
        if (bytes.size() > wire::kPublishedBytesMax)
            return refused(
                fmt::format("{} has more than {} bytes", path, wire::kPublishedBytesMax));
    }
    return {};
}

/// Those of the version before, with the named ones in their place or beside them.
Result<PublishedFiles> with_named(sql::Connection& connection, std::int64_t before,
                                  const PathsAndBytes& named) {
    std::map<std::string, wire::Publication::File> files;
    const PublishedFiles kept = TRY(files_of(connection, before));
    for (const wire::Publication::File& file : kept) files[file.path] = file;
    for (const auto& [path, bytes] : named) {
        files.erase(wire::counterpart(path));
        const std::string digest = wire::digest(bytes);
        files[path] = {
            .path = path, .bytes = static_cast<std::int64_t>(bytes.size()), .digest = digest};
        TRY(connection.run(kKeepFile, sql::Values{digest, sql::Blob{bytes}}));
    }
    PublishedFiles list;
    for (auto& [path, file] : files) list.push_back(std::move(file));
    return list;
}

Result<PublishedFiles> files_again(sql::Connection& connection, std::int64_t version) {
    PublishedFiles files = TRY(files_of(connection, version));
    if (!files.empty()) return files;
    return Error{Error::Code::not_found,
                 fmt::format("roll back: nothing was published as version {}", version)};
}

Result<> write_down(Ledger& ledger, const wire::Publication& publication, const Publisher& by,
                    std::int64_t rolled_back_to, WallTime now) {
    sql::Connection& connection = ledger.connection();
    const std::string envelope =
        wire::seal(wire::kPublicationType, wire::encode(publication), ledger.identity().key);
    TRY(connection.run(kPublish,
                       sql::Values{publication.version, stored(now), sql::Blob{envelope}}));
    for (const wire::Publication::File& file : publication.files)
        TRY(connection.run(kAddFile,
                           sql::Values{publication.version, file.path, file.digest, file.bytes}));
    TRY(connection.run(kAddPublisher,
                       sql::Values{publication.version, by.officer, by.note, rolled_back_to}));
    return {};
}

/// One publishes at a time: no two of the same version. `choose` finds the files of the next
/// version, told the one before.
template <class Choose>
Result<std::optional<std::int64_t>> publish_next(Ledger& ledger, const Publisher& by,
                                                 std::int64_t rolled_back_to, WallTime now,
                                                 Choose choose) {
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    TRY(connection.lock_schema());
    const std::int64_t before = TRY(newest_version(connection));
    if (by.base && *by.base != before) return std::optional<std::int64_t>();
    wire::Publication publication;
    publication.version = before + 1;
    publication.province = ledger.identity().code;
    publication.files = TRY(choose(before));
    TRY(write_down(ledger, publication, by, rolled_back_to, now));
    TRY(transaction.commit());
    return std::optional(publication.version);
}

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

Result<std::optional<std::int64_t>> publish(Ledger& ledger, const PathsAndBytes& path_and_bytes,
                                            const Publisher& by, WallTime now) {
    TRY(check(path_and_bytes));
    return publish_next(ledger, by, 0, now, [&](std::int64_t before) {
        return with_named(ledger.connection(), before, path_and_bytes);
    });
}

Result<std::int64_t> publish(Ledger& ledger, const PathsAndBytes& path_and_bytes, WallTime now) {
    const auto version = TRY(publish(ledger, path_and_bytes, {}, now));
    return *version;  // Nothing can have moved: there is no base.
}

Result<std::optional<std::int64_t>> roll_back(Ledger& ledger, std::int64_t version,
                                              const Publisher& by, WallTime now) {
    return publish_next(ledger, by, version, now,
                        [&](std::int64_t) { return files_again(ledger.connection(), version); });
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
        one.officer = row.text(2);
        one.note = row.text(3);
        if (row.integer(4) != 0) one.rolled_back_to = row.integer(4);
        one.files = TRY(files_of(ledger.connection(), one.version));
        list.push_back(std::move(one));
    }
    return list;
}

}  // namespace ledger
