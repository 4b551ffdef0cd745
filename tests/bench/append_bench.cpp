// What it costs to keep an event for good: Journal::append, beside a raw insert of the same row
// into a plain table of SQLite's with the same durability (the same pragmas, the same disk), turn
// by turn. What ours does beside that is in the price: an index, the tree of hashes, the running
// tallies.

#include <fmt/format.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>

#include "bench/cpu_time.h"
#include "bench/figures.h"
#include "bench/made_journal.h"
#include "journal/journal.h"
#include "support/scratch_folder.h"

namespace {

// Of the whole program: counted where SQLite calls the system.
std::int64_t bytes_written = 0, syncs = 0;

}  // namespace

extern "C" ssize_t pwrite64(int file, const void* bytes, std::size_t size, off64_t at) {
    bytes_written += static_cast<std::int64_t>(size);
    return ::syscall(SYS_pwrite64, file, bytes, size, at);
}

extern "C" int fdatasync(int file) {
    ++syncs;
    return static_cast<int>(::syscall(SYS_fdatasync, file));
}

namespace {

constexpr auto kTable =
    "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, minute INTEGER NOT NULL, boot TEXT NOT NULL,"
    " trusted INTEGER NOT NULL, day INTEGER NOT NULL, kind TEXT NOT NULL, procedure TEXT NOT NULL,"
    " detail TEXT NOT NULL, verdict TEXT NOT NULL, rules INTEGER NOT NULL, bytes BLOB NOT NULL,"
    " salt BLOB NOT NULL, leaf BLOB NOT NULL) STRICT;"
    "CREATE TABLE other (bytes BLOB NOT NULL) STRICT";
constexpr auto kInsert = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr auto kBoot = "0123456789abcdef0123456789abcdef";

struct Order {
    std::string folder = BINARY_DIR "/bench-journals";
    bool quick = false;
    int rounds() const { return quick ? 20 : 300; }
    int blocks() const { return quick ? 2 : 15; }
};

/// What the program has written and spent so far.
struct Spent {
    double wall_ms = 0, cpu_ms = 0, bytes = 0, syncs = 0;

    static Spent now() {
        const auto wall = std::chrono::steady_clock::now().time_since_epoch();
        return {.wall_ms = std::chrono::duration<double, std::milli>(wall).count(),
                .cpu_ms = ::cpu_ms(),
                .bytes = static_cast<double>(bytes_written),
                .syncs = static_cast<double>(::syncs)};
    }
    Spent operator-(const Spent& other) const {
        return {.wall_ms = wall_ms - other.wall_ms,
                .cpu_ms = cpu_ms - other.cpu_ms,
                .bytes = bytes - other.bytes,
                .syncs = syncs - other.syncs};
    }
    Spent& operator+=(const Spent& other) {
        wall_ms += other.wall_ms;
        cpu_ms += other.cpu_ms;
        bytes += other.bytes;
        syncs += other.syncs;
        return *this;
    }
};

/// The peer: SQLite and nothing else.
class Raw {
public:
    static Result<Raw> open(const std::string& path, const std::string& journal) {
        db::Database database = TRY(db::Database::open_owner(path));
        TRY(database.execute(kTable));
        TRY(database.execute(fmt::format("ATTACH '{}' AS ours", journal)));
        TRY(database.execute("INSERT INTO entry SELECT * FROM ours.entry"));
        TRY(database.execute("DETACH ours"));
        db::Statement insert = TRY(database.prepare(kInsert));
        return Raw(std::move(database), std::move(insert));
    }
    /// As after days: its log has been checkpointed once and no longer grows. Ours needs no help.
    Result<> settle() {
        TRY(database_.execute("INSERT INTO other VALUES (zeroblob(5000000))"));
        return database_.execute("INSERT INTO other VALUES (zeroblob(10))");
    }
    Result<> begin() { return database_.execute("BEGIN IMMEDIATE"); }
    Result<> commit() { return database_.execute("COMMIT"); }
    Result<> insert(const journal::Entry& entry, const std::string& bytes) {
        constexpr std::size_t kSalt = 16, kLeaf = 32;
        const std::string_view noise = bytes;
        return insert_.run(entry.sequence, std::int64_t{entry.minute.time_since_epoch().count()},
                           std::string_view(entry.boot), std::int64_t{entry.trusted},
                           journal::number_of(entry.day), std::string_view(entry.kind),
                           std::string_view(entry.procedure), std::string_view(entry.detail),
                           std::string_view(entry.verdict), entry.rules, db::Blob{bytes},
                           db::Blob{noise.substr(0, kSalt)}, db::Blob{noise.substr(0, kLeaf)});
    }

private:
    Raw(db::Database database, db::Statement insert)
        : database_(std::move(database)), insert_(std::move(insert)) {}
    db::Database database_;
    db::Statement insert_;
};

enum class By { citizen, staff };

/// A journal of so many rows that goes on, and the peer with the same rows.
class Bench {
public:
    static Result<Bench> make(const std::string& folder, std::int64_t rows) {
        const std::string made = TRY(bench::made_journal(folder, rows));
        ScratchFolder scratch = TRY(ScratchFolder::make(folder));
        const std::string path = scratch / "journal.db";
        std::filesystem::copy_file(made, path);
        Raw raw = TRY(Raw::open(scratch / "raw.db", path));
        TRY(raw.settle());
        journal::Journal journal = TRY(journal::Journal::open(
            {.path = path, .boot = kBoot, .today = bench::day_of_row(rows)}));
        return Bench(std::move(scratch), std::move(journal), std::move(raw), rows);
    }

