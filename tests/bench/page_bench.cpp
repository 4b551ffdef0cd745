// motcua-bench-page: what the province's page costs its server. A demonstration province, over
// SQLite and PostgreSQL, the real server and a client on this machine: each address of figures one
// after another, and codes through the province at a steady rate beside people who look. Then the
// same of the whole country.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "base/clock.h"
#include "base/files.h"
#include "bench/figures.h"
#include "bench/nation.h"
#include "bench/process_cost.h"
#include "bench/province_server.h"
#include "catalogue/short_link.h"
#include "json/json.h"
#include "province/peer.h"
#include "support/postgres_program.h"
#include "support/scratch_folder.h"

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration;

struct Order {
    int wards = 135, days = 100, times = 40, rate = 500, seconds = 10;
    std::size_t nation = 3'321;
    bool quick = false;
};

constexpr const char* kPassword = "a password for the bench";
constexpr double kOverviewMs = 10;

double ms_since(Clock::time_point since) {
    return duration<double, std::milli>(Clock::now() - since).count();
}

double at(std::vector<double>& times, double share) {
    std::sort(times.begin(), times.end());
    const auto last = static_cast<double>(times.size() - 1);
    return times[static_cast<std::size_t>(share * last)];
}

/// Signs in; the cookie.
Result<std::string> cookie_of(int port) {
    const json::Value body{{"name", "bench"}, {"password", kPassword}};
    const auto answer = Peer(port).ask(post("/api/session", "application/json", body.dump()));
    if (!answer || answer->status != 200)
        return Error{Error::Code::invalid,
                     "the page does not let the officer in: " + (answer ? answer->body : "")};
    const std::string& set = answer->fields.at("set-cookie");
    return "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
}

/// An address and what the table calls it.
struct Page {
    const char* name;
    std::string target;
};

/// Where the figures are of: the words of every name, and what the notes say of it.
struct Scene {
    std::string name;  ///< "135 wards x 100 days, SQLite".
    std::string note;
    std::string ward;
    bool promised = false;  ///< Of the overview.
};

/// Each address `times` times after a first time, which finds nothing in memory.
Result<> measure_pages(const Scene& scene, int port, const Order& order) {
    const std::string cookie = TRY(cookie_of(port));
    Peer peer(port);
    const Page pages[] = {{"overview", "/api/overview"},
                          {"overview of a month", "/api/overview?from=2026-11-01&to=2026-11-30"},
                          {"a ward", "/api/wards/" + scene.ward},
                          {"procedures", "/api/procedures"},
                          {"a procedure", "/api/procedures/2.000815"},
                          {"kiosks", "/api/kiosks"},
                          {"table of wards, CSV", "/api/tables/wards.csv"},
                          {"table of wards, XLSX", "/api/tables/wards.xlsx"}};
    for (const Page& page : pages) {
        Figure figure{.group = "province", .name = page.name + (", " + scene.name), .unit = "ms"};
        std::size_t bytes = 0;
        double first = 0;
        for (int i = 0; i <= order.times; ++i) {
            const Clock::time_point since = Clock::now();
            const auto answer = peer.ask(get(page.target, cookie));
            if (!answer || answer->status != 200)
                return Error{Error::Code::invalid, page.target + " answered " +
                                                       std::to_string(answer ? answer->status : 0)};
            bytes = answer->body.size();
            (i == 0 ? first : figure.ours.emplace_back()) = ms_since(since);
        }
        char note[160];
        std::snprintf(note, sizeof note, "%zu bytes, warm; 95 %% within %.1f ms, the first %.0f ms",
                      bytes, at(figure.ours, 0.95), first);
        figure.note = note + scene.note;
        if (scene.promised && page.target == "/api/overview") figure.ours_at_most = kOverviewMs;
        hand_over(figure);
    }
    return {};
}

/// At a steady rate, whenever the answers come: each is timed from when it was due, so a server
/// that stands still is not asked less.
Result<> measure_redirects(int port, const Order& order, const char* what, int lookers) {
    const catalogue::ShortLink link{
        .device = 0, .kind = catalogue::LinkKind::submit, .procedure = "2.000815"};
    const std::string request = get("/Q/" + catalogue::encode(link));
    std::vector<double> times;
    std::array<Peer, 4> peers{Peer(port), Peer(port), Peer(port), Peer(port)};
    std::array<std::vector<double>, 4> apart;
    std::array<int, 4> found{};
    std::atomic<bool> over = false;
    std::vector<std::thread> threads;
    const std::string cookie = TRY(cookie_of(port));
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
    if (all != static_cast<int>(times.size()))
        return Error{Error::Code::invalid, "a code led nowhere"};
    Figure figure{.group = "province", .name = what, .unit = "ms"};
    figure.ours = {at(times, 0.99)};
    char note[160];
    std::snprintf(note, sizeof note,
                  "99 %% of %zu codes at %d a second, from when each was due; median %.2f ms, "
                  "longest %.2f ms",
                  times.size(), order.rate, at(times, 0.5), at(times, 1));
    figure.note = note;
    hand_over(figure);
    return {};
}

