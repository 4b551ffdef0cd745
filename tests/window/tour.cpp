#include "window/tour.h"

#include <fmt/format.h>

#include <cstdio>

#include "support/province_stand.h"
#include "support/xvfb.h"
#include "window/picture.h"
#include "window/walker.h"

namespace {

using std::chrono::seconds;

constexpr const char* kCode = "1.001193";
// People hold a phone before a code; six steps in two seconds would be a ghost (journal/judge.h).
constexpr seconds kScanning{3};

void say(const std::string& who, const std::string& what) {
    std::printf("%-9s %s\n", who.c_str(), what.substr(0, what.find_last_not_of('\n') + 1).c_str());
    std::fflush(stdout);
}

/// From attract to thanks, by phone, every step's QR code read as a phone would.
Result<std::size_t> visit(Walker& walker) {
    std::size_t codes = 0;
    TRY(walker.go("start", "home"));
    TRY(walker.go("tile-ho-tich", "list"));
    TRY(walker.go(std::string("row-") + kCode, "detail"));
    TRY(walker.go("by-phone", "guide"));
    for (const char* step : {"", "step-wifi", "step-vneid", "step-submit", "step-track"}) {
        if (*step != '\0') TRY(walker.tap(step));
        const Picture picture = TRY(walker.look());
        const std::vector<std::string> read = TRY(read_codes(picture));
        codes += read.size();
        TRY(walker.pass(kScanning));
    }
    TRY(walker.go("done", "outcome"));
    TRY(walker.go("out.submitted", "rating"));
    TRY(walker.go("face-5", "thanks"));
    TRY(walker.go("end", "attract"));
    return codes;
}

Result<std::size_t> walk_a_citizen_through(const Tour& tour, const Site& site) {
    const Xvfb display = TRY(Xvfb::start("1920x1080x24"));
    Walker walker = TRY(Walker::start({.program = tour.programs + "/motcua-kiosk",
                                       .display = display.name(),
                                       .window = {},
                                       .own_clock = true},
                                      site, 1920, 1080));
    const std::size_t codes = TRY(visit(walker));
    TRY(walker.until_written(10));
    const int status = TRY(walker.end());
    if (status != 0) return Error{Error::Code::unavailable, "the kiosk failed: " + walker.log()};
    return codes;
}

Result<> compare(ProvinceStand& stand) {
    const tally::Measures journal = TRY(stand.of_journal());
    const tally::Measures province = TRY(stand.of_province());
    std::printf("\n%-20s %10s %10s\n", "count", "journal", "province");
    for (const tally::MeasureName& measure : tally::measure_names())
        if (journal.*measure.field != 0 || province.*measure.field != 0)
            std::printf("%-20s %10lld %10lld\n", std::string(measure.name).c_str(),
                        static_cast<long long>(journal.*measure.field),
                        static_cast<long long>(province.*measure.field));
    TRY(stand.must_agree());
    std::printf("\nThe province has what the journal has.\n");
    return {};
}

}  // namespace

Result<> walk_tour(const Tour& tour) {
    const Site site = TRY(Site::make(tour.folder, false));
    ProvinceStand stand = TRY(ProvinceStand::make(tour.folder, tour.programs));
    TRY(stand.start({}));
    say("province", "listens on " + stand.address());
    const std::string enrolled = TRY(stand.enrol(stand.address()));
    say("agent", enrolled);
    const Process daemon = TRY(Process::start({.words = stand.agent_words(stand.address(), {"run"}),
                                               .output = tour.folder + "/agent.log"}));
    const std::size_t codes = TRY(walk_a_citizen_through(tour, site));
    say("kiosk", fmt::format("a citizen walked through; {} QR codes read from the glass", codes));
    const std::string sent = TRY(stand.agent(stand.address(), {"send", "--wait", "60"}));
    say("agent", sent);
    const std::string kiosks = TRY(stand.province({"kiosks"}));
    std::printf("\n%s", kiosks.c_str());
    return compare(stand);
}