    /// So many events in one transaction, ours and the peer's.
    Result<> turn(std::size_t events, Spent& ours, Spent& peer, By by = By::citizen) {
        std::vector<journal::Record> records;
        while (records.size() < events) records.push_back(next(by));
        const bool we_first = (++turns_ & 1) != 0;
        if (!we_first) TRY(raw_turn(records, peer));
        const Spent before = Spent::now();
        TRY(journal_.append(records));
        ours += Spent::now() - before;
        if (we_first) TRY(raw_turn(records, peer));
        return {};
    }

private:
    Bench(ScratchFolder scratch, journal::Journal journal, Raw raw, std::int64_t rows)
        : scratch_(std::move(scratch)),
          journal_(std::move(journal)),
          raw_(std::move(raw)),
          raw_rows_(rows),
          day_(bench::day_of_row(rows) + std::chrono::days(1)) {}

    /// What citizens do next, or staff. Days are not closed here: that is a morning's work, once.
    journal::Record next(By by) {
        while (true) {
            if (at_ == day_rows_.size()) {
                day_rows_ = ward_.rows_of(day_, journal_.head().size);
                day_ += std::chrono::days(1);
                at_ = 0;
            }
            journal::Record& record = day_rows_[at_++];
            switch (record.event.kind) {
                // Speaks of a row by its number, which is another one here.
                case journal::Kind::correction:
                case journal::Kind::day_closed: break;
                case journal::Kind::dossier:
                    if (by == By::staff) return std::move(record);
                    break;
                default:
                    if (by == By::citizen) return std::move(record);
            }
        }
    }

    Result<> raw_turn(const std::vector<journal::Record>& records, Spent& spent) {
        std::vector<journal::Entry> entries;
        std::vector<std::string> bytes;
        for (const journal::Record& record : records) {
            entries.push_back(journal::make_entry(record, ++raw_rows_, kBoot));
            bytes.push_back(journal::encode(entries.back(), journal_.head().epoch));
        }
        const Spent before = Spent::now();
        if (records.size() > 1) TRY(raw_.begin());
        for (std::size_t i = 0; i < entries.size(); ++i) TRY(raw_.insert(entries[i], bytes[i]));
        if (records.size() > 1) TRY(raw_.commit());
        spent += Spent::now() - before;
        return {};
    }

