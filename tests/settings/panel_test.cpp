#include <doctest/doctest.h>

#include "base/files.h"
#include "settings/settings.h"
#include "support/must.h"
#include "support/temp_dir.h"

namespace {

Result<settings::Settings> read(const std::string& bytes) {
    const TempDir dir;
    must(files::write_atomically(dir / "kiosk.toml", bytes));
    return settings::load(dir / "kiosk.toml");
}

}  // namespace

TEST_CASE("a picture and a sensor are turned each by itself, and a sensor has edges") {
    const std::string shipped = must(files::read(SOURCE_DIR "/config/kiosk.toml", 1 << 20));
    // The first "rotate" is the screen's, the second the sensor's.
    const std::size_t screen = shipped.find("\nrotate = 0 ");
    const std::size_t sensor = shipped.find("\nrotate = 0 ", screen + 1);
    const std::size_t edges = shipped.find("\ncalibration = ");
    REQUIRE(edges != std::string::npos);
    REQUIRE(sensor < edges);

    std::string text = shipped;
    text.replace(edges + 1, shipped.find('\n', edges + 1) - edges - 1,
                 "calibration = { left = 12, right = -7, top = 200, bottom = -200 }");
    text.replace(sensor, 12, "\nrotate = 90 ");
    text.replace(screen, 12, "\nrotate = 270 ");
    settings::Settings settings = must(read(text));
    CHECK(settings.screen.rotate == 270);
    CHECK(settings.touch.rotate == 90);
    CHECK(settings.touch.left == 12);
    CHECK(settings.touch.right == -7);
    CHECK(settings.touch.top == 200);
    CHECK(settings.touch.bottom == -200);

    // A kiosk.toml of before either is as good as ever.
    text = shipped;
    text.erase(edges, text.find('\n', edges + 1) - edges);
    text.erase(screen, text.find('\n', screen + 1) - screen);
    settings = must(read(text));
    CHECK(settings.screen.rotate == 0);
    CHECK(settings.touch.rotate == 0);
    CHECK(settings.touch.bottom == 0);

    text = shipped;
    text.replace(sensor, 12, "\nrotate = 45 ");
    CHECK(must_fail(read(text)).find("0, 90, 180 or 270") != std::string::npos);
}
