#include "staff/door.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "staff/pin.h"
#include "staff/ran.h"

using staff::Door;
using Kind = staff::Door::Answer::Kind;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr const char* kRight = "730158";
constexpr const char* kWrong = "730159";
const Instant kBegin{std::chrono::hours(5)};

/// Hashed once: that is slow on purpose.
const staff::Account& officer() {
    static const staff::Account account{.code = "CB01", .hash = must(staff::hash_pin(kRight))};
    return account;
}

Door open_door(const TempDir& dir, Instant now = kBegin) {
    return must(Door::open(dir / "door.json", now));
}

/// So many wrong tries at once; the answer to the last.
Door::Answer fail(Door& door, int times, Instant now) {
    Door::Answer answer;
    for (int i = 0; i < times; ++i) answer = must(door.knock(officer(), kWrong, now));
    return answer;
}

}  // namespace

TEST_CASE("the right PIN opens, a wrong one says how many tries are left") {
    const TempDir dir;
    Door door = open_door(dir);
    CHECK(door.tries_left() == 5);
    CHECK(must(door.knock(officer(), kRight, kBegin)) == Door::Answer{.kind = Kind::open});
    for (int left = 4; left >= 1; --left) {
        const Door::Answer wrong{.kind = Kind::wrong, .tries_left = left};
        CHECK(must(door.knock(officer(), kWrong, kBegin)) == wrong);
        CHECK(door.tries_left() == left);
        CHECK(door.locked_for(kBegin) == seconds(0));
    }
    CHECK(must(door.knock(officer(), kRight, kBegin)).kind == Kind::open);
    CHECK(door.tries_left() == 5);
}

TEST_CASE("five wrong tries lock for 15 s, doubled each time up to an hour, until a right one") {
    const TempDir dir;
    Door door = open_door(dir);
    Instant now = kBegin;
    for (const int length : {15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600}) {
        const Door::Answer locked{
            .kind = Kind::locked, .locked_for = seconds(length), .just_locked = true};
        CHECK(fail(door, 4, now).kind == Kind::wrong);
        CHECK(fail(door, 1, now) == locked);
        CHECK(door.locked_for(now) == seconds(length));
        now += seconds(length) - milliseconds(1);
        CHECK(door.locked_for(now) == seconds(1));
        now += milliseconds(1);
        CHECK(door.locked_for(now) == seconds(0));
        CHECK(door.tries_left() == 5);
    }
    CHECK(must(door.knock(officer(), kRight, now)).kind == Kind::open);
    CHECK(fail(door, 5, now).locked_for == seconds(15));
}

TEST_CASE("a locked door looks at no PIN, not even the right one, and counts none") {
    const TempDir dir;
    Door door = open_door(dir);
    fail(door, 5, kBegin);
    const std::string count = contents_of(dir / "door.json");
    for (const char* pin : {kRight, kWrong, kRight}) {
        const Door::Answer answer = must(door.knock(officer(), pin, kBegin + seconds(5)));
        CHECK(answer == Door::Answer{.kind = Kind::locked, .locked_for = seconds(10)});
    }
    CHECK(contents_of(dir / "door.json") == count);
    CHECK(must(door.knock(officer(), kRight, kBegin + seconds(15))).kind == Kind::open);
}

TEST_CASE("trying many codes gains nothing: tries of all together are counted") {
    const TempDir dir;
    Door door = open_door(dir);
    staff::Account other = officer();
    other.code = "QL01";
    for (int i = 0; i < 2; ++i) {
        CHECK(must(door.knock(officer(), kWrong, kBegin)).kind == Kind::wrong);
        CHECK(must(door.knock(other, kWrong, kBegin)).kind == Kind::wrong);
    }
    CHECK(must(door.knock(other, kWrong, kBegin)).kind == Kind::locked);
}

TEST_CASE("a restart after any try forgets none, and begins a lock again from its start") {
    const TempDir dir;
    Instant now = kBegin;
    open_door(dir, now);
    for (const int length : {15, 30, 60, 120}) {
        for (int left = 4; left >= 1; --left) {
            Door door = open_door(dir, now);
            CHECK(fail(door, 1, now).tries_left == left);
        }
        {
            Door door = open_door(dir, now);
            CHECK(door.tries_left() == 1);
            CHECK(fail(door, 1, now).locked_for == seconds(length));
        }
        now += seconds(length) - seconds(1);
        for (int restart = 0; restart < 3; ++restart) {
            // The boot clock begins again with the computer: an old instant means nothing.
            Door door = open_door(dir, Instant{});
            CHECK(door.locked_for(Instant{}) == seconds(length));
            CHECK(must(door.knock(officer(), kRight, Instant{})).kind == Kind::locked);
        }
        Door door = open_door(dir, now);
        now += seconds(length);
        CHECK(door.locked_for(now) == seconds(0));
        must(door.settle(now));
    }
    CHECK(must(open_door(dir, now).knock(officer(), kRight, now)).kind == Kind::open);
    CHECK(open_door(dir, now).tries_left() == 5);
}

