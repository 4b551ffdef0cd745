#include "base/notify.h"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "support/temp_dir.h"

namespace {

/// Somebody who listens as systemd does.
class Listener {
public:
    explicit Listener(const std::string& name) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.data(), name.size());
        if (name[0] == '@') address.sun_path[0] = '\0';
        descriptor_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        REQUIRE(bind(descriptor_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        setenv("NOTIFY_SOCKET", name.c_str(), 1);
    }
    ~Listener() {
        unsetenv("NOTIFY_SOCKET");
        close(descriptor_);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    std::string hear() const {
        char buffer[256];
        const ssize_t got = recv(descriptor_, buffer, sizeof buffer, 0);
        return got < 0 ? "" : std::string(buffer, static_cast<std::size_t>(got));
    }

private:
    int descriptor_;
};

}  // namespace

TEST_CASE("the service manager is told, where there is one") {
    CHECK_FALSE(notify::tell("READY=1"));
    TempDir dir;
    for (const std::string& name : {dir / "notify", "@motcua-test-" + std::to_string(getpid())}) {
        const Listener listener(name);
        CHECK(notify::tell("READY=1\nSTATUS=chờ"));
        CHECK(listener.hear() == "READY=1\nSTATUS=chờ");
    }
    setenv("NOTIFY_SOCKET", (dir / "nobody").c_str(), 1);
    CHECK_FALSE(notify::tell("READY=1"));
    setenv("NOTIFY_SOCKET", std::string(500, '/').c_str(), 1);
    CHECK_FALSE(notify::tell("READY=1"));
    unsetenv("NOTIFY_SOCKET");
}

TEST_CASE("the watchdog is fed twice as often as it asks, by whom it means") {
    CHECK_FALSE(notify::watchdog_interval());
    setenv("WATCHDOG_USEC", "30000000", 1);
    CHECK(notify::watchdog_interval() == std::chrono::seconds(15));
    setenv("WATCHDOG_PID", std::to_string(getpid()).c_str(), 1);
    CHECK(notify::watchdog_interval() == std::chrono::seconds(15));
    setenv("WATCHDOG_PID", "1", 1);
    CHECK_FALSE(notify::watchdog_interval());
    unsetenv("WATCHDOG_PID");
    for (const char* wrong : {"", "0", "-5", "soon", "5s"}) {
        setenv("WATCHDOG_USEC", wrong, 1);
        CHECK_FALSE(notify::watchdog_interval());
    }
    unsetenv("WATCHDOG_USEC");
}
