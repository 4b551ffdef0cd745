// What the disk may do to the journal: fail at any write or sync, once or for ever, or lose its
// power at any of them. After each, every acknowledged row is there, and none twice.

#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

#include "journal/reader.h"
#include "support/faulty_disk.h"
#include "support/journal_fixture.h"

using namespace journal;
using namespace std::chrono_literals;

namespace {

using Failure = FaultyDisk::Failure;
constexpr Failure kFailures[] = {Failure::io_error, Failure::torn, Failure::full, Failure::late};

Settings busy_settings_in(const TempDir& dir) {
    Settings settings = settings_in(dir);
    settings.checkpoint_pages = 10;  // Several checkpoints among a few dozen rows.
    return settings;
}

/// The rows from 1 on are those of the fixture's stream.
void require_stream(Journal& journal, std::int64_t rows) {
    REQUIRE(journal.head().size == rows);
    for (std::int64_t n = 1; n <= rows; ++n) {
        const Entry entry = must(journal.entry(n));
        REQUIRE(entry == make_entry(record_number(n), n, entry.boot));
    }
}

/// Appends batches of 1, 2, 3, 1, 2, 3… until `rows` or a failure; returns what was
/// acknowledged. A failure in opening acknowledges nothing.
std::int64_t append_until_failure(const TempDir& dir, std::int64_t rows) {
    Result<Journal> journal = Journal::open(busy_settings_in(dir));
    if (!journal) {
        REQUIRE(journal.error().code == Error::Code::io);
        return 0;
    }
    REQUIRE_FALSE(journal->set_aside());
    std::int64_t next = journal->head().size + 1;
    while (next <= rows) {
        const std::int64_t last = std::min(rows, next + next % 3);
        if (!journal->append(records(next, last))) break;
        next = last + 1;
    }
    return next - 1;
}

std::int64_t operations_of_a_good_run(std::int64_t rows) {
    TempDir dir;
    FaultyDisk disk;
    append_until_failure(dir, rows);
    return disk.operations();
}

}  // namespace

TEST_CASE("any write or sync may fail, once or for ever: what was acknowledged is there") {
    constexpr std::int64_t kRows = 18;
    const std::int64_t operations = operations_of_a_good_run(kRows);
    REQUIRE(operations > 40);
    for (const Failure how : kFailures) {
        for (const bool for_ever : {false, true}) {
            for (std::int64_t n = 1; n <= operations; ++n) {
                CAPTURE(static_cast<int>(how));
                CAPTURE(for_ever);
                CAPTURE(n);
                TempDir dir;
                std::int64_t acknowledged = 0;
                {
                    FaultyDisk disk;
                    disk.fail_at(n, how, for_ever);
                    acknowledged = append_until_failure(dir, kRows);
                    REQUIRE(disk.has_failed());
                }
                {
                    Journal journal = must(Journal::open(busy_settings_in(dir)));
                    REQUIRE_FALSE(journal.set_aside());
                    // The batch that failed may be there, whole.
                    REQUIRE(journal.head().size >= acknowledged);
                    REQUIRE(journal.head().size <= acknowledged + 3);
                    require_stream(journal, journal.head().size);
                }
                REQUIRE(faults_in(dir).empty());
                CHECK(append_until_failure(dir, kRows) == kRows);
                REQUIRE(faults_in(dir).empty());
            }
        }
    }
}

TEST_CASE("any write or sync may fail under the writer: every event is there once, in order") {
    constexpr std::int64_t kRows = 12;
    for (const Failure how : kFailures) {
        for (const bool for_ever : {false, true}) {
            for (std::int64_t n = 1; n <= 60; ++n) {
                CAPTURE(static_cast<int>(how));
                CAPTURE(for_ever);
                CAPTURE(n);
                TempDir dir;
                FaultyDisk disk;
                WriterSettings settings = writer_settings_in(dir);
                settings.journal.checkpoint_pages = 10;
                settings.retry_first = settings.retry_max = 1ms;
                Writer writer(settings);
                disk.fail_at(n, how, for_ever);
                must(writer.start(kMorning));
                for (std::int64_t i = 1; i <= kRows; ++i) {
                    must(writer.record(event_number(i), kStart + std::chrono::seconds(9 * i),
                                       kMorning, true));
                    if (i % 4 == 0) std::this_thread::sleep_for(200us);  // Several batches.
                }
                for (int i = 0; i < 5000 && writer.state().written < kRows; ++i) {
                    if (disk.has_failed()) disk.mend();
                    std::this_thread::sleep_for(200us);
                }
                REQUIRE(writer.state().written == kRows);
                REQUIRE(writer.state().lost == 0);
                REQUIRE_FALSE(writer.state().set_aside);
                writer.stop();
                disk.mend();
                const auto rows = must(must(Reader::open(dir / "journal.db")).rows(1, 1000));
                REQUIRE(rows.size() == kRows);
                for (std::int64_t i = 1; i <= kRows; ++i)
                    REQUIRE(rows[static_cast<std::size_t>(i - 1)].procedure ==
                            event_number(i).procedure);
                REQUIRE(faults_in(dir).empty());
            }
        }
    }
}

