#include "clerk/messenger.h"

#include <poll.h>

#include <filesystem>

#include "clerk/counter.h"
#include "support/fake_agent.h"

using clerk::Messenger;
using namespace std::chrono_literals;

namespace {

constexpr const char* kCode = "7QF2ABCDEFGHJK0";
constexpr const char* kWords =
    "{\"ok\":true,\"words\":\"mây sông gạo trâu\",\"name\":\"Quầy 1\"}\n";
constexpr Instant kNow{1h};

/// Waits as the clerk does, and hears.
std::optional<desk::EnrolCame> answer(Messenger& messenger) {
    for (int turns = 0; turns < 1000; ++turns) {
        if (auto came = messenger.hear(kNow)) return came;
        pollfd line{.fd = messenger.descriptor(), .events = POLLIN, .revents = 0};
        if (poll(&line, 1, 20'000) <= 0) break;
    }
    return std::nullopt;
}

desk::EnrolCame asked_of(const std::string& answer_bytes) {
    const TempDir dir;
    FakeAgent agent(dir / "agent.sock", answer_bytes);
    REQUIRE(agent.good());
    Messenger messenger(dir / "agent.sock");
    messenger.ask(kCode, kNow);
    CHECK(messenger.waiting());
    const auto came = answer(messenger);
    REQUIRE(came);
    CHECK_FALSE(messenger.waiting());
    CHECK(messenger.descriptor() < 0);
    CHECK(agent.asked() ==
          std::vector<std::string>{std::string("{\"ask\":\"enrol\",\"code\":\"") + kCode + "\"}"});
    return *came;
}

}  // namespace

TEST_CASE("one line is asked, and the four words are heard") {
    const desk::EnrolCame came = asked_of(kWords);
    CHECK(came.words == "mây sông gạo trâu");
    CHECK(came.name == "Quầy 1");
    CHECK(came.error.empty());
    CHECK(asked_of("{\"ok\":true,\"words\":\"mây\",\"name\":7}\n").name.empty());
}

TEST_CASE("a refusal is heard by its name") {
    for (const char* error : {"code_unknown", "code_wrong", "code_spent", "code_expired",
                              "code_used", "code_ward", "mistyped", "unreachable"}) {
        const desk::EnrolCame came = asked_of(std::string("{\"ok\":false,\"error\":\"") + error +
                                              "\",\"message\":\"why\"}\n");
        CHECK(came.error == error);
        CHECK(came.words.empty());
    }
}

TEST_CASE("an agent that hangs up or says nothing sensible is no agent") {
    const std::string endless(Messenger::kBytesMax + 1, 'x');
    for (const std::string& bytes :
         {std::string("hang up"), std::string("\n"), std::string("HTTP/1.1 200 OK\r\n"),
          std::string("{\"ok\":1,\"words\":\"x\"}\n"), std::string("{\"ok\":true}\n"),
          std::string("{\"ok\":true,\"words\":\"\"}\n"),
          std::string("{\"ok\":true,\"words\":\"a\\tb\"}\n"), std::string("{\"ok\":false}\n"),
          std::string("{\"ok\":false,\"error\":\"\"}\n"),
          std::string("{\"ok\":false,\"error\":\"<script>\"}\n"),
          "{\"ok\":true,\"words\":\"" + std::string(121, 'a') + "\"}\n", endless + "\n", endless}) {
        CAPTURE(bytes.substr(0, 60));
        const desk::EnrolCame came = asked_of(bytes);
        CHECK(came.error == "no_agent");
        CHECK(came.words.empty());
    }
}

TEST_CASE("without an agent the answer is there at once") {
    const TempDir dir;
    for (const std::string& path :
         {dir / "agent.sock", dir.path(), dir / std::string(200, 'a'), std::string()}) {
        Messenger messenger(path);
        messenger.ask(kCode, kNow);
        const auto came = messenger.hear(kNow);
        REQUIRE(came);
        CHECK(came->error == "no_agent");
        CHECK_FALSE(messenger.hear(kNow));
    }
}

TEST_CASE("silence is given up after a while, not before, and a newer question replaces it") {
    const TempDir dir;
    FakeAgent agent(dir / "agent.sock", "");
    Messenger messenger(dir / "agent.sock");
    messenger.ask(kCode, kNow);
    CHECK(messenger.until() == kNow + Messenger::kPatience);
    CHECK_FALSE(messenger.hear(kNow + Messenger::kPatience - 1ms));
    CHECK(messenger.waiting());
    messenger.ask(kCode, kNow + 10s);
    CHECK_FALSE(messenger.hear(kNow + Messenger::kPatience));
    const auto came = messenger.hear(kNow + 10s + Messenger::kPatience);
    REQUIRE(came);
    CHECK(came->error == "no_agent");
}

TEST_CASE("the clerk does other things while the agent thinks, and its end waits for no agent") {
    Counter counter;
    counter.open();
    std::filesystem::create_directories(counter.state() + "/agent");
    FakeAgent agent(counter.state() + "/agent/agent.sock", "");
    clerk::Clerk& clerk = counter.clerk();
    CHECK_FALSE(clerk.busy());
    clerk.ask(desk::EnrolKiosk{kCode});
    clerk.ask(desk::AskStick{});
    counter.next<desk::StickCame>();
    CHECK(clerk.busy());
    const SystemClock clock;
    const Instant begun = clock.now();
    clerk.stop();
    CHECK(clock.now() - begun < 5s);
}

TEST_CASE("the clerk tells what the agent answers") {
    Counter counter;
    counter.open();
    std::filesystem::create_directories(counter.state() + "/agent");
    FakeAgent agent(counter.state() + "/agent/agent.sock", kWords);
    counter.clerk().ask(desk::EnrolKiosk{kCode});
    CHECK(counter.next<desk::EnrolCame>().words == "mây sông gạo trâu");
}
