#include "agent/backoff.h"

#include <doctest/doctest.h>

using agent::Backoff;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("waiting doubles up to a quarter of an hour, and only then is it scattered") {
    const milliseconds base[] = {seconds(30),  seconds(60),  seconds(120), seconds(240),
                                 seconds(480), seconds(900), seconds(900), seconds(900)};
    milliseconds least = minutes(60), most{0};
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Backoff backoff(seed);
        milliseconds last{0};
        for (const milliseconds expected : base) {
            last = backoff.after_failure();
            CHECK(last >= expected);
            CHECK(last <= 2 * expected);
        }
        least = std::min(least, last);
        most = std::max(most, last);
        CHECK(backoff.before_start() <= seconds(120));
        backoff.succeeded();
        CHECK(backoff.after_failure() <= seconds(60));
    }
    CHECK(least < minutes(16));
    CHECK(most > minutes(29));
}
