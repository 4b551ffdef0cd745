// What the province publishes reaches the kiosk's disk as a whole, and only what the kiosk's own
// check lets through.

#include <doctest/doctest.h>

#include <filesystem>

#include "base/files.h"
#include "journal/journal.h"
#include "support/must.h"
#include "support/province_stand.h"
#include "support/temp_dir.h"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFileMax = 8 << 20;

std::string read(const std::string& path) { return must(files::read(path, kFileMax)); }

std::string messages(const std::string& words) {
    return R"({"format": 1, "messages": [{"id": "m1", "from": "2026-11-01", "until": "2099-12-31",)"
           R"( "vi": ")" +
           words + R"(", "en": "The counter is closed on Friday afternoon."}]})" + "\n";
}

}  // namespace

TEST_CASE("published, fetched, checked by the kiosk itself, swapped; a bad one changes nothing") {
    const TempDir dir;
    ProvinceStand stand = must(ProvinceStand::make(dir / "stand"));
    must(stand.start({}));
    must(stand.enrol(stand.address()));
    {
        journal::Journal journal = must(journal::Journal::open({.path = stand.journal(),
                                                                .boot = std::string(32, 'd'),
                                                                .today = {},
                                                                .ward = kStandWard}));
        must(journal.append(std::vector{journal::Record{.event = journal::visit_began(),
                                                        .minute = {},
                                                        .trusted = false,
                                                        .verdict = journal::Verdict::counted}}));
    }
    const std::string current = stand.state() + "/province/current";
    const auto send = [&] { return must(stand.agent(stand.address(), {"send", "--wait", "60"})); };

    const std::string catalogue = read(stand.config() + "/catalogue.json") + "\n";
    must(files::write_atomically(dir / "catalogue.json", catalogue));
    must(stand.province({"publish", dir / "catalogue.json"}));
    send();
    CHECK(read(current + "/catalogue.json") == catalogue);
    const fs::path first = fs::read_symlink(current);

    const std::string closed = messages("Chiều thứ Sáu, bộ phận một cửa nghỉ.");
    must(files::write_atomically(dir / "messages.json", closed));
    must(stand.province({"publish", dir / "messages.json"}));
    send();
    CHECK(read(current + "/messages.json") == closed);
    CHECK(read(current + "/catalogue.json") == catalogue);  // What was not named stays.
    const fs::path second = fs::read_symlink(current);
    CHECK(second != first);

    // A letter that the kiosk's fonts cannot draw: only the kiosk's own check can know.
    must(files::write_atomically(dir / "messages.json", messages("Nghỉ lễ 中秋.")));
    must(stand.province({"publish", dir / "messages.json"}));
    send();
    CHECK(fs::read_symlink(current) == second);
    CHECK(read(current + "/messages.json") == closed);

    // Back to what was: the same files under a higher version.
    must(files::write_atomically(dir / "messages.json", closed));
    must(stand.province({"publish", dir / "messages.json"}));
    send();
    CHECK(fs::read_symlink(current) != second);
    CHECK(read(current + "/messages.json") == closed);
}
