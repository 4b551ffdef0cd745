// motcua-bench-catch-up: ten thousand kiosks come back after a week without a network. The real
// server over plain HTTP (behind a proxy; TLS is nginx's), SQLite and PostgreSQL; then through a
// real nginx with one server and with two, of which one is killed in the middle and started again.

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <optional>

#include "base/files.h"
#include "bench/crowd.h"
#include "bench/figures.h"
#include "bench/process_cost.h"
#include "bench/province_server.h"
#include "ledger/ledger.h"
#include "support/nginx.h"
#include "support/postgres_program.h"

namespace {

struct Order {
    std::size_t kiosks = 10'000, through_nginx = 2'500;
    std::size_t warm = 500;  ///< Kiosks after which the server's memory ought to stay as it is.
    int lanes = 32;
    bool quick = false;
};

constexpr std::chrono::milliseconds kLook{100};

/// The letter that was on its way when the network went, and the rest of the week.
const std::vector<int> kWeek{1, 6};

/// Of all kiosks: what they tell when they come back, and five minutes of the day after.
struct Letters {
    std::vector<Post> week, minutes;
};

double share_of(std::vector<double> times, double share) {
    const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(times.size() - 1));
    std::nth_element(times.begin(), times.begin() + place, times.end());
    return times[static_cast<std::size_t>(place)];
}

/// A store with the kiosks enrolled and nothing else; who serves it.
struct Store {
    std::string address;
    wire::SecretKey key = wire::SecretKey::generate();
};

Result<> prepare(const Store& store, const Fleet& fleet) {
    ledger::Ledger ledger = TRY(ledger::Ledger::open(
        store.address,
        {.code = "52", .name = "Gia Lai", .key = store.key, .next = std::nullopt, .pins = {}}));
    return fleet.enrol(ledger.connection());
}

Result<> must_hold(const Store& store, const SentSums& sent) {
    const std::unique_ptr<sql::Connection> connection = TRY(sql::open_reader(store.address));
    const SentSums found = TRY(sums_in(*connection));
    if (found == sent) return {};
    return Error{Error::Code::corrupt, "the store has not what was sent"};
}

/// How one catching up went.
struct Course {
    Crowd::Told told;
    double warm_mib = 0, peak_mib = 0;
    double server_ms = 0, database_ms = 0, nginx_ms = 0;  ///< CPU in all.
};

/// Who takes part besides the first server.
struct Others {
    std::optional<pid_t> database{}, nginx{};
    std::function<Result<>(std::size_t done)> meanwhile{};
    std::function<double()> more_servers_ms{};
    Road::Door door = Road::Door::plain;
};

Result<Course> catch_up(const std::vector<Post>& post, int port, pid_t server, const Order& order,
                        const Others& others) {
    const auto cpu = [](std::optional<pid_t> id) { return id ? cost_of(*id).cpu_ms : 0.0; };
    const double server_before = cpu(server), database_before = cpu(others.database),
                 nginx_before = cpu(others.nginx),
                 more_before = others.more_servers_ms ? others.more_servers_ms() : 0.0;
    Course course;
    Crowd crowd(post, port, order.lanes, others.door);
    while (!crowd.over()) {
        std::this_thread::sleep_for(kLook);
        const double now = cost_of(server).pss_mib;
        if (course.warm_mib == 0 && crowd.done() >= order.warm) course.warm_mib = now;
        course.peak_mib = std::max(course.peak_mib, now);
        if (others.meanwhile) TRY(others.meanwhile(crowd.done()));
    }
    course.told = TRY(crowd.told());
    course.server_ms = cpu(server) - server_before;
    if (others.more_servers_ms) course.server_ms += others.more_servers_ms() - more_before;
    course.database_ms = cpu(others.database) - database_before;
    course.nginx_ms = cpu(others.nginx) - nginx_before;
    return course;
}

std::string words_of(const Course& course, const std::vector<Post>& post, const Order& order) {
    const SentSums sums = sums_of(post);
    const double letters = static_cast<double>(sums.letters);
    char text[500];
    std::snprintf(text, sizeof text,
                  "%zu kiosks, %lld batches, %lld lines, %d at a time: %.0f batches/s, %.0f "
                  "lines/s; an answer %.0f ms, 99 %% within %.0f ms; %lld sent again; CPU a batch: "
                  "server %.2f ms, PostgreSQL %.2f ms, nginx %.2f ms; sums hold",
                  post.size(), static_cast<long long>(sums.letters),
                  static_cast<long long>(sums.lines), order.lanes, letters / course.told.seconds,
                  static_cast<double>(sums.lines) / course.told.seconds,
                  share_of(course.told.answers_ms, 0.5), share_of(course.told.answers_ms, 0.99),
                  static_cast<long long>(course.told.repeated), course.server_ms / letters,
                  course.database_ms / letters, course.nginx_ms / letters);
    return text;
}

