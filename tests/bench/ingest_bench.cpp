// motcua-bench-ingest: what it costs the province to take in a kiosk's week: the ledger's own code
// in this process, over SQLite and PostgreSQL, against the same rows put in by the database's own
// tool (sqlite3, psql), a transaction a batch, as durable, turn by turn.

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>

#include "base/files.h"
#include "bench/cpu_time.h"
#include "bench/figures.h"
#include "bench/fleet.h"
#include "bench/replay.h"
#include "ledger/ingest.h"
#include "support/postgres_program.h"
#include "support/scratch_folder.h"

namespace {

using std::chrono::steady_clock;

struct Order {
    int rounds = 9;
    std::size_t kiosks = 200;  ///< That tell their week in a round.
    int days = 7;
    bool quick = false;
};

double ms_since(steady_clock::time_point since) {
    return std::chrono::duration<double, std::milli>(steady_clock::now() - since).count();
}

ledger::Identity identity() {
    return {.code = "52",
            .name = "Gia Lai",
            .key = wire::SecretKey::generate(),
            .next = std::nullopt,
            .pins = {}};
}

/// A database with two stores in it, ours and the tool's, and how its tool is called.
struct Stage {
    std::string name, tool;            ///< "SQLite", "sqlite3".
    std::string ours, theirs;          ///< Addresses.
    std::vector<std::string> words{};  ///< The tool, but for its script.
    bool script_is_command = false;    ///< sqlite3 reads it by a command.
};

Result<> play(const Stage& stage, const std::string& script, const std::string& log) {
    std::vector<std::string> words = stage.words;
    words.push_back(stage.script_is_command ? ".read " + script : "--file=" + script);
    Process tool = TRY(Process::start({.words = words, .output = log}));
    const int status = TRY(tool.wait(std::chrono::minutes(5)));
    if (status == 0) return {};
    return Error{Error::Code::invalid, stage.tool + ": " + TRY(files::read(log, 1u << 20))};
}

/// The two sides' costs by round, in ms a batch.
struct Costs {
    std::vector<double> ours, theirs, cpu;
    std::int64_t cells = 0, rows = 0, batches = 0;
};

Result<std::vector<Fleet::Letter>> letters_of(const Fleet& fleet, const Order& order, int round) {
    std::vector<Fleet::Letter> letters;
    for (std::size_t i = 0; i < order.kiosks; ++i) {
        const std::size_t kiosk = static_cast<std::size_t>(round) * order.kiosks + i;
        std::vector<Fleet::Letter> one = TRY(fleet.letters(kiosk, {order.days}));
        letters.push_back(std::move(one.front()));
    }
    return letters;
}

/// One round: ours, then the tool with what ours has written. The first warms up and is not kept.
Result<> measure_round(const Stage& stage, ledger::Ledger& ledger, const Fleet& fleet,
                       const Order& order, int round, Costs& costs) {
    const std::vector<Fleet::Letter> letters = TRY(letters_of(fleet, order, round));
    const auto count = static_cast<double>(letters.size());
    const WallTime now = SystemClock().wall();
    const double cpu = cpu_ms();
    const steady_clock::time_point begin = steady_clock::now();
    for (const Fleet::Letter& letter : letters) {
        const ledger::Answer answer = TRY(ledger::ingest(ledger, letter.envelope, now));
        if (answer.status != 200)
            return Error{Error::Code::invalid, "a batch was refused: " + answer.envelope};
    }
    const double ours = ms_since(begin) / count, our_cpu = (cpu_ms() - cpu) / count;

    const sql::Rows newest = TRY(ledger.connection().query("SELECT max(number) FROM received", {}));
    const std::int64_t last = newest.at(0).integer(0);
    const std::int64_t first = last - std::ssize(letters) + 1;
    const Replay replay = TRY(replay_of(ledger.connection(), first, last));
    const ScratchFolder folder = TRY(ScratchFolder::make());
    TRY(files::write_atomically(folder / "script", replay.script));
    const steady_clock::time_point tool_began = steady_clock::now();
    TRY(play(stage, folder / "script", folder / "log"));
    const double theirs = ms_since(tool_began) / count;
    if (round == 0) return {};
    costs.ours.push_back(ours);
    costs.theirs.push_back(theirs);
    costs.cpu.push_back(our_cpu);
    costs.rows += replay.rows;
    costs.batches += std::ssize(letters);
    for (const Fleet::Letter& letter : letters) costs.cells += letter.cells;
    return {};
}

Result<> measure(const Stage& stage, const Fleet& fleet, const Order& order) {
    const ledger::Identity who = identity();
    {
        ledger::Ledger theirs = TRY(ledger::Ledger::open(stage.theirs, who));
        TRY(fleet.enrol(theirs.connection()));
    }
    ledger::Ledger ours = TRY(ledger::Ledger::open(stage.ours, who));
    TRY(fleet.enrol(ours.connection()));
    Costs costs;
    for (int round = 0; round <= order.rounds; ++round)
        TRY(measure_round(stage, ours, fleet, order, round, costs));
    const std::unique_ptr<sql::Connection> theirs = TRY(sql::open_reader(stage.theirs));
    const std::string wanted = TRY(contents_of(ours.connection()));
    const std::string found = TRY(contents_of(*theirs));
    if (wanted != found)
        return Error{Error::Code::corrupt,
                     stage.tool + " has other rows: " + found + "; ours has " + wanted};
    const double batches = static_cast<double>(costs.batches);
    const double cells = static_cast<double>(costs.cells) / batches;
    const double ms = median_of(costs.ours);
    Figure figure{.group = "province",
                  .name = "ingest of a kiosk's week, " + stage.name,
                  .unit = "ms",
                  .ours = costs.ours,
                  .peer_name = stage.tool,
                  .peer = costs.theirs,
                  .ratio_at_most = 1 / 0.6};
    char note[400];
    std::snprintf(note, sizeof note,
                  "a batch: %.0f cells, %.0f rows written in one durable transaction; ours: %.0f "
                  "batches/s, %.0f cells/s, %.2f ms CPU in the server's own process, with "
                  "signatures, unpacking, verdicts and receipt; the tool writes the very same "
                  "rows, which are compared; %d rounds of %zu batches",
                  cells, static_cast<double>(costs.rows) / batches, 1000 / ms, 1000 / ms * cells,
                  median_of(costs.cpu), order.rounds, order.kiosks);
    figure.note = note;
    hand_over(figure);
    return {};
}

Result<> run(const Order& order) {
    const Fleet fleet =
        TRY(Fleet::make({.kiosks = static_cast<std::size_t>(order.rounds + 1) * order.kiosks,
                         .wards = static_cast<std::size_t>(order.rounds + 1) * order.kiosks}));
    const ScratchFolder folder = TRY(ScratchFolder::make());
    const std::string file = folder / "tool.db";
    const Stage sqlite{
        .name = "SQLite",
        .tool = "sqlite3",
        .ours = "sqlite:" + (folder / "ours.db"),
        .theirs = "sqlite:" + file,
        .words = {"sqlite3", "-batch", "-bail", "-cmd", "PRAGMA synchronous = FULL", file},
        .script_is_command = true};
    TRY(measure(sqlite, fleet, order));
    const PostgresProgram server = TRY(PostgresProgram::start());
    const std::string bin = TRY(PostgresProgram::programs());
    TRY(server.administer("CREATE DATABASE ours"));
    TRY(server.administer("CREATE DATABASE tool"));
    const Stage postgres{
        .name = "PostgreSQL",
        .tool = "psql",
        .ours = server.address("ours"),
        .theirs = server.address("tool"),
        .words = {bin + "/psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
                  "--host=" + server.folder(), "--username=postgres", "--dbname=tool"}};
    return measure(postgres, fleet, order);
}

}  // namespace

int main(int argc, char** argv) {
    Order order;
    CLI::App app("What it costs the province to take in kiosks' batches");
    app.add_option("--rounds", order.rounds, "turns of ours and the tool's")->capture_default_str();
    app.add_option("--kiosks", order.kiosks, "batches in a round")->capture_default_str();
    app.add_option("--days", order.days, "in a batch")->capture_default_str();
    app.add_flag("--quick", order.quick, "a few seconds: whether it runs, not how fast");
    CLI11_PARSE(app, argc, argv);
    if (order.quick) {
        order.rounds = 3;
        order.kiosks = 30;
    }
    return bench_main("motcua-bench-ingest", run(order));
}
