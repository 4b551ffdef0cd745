#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

#include "agent/control.h"
#include "agent/naive_cells.h"
#include "agent/stand.h"
#include "agent/status.h"
#include "agent/web_server.h"
#include "base/files.h"
#include "support/process.h"

// The real program, against a small province behind a real socket.

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto kProgram = BINARY_DIR "/motcua-agent";

/// A province that a program can reach.
struct Town {
    WebServer::Handler handler() {
        return [this](const WebServer::Seen& seen, const WebServer::Send& send) {
            const std::lock_guard lock(mutex);
            if (silent) return;
            const agent::Answer answer = province.answer(seen.path(), seen.body);
            send(http(answer.status, answer.body));
        };
    }
    std::mutex mutex;  // Guards what follows.
    SmallProvince province;
    bool silent = false;
    WebServer server{handler()};
};

struct Kiosk {
    Kiosk() { std::filesystem::create_directories(state()); }

    std::string state() const { return dir / "state"; }
    std::string socket() const { return state() + "/agent/agent.sock"; }
    std::vector<std::string> words(std::vector<std::string> more) const {
        std::vector<std::string> all{
            kProgram,  "--state",  state(), "--config", std::string(SOURCE_DIR) + "/config",
            "--kiosk", "/bin/true"};
        if (with_address) all.insert(all.end(), {"--province", town.server.address()});
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    Process start(std::vector<std::pair<std::string, std::string>> environment = {}) const {
        Process process = must(Process::start({.words = words({"run"}),
                                               .environment = std::move(environment),
                                               .output = dir / "log",
                                               .inherited = -1}));
        wait_until([&] { return ask(R"({"ask":"status"})").has_value(); });
        return process;
    }
    Result<std::string> ask(const std::string& line) const {
        return agent::ask_agent(socket(), line, seconds(30));
    }
    /// Exit status, and what it printed.
    std::pair<int, std::string> run(std::vector<std::string> more) const {
        const std::string output = dir / "output";
        std::filesystem::remove(output);
        Process process = must(Process::start({.words = words(std::move(more)),
                                               .environment = {},
                                               .output = output,
                                               .inherited = -1}));
        const int status = must(process.wait(seconds(60)));
        return {status, must(files::read(output, 1 << 20))};
    }
    std::string code() {
        const std::lock_guard lock(town.mutex);
        return town.province.make_code().shown();
    }
    std::map<std::string, std::int64_t> arrived() {
        const std::lock_guard lock(town.mutex);
        return town.province.counts();
    }
    void grow(std::uint64_t seed, std::int64_t rows) const {
        journal::Settings settings = settings_in(dir);
        settings.path = state() + "/journal.db";
        settings.ward = "23563";
        journal::Journal journal = must(journal::Journal::open(settings));
        RandomJournal(seed).grow(journal, rows);
    }
    std::map<std::string, std::int64_t> counted() const {
        return naive_cells(state() + "/journal.db");
    }
    template <class Condition>
    static void wait_until(const Condition& condition) {
        for (int i = 0; i < 500; ++i) {
            if (condition()) return;
            usleep(20'000);
        }
        FAIL("waited too long");
    }

    TempDir dir;
    Town town;
    bool with_address = true;
};

std::int64_t pss_kib(pid_t id) {
    std::ifstream file("/proc/" + std::to_string(id) + "/smaps_rollup");
    std::string word;
    while (file >> word) {
        std::int64_t kib = 0;
        if (word == "Pss:" && file >> kib) return kib;
    }
    return -1;
}

/// Of all threads, in hundredths of a second.
std::int64_t cpu_ticks(pid_t id) {
    std::string stat = must(files::read("/proc/" + std::to_string(id) + "/stat", 4096));
    std::istringstream fields(stat.substr(stat.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    std::int64_t user = 0, system = 0;
    fields >> user >> system;
    return user + system;
}

}  // namespace

TEST_CASE("from a code on paper to counts in the province") {
    Kiosk kiosk;
    kiosk.grow(1, 300);
    const auto [enrolled, words] = kiosk.run({"enrol", "--code", kiosk.code()});
    CHECK(enrolled == 0);
    CHECK(words.find("four words") != std::string::npos);
    const auto [sent, status] = kiosk.run({"send", "--wait", "20"});
    CHECK(sent == 0);
    CHECK(status.find("Not yet there: 0 counts") != std::string::npos);
    CHECK(kiosk.arrived() == kiosk.counted());
    const auto [shown, json] = kiosk.run({"status", "--json"});
    CHECK(shown == 0);
    CHECK(json.find("\"state\":\"ok\"") != std::string::npos);
    kiosk.with_address = false;  // It was kept.
    kiosk.grow(2, 20);
    CHECK(kiosk.run({"send", "--wait", "20"}).first == 0);
    CHECK(kiosk.arrived() == kiosk.counted());
    CHECK(kiosk.run({"rotate"}).first == 0);
    kiosk.grow(3, 20);
    CHECK(kiosk.run({"send", "--wait", "20"}).first == 0);
    CHECK(kiosk.arrived() == kiosk.counted());
}

TEST_CASE("what cannot be done is said, with the exit status of a failure") {
    Kiosk kiosk;
    CHECK(kiosk.run({"enrol"}).first == 2);
    CHECK(kiosk.run({"dance"}).first == 2);
    const auto [status, words] = kiosk.run({"enrol", "--code", "12345"});
    CHECK(status == 1);
    CHECK(words.find("motcua-agent: ") == 0);
    CHECK(kiosk.run({"send"}).first == 1);
    CHECK(kiosk.run({"export", kiosk.dir / "stick"}).first == 1);
    CHECK(kiosk.run({"status"}).second.find("not_enrolled") != std::string::npos);
}

TEST_CASE("while an agent runs, commands are its business; a second one is not let in") {
    Kiosk kiosk;
    kiosk.grow(1, 100);
    Process agent = kiosk.start();
    CHECK(kiosk.run({"enrol", "--code", kiosk.code()}).first == 0);
    CHECK(kiosk.run({"send", "--wait", "20"}).first == 0);
    CHECK(kiosk.arrived() == kiosk.counted());
    const auto [second, why] = kiosk.run({"run"});
    CHECK(second == 1);
    CHECK(why.find(std::to_string(agent.id())) != std::string::npos);
    CHECK(kiosk.run({"status"}).second.find("ok") != std::string::npos);
    const std::string stick = kiosk.dir / "stick";
    std::filesystem::create_directories(stick);
    kiosk.grow(2, 30);
    CHECK(kiosk.run({"export", stick}).first == 0);
    CHECK(kiosk.run({"import", stick}).first == 0);
    CHECK_FALSE(std::filesystem::is_empty(stick + "/motcua"));
    CHECK(must(kiosk.ask("nonsense")).find("\"ok\":false") != std::string::npos);
    agent.signal(SIGTERM);
    CHECK(must(agent.wait(seconds(3))) == 0);
    CHECK_FALSE(std::filesystem::exists(kiosk.socket()));
    CHECK(must(agent::decode_status(must(files::read(kiosk.state() + "/agent/status.json", 9999))))
              .enrolled);
}

TEST_CASE("an agent that is killed loses nothing, wherever it stood") {
    Kiosk kiosk;
    kiosk.grow(1, 100);
    CHECK(kiosk.run({"enrol", "--code", kiosk.code()}).first == 0);
    for (int i = 0; i < 12; ++i) {
        Process agent = kiosk.start();
        kiosk.grow(static_cast<std::uint64_t>(i) + 2, 40);
        must(kiosk.ask(R"({"ask":"send"})"));
        usleep(static_cast<useconds_t>(i) * 3000);
        agent.signal(SIGKILL);
        must(agent.wait(seconds(5)));
    }
    CHECK(kiosk.run({"send", "--wait", "20"}).first == 0);
    CHECK(kiosk.arrived() == kiosk.counted());
}

TEST_CASE("it ends at once, in the middle of a transfer too") {
    Kiosk kiosk;
    kiosk.grow(1, 50);
    CHECK(kiosk.run({"enrol", "--code", kiosk.code()}).first == 0);
    Process agent = kiosk.start();
    std::unique_lock hold(kiosk.town.mutex);  // The province does not answer.
    must(kiosk.ask(R"({"ask":"send"})"));
    const int before = kiosk.town.server.connections();
    Kiosk::wait_until([&] { return kiosk.town.server.connections() > before; });
    agent.signal(SIGTERM);
    const Result<int> ended = agent.wait(seconds(3));
    hold.unlock();
    CHECK(must(ended) == 0);
}

TEST_CASE("systemd hears that it is ready, how it stands, and that it lives") {
    Kiosk kiosk;
    const std::string path = kiosk.dir / "notify";
    const int ear = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    REQUIRE(bind(ear, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    Process agent = kiosk.start({{"NOTIFY_SOCKET", path}, {"WATCHDOG_USEC", "400000"}});
    std::string heard;
    Kiosk::wait_until([&] {
        char buffer[1024];
        const ssize_t got = recv(ear, buffer, sizeof buffer, MSG_DONTWAIT);
        if (got > 0) heard += std::string(buffer, static_cast<std::size_t>(got)) + "\n";
        return heard.find("READY=1") != heard.npos &&
               heard.find("STATUS=not_enrolled") != heard.npos &&
               heard.find("WATCHDOG=1") != heard.rfind("WATCHDOG=1");
    });
    close(ear);
}

TEST_CASE("it needs little memory after a full batch, and no time while nothing happens") {
    Kiosk kiosk;
    kiosk.grow(1, 20'000);
    CHECK(kiosk.run({"enrol", "--code", kiosk.code()}).first == 0);
    Process agent = kiosk.start();
    must(kiosk.ask(R"({"ask":"send","wait":true})"));
    must(kiosk.ask(R"({"ask":"send","wait":true})"));
    usleep(2'500'000);  // The status file follows its pause.
    const std::int64_t before = cpu_ticks(agent.id());
    usleep(5'000'000);
    CHECK(cpu_ticks(agent.id()) - before == 0);
    const std::int64_t pss = pss_kib(agent.id());
    MESSAGE("PSS " << pss << " KiB");
    CHECK(pss > 0);
#if !defined(__SANITIZE_ADDRESS__)
    CHECK(pss < 12 * 1024);
#endif
}
