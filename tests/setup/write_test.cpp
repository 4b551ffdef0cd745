#include "setup/write.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <random>

#include "base/files.h"
#include "support/must.h"
#include "support/shipped_places.h"

using setup::Answers;
using setup::Texts;

namespace {

/// The shipped configuration, and what a person answered.
struct Desk {
    ShippedPlaces shipped;
    std::string config = shipped.places().config;
    catalogue::Wards wards = must(catalogue::load_wards(config + "/wards.json"));
    Texts texts = must(setup::read_texts(config));
    Answers before = setup::answers_of(must(settings::load(config + "/kiosk.toml")),
                                       must(settings::load_agent(config + "/agent.toml")));
    Answers after = before;

    Result<Texts> made() const { return with_answers(texts, before, after, wards, config); }
    std::string read(const std::string& file) const { return shipped.read("config/" + file); }
};

}  // namespace

TEST_CASE("a ward comes with its province and its name, in both languages") {
    Desk desk;
    desk.after.ward = "21609";
    const Texts made = must(desk.made());
    const settings::Settings read = must(settings::parse(made.kiosk, "kiosk.toml"));
    CHECK(read.unit.ward == "21609");
    CHECK(read.unit.province == "52");
    CHECK(read.unit.place.vi == "Xã An Lão, tỉnh Gia Lai");
    CHECK(read.unit.place.en == "An Lão Commune, Gia Lai Province");
    CHECK(made.agent == desk.texts.agent);
    desk.after = desk.before;
    CHECK(must(desk.made()) == desk.texts);
}

TEST_CASE("what `motcua-kiosk check` would refuse is never written") {
    const auto refused = [](const std::function<void(Answers&)>& spoil) {
        Desk desk;
        spoil(desk.after);
        return must_fail(desk.made());
    };
    CHECK(refused([](Answers& a) { a.panel_width_mm = 19; }).find("panel_width_mm") !=
          std::string::npos);
    CHECK(refused([](Answers& a) { a.above_floor_mm = 9999; }).find("above_floor_mm") !=
          std::string::npos);
    CHECK(refused([](Answers& a) {
              a.slip_printer = {.kind = "cups", .device = "a b"};
          }).find("CUPS queue") != std::string::npos);
    CHECK(refused([](Answers& a) { a.province = "http://example.org"; }).find("address") !=
          std::string::npos);
    CHECK(refused([](Answers& a) { a.counter.clear(); }).find("counter") != std::string::npos);
}

TEST_CASE("a configuration that does not hold now is not touched, and says its line") {
    Desk desk;
    desk.shipped.change("config/kiosk.toml", "rotate = 0", "rotate = 1");
    CHECK(must_fail(setup::read_texts(desk.config)).find("kiosk.toml:17") != std::string::npos);
    desk.shipped.change("config/kiosk.toml", "rotate = 1", "rotate = = 1");
    CHECK(must_fail(setup::read_texts(desk.config)).find("kiosk.toml:17") != std::string::npos);
}

TEST_CASE("the kiosk's user can read what an administrator with a narrow umask has written") {
    Desk desk;
    desk.after.counter = "7";
    const mode_t before = ::umask(077);
    const auto done = write_texts(desk.config, desk.texts, must(desk.made()));
    CHECK(::umask(before) == 077);
    must(done);
    struct stat facts {};
    REQUIRE(::stat((desk.config + "/kiosk.toml").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0644);
}

TEST_CASE("both files are replaced, the old ones kept, and nothing else is there") {
    Desk desk;
    desk.after.counter = "7";
    desk.after.province = "https://motcua.gialai.gov.vn:8443";
    const std::string kiosk = desk.read("kiosk.toml"), agent = desk.read("agent.toml");
    must(write_texts(desk.config, desk.texts, must(desk.made())));
    CHECK(desk.read("kiosk.toml.bak") == kiosk);
    CHECK(desk.read("agent.toml.bak") == agent);
    CHECK(must(settings::load(desk.config + "/kiosk.toml")).unit.counter == "7");
    CHECK(must(settings::load_agent(desk.config + "/agent.toml")).address == desk.after.province);
    for (const auto& entry : std::filesystem::directory_iterator(desk.config))
        CHECK_FALSE(entry.path().string().ends_with(".new"));
}

TEST_CASE("a file that stays as it is is not touched, and one that was missing is made") {
    Desk desk;
    desk.shipped.remove("config/agent.toml");
    desk.texts = must(setup::read_texts(desk.config));
    desk.after.province = "https://motcua.gialai.gov.vn";
    must(write_texts(desk.config, desk.texts, must(desk.made())));
    CHECK_FALSE(std::filesystem::exists(desk.config + "/kiosk.toml.bak"));
    CHECK_FALSE(std::filesystem::exists(desk.config + "/agent.toml.bak"));
    CHECK(must(settings::load_agent(desk.config + "/agent.toml")).address == desk.after.province);
}

TEST_CASE("when the second file cannot be replaced the first is put back") {
    Desk desk;
    desk.after.counter = "7";
    desk.after.province = "https://motcua.gialai.gov.vn:8443";
    const std::string kiosk = desk.read("kiosk.toml");
    std::filesystem::create_directories(desk.config + "/agent.toml.new/in the way");
    must_fail(write_texts(desk.config, desk.texts, must(desk.made())));
    CHECK(desk.read("kiosk.toml") == kiosk);
    CHECK(desk.read("agent.toml") == desk.texts.agent);
}

TEST_CASE("ended at any moment, every file is the old one or the new one") {
    Desk desk;
    desk.after.counter = "7";
    desk.after.province = "https://motcua.gialai.gov.vn:8443";
    const Texts old = desk.texts, made = must(desk.made());
    constexpr unsigned kSeed = 20261127;
    CAPTURE(kSeed);
    std::mt19937 chance(kSeed);
    int half_way = 0;
    for (int round = 0; round < 60; ++round) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            while (write_texts(desk.config, old, made) && write_texts(desk.config, made, old)) {
            }
            ::_exit(1);
        }
        const timespec nap{.tv_sec = 0,
                           .tv_nsec = 100'000 + static_cast<long>(chance() % 120'000'000)};
        ::nanosleep(&nap, nullptr);
        ::kill(child, SIGKILL);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFSIGNALED(status));
        const std::string kiosk = desk.read("kiosk.toml"), agent = desk.read("agent.toml");
        CHECK((kiosk == old.kiosk || kiosk == made.kiosk));
        CHECK((agent == old.agent || agent == made.agent));
        if ((kiosk == old.kiosk) != (agent == old.agent)) ++half_way;
        must(settings::load(desk.config + "/kiosk.toml"));
        must(settings::load_agent(desk.config + "/agent.toml"));
        // The next run goes on from whatever is there.
        must(setup::read_texts(desk.config));
    }
    MESSAGE(half_way << " of 60 between the two files, each of them whole");
}
