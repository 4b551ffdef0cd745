#include "shell/publications.h"

#include <filesystem>

#include "support/shipped_places.h"
#include "support/small_catalogue.h"

namespace {

/// A kiosk that shows what it loaded first, and looks for more.
struct Kiosk {
    Kiosk() { shown = must(shell::Resources::load(places, glass)); }

    /// A version whose catalogue has this date; a broken one when it is empty.
    void publish(const std::string& version, const std::string& date) const {
        shipped.publish(version, {});
        shipped.write("state/province/" + version + "/catalogue.json",
                      date.empty() ? "{" : small_catalogue_with("2026-11-22", date));
    }
    /// Takes what is new, as the main loop does.
    bool take() {
        auto fresh = publications.look(*shown);
        if (!fresh) return false;
        shown = std::move(fresh);
        return true;
    }

    const ShippedPlaces shipped;
    const shell::Places places = shipped.with_province();
    const ui::Glass glass = must(ui::Glass::open(std::string(SOURCE_DIR) + "/assets/fonts"));
    shell::Publications publications{places, glass};
    std::unique_ptr<shell::Resources> shown;
};

}  // namespace

TEST_CASE("a version is taken once, and each newer one after it") {
    Kiosk kiosk;
    CHECK_FALSE(kiosk.take());
    kiosk.publish("3", "2026-11-23");
    CHECK(kiosk.take());
    CHECK(kiosk.shown->catalogue().date() == "2026-11-23");
    CHECK_FALSE(kiosk.take());
    kiosk.publish("4", "2026-11-24");
    CHECK(kiosk.take());
    CHECK(kiosk.shown->catalogue().date() == "2026-11-24");
}

TEST_CASE("one that does not hold leaves the old, and is read once") {
    Kiosk kiosk;
    kiosk.publish("3", "2026-11-23");
    CHECK(kiosk.take());
    kiosk.publish("4", "");
    CHECK_FALSE(kiosk.take());
    CHECK_FALSE(kiosk.take());
    // Mended in place it would be taken; it is not even looked at.
    kiosk.shipped.write("state/province/4/catalogue.json",
                        small_catalogue_with("2026-11-22", "2026-11-24"));
    CHECK_FALSE(kiosk.take());
    CHECK(kiosk.shown->catalogue().date() == "2026-11-23");
    kiosk.publish("5", "2026-11-25");
    CHECK(kiosk.take());
    CHECK(kiosk.shown->catalogue().date() == "2026-11-25");
}

TEST_CASE("configuration that broke meanwhile leaves the old too") {
    Kiosk kiosk;
    kiosk.publish("3", "2026-11-23");
    kiosk.shipped.change("config/kiosk.toml", "rotate = 0", "rotate = 1");
    CHECK_FALSE(kiosk.take());
    CHECK(kiosk.shown->catalogue().procedures().size() == 560);
}

TEST_CASE("going back to nothing published shows what was shipped") {
    Kiosk kiosk;
    kiosk.publish("3", "2026-11-23");
    CHECK(kiosk.take());
    std::filesystem::remove(kiosk.shipped / "state/province/current");
    CHECK(kiosk.take());
    CHECK(kiosk.shown->catalogue().procedures().size() == 560);
    CHECK_FALSE(kiosk.take());
}
