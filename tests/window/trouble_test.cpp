// The real program when its surroundings are not in order.

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/files.h"
#include "window/stand.h"

namespace {

constexpr std::chrono::seconds kPatience{60};
constexpr std::chrono::seconds kNextVisitor{5};  // A visit within 2 s of another is not counted.

/// A clock that nobody keeps set has a chip of its own.
const Walker::Command kClockKept{.own_clock = true, .synchronised = true};

/// Whether a chip of the quiet health line stands in the header: its ground is no colour of the
/// header's own.
bool warns(const Picture& picture) {
    constexpr std::uint32_t kChip = 0xFDF1D2;  // ui/theme.cpp, gold_tint.
    constexpr int kHeader = 72, kEnough = 1000;
    const auto end = picture.pixels.begin() + kHeader * picture.width;
    return std::count(picture.pixels.begin(), end, kChip) > kEnough;
}

void visit(Walker& walker) {
    must(walker.go("start", "home"));
    must(walker.go("track", "track"));
    must(walker.go("done", "rating"));
    must(walker.go("face-5", "thanks"));
    must(walker.go("end", "attract"));
}

constexpr const char* kVisitRows =
    "visit_began – – counted\n"
    "qr_shown – track counted\n"
    "rating – 5 counted\n"
    "visit_ended – finished counted\n";

/// A kiosk that must not serve: its exit status.
int refused(Walker& walker) { return must(walker.process().wait(kPatience)); }

std::string said(const Walker& walker) { return walker.log(); }

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

void append(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::app);
    file << text;
}

/// Files of that process grow no further than this.
void limit_files(Walker& walker, rlim_t bytes) {
    const rlimit limit{.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
    REQUIRE(prlimit(walker.process().id(), RLIMIT_FSIZE, &limit, nullptr) == 0);
}

}  // namespace

TEST_CASE("no network: said where the visit begins, no Wi-Fi step, and the visit completes") {
    const Stand stand;
    Walker walker = stand.open(kClockKept);
    must(walker.go("start", "home"));
    CHECK_FALSE(warns(must(walker.look())));
    must(walker.go("back", "attract"));
    must(walker.pass(kNextVisitor));

    must(stand.site.connect(false));
    must(walker.go("start", "offline"));
    CHECK(warns(must(walker.look())));
    must(walker.go("first", "home"));
    CHECK(warns(must(walker.look())));
    must(walker.go("tile-ho-tich", "list"));
    must(walker.go("row-1.001193", "detail"));
    must(walker.go("by-phone", "guide"));
    CHECK_FALSE(walker.shown().has("step-wifi"));
    CHECK(must(read_codes(must(walker.look()))).size() == 1);

    must(stand.site.connect(true));  // It comes back in the middle of the visit.
    must(walker.tap("step-submit"));
    must(walker.until("step-wifi", [](const Shown& now) { return now.has("step-wifi"); }));
    must(walker.go("done", "outcome"));
    must(walker.go("out.submitted", "rating"));
    must(walker.go("face-3", "thanks"));
    CHECK_FALSE(warns(must(walker.look())));
    must(walker.go("end", "attract"));
    end(walker);
    CHECK(stand.rows() ==
          "visit_began – – counted\n"
          "visit_ended – left counted\n"
          "visit_began – – counted\n"
          "procedure_opened 1.001193 – counted\n"
          "qr_shown 1.001193 procedure counted\n"
          "qr_shown 1.001193 submit counted\n"
          "outcome 1.001193 submitted counted\n"
          "rating 1.001193 3 counted\n"
          "visit_ended – finished counted\n");
}

TEST_CASE("a mistake in kiosk.toml is told with file and line, and the status is 2") {
    Stand stand;
    must(stand.site.set("screen.panel_width_mm", "\"wide\""));
    Walker walker = stand.open({.await_attract = false});
    CHECK(refused(walker) == 2);
    CHECK_MESSAGE(contains(said(walker), "kiosk.toml:14: "), said(walker));
}

