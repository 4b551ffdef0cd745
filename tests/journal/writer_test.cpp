#include "journal/writer.h"

#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <fstream>

#include "journal/reader.h"
#include "support/faulty_disk.h"
#include "support/journal_fixture.h"

using namespace journal;
using namespace std::chrono_literals;

namespace {

/// Waits, at most ten seconds, until the writer's state is as wanted.
template <class Wanted>
State wait_until(const Writer& writer, Wanted wanted) {
    for (int i = 0; i < 10'000; ++i) {
        const State state = writer.state();
        if (wanted(state)) return state;
        std::this_thread::sleep_for(1ms);
    }
    FAIL("the writer never got there: " << writer.state().message);
    return {};
}

/// Records the events [first, last] of the fixture's stream, in order.
std::int64_t record_all(Writer& writer, std::int64_t first, std::int64_t last) {
    std::int64_t ticket = 0;
    for (std::int64_t n = first; n <= last; ++n)
        ticket = must(writer.record(event_number(n), kStart + std::chrono::seconds(n * 5),
                                    kMorning + std::chrono::seconds(n), true));
    return ticket;
}

std::vector<Entry> rows_in(const TempDir& dir) {
    return must(must(Reader::open(dir / "journal.db")).rows(1, 1'000'000));
}

/// No file of this process grows beyond a size; as a full disk, but without being root.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit before_{};
};

}  // namespace

TEST_CASE("what is recorded is on disk once its ticket is saved, with its own time") {
    TempDir dir;
    std::atomic<int> wakes = 0;
    Writer writer(writer_settings_in(dir), [&] { ++wakes; });
    must(writer.start(kMorning));
    const std::int64_t ticket = record_all(writer, 1, 100);
    const State state = wait_until(writer, [&](const State& s) { return s.saved(ticket); });
    CHECK(state.written == 100);
    CHECK(state.queued == 0);
    CHECK(state.lost == 0);
    CHECK(state.health == Health::ok);
    CHECK(wakes > 0);
    const std::vector<Entry> rows = rows_in(dir);  // While the writer still has it open.
    REQUIRE(rows.size() == 100);
    for (std::int64_t n = 1; n <= 100; ++n) {
        const Entry& row = rows[static_cast<std::size_t>(n - 1)];
        CHECK(row.detail == event_number(n).detail);
        CHECK(row.minute == minute_of(kMorning + std::chrono::seconds(n)));
        CHECK(row.trusted);
    }
    writer.stop();
    CHECK(faults_in(dir).empty());
}

TEST_CASE("what citizens say they sent today is counted, and only that") {
    TempDir dir;
    {
        Writer writer(writer_settings_in(dir));
        must(writer.start(kMorning));
        must(writer.record(outcome(Answer::submitted, "1.001193"), kStart, kMorning, true));
        must(writer.record(outcome(Answer::submitted, "1.001193"), kStart + 1s, kMorning, true));
        must(writer.record(outcome(Answer::later, "1.000656"), kStart + 5s, kMorning, true));
        must(writer.record(outcome(Answer::submitted, "1.000656"), kStart + 9s, kMorning, true));
        writer.stop();
        CHECK(writer.state().today.submitted == 2);  // The second was a double tap.
    }
    Writer again(writer_settings_in(dir));
    must(again.start(kMorning + 1h));
    CHECK(again.state().today.submitted == 2);
}

TEST_CASE("verdict and trust are fixed when it happens") {
    TempDir dir;
    Writer writer(writer_settings_in(dir));
    must(writer.start(kMorning));
    must(writer.record(visit_began(), kStart, kMorning, true));
    must(writer.record(procedure_opened("1.001193"), kStart + 5s, kMorning + 5s, true));
    must(writer.record(procedure_opened("1.001193"), kStart + 6s, kMorning + 6s, true));
    must(writer.record(visit_ended(Ending::left), kStart + 9s, kMorning - 9min, true));
    must(writer.record(visit_began(), kStart + 19s, WallTime{}, true));
    must(writer.record(visit_ended(Ending::left), kStart + 29s, kMorning + 29s, false));
    writer.set_test_mode(true);
    must(writer.record(visit_began(), kStart + 39s, kMorning + 39s, true));
    writer.stop();
    const std::vector<Entry> rows = rows_in(dir);
    REQUIRE(rows.size() == 7);
    const std::pair<const char*, bool> expected[] = {
        {"counted", true},  {"counted", true},  {"double_tap", true}, {"counted", false},
        {"counted", false}, {"counted", false}, {"test_mode", true}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(i);
        CHECK(rows[i].verdict == expected[i].first);
        CHECK(rows[i].trusted == expected[i].second);
    }
}

