#include "journal/journal.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/files.h"
#include "journal/check.h"
#include "journal/run.h"
#include "journal/schema.h"
#include "journal/set_aside.h"

namespace journal {

namespace {

constexpr auto kInsertRun = "INSERT INTO run (first, id, ward) VALUES (?, ?, ?)";
constexpr auto kInsertEntry =
    "INSERT INTO entry (sequence, minute, boot, trusted, day, kind, procedure, detail, verdict,"
    " rules, bytes, salt, leaf) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr auto kInsertNode = "INSERT INTO node (level, position, hash) VALUES (?, ?, ?)";
constexpr auto kMoveHead = "UPDATE head SET size = ?, root = ? WHERE one = 1";

// A file is opened at most this often in one open(): the damaged one and its successor.
constexpr int kAttempts = 2;

Error refused(const std::string& path, const char* why) {
    return {Error::Code::invalid, fmt::format("{} {}", path, why)};
}

/// Makes the file ours and whole, or says `corrupt`, `invalid` or `io`.
Result<> take_over(db::Database& database, const Settings& settings) {
    const std::string& path = settings.path;
    switch (TRY(state_of(database))) {
        case FileState::empty:
        case FileState::ours: break;
        case FileState::newer:
            return refused(path,
                           "was written by a newer version; start that one, or move the"
                           " file away");
        case FileState::foreign:
            return refused(path, "is a database, but not a journal; name another file");
        case FileState::damaged:
            return Error{Error::Code::corrupt, "the header is not that of a journal"};
    }
    TRY(database.migrate(schema_steps(random_id())));
    if (!settings.thorough) return check_quickly(database);
    const Verification whole = TRY(verify(database));
    if (!whole.ok()) return Error{Error::Code::corrupt, whole.faults.front()};
    return {};
}

struct OpenFile {
    db::Database database;
    std::optional<SetAside> set_aside;
};

/// Opens the file; a damaged one makes way for a new one.
Result<OpenFile> open_file(const Settings& settings) {
    std::optional<SetAside> set_aside;
    for (int attempt = 1;; ++attempt) {
        Result<db::Database> database =
            db::Database::open_owner(settings.path, settings.checkpoint_pages);
        Error failure{Error::Code::corrupt, {}};
        if (database) {
            const Result<> taken = take_over(*database, settings);
            if (taken) return OpenFile{std::move(*database), std::move(set_aside)};
            failure = taken.error();
            std::move(*database).abandon();
        } else {
            failure = database.error();
        }
        if (failure.code != Error::Code::corrupt || attempt == kAttempts) return failure;
        const std::string target = TRY(journal::set_aside(settings.path, settings.today));
        set_aside = SetAside{.path = target, .reason = failure.message};
    }
}

}  // namespace

Result<Journal> Journal::open(const Settings& settings) {
    ASSERT(is_ward(settings.ward));  // The loader of the configuration refuses others.
    const std::string folder = std::filesystem::path(settings.path).parent_path().string();
    if (!folder.empty()) TRY(files::make_folder(folder));
    OwnerLock lock = TRY(OwnerLock::take(settings.path));
    TRY(finish_set_aside(settings.path));

    Result<OpenFile> file = open_file(settings);
    if (!file) return std::move(file).error().during("open journal");
    Journal journal = TRY(prepare(std::move(lock), std::move(file->database), settings));
    journal.set_aside_ = std::move(file->set_aside);
    return journal;
}

Result<Journal> Journal::prepare(OwnerLock lock, db::Database database, const Settings& settings) {
    Tables tables = TRY(Tables::prepare(database));
    Tallies tallies = TRY(Tallies::prepare(database));
    db::Statement insert_run = TRY(database.prepare(kInsertRun));
    db::Statement insert_entry = TRY(database.prepare(kInsertEntry));
    db::Statement insert_node = TRY(database.prepare(kInsertNode));
    db::Statement move_head = TRY(database.prepare(kMoveHead));
    Journal journal(std::move(lock), std::move(database), std::move(tables), std::move(tallies),
                    {
                        .insert_run = std::move(insert_run),
                        .insert_entry = std::move(insert_entry),
                        .insert_node = std::move(insert_node),
                        .move_head = std::move(move_head),
                    },
                    settings);
    journal.head_ = TRY(journal.tables_.head());
    journal.edge_ = TRY(Edge::of(journal.head_.size, journal.tables_.nodes()));
    return journal;
}

Result<> Journal::append(std::span<const Record> records) {
    if (records.empty()) return {};
    Edge edge = edge_;
    tallies_.begin();
    db::Transaction transaction = TRY(db::Transaction::begin(database_));
    // Here, not in open(): an opening that writes nothing leaves the file as it was.
    if (!has_run_) TRY(statements_.insert_run.run(head_.size + 1, random_id(), ward_));
    for (const Record& record : records) TRY(insert(record, edge));
    TRY(tallies_.settle());
    const Hash root = edge.root();
    TRY(statements_.move_head.run(edge.size(), db::Blob{bytes_of(root)}));
    if (database_.changes() != 1) return Error{Error::Code::corrupt, "the journal has no head"};
    TRY(transaction.commit());
    tallies_.committed();
    head_.size = edge.size();
    head_.root = root;
    edge_ = std::move(edge);
    has_run_ = true;
    return {};
}

Result<> Journal::insert(const Record& record, Edge& edge) {
    const std::int64_t sequence = edge.size() + 1;
    Entry entry = make_entry(record, sequence, boot_);
    TRY(tallies_.complete(entry));
    const std::string bytes = encode(entry, head_.epoch);
    const Salt salt = random_salt();
    const Hash leaf = leaf_hash(salt, bytes);
    TRY(statements_.insert_entry.run(
        sequence, entry.minute.time_since_epoch().count(), entry.boot, std::int64_t{entry.trusted},
        std::int64_t{entry.day.time_since_epoch().count()}, entry.kind, entry.procedure,
        entry.detail, entry.verdict, entry.rules, db::Blob{bytes}, db::Blob{bytes_of(salt)},
        db::Blob{bytes_of(leaf)}));
    TRY(tallies_.add(entry));

    for (const Node& node : edge.append(leaf))
        TRY(statements_.insert_node.run(std::int64_t{node.level}, node.index,
                                        db::Blob{bytes_of(node.hash)}));
    return {};
}

Result<Entry> Journal::entry(std::int64_t sequence) {
    std::optional<Entry> found;
    TRY(tables_.each(sequence, sequence, [&](const Sealed& sealed) -> Result<> {
        found = sealed.entry;
        return {};
    }));
    if (!found) return Error{Error::Code::corrupt, fmt::format("row {} is missing", sequence)};
    return *found;
}

}  // namespace journal
