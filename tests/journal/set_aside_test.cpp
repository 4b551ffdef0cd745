#include "journal/set_aside.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "journal/reader.h"
#include "support/journal_fixture.h"

namespace fs = std::filesystem;
using namespace journal;

namespace {

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::set<std::string> names_in(const TempDir& dir) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(dir.path()))
        names.insert(entry.path().filename().string());
    return names;
}

}  // namespace

TEST_CASE("a damaged journal is set aside whole, a new one begun, and one is told") {
    TempDir dir;
    const std::string garbage(5000, 'x');
    write(dir / "journal.db", garbage);
    write(dir / "journal.db-wal", "the log");
    Journal journal = must(Journal::open(settings_in(dir)));
    REQUIRE(journal.set_aside());
    CHECK(journal.set_aside()->path == dir / "journal-damaged-2026-11-23-1.db");
    CHECK(journal.set_aside()->reason.find("not a database") != std::string::npos);
    CHECK(read(journal.set_aside()->path) == garbage);
    CHECK(read(journal.set_aside()->path + "-wal") == "the log");
    must(journal.append(records(1, 3)));
    CHECK(faults_in(dir).empty());
}

TEST_CASE("damaged journals are all kept, each under its own name, each with its epoch") {
    TempDir dir;
    std::set<std::string> epochs;
    for (int n = 1; n <= 4; ++n) {
        CAPTURE(n);
        write(dir / "journal.db", "damage number " + std::to_string(n) + std::string(5000, '.'));
        Journal journal = must(Journal::open(settings_in(dir)));
        epochs.insert(journal.head().epoch);
        REQUIRE(journal.set_aside());
        CHECK(journal.set_aside()->path ==
              dir / ("journal-damaged-2026-11-23-" + std::to_string(n) + ".db"));
        CHECK(read(journal.set_aside()->path).starts_with("damage number " + std::to_string(n)));
    }
    CHECK(epochs.size() == 4);
}

TEST_CASE("a move that a power cut interrupted is ended before the next journal begins") {
    TempDir dir;
    const char* const suffixes[] = {"-wal", "-shm", ""};
    for (std::size_t moved = 0; moved <= 3; ++moved) {
        CAPTURE(moved);
        for (const std::string& name : names_in(dir)) fs::remove(dir / name);
        const std::string target = dir / "journal-damaged-2026-11-23-1.db";
        write(dir / "journal.db.set-aside", target);
        for (std::size_t i = 0; i < 3; ++i)
            write((i < moved ? target : dir / "journal.db") + suffixes[i],
                  "old" + std::string(suffixes[i]));
        Journal journal = must(Journal::open(settings_in(dir)));
        for (const char* suffix : suffixes)
            CHECK(read(target + suffix) == "old" + std::string(suffix));
        CHECK(journal.head().size == 0);
        CHECK_FALSE(fs::exists(dir / "journal.db.set-aside"));
    }
}

TEST_CASE("a journal cut off at any length is set aside, or nothing was cut") {
    TempDir dir;
    write_journal(dir, 60);
    const std::string path = dir / "journal.db";
    const std::string whole = read(path);
    const std::size_t step = whole.size() / 97;
    // SQLite takes a file of one byte for an empty one.
    for (std::size_t size = 2; size < whole.size(); size += size < 300 ? 37 : step) {
        CAPTURE(size);
        TempDir other;
        write(other / "journal.db", whole.substr(0, size));
        Journal journal = must(Journal::open(settings_in(other)));
        REQUIRE(journal.set_aside());
        CHECK(read(journal.set_aside()->path) == whole.substr(0, size));
        must(journal.append(records(1, 2)));
        REQUIRE(faults_in(other).empty());
    }
}

TEST_CASE("garbage anywhere: the journal is set aside, or every row is as it was") {
    const std::uint64_t seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    TempDir dir;
    write_journal(dir, 60);
    const std::string whole = read(dir / "journal.db");
    int set_aside_count = 0;
    for (int round = 0; round < 120; ++round) {
        std::string spoilt = whole;
        const std::size_t length = 1 + random() % (round % 2 ? 8 : 600);
        const std::size_t offset = random() % (spoilt.size() - length);
        CAPTURE(offset);
        CAPTURE(length);
        for (std::size_t i = 0; i < length; ++i) spoilt[offset + i] = static_cast<char>(random());
        TempDir other;
        write(other / "journal.db", spoilt);
        Result<Journal> journal = Journal::open(settings_in(other));
        if (!journal) {  // Header bytes that make it a newer program's file.
            REQUIRE(journal.error().code == Error::Code::invalid);
            REQUIRE(offset < 100);
            continue;
        }
        if (journal->set_aside()) {
            ++set_aside_count;
            REQUIRE(read(journal->set_aside()->path) == spoilt);
            REQUIRE(journal->head().size == 0);
        } else {
            REQUIRE(journal->head().size == 60);
        }
        // The quick check reads no old row's bytes: only a full check can speak for those.
        const bool is_new = journal->set_aside().has_value();
        const Result<> appended = journal->append(records(61, 62));
        if (appended) {
            if (is_new) REQUIRE(faults_in(other).empty());
            continue;
        }
        // What only writing meets is found by the thorough check that must follow (Writer).
        REQUIRE_FALSE(is_new);
        REQUIRE(appended.error().code == Error::Code::corrupt);
        { const Journal closed = std::move(*journal); }
        Settings thorough = settings_in(other);
        thorough.thorough = true;
        REQUIRE(must(Journal::open(thorough)).set_aside());
    }
    CHECK(set_aside_count > 20);
}

TEST_CASE("a damaged write-ahead log loses no row that a checkpoint had saved") {
    TempDir dir;
    write_journal(dir, 20);
    write(dir / "journal.db-wal", std::string(9000, '\x37'));
    Journal journal = must(Journal::open(settings_in(dir)));
    CHECK_FALSE(journal.set_aside());
    CHECK(journal.head().size == 20);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("a thorough opening finds what a quick one cannot") {
    TempDir dir;
    write_journal(dir, 200);
    {
        db::Database meddler = must(db::Database::open_owner(dir / "journal.db"));
        must(
            meddler.execute("DROP TRIGGER entry_fixed;"
                            "UPDATE entry SET rules = 7 WHERE sequence = 3;"
                            "CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry\n"
                            "  BEGIN SELECT RAISE(ABORT, 'rows are never changed'); END"));
    }
    Settings settings = settings_in(dir);
    CHECK_FALSE(must(Journal::open(settings)).set_aside());
    settings.thorough = true;
    Journal journal = must(Journal::open(settings));
    REQUIRE(journal.set_aside());
    CHECK(journal.set_aside()->reason == "row 3: its rules is \"7\", frozen was \"3\"");
}
