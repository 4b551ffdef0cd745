// motcua-bench-sync: what it costs to catch up after weeks without a network, on a poor road: a
// journal of so many days, the real agent, the real province over TLS, and between them 32 kbit/s
// that lose every fifth packet.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

#include "base/files.h"
#include "bench/figures.h"
#include "journal/closing.h"
#include "journal/journal.h"
#include "support/chaos_proxy.h"
#include "support/province_stand.h"
#include "support/scratch_folder.h"

namespace {

using namespace std::chrono;

constexpr const char* kCodes[] = {"2.000815", "1.001193", "1.004873", "2.000635", "1.004222",
                                  "1.014027", "2.000884", "1.000894", "1.000656", "1.001776",
                                  "1.004859", "2.001035", "1.012812", "1.001266"};

struct Order {
    int days = 28, dossiers = 500, visits = 120;
    std::int64_t bits_per_second = 32'000;
    double loss = 0.2;
    milliseconds latency{150};
    std::uint64_t seed = 2026;
    bool quick = false;
};

/// Weeks at a busy counter, every day closed by itself.
Result<> write_weeks(const std::string& path, const Order& order) {
    std::mt19937_64 random(order.seed);
    const tally::Day first = sys_days(year(2026) / 10 / 1);
    journal::Journal journal = TRY(journal::Journal::open(
        {.path = path, .boot = std::string(32, 'b'), .today = first, .ward = kStandWard}));
    const auto traits = tally::all_traits();
    for (int n = 0; n < order.days; ++n) {
        const tally::Day day = first + days(n);
        std::vector<journal::Record> rows;
        const auto add = [&](journal::Event event, int minute) {
            rows.push_back({.event = std::move(event),
                            .minute = journal::Minute(day) + minutes(minute),
                            .trusted = true,
                            .verdict = journal::Verdict::counted});
        };
        for (int i = 0; i < order.visits; ++i) {
            const std::string code = kCodes[random() % std::size(kCodes)];
            add(journal::visit_began(), i * 4);
            add(journal::procedure_opened(code), i * 4);
            add(journal::qr_shown(journal::Qr::procedure, code), i * 4 + 1);
            add(journal::outcome(journal::Answer::submitted, code), i * 4 + 2);
            add(journal::visit_ended(journal::Ending::finished), i * 4 + 2);
        }
        for (int i = 0; i < order.dossiers; ++i)
            add(journal::dossier("CB01", {.day = day,
                                          .procedure = kCodes[random() % std::size(kCodes)],
                                          .traits = traits[random() % traits.size()],
                                          .count = 1}),
                i);
        add(journal::day_closed({}, day, journal::no_digest()), 16 * 60);
        TRY(journal.append(rows));
    }
    return {};
}

/// One figure of /proc/<pid>/<file>, in KiB.
std::int64_t kib_of(pid_t id, const std::string& file, const std::string& name) {
    std::ifstream in("/proc/" + std::to_string(id) + "/" + file);
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(name + ":")) return std::stoll(line.substr(name.size() + 1));
    return 0;
}

struct Memory {
    std::int64_t first = 0, largest = 0;  ///< PSS in KiB: after its first second, and ever.
};

/// Runs the agent until nothing is unsent; how its memory went.
Result<Memory> catch_up(const ProvinceStand& stand, const std::string& address) {
    Process agent =
        TRY(Process::start({.words = stand.agent_words(address, {"send", "--wait", "7200"}),
                            .output = stand.folder() + "/send.log"}));
    Memory memory;
    while (true) {
        const auto ended = agent.wait(seconds(1));
        if (!ended) {
            const std::int64_t now = kib_of(agent.id(), "smaps_rollup", "Pss");
            if (memory.first == 0) memory.first = now;
            memory.largest = std::max(memory.largest, now);
            continue;
        }
        if (*ended == 0) return memory;
        const std::string said = TRY(files::read(stand.folder() + "/send.log", 1 << 20));
        return Error{Error::Code::unavailable, "the agent did not catch up: " + said};
    }
}

Result<> measure(const Order& order) {
    const ScratchFolder scratch = TRY(ScratchFolder::make());
    ProvinceStand stand = TRY(ProvinceStand::make(scratch / "stand"));
    TRY(stand.start({}));
    TRY(write_weeks(stand.journal(), order));
    TRY(stand.enrol(stand.address()));
    const auto proxy = TRY(ChaosProxy::start(
        stand.port(),
        {.latency = order.latency, .bits_per_second = order.bits_per_second, .loss = order.loss},
        order.seed));
    const SystemClock clock;
    const Instant begin = clock.now();
    const Memory memory =
        TRY(catch_up(stand, "https://127.0.0.1:" + std::to_string(proxy->port())));
    const double took = duration<double>(clock.now() - begin).count();
    const ChaosProxy::Deeds deeds = proxy->deeds();
    TRY(stand.must_agree());
    char note[300];
    std::snprintf(note, sizeof note,
                  "%d days, %d dossiers and %d visits a day, over TLS; %lld kbit/s, %.0f %% loss, "
                  "%lld ms: %.1f KB in both directions, %lld connections, %lld of %lld packets "
                  "lost; the kiosk's and the province's figures agree",
                  order.days, order.dossiers, order.visits,
                  static_cast<long long>(order.bits_per_second / 1000), order.loss * 100,
                  static_cast<long long>(order.latency.count()),
                  static_cast<double>(deeds.bytes) / 1000,
                  static_cast<long long>(deeds.connections), static_cast<long long>(deeds.lost),
                  static_cast<long long>(deeds.packets));
    Figure time{.group = "province", .name = "one kiosk's weeks over a poor road", .unit = "s"};
    time.ours = {took};
    time.note = note;
    hand_over(time);
    Figure peak{.group = "province", .name = "the agent's memory meanwhile", .unit = "MiB"};
    peak.ours = {static_cast<double>(memory.largest) / 1024};
    peak.peer_name = "itself after a second";
    peak.peer = {static_cast<double>(memory.first) / 1024};
    peak.note = "PSS, the highest";
    // A short run ends before there is anything to look at.
    if (memory.first > 0) hand_over(peak);
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    Order order;
    int kbit = 32, loss = 20;
    CLI::App app("What it costs to catch up after weeks without a network");
    app.add_option("--days", order.days, "days without a network")->capture_default_str();
    app.add_option("--dossiers", order.dossiers, "dossiers a day")->capture_default_str();
    app.add_option("--visits", order.visits, "visits a day")->capture_default_str();
    app.add_option("--kbit", kbit, "of the road, each way, a second")->capture_default_str();
    app.add_option("--loss", loss, "percent of packets")->capture_default_str();
    app.add_flag("--quick", order.quick, "a few seconds: whether it runs, not how fast");
    CLI11_PARSE(app, argc, argv);
    order.bits_per_second = std::int64_t{kbit} * 1000;
    order.loss = loss / 100.0;
    if (order.quick) {
        order.days = 2;
        order.dossiers = order.visits = 20;
        order.bits_per_second *= 10;
        order.latency = milliseconds(10);
    }
    return bench_main("motcua-bench-sync", measure(order));
}
