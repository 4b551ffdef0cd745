// kill -9: the process may die between any two instructions; what it acknowledged is there.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <random>

#include "journal/reader.h"
#include "support/journal_fixture.h"

using namespace journal;
using namespace std::chrono_literals;

namespace {

/// Records taps as fast as they come and tells the pipe how many rows are saved.
[[noreturn]] void tap_until_killed(const TempDir& dir, int pipe, std::int64_t rows_before) {
    WriterSettings settings = writer_settings_in(dir);
    settings.journal.checkpoint_pages = 10;
    std::unique_ptr<Writer> writer;
    writer = std::make_unique<Writer>(settings, [&] {
        const std::int64_t saved = writer->state().saved_up_to;
        if (::write(pipe, &saved, sizeof saved) != sizeof saved) ::_exit(3);
    });
    if (!writer->start(kMorning)) ::_exit(4);
    for (std::int64_t n = rows_before + 1;; ++n) {
        const Instant now = kStart + std::chrono::seconds(10 * n);
        if (!writer->record(event_number(n), now, kMorning, true)) ::_exit(5);
        if (n % 3 == 0) std::this_thread::sleep_for(200us);
    }
}

/// Lets a child tap for a while, kills it, and returns how many rows it had acknowledged.
std::int64_t run_and_kill(const TempDir& dir, std::int64_t rows_before,
                          std::chrono::microseconds life) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        tap_until_killed(dir, ends[1], rows_before);
    }
    ::close(ends[1]);
    std::this_thread::sleep_for(life);
    REQUIRE(::kill(child, SIGKILL) == 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE_MESSAGE(WIFSIGNALED(status), "the child ended by itself with " << status);
    std::int64_t acknowledged = 0, saved = 0;
    while (::read(ends[0], &saved, sizeof saved) == sizeof saved) acknowledged = saved;
    ::close(ends[0]);
    return acknowledged;
}

}  // namespace

// MOTCUA_KILLS: how often; 200 unless told otherwise.
TEST_CASE("killed 200 times at random instants, the journal has every acknowledged row") {
    const char* wanted = std::getenv("MOTCUA_KILLS");
    const int kills = wanted ? std::atoi(wanted) : 200;
    constexpr int kKillsPerFile = 20;  // Then a new file: births are killed as well.
    const std::uint64_t seed = std::random_device{}();
    MESSAGE("seed " << seed);
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::int64_t acknowledged_in_all = 0;
    std::unique_ptr<TempDir> dir;
    std::int64_t rows = 0;
    for (int round = 0; round < kills; ++round) {
        CAPTURE(round);
        if (round % kKillsPerFile == 0) {
            dir = std::make_unique<TempDir>();
            rows = 0;
        }
        // From within the birth of the file to some hundred rows later.
        const auto life = std::chrono::microseconds(random() % (round % 4 == 0 ? 4'000 : 40'000));
        const std::int64_t acknowledged = run_and_kill(*dir, rows, life);
        acknowledged_in_all += acknowledged;

        std::int64_t size = 0;
        {
            Journal journal = must(Journal::open(settings_in(*dir)));
            REQUIRE_FALSE(journal.set_aside());
            size = journal.head().size;
            REQUIRE(size >= rows + acknowledged);
            for (std::int64_t n = rows + 1; n <= size; ++n) {
                const Entry entry = must(journal.entry(n));
                REQUIRE(entry.procedure == event_number(n).procedure);
                REQUIRE(entry.detail == event_number(n).detail);
            }
        }
        const auto faults = faults_in(*dir);
        REQUIRE_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
        rows = size;
    }
    MESSAGE(kills << " kills, " << acknowledged_in_all << " rows acknowledged, none lost");
    CHECK(acknowledged_in_all > kills);
}