void hand_over_memory(const Scene& scene, const ProvinceServer& server) {
    Figure figure{.group = "province", .name = "the page's server, " + scene.name, .unit = "MiB"};
    figure.ours = {cost_of(server.id()).pss_mib};
    figure.note = "PSS, after all of that was asked" + scene.note;
    hand_over(figure);
}

Result<> add_officer(const ProvinceServer::How& how) {
    TRY(run_province(how, {"officer", "add", "bench", "--role", "admin", "--full-name", "Bench"},
                     kPassword));
    return {};
}

Result<> measure_province(const std::string& database, const ProvinceServer::How& how,
                          const Order& order) {
    const std::string wards = std::to_string(order.wards), days = std::to_string(order.days);
    TRY(run_province(how, {"demo", "--wards", wards, "--days", days, "--day", days}));
    TRY(add_officer(how));
    const ProvinceServer server = TRY(ProvinceServer::start(how));
    const Scene scene{.name = wards + " wards x " + days + " days, " + database,
                      .note = "",
                      .ward = order.quick ? "21553" : "23563",
                      .promised = true};
    TRY(measure_pages(scene, server.port(), order));
    if (how.database.empty()) {
        TRY(measure_redirects(server.port(), order, "a code through the province", 0));
        TRY(measure_redirects(server.port(), order,
                              "a code through the province, two people look at the page", 2));
    }
    hand_over_memory(scene, server);
    return {};
}

Result<> measure_nation(const std::string& database, ProvinceServer::How how, const Order& order) {
    const tally::Day today = business_day(SystemClock().wall());
    const Nation nation{
        .wards = order.nation,
        .days = {.first = today - std::chrono::days(order.days - 1), .last = today}};
    how.config = how.folder + "/config";
    how.key = wire::SecretKey::generate();
    TRY(files::make_folder(how.folder));
    TRY(write_nation_config(how.config, nation));
    const std::string address =
        how.database.empty() ? "sqlite:" + how.folder + "/province.db" : how.database;
    TRY(fill_nation(address, *how.key, nation));
    TRY(files::write_atomically(how.folder + "/province.key", how.key->text(),
                                files::Readers::owner));
    TRY(add_officer(how));
    const ProvinceServer server = TRY(ProvinceServer::start(how));
    Order fewer = order;
    fewer.times = std::max(3, order.times / 3);
    const Scene scene{
        .name = std::to_string(order.nation) + " communes x " + std::to_string(order.days) +
                " days, " + database,
        .note = "; " + std::to_string(nation.procedures) + " procedures a commune and day",
        .ward = made_wards(1).list[0].code};
    TRY(measure_pages(scene, server.port(), fewer));
    hand_over_memory(scene, server);
    return {};
}

Result<> run(const Order& order) {
    const ScratchFolder folder = TRY(ScratchFolder::make());
    const PostgresProgram postgres = TRY(PostgresProgram::start());
    for (const char* name : {"province", "nation"})
        TRY(postgres.administer(std::string("CREATE DATABASE ") + name));
    TRY(measure_province("SQLite", {.folder = folder / "sqlite"}, order));
    TRY(measure_province(
        "PostgreSQL", {.folder = folder / "postgresql", .database = postgres.address("province")},
        order));
    TRY(measure_nation("SQLite", {.folder = folder / "nation"}, order));
    return measure_nation(
        "PostgreSQL",
        {.folder = folder / "nation-postgresql", .database = postgres.address("nation")}, order);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("What the province's page costs its server");
    Order order;
    app.add_option("--wards", order.wards, "of the demonstration")->capture_default_str();
    app.add_option("--days", order.days, "of the campaign")->capture_default_str();
    app.add_option("--nation", order.nation, "communes of the country")->capture_default_str();
    app.add_option("--times", order.times, "each address is asked")->capture_default_str();
    app.add_option("--rate", order.rate, "codes a second")->capture_default_str();
    app.add_option("--seconds", order.seconds, "at that rate")->capture_default_str();
    app.add_flag("--quick", order.quick, "a few seconds: whether it runs, not how fast");
    CLI11_PARSE(app, argc, argv);
    if (order.quick) {
        order.wards = 6;
        order.days = 10;
        order.times = 5;
        order.seconds = 1;
        order.nation = 100;
    }
    return bench_main("motcua-bench-page", run(order));
}
