#include "setup/panel.h"

#include <filesystem>
#include <fstream>

#include "setup/made_machine.h"
#include "support/must.h"

TEST_CASE("an EDID says maker, name, millimetres and pixels") {
    const setup::Edid edid = must(setup::read_edid(made_edid(476, 268, "P2219H")));
    CHECK(edid.maker == "DEL");
    CHECK(edid.name == "P2219H");
    CHECK(edid.width_mm == 476);
    CHECK(edid.height_mm == 268);
    CHECK(edid.width_pixels == 1920);
    CHECK(edid.height_pixels == 1080);
    // 16 × 9 "mm" is an aspect: the centimetres of the head are taken.
    const setup::Edid aspect = must(setup::read_edid(made_edid(16, 9, "")));
    CHECK(aspect.width_mm == 480);
    CHECK(aspect.height_mm == 270);
}

TEST_CASE("what is no EDID is refused: every truncation, every changed byte") {
    const std::string good = made_edid(476, 268, "P2219H");
    for (std::size_t length = 0; length < good.size(); ++length)
        CHECK_FALSE(setup::read_edid(good.substr(0, length)).has_value());
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x10);
        CHECK_FALSE(setup::read_edid(bad).has_value());
    }
}

TEST_CASE("connectors are what the kernel lists, the connected one is found") {
    const MadeMachine made;
    CHECK(setup::read_connectors(made.drm()).empty());
    made.plug("card0-DP-1", "disconnected", "", "");
    made.plug("card0-HDMI-A-1", "connected", "1920x1080\n1280x720\n", made_edid(527, 296, "X"));
    made.plug("version", "", "", "");
    const auto connectors = setup::read_connectors(made.drm());
    REQUIRE(connectors.size() == 2);
    const setup::Connector* one = setup::connected(connectors);
    REQUIRE(one);
    CHECK(one->name == "card0-HDMI-A-1");
    CHECK(one->width_pixels == 1920);
    CHECK(one->height_pixels == 1080);
    REQUIRE(one->edid.has_value());
    CHECK(one->edid->width_mm == 527);
    CHECK(setup::connected({connectors.front()}) == nullptr);
}

TEST_CASE("a connector that nobody can tell of counts where none is connected") {
    const MadeMachine made;
    made.plug("card0-DP-1", "disconnected", "", "");
    made.plug("card0-DP-2", "unknown", "", "");
    made.plug("card0-VGA-1", "unknown", "1024x768\n", "");
    const auto unsure = setup::read_connectors(made.drm());
    const setup::Connector* one = setup::connected(unsure);
    REQUIRE(one);
    CHECK(one->name == "card0-VGA-1");
    CHECK(one->width_pixels == 1024);
    made.plug("card1-HDMI-A-1", "connected", "1920x1080\n", "");
    const auto sure = setup::read_connectors(made.drm());
    one = setup::connected(sure);
    REQUIRE(one);
    CHECK(one->name == "card1-HDMI-A-1");
}

TEST_CASE("a touch panel is found among mice, keyboards and touchpads") {
    const MadeMachine made;
    CHECK(setup::touch_devices(made.input()).empty());
    made.attach("event0", "AT Keyboard", "0", "0",
                "402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe");
    made.attach("event1", "USB Mouse", "0", "0", "1f0000 0 0 0 0");
    made.attach("event2", "Touchpad", "5", "660800011000003", "e520 10000 0 0 0 0");
    CHECK(setup::touch_devices(made.input()).empty());
    made.attach("event3", "ILITEK Multi-Touch", "2", "3273800000000003", "400 0 0 0 0 0");
    made.attach("event4", "One finger", "2", "3", "400 0 0 0 0 0");
    CHECK(setup::touch_devices(made.input()) ==
          std::vector<std::string>{"ILITEK Multi-Touch", "One finger"});
}
