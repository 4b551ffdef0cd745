#include "support/chaos_proxy.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace {

using std::chrono::milliseconds;

constexpr std::size_t kPacket = 1400;
constexpr milliseconds kRetransmit{200};
// More than this waiting in one direction, and the proxy stops reading: it holds up the sender, as
// a full queue of a modem does.
constexpr std::size_t kQueuedMax = 64;

Error system_error(const char* doing) {
    return {Error::Code::io, std::string(doing) + ": " + std::strerror(errno)};
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

}  // namespace

Result<std::unique_ptr<ChaosProxy>> ChaosProxy::start(int port, const BadRoad& road,
                                                      std::uint64_t seed) {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener < 0) return system_error("make a socket");
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* name = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener, name, size) != 0 || ::listen(listener, 128) != 0 ||
        ::getsockname(listener, name, &size) != 0) {
        const Error failure = system_error("listen");
        ::close(listener);
        return failure;
    }
    const int stop = ::eventfd(0, EFD_CLOEXEC);
    return std::unique_ptr<ChaosProxy>(
        new ChaosProxy(listener, ntohs(address.sin_port), port, stop, road, seed));
}

ChaosProxy::ChaosProxy(int listener, int port, int target, int stop, const BadRoad& road,
                       std::uint64_t seed)
    : listener_(listener), port_(port), target_(target), stop_(stop), road_(road), random_(seed) {
    thread_ = std::thread([this] { run(); });
}

ChaosProxy::~ChaosProxy() {
    const std::uint64_t one = 1;
    (void)!::write(stop_, &one, sizeof one);
    thread_.join();
    for (Pair& pair : pairs_) finish(pair, false);
    ::close(listener_);
    ::close(stop_);
}

void ChaosProxy::set(const BadRoad& road) {
    const std::lock_guard lock(mutex_);
    road_ = road;
}

ChaosProxy::Deeds ChaosProxy::deeds() const {
    const std::lock_guard lock(mutex_);
    return deeds_;
}

void ChaosProxy::run() {
    while (true) {
        std::vector<pollfd> sources{{stop_, POLLIN, 0}, {listener_, POLLIN, 0}};
        for (const Pair& pair : pairs_)
            for (std::size_t way = 0; way < 2; ++way) {
                const bool hears = !pair.silent && !pair.ways[way].ended &&
                                   pair.ways[way].queue.size() < kQueuedMax;
                const int wanted = pair.silent ? POLLRDHUP : hears ? POLLIN : 0;
                sources.push_back({pair.sockets[way], static_cast<short>(wanted), 0});
            }
        ::poll(sources.data(), sources.size(), patience(clock_.now()));
        if (sources[0].revents != 0) return;
        const std::size_t known = pairs_.size();
        if (sources[1].revents != 0) accept_one();
        for (std::size_t i = 0; i < known; ++i)
            for (std::size_t way = 0; way < 2; ++way) {
                const short events = sources[2 + 2 * i + way].revents;
                if ((events & (POLLIN | POLLRDHUP | POLLHUP | POLLERR)) != 0) read(pairs_[i], way);
            }
        const Instant now = clock_.now();
        for (Pair& pair : pairs_) deliver(pair, now);
        std::erase_if(pairs_, [](const Pair& pair) { return pair.dead; });
    }
}

/// Until the next packet is due, in milliseconds for poll().
int ChaosProxy::patience(Instant now) const {
    std::int64_t soonest = -1;
    for (const Pair& pair : pairs_)
        for (const Way& way : pair.ways) {
            if (way.queue.empty() || pair.silent) continue;
            const std::int64_t wait = std::max<std::int64_t>(0, (way.queue[0].due - now).count());
            if (soonest < 0 || wait < soonest) soonest = wait;
        }
    return static_cast<int>(soonest);
}

void ChaosProxy::accept_one() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (client < 0) return;
    Pair pair;
    pair.sockets[0] = client;
    draw_fate(pair);
    if (pair.fate == Fate::refused) {
        ::close(client);
        return;
    }
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(target_);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(client);
        ::close(server);
        return;
    }
    ::fcntl(server, F_SETFL, O_NONBLOCK);
    const int one = 1;
    for (const int socket : {client, server})
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    pair.sockets[1] = server;
    pairs_.push_back(std::move(pair));
}

void ChaosProxy::draw_fate(Pair& pair) {
    const std::lock_guard lock(mutex_);
    ++deeds_.connections;
    pair.road = road_;
    const std::array<std::pair<double, Fate>, 6> fates{{{road_.refused, Fate::refused},
                                                        {road_.reset, Fate::reset},
                                                        {road_.answer_cut, Fate::answer_cut},
                                                        {road_.answer_lost, Fate::answer_lost},
                                                        {road_.half_open, Fate::half_open},
                                                        {road_.changed, Fate::changed}}};
    double drawn = chance();
    for (const auto& [likely, fate] : fates) {
        if (drawn < likely) {
            pair.fate = fate;
            break;
        }
        drawn -= likely;
    }
    if (pair.fate == Fate::refused) ++deeds_.refused;
    const bool answers = pair.fate == Fate::answer_cut || pair.fate == Fate::answer_lost;
    pair.struck_way = answers ? 1 : random_() % 2;
    pair.strikes_at =
        static_cast<std::int64_t>(random_() % std::max<std::size_t>(1, pair.road.cut_within));
}

