#include "agent/status.h"

#include <sys/stat.h>

#include "agent/asked.h"
#include "agent/stand.h"
#include "base/files.h"

using agent::Status;
using std::chrono::seconds;

namespace {

Status some_status() {
    return {.enrolled = true,
            .device = "3c649f81",
            .ward = "23563",
            .name = "Quầy \"1\"",
            .province = "Gia Lai",
            .words = "lọ chân tuần cặp",
            .address = "https://province.example",
            .state = "ok",
            .message = "all is well",
            .last_receipt = "2026-11-23T02:05:07Z",
            .unsent = 12,
            .oldest_unsent = "2026-11-20",
            .next_s = 300,
            .serial = 17,
            .published = 3,
            .faults = 1,
            .parked = 2,
            .bad = 4};
}

}  // namespace

TEST_CASE("a status is written and read back") {
    CHECK(must(agent::decode_status(agent::encode(some_status()))) == some_status());
    CHECK_FALSE(agent::decode_status("{}"));
    CHECK_FALSE(agent::decode_status("{\"v\":2}"));
    Status foreign = some_status();
    foreign.message = "\xff\xfe from far away";
    CHECK(must(agent::decode_status(agent::encode(foreign))).unsent == 12);
}

TEST_CASE("in words it says what there is to say, and nothing else") {
    const std::string words = agent::in_words(some_status());
    for (const char* part : {"ok (all is well)", "lọ chân tuần cặp", "12 counts", "2026-11-20",
                             "in 5 min", "Parked", "Bad", "Faults"})
        CHECK(words.find(part) != std::string::npos);
    const std::string few = agent::in_words(Status{});
    CHECK(few.find("not_enrolled") != std::string::npos);
    for (const char* part : {"Parked", "Bad", "Faults", "Four words", "Next try"})
        CHECK(few.find(part) == std::string::npos);
}

TEST_CASE("the file changes when something has changed, and not too often") {
    TempDir dir;
    const std::string path = dir / "status.json";
    agent::StatusFile file(path);
    Status status = some_status();
    const auto written = [&] {
        return must(agent::decode_status(must(files::read(path, agent::StatusFile::kBytesMax))));
    };
    CHECK_FALSE(file.offer(status, kStart));
    CHECK(written() == status);
    struct stat facts {};
    REQUIRE(::stat(path.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0644);
    status.next_s = 200;  // Time alone is no news.
    CHECK_FALSE(file.offer(status, kStart + seconds(10)));
    CHECK(written().next_s == 300);
    status.unsent = 13;
    CHECK_FALSE(file.offer(status, kStart + seconds(10)));
    status.unsent = 14;
    CHECK(file.offer(status, kStart + seconds(11)) == kStart + seconds(12));
    CHECK(written().unsent == 13);
    CHECK_FALSE(file.offer(status, kStart + seconds(12)));
    CHECK(written().unsent == 14);
}

TEST_CASE("the states that a kiosk goes through") {
    Stand stand;
    stand.courier().work();
    CHECK(stand.courier().status().state == "not_enrolled");
    stand.enrol();
    stand.courier().work();
    CHECK(stand.courier().status().state == "no_journal");
    stand.grow(1, 10);
    stand.courier().hurry();
    stand.courier().work();
    const Status status = stand.courier().status();
    CHECK(status.state == "ok");
    CHECK(status.name == "Quầy 1");
    CHECK(status.province == "Gia Lai");
    CHECK(status.last_receipt == "2026-11-23T02:00:00Z");
    CHECK(status.unsent == 0);
    CHECK(status.oldest_unsent.empty());
    stand.grow(2, 10);
    stand.clock.advance(std::chrono::minutes(1));
    stand.courier().work();
    CHECK(stand.courier().status().unsent > 0);
    CHECK_FALSE(stand.courier().status().oldest_unsent.empty());
}

TEST_CASE("what may be asked is a short list") {
    using agent::Asked;
    const Asked enrol{.what = Asked::What::enrol,
                      .code = "AAAAA-AAAAA-AAAAA",
                      .address = "https://p.example",
                      .folder = {},
                      .waits = false};
    CHECK(must(agent::decode_asked(agent::encode(enrol))) == enrol);
    CHECK(must(agent::decode_asked(R"({"ask":"send"})")).what == Asked::What::send);
    for (const char* wrong :
         {"", "{}", "[]", "status", R"({"ask":"delete"})", R"({"ask":"status","x":1})",
          R"({"ask":7})", R"({"ask":"export"})", R"({"ask":"export","folder":"here"})"})
        CHECK_FALSE(agent::decode_asked(wrong));
}

TEST_CASE("what is asked is answered in one line") {
    Stand stand;
    stand.grow(1, 20);
    const auto said = [&](const std::string& question) {
        const std::string line =
            agent::answer(stand.courier(), must(agent::decode_asked(question)));
        CHECK(line.find('\n') == std::string::npos);
        return line;
    };
    CHECK(said(R"({"ask":"rotate"})").find("\"ok\":false") != std::string::npos);
    CHECK(said(R"({"ask":"enrol","code":"12"})").find("\"error\":\"mistyped\"") !=
          std::string::npos);
    stand.road.before = [](const agent::Request&) { return Result<agent::Answer>(no_network()); };
    CHECK(said(R"({"ask":"enrol","code":"24SF3-XAPZ3-P2AC9"})").find("\"unreachable\"") !=
          std::string::npos);
    stand.road.before = {};
    const std::string code = stand.province.make_code().shown();
    const agent::Said enrolled =
        must(agent::decode_said(said(R"({"ask":"enrol","code":")" + code + "\"}")));
    CHECK(enrolled.ok);
    CHECK(enrolled.name == "Quầy 1");
    CHECK(enrolled.words == stand.courier().status().words);
    CHECK(must(agent::decode_status(said(R"({"ask":"send","wait":true})"))).unsent == 0);
    CHECK(must(agent::decode_said(said(R"({"ask":"rotate"})"))).ok);
}
