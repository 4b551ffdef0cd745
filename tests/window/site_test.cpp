#include "window/site.h"

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

namespace {

std::string kiosk_toml(const Site& site) {
    return must(files::read(site.config() + "/kiosk.toml", 1 << 20));
}

}  // namespace

TEST_CASE("a key is set in its own section and nowhere else") {
    const TempDir folder;
    Site site = must(Site::make(folder.path(), false));
    const std::string before = kiosk_toml(site);
    const std::size_t staff = before.find("[staff]");
    for (const std::string key : {"visit.idle", "staff.idle"}) {
        must(site.set(key, "33"));
        const std::string after = kiosk_toml(site);
        const std::size_t at = after.find("idle = 33\n");
        REQUIRE(at != after.npos);
        CHECK((at > staff) == (key == "staff.idle"));
        CHECK(after.find("idle = 33", at + 1) == after.npos);
        must(files::write_atomically(site.config() + "/kiosk.toml", before));
    }
    must(site.set("sheet_printer.kind", "\"cups\""));
    const std::string after = kiosk_toml(site);
    CHECK(after.find("kind = \"none\"", after.find("[slip_printer]")) <
          after.find("[sheet_printer]\n"));
    CHECK(after.find("kind = \"cups\"\n") > after.find("[sheet_printer]"));
}

TEST_CASE("a key that is not in the section is refused, and nothing is written") {
    const TempDir folder;
    Site site = must(Site::make(folder.path(), true));
    const std::string before = kiosk_toml(site);
    for (const char* key : {"idle", "staff.thanks", "screen.idle", "stuff.idle", "staff.", ".idle",
                            "network.nothing", ""}) {
        CAPTURE(key);
        CHECK_FALSE(must_fail(site.set(key, "33")).empty());
        CHECK(kiosk_toml(site) == before);
    }
}