TEST_CASE("a clock that went back during a restart is not trusted") {
    TempDir dir;
    for (const auto& [wall, trusted] : {std::pair(kMorning, true), std::pair(kMorning - 1h, false),
                                        std::pair(kMorning + 1h, true)}) {
        Writer writer(writer_settings_in(dir));
        must(writer.start(wall));
        must(writer.record(visit_began(), kStart, wall, true));
        writer.stop();
        CHECK(rows_in(dir).back().trusted == trusted);
    }
}

TEST_CASE("today's counts go on after a restart and begin anew on another day") {
    TempDir dir;
    for (int restart = 1; restart <= 2; ++restart) {
        Writer writer(writer_settings_in(dir));
        must(writer.start(kMorning));
        must(writer.record(visit_began(), kStart, kMorning, true));
        must(writer.record(visit_began(), kStart + 1s, kMorning, true));
        writer.stop();
        const Today today = writer.state().today;
        CHECK(today.day == business_day(kMorning));
        CHECK(today.of(Kind::visit_began) == Count{.counted = restart, .filtered = restart});
    }
    Writer writer(writer_settings_in(dir));
    must(writer.start(kMorning));
    must(writer.record(visit_began(), kStart, kMorning + 24h, true));
    writer.stop();
    CHECK(writer.state().today.day == business_day(kMorning + 24h));
    CHECK(writer.state().today.of(Kind::visit_began) == Count{.counted = 1, .filtered = 0});
}

TEST_CASE("an event that may not be kept is refused at once") {
    TempDir dir;
    Writer writer(writer_settings_in(dir));
    must(writer.start(kMorning));
    must_fail(writer.record({Kind::outcome, "", "Nguyễn Văn A"}, kStart, kMorning, true));
    writer.stop();
    CHECK(rows_in(dir).empty());
}

TEST_CASE("a second owner is refused at the start, a damaged file is replaced and told of") {
    TempDir dir;
    std::ofstream(dir / "journal.db") << std::string(5000, 'x');
    Writer writer(writer_settings_in(dir));
    must(writer.start(kMorning));
    REQUIRE(writer.state().set_aside);
    CHECK(writer.state().set_aside->path == dir / "journal-damaged-2026-11-23-1.db");
    Writer second(writer_settings_in(dir));
    const Result<> started = second.start(kMorning);
    REQUIRE(!started);
    CHECK(started.error().code == Error::Code::unavailable);
}