TEST_CASE("a lock that was over stays over after a restart, once that is noted") {
    const TempDir dir;
    Door door = open_door(dir);
    fail(door, 5, kBegin);
    must(door.settle(kBegin + seconds(14)));  // Too early: does nothing.
    CHECK(open_door(dir).locked_for(kBegin) == seconds(15));
    must(door.settle(kBegin + seconds(15)));
    Door again = open_door(dir);
    CHECK(again.locked_for(kBegin) == seconds(0));
    CHECK(fail(again, 5, kBegin).locked_for == seconds(30));  // The doubling is not forgotten.
}

TEST_CASE("the try is on the disk before the PIN is looked at") {
    const TempDir dir;
    Door door = open_door(dir);
    std::filesystem::create_directory(dir / "door.json");  // In the way, for root too.
    for (const char* pin : {kRight, kWrong, kRight, kRight, kRight, kRight}) {
        const auto answer = door.knock(officer(), pin, kBegin);
        REQUIRE_FALSE(answer.has_value());
        CHECK(answer.error().code == Error::Code::io);
    }
    CHECK(door.tries_left() == 5);
    CHECK(must_fail(Door::open(dir / "door.json", kBegin)).find("door.json") != std::string::npos);
    std::filesystem::remove(dir / "door.json");
    CHECK(must(door.knock(officer(), kRight, kBegin)).kind == Kind::open);
}

TEST_CASE("a power cut while the PIN is looked at has cost the try, even a right one") {
    bool seen = false;
    for (int attempt = 0; attempt < 50 && !seen; ++attempt) {
        const TempDir dir;
        Door door = open_door(dir);
        const staff::Account& account = officer();
        const pid_t child = fork();
        if (child == 0) {
            (void)door.knock(account, kRight, kBegin);
            _exit(0);
        }
        while (!std::filesystem::exists(dir / "door.json")) usleep(200);
        kill(child, SIGKILL);
        REQUIRE(waitpid(child, nullptr, 0) == child);
        seen = open_door(dir).tries_left() == 4;  // Not, if the kill came after the answer.
    }
    CHECK(seen);
}

TEST_CASE("a damaged count is the longest lock, and stays so until it has run its time") {
    const TempDir dir;
    Door door = open_door(dir);
    fail(door, 3, kBegin);
    const std::string whole = contents_of(dir / "door.json");
    std::vector<std::string> damaged{
        "",
        "{}",
        "[]",
        "0",
        std::string(5000, ' '),
        R"({"version": 2, "wrong": 0, "locks": 0, "locked": false})",
        R"({"version": 1, "wrong": 5, "locks": 0, "locked": false})",
        R"({"version": 1, "wrong": -100, "locks": 0, "locked": false})",
        R"({"version": 1, "wrong": 0, "locks": 10, "locked": false})",
        R"({"version": 1, "wrong": 0, "locks": -1, "locked": false})",
        R"({"version": 1, "wrong": 0, "locks": 0, "locked": true})",
        R"({"version": 1, "wrong": 0, "locks": 0, "locked": 0})",
        R"({"version": 1, "wrong": 0, "locks": 0, "locked": null})",
        R"({"version": 1, "wrong": 0, "locks": 0, "locked": false, "more": 1})"};
    for (std::size_t size = 0; size + 1 < whole.size(); ++size)
        damaged.push_back(whole.substr(0, size));
    for (const std::string& bytes : damaged) {
        CAPTURE(bytes);
        std::ofstream(dir / "door.json") << bytes;
        Door locked = open_door(dir);
        CHECK(locked.locked_for(kBegin) == staff::kLongestLock);
        CHECK(must(locked.knock(officer(), kRight, kBegin)).kind == Kind::locked);
        CHECK(open_door(dir).locked_for(kBegin) == staff::kLongestLock);
    }
    Door after = open_door(dir);
    const Instant later = kBegin + staff::kLongestLock;
    CHECK(fail(after, 5, later).locked_for == staff::kLongestLock);
    CHECK(must(after.knock(officer(), kRight, later + staff::kLongestLock)).kind == Kind::open);
}

TEST_CASE("the count is for its owner's eyes only") {
    const TempDir dir;
    const mode_t before = umask(0);
    Door door = open_door(dir);
    fail(door, 1, kBegin);
    umask(before);
    struct stat facts {};
    REQUIRE(stat((dir / "door.json").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777u) == 0600u);
}

TEST_CASE("an account whose hash is damaged opens to no PIN") {
    for (const char* hash : {"", "x", "$argon2id$v=19$m=32768,t=4,p=1$", "$argon2id$"})
        CHECK_FALSE(staff::matches({.code = "CB01", .hash = hash}, ""));
}
