#include "agent/checker.h"

#include "support/must.h"

using agent::run_check;

namespace {

bool yes() { return true; }

Result<> shell(const std::string& script) { return run_check({"/bin/sh", "-c", script}, yes); }

}  // namespace

TEST_CASE("a check that finds nothing passes, whatever it says") {
    must(shell("exit 0"));
    must(shell("echo all is well; head -c 300000 /dev/zero; exit 0"));
}

TEST_CASE("what it finds is told in its own words, as far as people read") {
    const auto found = shell("echo 'catalogue.json:7: no such tile' >&2; exit 2");
    REQUIRE_FALSE(found);
    CHECK(found.error().code == Error::Code::invalid);
    CHECK(found.error().message.find("catalogue.json:7") != std::string::npos);
    CHECK(must_fail(shell("head -c 300000 /dev/zero | tr '\\0' x; exit 1")).size() < 1100);
}

TEST_CASE("a check that cannot be run is no verdict") {
    const auto absent = run_check({"/nowhere/motcua-kiosk", "check"}, yes);
    REQUIRE_FALSE(absent);
    CHECK(absent.error().code == Error::Code::unavailable);
}

TEST_CASE("a stop ends it") {
    int asked = 0;
    const auto stopped = run_check({"/bin/sh", "-c", "exec sleep 60"}, [&] { return ++asked < 3; });
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == Error::Code::unavailable);
}