TEST_CASE("any write or sync may fail while days are closed: each is closed once") {
    const tally::Day today = business_day(kMorning);
    const tally::Period days{.first = today - std::chrono::days(9), .last = today};
    for (const Failure how : kFailures) {
        for (std::int64_t n = 1; n <= 45; ++n) {
            CAPTURE(static_cast<int>(how));
            CAPTURE(n);
            TempDir dir;
            {
                Journal journal = must(Journal::open(settings_in(dir)));
                Record first = record_number(1);
                first.minute = minute_of(kMorning - std::chrono::days(3));
                must(journal.append(std::vector{first}));
            }
            FaultyDisk disk;
            WriterSettings settings = writer_settings_in(dir);
            settings.journal.checkpoint_pages = 10;
            settings.retry_first = settings.retry_max = 1ms;
            Writer writer(settings);
            disk.fail_at(n, how, false);
            must(writer.start(kMorning));
            must(writer.close_open_days(kMorning, true));
            must(writer.record(event_number(5), kStart, kMorning, true));
            must(writer.close_day(today, "QL01", kStart, kMorning, true));
            must(writer.close_day(today, "QL02", kStart, kMorning, true));
            const std::int64_t last =
                must(writer.record(event_number(12), kStart + 9s, kMorning, true));
            for (int i = 0; i < 5000 && !writer.state().saved(last); ++i)
                std::this_thread::sleep_for(200us);
            REQUIRE(writer.state().saved(last));
            REQUIRE(writer.state().lost == 0);
            REQUIRE(writer.state().written == 6);
            writer.stop();
            Reader reader = must(Reader::open(dir / "journal.db"));
            REQUIRE(must(reader.head()).size == 7);
            const tally::Report report = must(reader.report(days));
            REQUIRE(report.closings.size() == 4);
            REQUIRE(report.closings.back().staff == "QL01");
            REQUIRE(faults_in(dir).empty());
        }
    }
}

// MOTCUA_POWER_CUTS: how many cuts per operation; 3 unless told otherwise.
TEST_CASE("the power may go at any write or sync: what was acknowledged is there") {
    constexpr std::int64_t kRows = 60;
    const char* wanted = std::getenv("MOTCUA_POWER_CUTS");
    const int cuts = wanted ? std::atoi(wanted) : 3;
    const std::uint64_t seed = std::random_device{}();
    CAPTURE(seed);
    const std::int64_t operations = operations_of_a_good_run(kRows);

    TempDir dir;
    TempDir images;
    const auto image = [&](std::int64_t n, int cut) {
        return images / (std::to_string(n) + "-" + std::to_string(cut));
    };
    std::map<std::int64_t, std::int64_t> acknowledged;  // By operations done until then.
    {
        FaultyDisk disk;
        disk.watch();
        for (std::int64_t n = 1; n <= operations; ++n)
            for (int cut = 0; cut < cuts; ++cut) {
                std::filesystem::create_directory(image(n, cut));
                disk.cut_power_at(n, image(n, cut),
                                  seed + static_cast<std::uint64_t>(n * 1000 + cut));
            }
        Journal journal = must(Journal::open(busy_settings_in(dir)));
        acknowledged[0] = 0;
        for (std::int64_t next = 1; next <= kRows;) {
            const std::int64_t last = std::min(kRows, next + next % 3);
            must(journal.append(records(next, last)));
            acknowledged[disk.operations()] = last;
            next = last + 1;
        }
    }
    int with_rows = 0;
    for (std::int64_t n = 1; n <= operations; ++n) {
        const std::int64_t promised = std::prev(acknowledged.lower_bound(n))->second;
        for (int cut = 0; cut < cuts; ++cut) {
            CAPTURE(n);
            CAPTURE(cut);
            Settings settings = busy_settings_in(dir);
            settings.path = image(n, cut) + "/journal.db";
            {
                Journal journal = must(Journal::open(settings));
                REQUIRE_FALSE(journal.set_aside());
                REQUIRE(journal.head().size >= promised);
                require_stream(journal, journal.head().size);
                if (journal.head().size > 0) ++with_rows;
                must(journal.append(records(journal.head().size + 1, journal.head().size + 2)));
            }
            db::Database database = must(db::Database::open_reader(settings.path));
            const Verification result = must(verify(database));
            REQUIRE_MESSAGE(result.ok(), (result.ok() ? "" : result.faults.front()));
        }
    }
    CHECK(with_rows > operations);
}
