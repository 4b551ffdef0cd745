// motcua-bench-page: what the province's page costs its server. A demonstration province, the real
// server over SQLite, and a client on this machine: each address of figures one after another, and
// codes through the province at a steady rate beside a batch of people who look.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>

#include "base/files.h"
#include "catalogue/short_link.h"
#include "json/json.h"
#include "province/peer.h"
#include "support/process.h"
#include "support/scratch_folder.h"

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration;

struct Order {
    int wards = 135, days = 100, times = 40, rate = 500, seconds = 20;
};

constexpr const char* kPassword = "a password for the bench";

double ms_since(Clock::time_point since) {
    return duration<double, std::milli>(Clock::now() - since).count();
}

double at(std::vector<double>& times, double share) {
    std::sort(times.begin(), times.end());
    const auto last = static_cast<double>(times.size() - 1);
    return times[static_cast<std::size_t>(share * last)];
}

/// A command of motcua-province to its end; `input` stands on its standard input.
Result<std::string> run(const std::string& folder, const std::string& words,
                        const std::string& input = {}) {
    const std::string output = folder + "/said";
    TRY(files::write_atomically(folder + "/input", input));
    Process process =
        TRY(Process::start({.words = {"sh", "-c",
                                      "exec " BINARY_DIR "/motcua-province " + words + " --state " +
                                          folder + "/state <" + folder + "/input"},
                            .output = output}));
    const int status = TRY(process.wait(std::chrono::minutes(20)));
    const std::string said = TRY(files::read(output, 1u << 20));
    if (status == 0) return said;
    return Error{Error::Code::invalid, "motcua-province " + words + ": " + said};
}

Result<int> port_of(const std::string& file, Process& server) {
    for (int i = 0; i < 3000 && server.runs(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        const auto text = files::read(file, 1u << 20);
        const std::size_t from = text ? text->find("http://127.0.0.1:") : std::string::npos;
        if (text && from != text->npos) return std::atoi(text->c_str() + from + 17);
    }
    return Error{Error::Code::unavailable, "the server did not start"};
}

/// Signs in; the cookie.
std::string cookie_of(int port) {
    const json::Value body{{"name", "bench"}, {"password", kPassword}};
    const auto answer = Peer(port).ask(post("/api/session", "application/json", body.dump()));
    if (!answer || answer->status != 200) return {};
    const std::string& set = answer->fields.at("set-cookie");
    return "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
}

void print_latencies(int port, const Order& order) {
    const std::string cookie = cookie_of(port);
    Peer peer(port);
    std::printf("%-44s %9s %9s %9s %10s\n", "address", "median", "95 %", "first", "bytes");
    constexpr std::array kTargets{"/healthz",
                                  "/",
                                  "/web/app.js",
                                  "/api/session",
                                  "/api/overview",
                                  "/api/overview?from=2020-01-01&to=2020-01-31",
                                  "/api/wards/23563",
                                  "/api/procedures",
                                  "/api/procedures/2.000815",
                                  "/api/kiosks",
                                  "/api/tables/wards.csv",
                                  "/api/tables/wards.xlsx"};
    for (const char* target : kTargets) {
        std::vector<double> times;
        std::size_t bytes = 0;
        double first = 0;
        for (int i = 0; i <= order.times; ++i) {
            const Clock::time_point since = Clock::now();
            const auto answer = peer.ask(get(target, cookie));
            if (!answer || answer->status != 200) {
                std::printf("%-44s answered %d\n", target, answer ? answer->status : 0);
                break;
            }
            bytes = answer->body.size();
            (i == 0 ? first : times.emplace_back()) = ms_since(since);
        }
        if (!times.empty())
            std::printf("%-44s %6.2f ms %6.2f ms %6.2f ms %10zu\n", target, at(times, 0.5),
                        at(times, 0.95), first, bytes);
    }
}

/// At a steady rate, whenever the answers come: each is timed from when it was due, so a server
/// that stands still is not asked less.
void print_redirects(int port, const Order& order, const char* what, int lookers) {
    const catalogue::ShortLink link{
        .device = 0, .kind = catalogue::LinkKind::submit, .procedure = "2.000815"};
    const std::string request = get("/Q/" + catalogue::encode(link));
    std::vector<double> times;
    std::array<Peer, 4> peers{Peer(port), Peer(port), Peer(port), Peer(port)};
    std::array<std::vector<double>, 4> apart;
    std::array<int, 4> found{};
    std::atomic<bool> over = false;
    std::vector<std::thread> threads;
    const std::string cookie = cookie_of(port);
    for (int i = 0; i < lookers; ++i)
        threads.emplace_back([&] {
            Peer looker(port);
            while (!over) (void)looker.ask(get("/api/overview", cookie));
        });
    const Clock::time_point begin = Clock::now();
    const int each = order.rate * order.seconds / 4;
    for (std::size_t n = 0; n < peers.size(); ++n)
        threads.emplace_back([&, n] {
            for (int i = 0; i < each; ++i) {
                const auto due = begin + duration_cast<Clock::duration>(duration<double>(
                                             (i * 4 + static_cast<double>(n)) / order.rate));
                std::this_thread::sleep_until(due);
                const auto answer = peers[n].ask(request);
                apart[n].push_back(ms_since(due));
                found[n] += answer && answer->status == 302 ? 1 : 0;
            }
        });
    for (std::size_t n = static_cast<std::size_t>(lookers); n < threads.size(); ++n)
        threads[n].join();
    over = true;
    for (int i = 0; i < lookers; ++i) threads[static_cast<std::size_t>(i)].join();
    int all = 0;
    for (std::size_t n = 0; n < peers.size(); ++n) {
        times.insert(times.end(), apart[n].begin(), apart[n].end());
        all += found[n];
    }
    std::printf("%-44s median %.2f ms, 99 %% %.2f ms, longest %.2f ms; %d of %zu led on\n", what,
                at(times, 0.5), at(times, 0.99), at(times, 1), all, times.size());
}

std::int64_t memory_kib(pid_t id) {
    std::ifstream in("/proc/" + std::to_string(id) + "/smaps_rollup");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("Pss:")) return std::stoll(line.substr(4));
    return 0;
}

