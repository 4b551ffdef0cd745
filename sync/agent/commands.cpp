#include "agent/commands.h"

#include <fmt/format.h>
#include <malloc.h>
#include <sys/random.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <functional>

#include "agent/control.h"
#include "agent/curl_road.h"
#include "agent/daemon.h"
#include "base/files.h"
#include "base/log.h"
#include "base/owner.h"

namespace agent {

namespace {

constexpr int kDone = 0, kFailed = 1;
// Meeting the province twice, and a full batch over a slow line.
constexpr std::chrono::seconds kPatience = std::chrono::minutes(20);
constexpr useconds_t kTurn = 500'000;  // Between two tries of `send --wait`.

int fail(const Error& error) {
    fmt::print(stderr, "motcua-agent: {}\n", error.message);
    return kFailed;
}

std::uint64_t seed() {
    std::uint64_t value = 0;
    if (::getrandom(&value, sizeof value, 0) != sizeof value)
        value = static_cast<std::uint64_t>(::getpid());
    return value;
}

/// The checker of the command line, of agent.toml, or the kiosk beside us.
std::string checker_of(const Command& command, const settings::AgentFile& file) {
    if (!command.places.kiosk.empty()) return command.places.kiosk;
    if (!file.checker.empty()) return file.checker;
    std::error_code failure;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", failure);
    const auto beside = self.parent_path() / "motcua-kiosk";
    return !failure && std::filesystem::exists(beside, failure) ? beside.string() : "";
}

/// Everything a courier needs, for as long as `work` runs.
int with_courier(const Command& command, const std::function<int(Courier&, Pulse&)>& work) {
    const SystemClock machine;
    KeptClock clock(machine, command.places.state + kKeptClockFile, boot_id());
    Pulse pulse(clock);
    // An administrator's `sudo motcua-agent enrol` while no agent runs.
    if (const Result<> became = owner::become(command.places.own()); !became)
        return fail(became.error());
    const Result<settings::AgentFile> file =
        settings::load_agent(command.places.config + "/agent.toml");
    if (!file) return fail(file.error());
    const auto may_go_on = [&] { return pulse.may_go_on(); };
    CurlRoad::Settings ways;
    ways.proxy = file->proxy;
    ways.version = command.version;
    ways.may_go_on = may_go_on;
    CurlRoad road(std::move(ways));
    Courier::Settings settings{.places = command.places,
                               .file = *file,
                               .version = command.version,
                               .seed = seed(),
                               .may_go_on = may_go_on,
                               .kept = &clock};
    settings.places.kiosk = checker_of(command, *file);
    Result<Courier> courier = Courier::open(std::move(settings), road, clock);
    if (!courier) return fail(courier.error());
    return work(*courier, pulse);
}

/// The line of the agent that runs, or of one that is made for this.
Result<std::string> ask_anybody(const Command& command, const Asked& asked) {
    const Result<std::string> said = ask_agent(command.places.socket(), encode(asked), kPatience);
    if (said || said.error().code != Error::Code::not_found) return said;
    std::string line;
    const int done = with_courier(command, [&](Courier& courier, Pulse&) {
        line = answer(courier, asked);
        return kDone;
    });
    if (done != kDone) return Error{Error::Code::unavailable, "see above"};
    return line;
}

}  // namespace

int run(const Command& command) {
    block_signals();
    // A full batch passes through 8 MiB, and then there is none for a day. Left to itself, the C
    // library would keep them: in a heap for each thread, with a threshold that grows (measured:
    // 18 MiB instead of 9).
    ::mallopt(M_ARENA_MAX, 1);
    ::mallopt(M_MMAP_THRESHOLD, 128 << 10);
    ::mallopt(M_TRIM_THRESHOLD, 128 << 10);
    return with_courier(command, [&](Courier& courier, Pulse& pulse) {
        const SystemClock clock;
        const Result<> done = run_daemon(courier, command.places, clock, pulse);
        return done ? kDone : fail(done.error());
    });
}

int status(const Command& command) {
    const Asked asked{};
    Result<std::string> line = ask_agent(command.places.socket(), encode(asked), kPatience);
    if (!line) {
        // None runs: what it wrote last, else what its files say.
        line = files::read(command.places.status(), StatusFile::kBytesMax);
        if (line) fmt::print(stderr, "motcua-agent: no agent runs; this is what it said last\n");
    }
    if (!line) line = ask_anybody(command, asked);
    if (!line) return fail(line.error());
    const Result<Status> decoded = decode_status(*line);
    if (!decoded) return fail(decoded.error());
    fmt::print("{}", command.json ? encode(*decoded) + "\n" : in_words(*decoded));
    return kDone;
}

int send(const Command& command) {
    Asked asked;
    asked.what = Asked::What::send;
    asked.waits = true;
    const SystemClock clock;
    const Instant until = clock.now() + std::chrono::seconds(command.wait_s);
    while (true) {
        const Result<std::string> line = ask_anybody(command, asked);
        if (!line) return fail(line.error());
        const Result<Status> status = decode_status(*line);
        if (!status) return fail(status.error());
        const bool all = status->state == "ok" && status->unsent == 0;
        // Waiting helps only where a network may come.
        const bool hopeful = status->state != "not_enrolled" && status->state != "no_journal";
        if (all || !hopeful || clock.now() >= until) {
            fmt::print("{}", in_words(*status));
            return all ? kDone : kFailed;
        }
        ::usleep(kTurn);
    }
}

int ask(const Command& command, Asked::What what) {
    Asked asked;
    asked.what = what;
    asked.code = command.code;
    if (what == Asked::What::enrol) asked.address = command.places.address;
    if (!command.folder.empty()) asked.folder = std::filesystem::absolute(command.folder);
    const Result<std::string> line = ask_anybody(command, asked);
    if (!line) return fail(line.error());
    const Result<Said> said = decode_said(*line);
    if (!said) return fail(said.error());
    if (!said->ok) return fail(Error{Error::Code::invalid, said->message});
    fmt::print("{}\n", said->message);
    if (!said->words.empty())
        fmt::print("{}\nThe province must show the same four words: {}\n", said->name, said->words);
    return kDone;
}

}  // namespace agent
