// Debian 12's SQLite 3.40.1 corrupts a WAL file that one connection writes while another one
// checkpoints. Here one process writes and checkpoints as hard as it can while others read in
// the only way they may: the file must stay whole, and a second writer must not get in.

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "journal/reader.h"
#include "support/journal_fixture.h"

using namespace journal;
using namespace std::chrono_literals;

namespace {

/// What the processes share.
struct Board {
    std::atomic<std::int64_t> acknowledged;
    std::atomic<std::int64_t> rounds;
    std::atomic<bool> stop;
};

enum Exit { kWell = 0, kBroken = 7 };

[[noreturn]] void write_hard(const TempDir& dir, Board& board) {
    Settings settings = settings_in(dir);
    settings.checkpoint_pages = 12;  // As in the probe that corrupted within 1.5 s.
    Result<Journal> journal = Journal::open(settings);
    if (!journal) ::_exit(kBroken);
    while (!board.stop) {
        const std::int64_t next = journal->head().size + 1;
        if (!journal->append(records(next, next + next % 4))) ::_exit(kBroken);
        board.acknowledged = journal->head().size;
    }
    ::_exit(kWell);  // Without closing, as when it is killed.
}

/// Opens, reads and closes as readers do; what was acknowledged must be seen, in order.
[[noreturn]] void read_hard(const TempDir& dir, Board& board) {
    while (!board.stop) {
        const std::int64_t promised = board.acknowledged;
        if (promised == 0) continue;
        Result<Reader> reader = Reader::open(dir / "journal.db");
        if (!reader) ::_exit(kBroken);
        for (int i = 0; i < 20; ++i) {
            const Result<Head> head = reader->head();
            if (!head || head->size < promised) ::_exit(kBroken);
            const auto rows = reader->newest(20);
            if (!rows || rows->empty()) ::_exit(kBroken);
            if (!reader->tally(business_day(kMorning), business_day(kMorning))) ::_exit(kBroken);
            ++board.rounds;
        }
    }
    ::_exit(kWell);
}

template <class Body>
pid_t in_a_process(Body body) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) body();
    return child;
}

}  // namespace

TEST_CASE("one process writes and checkpoints, others read: the file stays whole") {
    TempDir dir;
    void* memory =
        ::mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    REQUIRE(memory != MAP_FAILED);
    Board& board = *static_cast<Board*>(memory);  // Zeroed by the kernel.
    const pid_t children[] = {
        in_a_process([&] { write_hard(dir, board); }),
        in_a_process([&] { read_hard(dir, board); }),
        in_a_process([&] { read_hard(dir, board); }),
    };
    std::this_thread::sleep_for(2s);
    const Result<Journal> second = Journal::open(settings_in(dir));
    REQUIRE(!second);
    CHECK(second.error().code == Error::Code::unavailable);
    CHECK(second.error().message.find("process " + std::to_string(children[0])) !=
          std::string::npos);
    std::this_thread::sleep_for(2s);
    board.stop = true;
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == kWell);
    }
    MESSAGE(board.acknowledged.load()
            << " rows acknowledged, " << board.rounds.load() << " rounds of reading");
    CHECK(board.acknowledged > 100);
    CHECK(board.rounds > 10);
    CHECK(faults_in(dir).empty());
    Journal journal = must(Journal::open(settings_in(dir)));
    CHECK_FALSE(journal.set_aside());
    CHECK(journal.head().size >= board.acknowledged);
    ::munmap(memory, sizeof(Board));
}