Result<> measure(const Order& order) {
    const ScratchFolder folder = TRY(ScratchFolder::make());
    const Clock::time_point since = Clock::now();
    TRY(run(folder.path(), "demo --wards " + std::to_string(order.wards) + " --days " +
                               std::to_string(order.days) + " --day " +
                               std::to_string(order.days)));
    std::printf("demo: %d wards, %d days in %.1f s\n", order.wards, order.days,
                ms_since(since) / 1000);
    TRY(run(folder.path(), "officer add bench --role admin --full-name Bench",
            std::string(kPassword) + "\n"));
    const std::string log = folder.path() + "/log";
    Process server = TRY(
        Process::start({.words = {BINARY_DIR "/motcua-province", "serve", "--state",
                                  folder.path() + "/state", "--https", "", "--http", "127.0.0.1:0"},
                        .output = log}));
    const int port = TRY(port_of(log, server));
    print_latencies(port, order);
    const std::string rate = std::to_string(order.rate) + " codes a second";
    print_redirects(port, order, rate.c_str(), 0);
    print_redirects(port, order, (rate + ", two people look at the page").c_str(), 2);
    std::printf("memory of the server: %.1f MiB PSS\n",
                static_cast<double>(memory_kib(server.id())) / 1024);
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("What the province's page costs its server");
    Order order;
    app.add_option("--wards", order.wards, "of the demonstration")->capture_default_str();
    app.add_option("--days", order.days, "of the campaign")->capture_default_str();
    app.add_option("--times", order.times, "each address is asked")->capture_default_str();
    app.add_option("--rate", order.rate, "codes a second")->capture_default_str();
    app.add_option("--seconds", order.seconds, "at that rate")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    const Result<> done = measure(order);
    if (done) return 0;
    std::fprintf(stderr, "motcua-bench-page: %s\n", done.error().message.c_str());
    return 1;
}