TEST_CASE("a full disk is said, nothing is lost, and writing goes on when there is room") {
    TempDir dir;
    FaultyDisk disk;
    Writer writer(writer_settings_in(dir));
    must(writer.start(kMorning));
    record_all(writer, 1, 10);
    wait_until(writer, [](const State& s) { return s.written == 10; });
    disk.fail_at(1, FaultyDisk::Failure::full, true);
    const std::int64_t ticket = record_all(writer, 11, 300);
    const State full =
        wait_until(writer, [](const State& s) { return s.health == Health::disk_full; });
    CHECK(full.written == 10);
    CHECK(full.queued == 290);
    CHECK_FALSE(full.saved(ticket));
    CHECK(full.message.find("full") != std::string::npos);
    std::this_thread::sleep_for(50ms);  // Some retries later…
    disk.mend();
    const State well = wait_until(writer, [&](const State& s) { return s.saved(ticket); });
    CHECK(well.health == Health::ok);
    CHECK(well.message.empty());
    CHECK(well.written == 300);
    writer.stop();
    CHECK(rows_in(dir).size() == 300);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("a real limit of the system is a full disk as well") {
    TempDir dir;
    Writer writer(writer_settings_in(dir));
    must(writer.start(kMorning));
    record_all(writer, 1, 10);
    wait_until(writer, [](const State& s) { return s.written == 10; });
    std::int64_t ticket = 0;
    {
        const FileSizeLimit limit(200'000);
        ticket = record_all(writer, 11, 900);
        wait_until(writer, [](const State& s) { return s.health == Health::disk_full; });
    }
    wait_until(writer, [&](const State& s) { return s.saved(ticket); });
    writer.stop();
    const std::vector<Entry> rows = rows_in(dir);
    REQUIRE(rows.size() == 900);
    CHECK(rows[899].detail == event_number(900).detail);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("a disk that lets nobody open the journal at the start does not stop the kiosk") {
    TempDir dir;
    FaultyDisk disk;
    disk.fail_at(1, FaultyDisk::Failure::io_error, true);
    Writer writer(writer_settings_in(dir));
    must(writer.start(kMorning));
    const std::int64_t ticket = record_all(writer, 1, 20);
    CHECK(writer.state().health == Health::failing);
    disk.mend();
    wait_until(writer, [&](const State& s) { return s.saved(ticket); });
    writer.stop();
    CHECK(rows_in(dir).size() == 20);
}

TEST_CASE("an overflowing queue drops the oldest and a row says how many") {
    TempDir dir;
    FaultyDisk disk;
    WriterSettings settings = writer_settings_in(dir);
    settings.queue_max = 100;
    Writer writer(settings);
    must(writer.start(kMorning));
    record_all(writer, 1, 10);
    wait_until(writer, [](const State& s) { return s.written == 10; });
    disk.fail_at(1, FaultyDisk::Failure::full, true);
    record_all(writer, 11, 20);
    wait_until(writer, [](const State& s) { return s.health == Health::disk_full; });
    const std::int64_t ticket = record_all(writer, 21, 250);
    const State full = writer.state();
    CHECK(full.queued == 100);
    CHECK(full.lost == 140);
    disk.mend();
    const State well = wait_until(writer, [&](const State& s) { return s.saved(ticket); });
    CHECK(well.written == 110);
    CHECK_FALSE(well.saved(well.lost_up_to));
    writer.stop();

    const std::vector<Entry> rows = rows_in(dir);
    std::int64_t lost = 0;
    std::int64_t next = 1;  // Every event stands in its place, or is counted as lost there.
    for (const Entry& row : rows) {
        if (row.kind == "rows_lost") {
            lost += std::stoll(row.detail);
            next += std::stoll(row.detail);
            continue;
        }
        CHECK(row.procedure == event_number(next).procedure);
        ++next;
    }
    CHECK(next == 251);
    CHECK(lost == 140);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("stop does not wait for a retry") {
    TempDir dir;
    FaultyDisk disk;
    WriterSettings settings = writer_settings_in(dir);
    settings.retry_first = settings.retry_max = 60'000ms;
    Writer writer(settings);
    must(writer.start(kMorning));
    disk.fail_at(1, FaultyDisk::Failure::full, true);
    record_all(writer, 1, 200);
    wait_until(writer, [](const State& s) { return s.health == Health::disk_full; });
    const Instant before = SystemClock().now();
    SUBCASE("still full") {
        writer.stop();
        CHECK(writer.state().queued == 200);
    }
    SUBCASE("room again: what was kept is written") {
        disk.mend();
        writer.stop();
        CHECK(writer.state().queued == 0);
        CHECK(rows_in(dir).size() == 200);
    }
    CHECK(SystemClock().now() - before < 5s);
}

TEST_CASE("damage found while writing: the file is set aside and writing goes on") {
    TempDir dir;
    Writer writer(writer_settings_in(dir));
    must(writer.start(kMorning));
    record_all(writer, 1, 3);
    wait_until(writer, [](const State& s) { return s.written == 3; });
    {  // The head that the next row moves disappears.
        db::Database meddler = must(db::Database::open_owner(dir / "journal.db"));
        must(meddler.execute("DROP TRIGGER head_kept; DELETE FROM head"));
    }
    const std::int64_t ticket = record_all(writer, 4, 9);
    const State state = wait_until(writer, [&](const State& s) { return s.saved(ticket); });
    REQUIRE(state.set_aside);
    writer.stop();
    CHECK(rows_in(dir).size() == 6);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("many threads may record, tap and look while the disk comes and goes") {
    TempDir dir;
    FaultyDisk disk;
    std::atomic<int> wakes = 0;
    Writer writer(writer_settings_in(dir), [&] { ++wakes; });
    must(writer.start(kMorning));
    std::atomic<bool> done = false;
    std::thread trouble([&] {
        for (int i = 0; !done; ++i) {
            disk.fail_at(1 + i % 7, static_cast<FaultyDisk::Failure>(i % 4), i % 3 == 0);
            std::this_thread::sleep_for(2ms);
            disk.mend();
            std::this_thread::sleep_for(2ms);
        }
    });
    std::vector<std::thread> hands;
    std::atomic<int> refused = 0;
    for (int hand = 0; hand < 3; ++hand)
        hands.emplace_back([&, hand] {
            for (int i = 0; i < 300; ++i) {
                const Instant now = kStart + std::chrono::seconds(i);
                if (!writer.record(event_number(i * 3 + hand), now, kMorning, true)) ++refused;
                writer.tap(now);
                (void)writer.state();
                if (i % 16 == 0) std::this_thread::sleep_for(1ms);
            }
        });
    for (std::thread& hand : hands) hand.join();
    done = true;
    trouble.join();
    disk.mend();
    CHECK(refused == 0);
    wait_until(writer, [](const State& s) { return s.written == 900; });
    writer.stop();
    CHECK(wakes > 0);
    CHECK(rows_in(dir).size() == 900);
    CHECK(faults_in(dir).empty());
}
