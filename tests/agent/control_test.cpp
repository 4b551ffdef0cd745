#include "agent/control.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <thread>

#include "support/fake_clock.h"
#include "support/must.h"
#include "support/temp_dir.h"

using agent::Ask;
using agent::Control;

namespace {

/// Somebody at the other end.
class Caller {
public:
    explicit Caller(const std::string& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        descriptor_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        REQUIRE(connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }
    ~Caller() { close(descriptor_); }
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;
    void say(const std::string& bytes) {
        REQUIRE(send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
                static_cast<ssize_t>(bytes.size()));
    }
    void finish() { shutdown(descriptor_, SHUT_WR); }
    /// What is there now: a line, "" when closed, "-" when nothing has come.
    std::string hear() {
        char buffer[8192];
        const ssize_t got = recv(descriptor_, buffer, sizeof buffer, MSG_DONTWAIT);
        return got < 0 ? "-" : std::string(buffer, static_cast<std::size_t>(got));
    }

private:
    int descriptor_;
};

struct House {
    TempDir dir;
    FakeClock clock;
    std::string path = dir / "agent.sock";
    Control control = must(Control::listen(path));
};

}  // namespace

TEST_CASE("a line is asked, and one comes back") {
    House house;
    struct stat facts {};
    REQUIRE(::stat(house.path.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0660);
    Caller caller(house.path);
    caller.say("{\"ask\":");
    CHECK(house.control.serve(house.clock.now()).empty());
    caller.say("\"status\"}\n and more");
    const auto asks = house.control.serve(house.clock.now());
    REQUIRE(asks.size() == 1);
    CHECK(asks[0].line == "{\"ask\":\"status\"}");
    house.control.answer(asks[0].client, "{\"ok\":true}");
    CHECK(caller.hear() == "{\"ok\":true}\n");
    CHECK(caller.hear().empty());
    house.control.answer(asks[0].client, "nobody is there any more");
}

TEST_CASE("who says nothing, or too much, is let go") {
    House house;
    Caller silent(house.path), loud(house.path);
    loud.say(std::string(5000, 'x'));
    CHECK(house.control.serve(house.clock.now()).empty());
    CHECK(loud.hear() != "-");
    CHECK(house.control.deadline() == house.clock.now() + Control::kPatience);
    house.clock.advance(Control::kPatience);
    CHECK(house.control.serve(house.clock.now()).empty());
    CHECK(silent.hear().empty());
    CHECK(house.control.deadline() == Instant::max());
}

TEST_CASE("who has asked may wait as long as it takes") {
    House house;
    Caller caller(house.path);
    caller.say("x\n");
    const auto asks = house.control.serve(house.clock.now());
    house.clock.advance(std::chrono::minutes(20));
    house.control.serve(house.clock.now());
    house.control.answer(asks.at(0).client, "at last");
    CHECK(caller.hear() == "at last\n");
}

TEST_CASE("who asks and says that it has no more to say is answered all the same") {
    House house;
    Caller caller(house.path);
    caller.say("x\n");
    caller.finish();
    const auto asks = house.control.serve(house.clock.now());
    REQUIRE(asks.size() == 1);
    house.control.serve(house.clock.now());
    house.control.answer(asks[0].client, "yes");
    CHECK(caller.hear() == "yes\n");
}

TEST_CASE("a full house does not answer the door, and nobody inside suffers") {
    House house;
    std::vector<std::unique_ptr<Caller>> callers;
    const auto come = [&](std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            callers.push_back(std::make_unique<Caller>(house.path));
            callers.back()->say("x\n");
        }
        return house.control.serve(house.clock.now());
    };
    const auto asks = come(Control::kClientsMax);
    CHECK(asks.size() == Control::kClientsMax);
    CHECK(come(3).empty());
    std::vector<pollfd> descriptors;
    house.control.add_to(descriptors);
    CHECK(descriptors.empty());
    for (const Ask& ask : asks) house.control.answer(ask.client, "yes");
    CHECK(house.control.serve(house.clock.now()).size() == 3);
}

TEST_CASE("the client waits for its line, and knows when nobody is there") {
    House house;
    std::thread server([&] {
        std::vector<Ask> asks;
        while (asks.empty()) {
            std::vector<pollfd> descriptors;
            house.control.add_to(descriptors);
            poll(descriptors.data(), descriptors.size(), 1000);
            asks = house.control.serve(house.clock.now());
        }
        house.control.answer(asks[0].client, "said: " + asks[0].line);
    });
    const auto line = agent::ask_agent(house.path, "hello", std::chrono::seconds(10));
    server.join();
    CHECK(must(line) == "said: hello");
    const auto nobody = agent::ask_agent(house.dir / "none.sock", "hello", std::chrono::seconds(1));
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().code == Error::Code::not_found);
    CHECK_FALSE(Control::listen(house.dir / std::string(200, 'x')));
}