void hand_over_course(const std::string& database, const Course& course,
                      const std::vector<Post>& post, const Order& order) {
    const std::string kiosks = std::to_string(post.size()) + " kiosks after a week, " + database;
    Figure time{.group = "province", .name = "catch-up of " + kiosks, .unit = "s"};
    time.ours = {course.told.seconds};
    time.note = words_of(course, post, order);
    hand_over(time);
    Figure cpu{.group = "province", .name = "CPU of the server a batch, " + kiosks, .unit = "ms"};
    cpu.ours = {course.server_ms / static_cast<double>(sums_of(post).letters)};
    cpu.note = "HTTP, unpacking, signatures, verdicts, receipt; SQLite's work is in it";
    if (course.database_ms > 0)
        cpu.note = "HTTP, unpacking, signatures, verdicts, receipt; PostgreSQL's work is not in it";
    hand_over(cpu);
    Figure answer{.group = "province", .name = "p99 of an answer, " + kiosks, .unit = "ms"};
    answer.ours = {share_of(course.told.answers_ms, 0.99)};
    answer.note = std::to_string(order.lanes) + " kiosks at a time on what this machine has";
    hand_over(answer);
    Figure memory{.group = "province", .name = "the server's memory, " + kiosks, .unit = "MiB"};
    memory.ours = {course.peak_mib};
    memory.peer_name = "after its first " + std::to_string(order.warm);
    memory.peer = {course.warm_mib};
    memory.ratio_at_most = 1.25;
    memory.note = "PSS, looked at ten times a second; the highest";
    hand_over(memory);
}

struct Alone {
    std::string name;  ///< "SQLite", "SQLite over TLS".
    Store store;
    std::optional<pid_t> database{};
    Road::Door door = Road::Door::plain;
};

void hand_over_minutes(const std::string& name, const Course& course, const std::vector<Post>& post,
                       const Order& order) {
    Figure figure{.group = "province",
                  .name = "five minutes of " + std::to_string(post.size()) + " kiosks, " + name,
                  .unit = "s"};
    figure.ours = {course.told.seconds};
    figure.note = "as fast as they are taken; each kiosk tells of five counts that grew; " +
                  words_of(course, post, order);
    hand_over(figure);
}

Result<> measure_alone(const Alone& alone, const Fleet& fleet, const Letters& letters,
                       const Order& order) {
    TRY(prepare(alone.store, fleet));
    const ScratchFolder folder = TRY(ScratchFolder::make());
    const ProvinceServer server =
        TRY(ProvinceServer::start({.folder = folder / "state",
                                   .database = alone.store.address,
                                   .key = alone.store.key,
                                   .tls = alone.door == Road::Door::tls}));
    const Others others{.database = alone.database, .door = alone.door};
    SentSums sent;
    for (const std::vector<Post>* post : {&letters.week, &letters.minutes}) {
        const Course course = TRY(catch_up(*post, server.port(), server.id(), order, others));
        sent += sums_of(*post);
        TRY(must_hold(alone.store, sent));
        if (post == &letters.week)
            hand_over_course(alone.name, course, *post, order);
        else
            hand_over_minutes(alone.name, course, *post, order);
    }
    return {};
}

/// Two servers on one PostgreSQL behind nginx; the second one may die half-way.
Result<Course> through_nginx(const Store& store, const PostgresProgram& postgres,
                             const std::vector<Post>& post, const Order& order, int servers,
                             bool killed) {
    const ScratchFolder folder = TRY(ScratchFolder::make());
    if (chmod(folder.path().c_str(), 0755) != 0)
        return Error{Error::Code::io, "cannot open a folder to nginx"};
    TRY(files::make_folder(folder / "nginx"));
    ProvinceServer::How how{
        .folder = folder / "second", .database = store.address, .key = store.key};
    const ProvinceServer first = TRY(ProvinceServer::start(
        {.folder = folder / "first", .database = store.address, .key = store.key}));
    std::optional<ProvinceServer> second;
    std::vector<int> ports{first.port()};
    if (servers > 1) {
        second.emplace(TRY(ProvinceServer::start(how)));
        ports.push_back(second->port());
    }
    const Nginx nginx = TRY(Nginx::start(folder / "nginx", ports));
    double lost_ms = 0;  // CPU of the server that died.
    int deaths = 0;
    Others others{.database = postgres.id(), .nginx = nginx.id()};
    others.more_servers_ms = [&] { return lost_ms + (second ? cost_of(second->id()).cpu_ms : 0); };
    others.meanwhile = [&](std::size_t done) -> Result<> {
        if (!killed || !second) return {};
        if (deaths == 0 && done > post.size() / 3) {
            lost_ms = cost_of(second->id()).cpu_ms;
            second->kill();
            second.reset();
            how.port = ports[1];
            second.emplace(TRY(ProvinceServer::start(how)));
            ++deaths;
        }
        return {};
    };
    Course course = TRY(catch_up(post, nginx.port(), first.id(), order, others));
    TRY(must_hold(store, sums_of(post)));
    if (killed && deaths == 0) return Error{Error::Code::invalid, "nobody was killed in time"};
    return course;
}

