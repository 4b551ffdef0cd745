#include "printing/queue.h"

#include <thread>

#include "printing/pdf.h"
#include "printing/print_server.h"
#include "printing/samples.h"

using namespace printing;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

struct Tried {
    Outcome outcome;
    milliseconds took{0};
};

/// As the kiosk does it: on a thread of its own. (CUPS remembers its server by thread.)
Tried try_slip(const std::string& queue, milliseconds job_max = seconds(20)) {
    Tried tried;
    std::thread([&] {
        const SystemClock clock;
        Settings settings{.kind = Settings::Kind::cups, .device = queue, .fonts = samples::kFonts};
        settings.job_max = job_max;
        const Instant begun = clock.now();
        tried.outcome = print(samples::slip(), settings, "Phiếu hướng dẫn", clock);
        tried.took = clock.now() - begun;
    }).join();
    return tried;
}

bool says(const Tried& tried, const std::string& part) {
    return tried.outcome.message.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a slip printed through CUPS is out when we say so, and its code is read") {
    const PrintServer server;
    const Tried tried = try_slip("paper");
    CHECK_MESSAGE(tried.outcome.printed(), tried.outcome.message << server.log());
    CHECK(tried.took >= milliseconds(500));
    const std::string pdf = server.printed();
    REQUIRE(pdf.starts_with("%PDF"));
    const std::vector<Picture> pages = pdf::pictures_of(pdf);
    REQUIRE(pages.size() == 1);
    CHECK(pages[0].width == doctest::Approx(210 / 25.4 * 203).epsilon(0.01));
    CHECK(must(read_codes(pages[0])) == std::vector<std::string>{samples::kBirthAddress});
    CHECK(pdf::text_of(pdf).front().find("Làm giấy khai sinh cho con") != std::string::npos);
    CHECK(server.jobs_waiting() == 0);
}

TEST_CASE("CUPS knows its paper itself: what is set up for a roll gets a roll") {
    const PrintServer server;
    CHECK(try_slip("roll").outcome.printed());
    const std::vector<Picture> pages = pdf::pictures_of(server.printed());
    REQUIRE(pages.size() == 1);
    CHECK(pages[0].width == doctest::Approx(80 / 25.4 * 203).epsilon(0.01));
    CHECK(must(read_codes(pages[0])) == std::vector<std::string>{samples::kBirthAddress});
}

TEST_CASE("a queue that is stopped, missing or without a server is said at once, with its words") {
    {
        const PrintServer server;
        const Tried stopped = try_slip("stopped");
        CHECK(stopped.outcome.trouble == Trouble::offline);
        CHECK_MESSAGE(says(stopped, "waiting for toner"), stopped.outcome.message);
        const Tried wrong = try_slip("no-such-queue");
        CHECK(wrong.outcome.trouble == Trouble::failed);
        CHECK_MESSAGE(says(wrong, "no-such-queue"), wrong.outcome.message);
        CHECK(stopped.took + wrong.took < seconds(5));
        CHECK(server.printed().empty());
        CHECK(server.jobs_waiting() == 0);
    }
    setenv("CUPS_SERVER", "/nowhere/cups.sock", 1);
    const Tried nobody = try_slip("paper");
    unsetenv("CUPS_SERVER");
    CHECK(nobody.outcome.trouble == Trouble::offline);
    CHECK(nobody.took < seconds(5));
}

TEST_CASE("a job without paper is given up, and paper put in is noticed by the next") {
    const PrintServer server;
    const Tried empty = try_slip("hungry");
    CHECK(empty.outcome.trouble == Trouble::no_paper);
    CHECK(empty.took < seconds(12));
    CHECK(server.printed().empty());
    CHECK(server.jobs_waiting() == 0);  // Nothing comes out later, for somebody else.
    const Tried refilled = try_slip("hungry");
    CHECK_MESSAGE(refilled.outcome.printed(), refilled.outcome.message);
    CHECK(server.printed().starts_with("%PDF"));
}

TEST_CASE("a job that fails, or never ends, is not printed and does not stay behind") {
    const PrintServer server;
    const Tried broken = try_slip("broken");
    CHECK(broken.outcome.trouble == Trouble::failed);
    const Tried asleep = try_slip("asleep", seconds(1));
    CHECK(asleep.outcome.trouble == Trouble::failed);
    CHECK_MESSAGE(says(asleep, "in time"), asleep.outcome.message);
    CHECK(asleep.took < seconds(8));
    CHECK(server.jobs_waiting() == 0);
}
