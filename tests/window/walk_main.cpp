// motcua-walk: pictures of the kiosk, taken through its real window on a virtual display.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <string>

#include "window/day_pictures.h"
#include "window/one_picture.h"
#include "window/pictures.h"
#include "window/staff_pictures.h"
#include "window/tour.h"

namespace {

int fail(const Error& error) {
    std::fprintf(stderr, "motcua-walk: %s\n", error.message.c_str());
    return 1;
}

/// Which of the pictures are wanted; empty: all.
struct Wanted {
    std::string way, whose;
};

/// What can be looked at, and who takes the pictures of it.
const std::map<std::string, decltype(&take_pictures)> kAlbums{
    {"citizens", take_pictures}, {"days", take_day_pictures}, {"staff", take_staff_pictures}};

int pictures(const std::string& folder, const std::string& kiosk, const Wanted& wanted) {
    int count = 0;
    for (const bool portrait : {false, true}) {
        if (!wanted.way.empty() && (wanted.way == "portrait") != portrait) continue;
        for (const auto& [whose, take] : kAlbums) {
            if (!wanted.whose.empty() && wanted.whose != whose) continue;
            const auto taken = take(folder, kiosk, portrait);
            if (!taken) return fail(taken.error());
            count += *taken;
        }
    }
    std::printf("%d pictures in %s\n", count, folder.c_str());
    return 0;
}

int picture(OnePicture order, const std::string& size) {
    if (!size.empty() && std::sscanf(size.c_str(), "%5dx%5d", &order.width, &order.height) != 2)
        return fail({Error::Code::invalid, "--window wants WxH, as 1920x1080"});
    const auto taken = take_one(order);
    return taken ? 0 : fail(taken.error());
}

}  // namespace

int main(int argc, char** argv) {
    OnePicture order{.file = {}, .kiosk = BINARY_DIR "/motcua-kiosk"};
    Wanted wanted;
    std::string folder, size;
    CLI::App app("Walks through the kiosk's screens and keeps pictures of them");
    app.require_subcommand(1);
    CLI::App* all = app.add_subcommand("pictures", "every screen, landscape and portrait");
    all->add_option("folder", folder, "where the pictures go")->required();
    all->add_option("--kiosk", order.kiosk, "the program")->capture_default_str();
    all->add_option("--only", wanted.way, "landscape or portrait")
        ->check(CLI::IsMember({"landscape", "portrait"}));
    all->add_option("--whose", wanted.whose, "citizens, staff, or days that are not like others")
        ->check(CLI::IsMember(kAlbums));
    CLI::App* one = app.add_subcommand("picture", "the first screen of a kiosk");
    one->add_option("file", order.file, "the PNG to write")->required();
    one->add_option("--kiosk", order.kiosk, "the program")->capture_default_str();
    one->add_option("--config", order.config, "its --config");
    one->add_option("--assets", order.assets, "its --assets");
    one->add_option("--state", order.state, "its --state");
    one->add_option("--window", size, "the display's size, WxH");
    one->add_flag("--stay", order.stay, "keep it running until Ctrl+C");

    Tour way{.programs = BINARY_DIR, .folder = {}};
    CLI::App* tour = app.add_subcommand(
        "tour",
        "province, agent and kiosk: a citizen walks through, and the province has the count");
    tour->add_option("folder", way.folder, "an empty folder that everything is put into")
        ->required();
    tour->add_option("--programs", way.programs, "the folder of the programs")
        ->capture_default_str();

    // CLI11 tells its troubles by exceptions; they end here.
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (*tour) {
        const auto walked = walk_tour(way);
        return walked ? 0 : fail(walked.error());
    }
    return *all ? pictures(folder, order.kiosk, wanted) : picture(order, size);
}