void ChaosProxy::read(Pair& pair, std::size_t way) {
    // Of a silent connection only its end is noticed, so that it does not stay for ever.
    if (pair.silent) return finish(pair, true);
    if (pair.dead || pair.ways[way].ended) return;
    std::string bytes(kPacket, '\0');
    const ssize_t got = ::recv(pair.sockets[way], bytes.data(), bytes.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got < 0) {
        finish(pair, true);
        return;
    }
    if (got == 0) {
        pair.ways[way].ended = true;
        return;
    }
    bytes.resize(static_cast<std::size_t>(got));
    strike(pair, way, bytes);
    if (!pair.dead && !pair.silent && !bytes.empty()) queue(pair, way, std::move(bytes));
}

/// Does to these bytes what was drawn for their connection, if its time has come.
void ChaosProxy::strike(Pair& pair, std::size_t way, std::string& bytes) {
    Way& stream = pair.ways[way];
    const std::int64_t before = stream.seen;
    stream.seen += std::ssize(bytes);
    if (pair.fate == Fate::none || way != pair.struck_way || stream.seen <= pair.strikes_at) return;
    const auto at = static_cast<std::size_t>(pair.strikes_at - before);
    const Fate fate = std::exchange(pair.fate, Fate::none);
    const std::lock_guard lock(mutex_);
    switch (fate) {
        case Fate::reset:
            ++deeds_.reset;
            finish(pair, true);
            break;
        case Fate::answer_lost:
            ++deeds_.answers_lost;
            finish(pair, true);
            break;
        case Fate::answer_cut:
            ++deeds_.answers_cut;
            bytes.resize(at);
            stream.ended = true;
            break;
        case Fate::half_open:
            ++deeds_.half_open;
            pair.silent = true;
            break;
        case Fate::changed:
            ++deeds_.changed;
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random_() % 8)));
            break;
        default: break;
    }
}

void ChaosProxy::queue(Pair& pair, std::size_t way, std::string bytes) {
    const BadRoad& road = pair.road;
    Way& stream = pair.ways[way];
    const Instant now = clock_.now();
    stream.free_at = std::max(stream.free_at, now);
    if (road.bits_per_second > 0)
        stream.free_at += milliseconds(std::ssize(bytes) * 8000 / road.bits_per_second);
    const std::lock_guard lock(mutex_);
    ++deeds_.packets;
    deeds_.bytes += std::ssize(bytes);
    for (milliseconds again = kRetransmit; road.loss > 0 && chance() < road.loss; again *= 2) {
        ++deeds_.lost;
        stream.free_at += again;
    }
    Instant due = stream.free_at + road.latency;
    if (road.jitter.count() > 0)
        due += milliseconds(static_cast<std::int64_t>(
            random_() % static_cast<std::uint64_t>(road.jitter.count() + 1)));
    if (!stream.queue.empty()) due = std::max(due, stream.queue.back().due);
    stream.queue.push_back({due, std::move(bytes)});
}

void ChaosProxy::deliver(Pair& pair, Instant now) {
    for (std::size_t way = 0; way < 2 && !pair.dead && !pair.silent; ++way) {
        Way& stream = pair.ways[way];
        const int out = pair.sockets[1 - way];
        while (!stream.queue.empty() && stream.queue[0].due <= now) {
            std::string& bytes = stream.queue[0].bytes;
            const ssize_t sent = ::send(out, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent < 0 && (errno == EAGAIN || errno == EINTR)) {
                stream.queue[0].due = now + milliseconds(1);  // The receiver is slow: soon again.
                break;
            }
            if (sent < 0) return finish(pair, true);
            bytes.erase(0, static_cast<std::size_t>(sent));
            if (bytes.empty()) stream.queue.erase(stream.queue.begin());
        }
        if (stream.ended && !stream.told && stream.queue.empty()) {
            stream.told = true;
            ::shutdown(out, SHUT_WR);
        }
    }
    if (!pair.dead && pair.ways[0].told && pair.ways[1].told) finish(pair, false);
}

void ChaosProxy::finish(Pair& pair, bool reset) {
    if (std::exchange(pair.dead, true)) return;
    for (const int socket : pair.sockets) {
        const linger hard{.l_onoff = 1, .l_linger = 0};  // Closing sends a RST.
        if (reset) ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        ::close(socket);
    }
}
