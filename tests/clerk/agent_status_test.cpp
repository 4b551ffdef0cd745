#include "clerk/agent_status.h"

#include <filesystem>
#include <fstream>

#include "support/fake_agent.h"
#include "support/must.h"
#include "support/temp_dir.h"

using clerk::parse_utc;
using clerk::read_agent_status;
using namespace std::chrono_literals;

namespace {

constexpr const char* kStatus = R"({"v":1,"enrolled":true,"device":"ab","ward":"23563",
 "name":"Quầy 1","province":"Gia Lai","words":"mây sông gạo trâu","address":"https://tinh.vn",
 "state":"ok","message":"","last_receipt":"2026-11-23T02:05:07Z","unsent":12,
 "oldest_unsent":"2026-11-20","next_s":300,"serial":17,"published":3,"faults":1,"parked":2,
 "bad":3})";

class State {
public:
    State() { std::filesystem::create_directories(dir_ / "agent"); }
    Result<clerk::AgentStatus> read(const std::string& bytes) const {
        std::ofstream(dir_ / "agent/status.json", std::ios::binary) << bytes;
        return read_agent_status(dir_.path());
    }
    const TempDir& dir() const { return dir_; }

private:
    TempDir dir_;
};

std::string with(const std::string& from, const std::string& to) {
    std::string bytes = kStatus;
    const std::size_t at = bytes.find(from);
    REQUIRE(at != bytes.npos);
    return bytes.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("what the agent says is read") {
    const State state;
    const clerk::AgentStatus status = must(state.read(kStatus));
    CHECK(status.enrolled);
    CHECK(status.device == "ab");
    CHECK(status.state == "ok");
    CHECK(status.province == "Gia Lai");
    CHECK(status.words == "mây sông gạo trâu");
    CHECK(status.unsent == 12);
    CHECK(status.faults + status.parked + status.bad == 6);
    CHECK(status.next == 300s);
    const auto day = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
    CHECK(status.last_receipt == WallTime(day + 2h + 5min + 7s));
    CHECK(status.oldest_unsent == day - std::chrono::days(3));
    CHECK(SystemClock().wall() - status.told < 1min);
}

TEST_CASE("what it does not know is left empty, and nothing strange reaches the glass") {
    const State state;
    const auto unsure = must(state.read(with("\"enrolled\":true", "\"enrolled\":1")));
    CHECK_FALSE(unsure.enrolled);
    CHECK(unsure.device.empty());
    CHECK_FALSE(must(state.read(with("2026-11-23T02:05:07Z", ""))).last_receipt);
    CHECK_FALSE(must(state.read(with("2026-11-20", ""))).oldest_unsent);
    CHECK(must(state.read(with("mây sông", "mây\\nsông"))).words.empty());
    CHECK(must(state.read(with("Gia Lai", std::string(81, 'a')))).province.empty());
    CHECK(must(state.read(with("\"unsent\":12", "\"unsent\":-12"))).unsent == 0);
    CHECK(must(state.read("{\"v\":1}")).state.empty());
}

TEST_CASE("no file is no agent; another form is refused, whatever it is") {
    const State state;
    CHECK(read_agent_status(state.dir().path()).error().code == Error::Code::not_found);
    CHECK_FALSE(clerk::has_agent(state.dir().path()));
    const std::string whole = kStatus;
    for (std::size_t end = 0; end < whole.size(); ++end) {
        CAPTURE(end);
        CHECK(state.read(whole.substr(0, end)).error().code == Error::Code::invalid);
    }
    CHECK_FALSE(state.read(with("\"v\":1", "\"v\":2")).has_value());
    CHECK_FALSE(state.read(whole + std::string(16 << 10, ' ')).has_value());
    CHECK(clerk::has_agent(state.dir().path()));
}

TEST_CASE("an agent that listens is one, before it has said anything") {
    const State state;
    {
        std::ofstream(state.dir() / "agent/agent.sock") << "no socket";
        CHECK_FALSE(clerk::has_agent(state.dir().path()));
    }
    const FakeAgent agent(state.dir() / "agent/agent.sock", "");
    CHECK(clerk::has_agent(state.dir().path()));
}

TEST_CASE("a time in UTC has one form") {
    const auto day = std::chrono::sys_days(std::chrono::year(2026) / 2 / 28);
    CHECK(parse_utc("2026-02-28T00:00:00Z") == WallTime(day));
    CHECK(parse_utc("2026-02-28T23:59:59Z") == WallTime(day + 24h - 1s));
    for (const char* wrong :
         {"", "2026-02-28", "2026-02-30T00:00:00Z", "2026-02-28T24:00:00Z", "2026-02-28T00:60:00Z",
          "2026-02-28T00:00:00", "2026-02-28 00:00:00Z", "2026-02-28T00:00:00Z ",
          "2026-02-28T0:000:00Z", "2026-02-28T00:00:00+"})
        CHECK_FALSE(parse_utc(wrong));
}