Result<> measure_nginx(const PostgresProgram& postgres, const Fleet& fleet,
                       const std::vector<Post>& post, const Order& order) {
    const auto play = [&](const std::string& name, int servers, bool killed) -> Result<Course> {
        TRY(postgres.administer("CREATE DATABASE " + name));
        const Store store{.address = postgres.address(name)};
        TRY(prepare(store, fleet));
        return through_nginx(store, postgres, post, order, servers, killed);
    };
    const Course one = TRY(play("one", 1, false));
    const Course two = TRY(play("two", 2, false));
    const Course killed = TRY(play("killed", 2, true));
    const std::string kiosks = std::to_string(post.size()) + " kiosks through nginx, ";
    const std::string cores = "; this machine has " +
                              std::to_string(std::thread::hardware_concurrency()) +
                              " cores for kiosks, nginx, servers and PostgreSQL together";
    Figure figure{.group = "province", .name = kiosks + "two servers", .unit = "s"};
    figure.ours = {two.told.seconds};
    figure.peer_name = "one server";
    figure.peer = {one.told.seconds};
    figure.note =
        words_of(two, post, order) + "; one server: " + words_of(one, post, order) + cores;
    hand_over(figure);
    figure.name = kiosks + "one of two killed and started again";
    figure.ours = {killed.told.seconds};
    figure.note = words_of(killed, post, order) + ": nothing lost, nothing doubled";
    hand_over(figure);
    return {};
}

Result<Letters> write_all(const Fleet& fleet) {
    Letters all{.week = std::vector<Post>(fleet.size()),
                .minutes = std::vector<Post>(fleet.size())};
    std::atomic<bool> failed = false;
    std::vector<std::thread> threads;
    const std::size_t hands = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t hand = 0; hand < hands; ++hand)
        threads.emplace_back([&, hand] {
            for (std::size_t i = hand; i < fleet.size(); i += hands) {
                Result<Post> one = fleet.letters(i, kWeek, 1);
                failed = failed || !one;
                if (!one) continue;
                all.minutes[i].push_back(std::move(one->back()));
                one->pop_back();
                all.week[i] = std::move(*one);
            }
        });
    for (std::thread& thread : threads) thread.join();
    if (failed) return Error{Error::Code::invalid, "letters could not be written"};
    return all;
}

Letters first_of(const Letters& all, std::size_t count) {
    const auto end = static_cast<std::ptrdiff_t>(std::min(count, all.week.size()));
    return {.week = {all.week.begin(), all.week.begin() + end},
            .minutes = {all.minutes.begin(), all.minutes.begin() + end}};
}

Result<> run(const Order& order) {
    const Fleet fleet = TRY(Fleet::make({.kiosks = order.kiosks}));
    const Letters all = TRY(write_all(fleet)), few = first_of(all, order.through_nginx);
    const ScratchFolder folder = TRY(ScratchFolder::make());
    TRY(measure_alone(
        {.name = "SQLite", .store = {.address = "sqlite:" + (folder / "province.db")}}, fleet, all,
        order));
    TRY(measure_alone({.name = "SQLite over TLS",
                       .store = {.address = "sqlite:" + (folder / "tls.db")},
                       .door = Road::Door::tls},
                      fleet, few, order));
    const PostgresProgram postgres = TRY(PostgresProgram::start());
    TRY(postgres.administer("CREATE DATABASE alone"));
    TRY(measure_alone({.name = "PostgreSQL",
                       .store = {.address = postgres.address("alone")},
                       .database = postgres.id()},
                      fleet, all, order));
    return measure_nginx(postgres, fleet, few.week, order);
}

}  // namespace

int main(int argc, char** argv) {
    Order order;
    CLI::App app("What it costs the province when its kiosks come back after a week");
    app.add_option("--kiosks", order.kiosks, "that come back")->capture_default_str();
    app.add_option("--nginx", order.through_nginx, "of them through nginx, and over TLS")
        ->capture_default_str();
    app.add_option("--lanes", order.lanes, "kiosks at a time")->capture_default_str();
    app.add_flag("--quick", order.quick, "a few seconds: whether it runs, not how fast");
    CLI11_PARSE(app, argc, argv);
    if (order.quick) order = {.kiosks = 100, .through_nginx = 60, .warm = 30, .quick = true};
    order.warm = std::min(order.warm, order.kiosks / 2);
    return bench_main("motcua-bench-catch-up", run(order));
}