TEST_CASE("a broken catalogue never replaces a good one") {
    const Stand stand;
    {
        Walker walker = stand.open();  // Leaves its copy of a good one.
        end(walker);
    }
    append(stand.site.config() + "/catalogue.json", "}");
    Walker walker = stand.open();
    CHECK_MESSAGE(contains(said(walker), "catalogue.json"), said(walker));
    CHECK_MESSAGE(contains(said(walker), "the last good catalogue"), said(walker));
    must(walker.go("start", "home"));
    must(walker.go("tile-ho-tich", "list"));
    CHECK(walker.shown().has("row-1.001193"));
    end(walker);
}

TEST_CASE("a broken catalogue and no good one: the status is 2") {
    const Stand stand;
    append(stand.site.config() + "/catalogue.json", "}");
    Walker walker = stand.open({.await_attract = false});
    CHECK(refused(walker) == 2);
    CHECK_MESSAGE(contains(said(walker), "catalogue.json:"), said(walker));
}

TEST_CASE("a second kiosk on the same state folder refuses and leaves the first alone") {
    const Stand stand;
    Walker first = stand.open();
    // The same folders, seen from another place, so that each is watched by itself.
    TempDir other;
    const std::string log = other / "log";
    Process second = must(Process::start(
        {.words = {BINARY_DIR "/motcua-kiosk", "--config", stand.site.config(), "--assets",
                   SOURCE_DIR "/assets", "--state", stand.site.state()},
         .environment = {{"DISPLAY", stand.display().name()}, {"SDL_VIDEODRIVER", "x11"}},
         .output = log}));
    CHECK(must(second.wait(kPatience)) == 1);
    const std::string words = must(files::read(log, 1 << 16));
    CHECK_MESSAGE(contains(words, "another kiosk, process"), words);
    CHECK_MESSAGE(contains(words, std::to_string(first.process().id())), words);
    visit(first);
    end(first);
    CHECK(stand.rows() == kVisitRows);
}

TEST_CASE("a disk that takes no more: citizens are served, staff see it, and the rows come later") {
    const Stand stand;
    signal(SIGXFSZ, SIG_IGN);  // Inherited: a write beyond the limit fails like a full disk.
    Walker walker = stand.open(kClockKept);
    must(walker.go("start", "home"));
    must(walker.until_written(1));
    CHECK_FALSE(warns(must(walker.look())));
    must(walker.go("back", "attract"));
    must(walker.until_written(2));

    const auto size = std::filesystem::file_size(stand.site.journal() + "-wal");
    REQUIRE(size > std::filesystem::file_size(stand.site.observed()) * 2);
    limit_files(walker, size);
    must(walker.pass(kNextVisitor));
    visit(walker);
    must(walker.go("start", "home"));
    CHECK(warns(must(walker.look())));
    CHECK(contains(said(walker), "journal: "));

    limit_files(walker, RLIM_INFINITY);
    must(walker.until_written(7));
    CHECK_FALSE(warns(must(walker.look())));
    end(walker);
    CHECK(stand.rows() == "visit_began – – counted\nvisit_ended – left counted\n" +
                              std::string(kVisitRows) + "visit_began – – counted\n");
}

TEST_CASE("a journal that cannot be opened: citizens are served all the same") {
    const Stand stand;
    std::filesystem::create_directories(stand.site.journal());  // A folder of that name.
    Walker walker = stand.open();
    visit(walker);
    must(walker.go("start", "home"));
    CHECK(warns(must(walker.look())));
    end(walker);
}

TEST_CASE("a damaged journal is set aside, staff see it, and a new one is begun") {
    const Stand stand;
    {
        Walker walker = stand.open();
        visit(walker);
        end(walker);
    }
    {
        std::fstream file(stand.site.journal(), std::ios::in | std::ios::out | std::ios::binary);
        file.write("not a database", 14);
    }
    Walker walker = stand.open();
    must(walker.go("start", "home"));
    CHECK(warns(must(walker.look())));
    end(walker);
    CHECK(stand.rows() == "visit_began – – counted\n");
}