    ScratchFolder scratch_;  // First: gone last.
    journal::Journal journal_;
    Raw raw_;
    std::int64_t raw_rows_;
    bench::Ward ward_;
    tally::Day day_;
    std::vector<journal::Record> day_rows_;
    std::size_t at_ = 0;
    unsigned turns_ = 0;
};

std::string per_row(const char* whose, const Spent& spent, double rows) {
    return fmt::format("{} {:.0f} bytes, {:.2f} syncs", whose, spent.bytes / rows,
                       spent.syncs / rows);
}

Figure figure(std::string name, const char* unit) {
    return {.group = "journal",
            .name = std::move(name),
            .unit = unit,
            .ours = {},
            .peer_name = "raw SQLite insert"};
}

Result<> bench_one(Bench& bench, const Order& order, const std::string& rows, By by) {
    constexpr int kSettling = 150;  // Ours fills its log once.
    Spent ignored;
    for (int i = 0; i < (order.quick ? 2 : kSettling); ++i) TRY(bench.turn(1, ignored, ignored));
    const std::string what = by == By::citizen ? "event" : "row of staff's";
    Figure wall = figure(fmt::format("append one {} to {} rows", what, rows), "ms");
    if (by == By::citizen) wall.ratio_at_most = 1.3;
    Figure cpu = figure(fmt::format("append one {} to {} rows, CPU", what, rows), "ms");
    Spent all_ours, all_peers;
    for (int round = 0; round < order.rounds(); ++round) {
        Spent ours, peer;
        TRY(bench.turn(1, ours, peer, by));
        wall.ours.push_back(ours.wall_ms);
        wall.peer.push_back(peer.wall_ms);
        cpu.ours.push_back(ours.cpu_ms);
        cpu.peer.push_back(peer.cpu_ms);
        all_ours += ours;
        all_peers += peer;
    }
    wall.note = fmt::format("durable when it returns; each: {}; {}",
                            per_row("ours", all_ours, order.rounds()),
                            per_row("raw", all_peers, order.rounds()));
    hand_over(wall);
    hand_over(cpu);
    return {};
}

/// What a median does not show: every so many appends the log is brought into the file.
Result<> bench_blocks(Bench& bench, const Order& order, const std::string& rows) {
    constexpr int kBlock = 64;
    Figure mean = figure(fmt::format("append one event to {} rows, checkpoints too", rows), "ms");
    mean.ratio_at_most = 1.3;
    mean.note = fmt::format("means of {}", kBlock);
    for (int round = 0; round < order.blocks(); ++round) {
        Spent ours, peer;
        for (int i = 0; i < kBlock; ++i) TRY(bench.turn(1, ours, peer));
        mean.ours.push_back(ours.wall_ms / kBlock);
        mean.peer.push_back(peer.wall_ms / kBlock);
    }
    hand_over(mean);
    return {};
}

Result<> bench_batches(Bench& bench, const Order& order, const std::string& rows) {
    constexpr int kBatch = 50;  // What a busy minute brings while the disk is slow.
    Figure wall = figure(fmt::format("append {} events to {} rows, each", kBatch, rows), "us");
    wall.note = "one transaction";
    for (int round = 0; round < order.rounds() / 5; ++round) {
        Spent ours, peer;
        TRY(bench.turn(kBatch, ours, peer));
        wall.ours.push_back(ours.wall_ms * 1e3 / kBatch);
        wall.peer.push_back(peer.wall_ms * 1e3 / kBatch);
    }
    hand_over(wall);
    return {};
}

Result<> run(const Order& order) {
    std::fprintf(stderr, "the journals lie in %s\n", order.folder.c_str());
    for (const auto& [rows, words] : {std::pair(1'000, "10^3"), std::pair(10'000, "10^4"),
                                      std::pair(100'000, "10^5"), std::pair(1'000'000, "10^6")}) {
        if (order.quick && rows > 10'000) break;
        Bench bench = TRY(Bench::make(order.folder, rows));
        TRY(bench_one(bench, order, words, By::citizen));
        if (rows != 1'000 && rows != 1'000'000) continue;
        TRY(bench_blocks(bench, order, words));
        TRY(bench_one(bench, order, words, By::staff));
        TRY(bench_batches(bench, order, words));
    }
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    Order order;
    CLI::App app("What it costs to keep an event for good.");
    app.add_option("--folder", order.folder, "on a real disk: where journals are kept")
        ->capture_default_str();
    app.add_flag("--quick", order.quick, "ten thousand rows at most, few rounds");
    CLI11_PARSE(app, argc, argv);
    return bench_main("motcua-bench-append", run(order));
}
