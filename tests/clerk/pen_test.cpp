#include "clerk/pen.h"

#include "clerk/counter.h"

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

namespace {

/// A pen whose bell the journal's writer rings.
struct Writing {
    explicit Writing(Counter& counter) : around(counter.around()), pen(around, counter.bell()) {}
    clerk::Surroundings around;
    clerk::Pen pen;
};

}  // namespace

TEST_CASE("a row that was written is on the disk") {
    Counter counter;
    Writing writing(counter.open());
    must(writing.pen.write(journal::staff_in("CB01")));
    CHECK(counter.writer().state().queued == 0);
    CHECK(counter.rows() == Lines{"staff_in CB01"});
}

TEST_CASE("a row that may not be kept is refused, and one that is only noted is left out") {
    Counter counter;
    Writing writing(counter.open());
    const auto written = writing.pen.write(journal::staff_in("Nguyễn Văn An"));
    REQUIRE_FALSE(written);
    CHECK(written.error().code == Error::Code::invalid);
    writing.pen.note(journal::staff_in("Nguyễn Văn An"));
    writing.pen.note(journal::staff_in("CB01"));
    CHECK(counter.rows() == Lines{"staff_in CB01"});
}

TEST_CASE("several rows keep their order, also more than the queue holds") {
    Counter counter;
    Writing writing(counter.open());
    std::vector<journal::Event> events;
    Lines expected;
    for (int i = 0; i < 1500; ++i) {
        const std::string code = "1.00" + std::to_string(1000 + i);
        events.push_back(journal::slip_printed(code));
        expected.push_back("slip_printed " + code);
    }
    must(writing.pen.write_all(events));
    CHECK(counter.writer().state().lost == 0);
    CHECK(counter.rows() == expected);
    must(writing.pen.write_all({}));
}

TEST_CASE("a disk that does not answer is waited for three seconds, and has the row later") {
    Counter counter;  // The writer is not started: it takes rows and writes none.
    Writing writing(counter);
    const SystemClock clock;
    const Instant begun = clock.now();
    const auto written = writing.pen.write(journal::staff_in("CB01"));
    const auto took = clock.now() - begun;
    REQUIRE_FALSE(written);
    CHECK(written.error().code == Error::Code::unavailable);
    CHECK(took >= 3s);
    CHECK(took < 6s);
    counter.open();
    must(writing.pen.settle());
    CHECK(counter.rows() == Lines{"staff_in CB01"});
}

TEST_CASE("a full disk is told at once, and when there is room again the row is written" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    const FullDisk disk(counter);
    counter.open();
    CHECK(counter.writer().state().health == journal::Health::disk_full);
    Writing writing(counter);
    const SystemClock clock;
    const Instant begun = clock.now();
    const auto written = writing.pen.write(journal::staff_in("CB01"));
    CHECK(clock.now() - begun < 2s);
    REQUIRE_FALSE(written);
    CHECK(written.error().code == Error::Code::unavailable);
    CHECK_FALSE(writing.pen.settle());
    disk.make_room();
    CHECK(counter.rows() == Lines{"staff_in CB01"});
    must(writing.pen.write(journal::staff_out("CB01", journal::Leaving::left)));
}
