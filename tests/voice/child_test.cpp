#include "voice/child.h"

#include <thread>

#include "voice/fake_program.h"

using voice::run_child;
using voice::Wake;

namespace {

constexpr voice::ChildLimits kLimits{.output_bytes_max = 1 << 20,
                                     .time_max = std::chrono::seconds(60)};

struct Run {
    SystemClock clock;
    Wake cancel = must(Wake::make());

    Result<std::string> operator()(const std::vector<std::string>& words,
                                   std::string_view input = {},
                                   const voice::ChildLimits& limits = kLimits) const {
        return run_child(words, input, limits, clock, cancel);
    }
    Result<std::string> script(const std::string& text,
                               const voice::ChildLimits& limits = kLimits) const {
        return (*this)({"/bin/sh", "-c", text}, {}, limits);
    }
};

}  // namespace

TEST_CASE("a child gets the whole input and gives its whole output") {
    const Run run;
    const std::string much(300'000, 'x');  // More than pipes hold.
    CHECK(must(run({"cat"}, much)) == much);
    CHECK(must(run({"cat"})).empty());
    // No shell reads the words.
    CHECK(must(run({"printf", "%s", "$HOME; `id`"})) == "$HOME; `id`");
}

TEST_CASE("a program that is not there is told apart") {
    const Run run;
    const auto result = run({"espeak-of-nobody"});
    CHECK(must_fail(result) == "espeak-of-nobody: no such program");
    CHECK(result.error().code == Error::Code::not_found);
    CHECK(run({"/etc"}).error().code == Error::Code::unavailable);
}

TEST_CASE("a crash, a wrong end and a complaint are errors, not output") {
    const Run run;
    CHECK(must_fail(run.script("echo half; kill -SEGV $$")) == "/bin/sh ended by signal 11");
    CHECK(must_fail(run.script("echo half; kill -KILL $$")) == "/bin/sh ended by signal 9");
    CHECK(must_fail(run.script("echo no such voice >&2; echo more >&2; exit 3")) ==
          "/bin/sh ended with status 3: no such voice");
    // Complaints without end fill no memory and hold nothing up.
    CHECK(must(run.script("head -c 1000000 /dev/zero >&2; echo done")) == "done\n");
}

TEST_CASE("output without end, and a child without end, are ended") {
    const Run run;
    const FakeProgram floods("echo $$ >&9; exec yes");
    CHECK(must_fail(run({floods.path()})) == floods.path() + ": wrote more than 1048576 bytes");
    CHECK_FALSE(FakeProgram::lives(floods.told()));

    const FakeProgram hangs(FakeProgram::kHangs);
    const voice::ChildLimits short_time{.output_bytes_max = 100,
                                        .time_max = std::chrono::milliseconds(50)};
    CHECK(must_fail(run({hangs.path()}, {}, short_time)) ==
          hangs.path() + ": took longer than 50 ms");
    CHECK_FALSE(FakeProgram::lives(hangs.told()));

    // One that says it has nothing more to say, and stays.
    const FakeProgram quiet("echo $$ >&9; exec sleep 1000 >&- 2>&-");
    CHECK(must_fail(run({quiet.path()}, {}, short_time)) ==
          quiet.path() + ": took longer than 50 ms");
    CHECK_FALSE(FakeProgram::lives(quiet.told()));
}

TEST_CASE("a hushed child is gone when the call returns") {
    const Run run;
    const FakeProgram hangs(FakeProgram::kHangs);
    std::string id;
    std::thread hush([&] {
        id = hangs.told();  // It runs.
        run.cancel.ring();
    });
    CHECK(must_fail(run({hangs.path()})) == hangs.path() + ": hushed");
    hush.join();
    CHECK_FALSE(FakeProgram::lives(id));
}
