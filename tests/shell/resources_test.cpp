#include "shell/resources.h"

#include <filesystem>

#include "support/shipped_places.h"
#include "support/small_catalogue.h"
#include "ui/icons.h"

namespace {

constexpr const char* kCatalogue = "config/catalogue.json";
constexpr const char* kGood = "state/catalogue.good.json";

/// The small catalogue with an icon that the font has, under a date of its own.
std::string edition(const std::string& date) { return small_catalogue_with("2026-11-22", date); }

class Kiosk {
public:
    Kiosk() : glass_(must(ui::Glass::open(std::string(SOURCE_DIR) + "/assets/fonts"))) {}
    Result<std::unique_ptr<shell::Resources>> load(const ShippedPlaces& shipped) {
        return shell::Resources::load(shipped.places(), glass_);
    }
    const ui::Glass& glass() const { return glass_; }

private:
    ui::Glass glass_;
};

}  // namespace

TEST_CASE("the search may be made ready after the first picture") {
    const ShippedPlaces shipped;
    Kiosk kiosk;
    const auto resources = must(shell::Resources::load(shipped.places(), kiosk.glass(),
                                                       shell::Resources::Index::later));
    CHECK(resources->world().search == nullptr);
    resources->index();
    const catalogue::SearchIndex* search = resources->world().search;
    REQUIRE(search);
    CHECK_FALSE(search->find("khai sinh", 5).empty());
    resources->index();
    CHECK(resources->world().search == search);
}

TEST_CASE("what we ship is read whole, and its parts know each other") {
    const ShippedPlaces shipped;
    Kiosk kiosk;
    const auto resources = must(kiosk.load(shipped));
    CHECK(resources->notices().empty());
    CHECK(resources->catalogue().procedures().size() == 560);
    CHECK(resources->settings().unit.ward == "23563");
    const ui::World& world = resources->world();
    CHECK(world.catalogue == &resources->catalogue());
    CHECK(world.unit_place.en == "Diên Hồng Ward, Gia Lai Province");
    CHECK(world.wifi_code == "WIFI:T:nopass;S:MotCua-DienHong;;");
    CHECK(world.campaign ==
          must(settings::load_campaign(std::string(SOURCE_DIR) + "/config/campaign.toml")));
    CHECK(world.campaign.indicators.size() == 4);
    REQUIRE(world.offered.size() == 2);
    CHECK(world.offered[0].language == text::Language::vi);
    CHECK(world.offered[1].language == text::Language::en);
    for (const ui::Offer& offer : world.offered) {
        CHECK(offer.share.said == offer.share.all);
        CHECK(offer.share.all > 200);
    }
    CHECK(world.words(text::Language::vi)("attract.start") !=
          world.words(text::Language::en)("attract.start"));
    const catalogue::Procedure* birth = world.catalogue->find("1.001193");
    REQUIRE(birth);
    CHECK(world.links->procedure(*birth).starts_with("https://dichvucong.gov.vn/"));
    CHECK_FALSE(world.search->find("khai sinh", 5).empty());
}

TEST_CASE("a good catalogue is kept whole, a newer one takes its place") {
    const ShippedPlaces shipped;
    Kiosk kiosk;
    for (const char* date : {"2026-10-01", "2026-11-01"}) {
        shipped.write(kCatalogue, edition(date));
        CHECK(must(kiosk.load(shipped))->catalogue().date() == date);
        CHECK(shipped.read(kGood) == edition(date));
    }
    // Nothing but the copy: whoever writes it leaves no half of a file behind.
    std::size_t files = 0;
    for (const auto& file : std::filesystem::directory_iterator(shipped / "state")) {
        CAPTURE(file.path().string());
        ++files;
    }
    CHECK(files == 1);
}

TEST_CASE("a copy that is already kept is not written again") {
    const ShippedPlaces shipped;
    Kiosk kiosk;
    must(kiosk.load(shipped));
    const auto written = std::filesystem::last_write_time(shipped / kGood) - std::chrono::hours(1);
    std::filesystem::last_write_time(shipped / kGood, written);
    must(kiosk.load(shipped));
    CHECK(std::filesystem::last_write_time(shipped / kGood) == written);
}

TEST_CASE("a bad catalogue never replaces a good one: the last good copy is used, and said") {
    const ShippedPlaces shipped;
    Kiosk kiosk;
    const std::string good = edition("2026-10-01");
    shipped.write(kCatalogue, good);
    must(kiosk.load(shipped));
    const std::string bad[] = {"",
                               "{",
                               good.substr(0, good.size() / 2),
                               small_catalogue_with("\"ward\"", "\"wart\""),
                               small_catalogue_with("Khai sinh", "Khai \U0001F476"),
                               std::string(catalogue::kFileBytesMax + 1, ' ')};
    for (const std::string& bytes : bad) {
        shipped.write(kCatalogue, bytes);
        const auto resources = must(kiosk.load(shipped));
        CHECK(resources->catalogue().date() == "2026-10-01");
        CHECK(resources->catalogue().find("1.001193") != nullptr);
        REQUIRE(resources->notices().size() == 1);
        CHECK(resources->notices()[0].find("catalogue.json") != std::string::npos);
        CHECK(shipped.read(kGood) == good);
    }
    shipped.remove(kCatalogue);
    CHECK(must(kiosk.load(shipped))->catalogue().date() == "2026-10-01");
    CHECK(shipped.read(kGood) == good);
}

TEST_CASE("without a good copy a bad catalogue stops the start, and so does a bad copy") {
    const ShippedPlaces shipped;
    Kiosk kiosk;
    shipped.write(kCatalogue, small_catalogue_with("\"ward\"", "\"wart\""));
    const std::string message = must_fail(kiosk.load(shipped));
    CHECK(message.find("catalogue.json: procedure 1.001193 (entry 1)") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(shipped / kGood));
    shipped.write(kGood, "{\"format\": 1");
    // What must be mended is the file in config/, not our copy of it.
    CHECK(must_fail(kiosk.load(shipped)) == message);
}

TEST_CASE("a state folder that cannot be written to does not keep a good catalogue away") {
    const ShippedPlaces shipped;
    Kiosk kiosk;
    std::filesystem::create_directories(shipped / "state/catalogue.good.json.new");
    const auto resources = must(kiosk.load(shipped));
    CHECK(resources->catalogue().procedures().size() == 560);
    CHECK(resources->notices().empty());
}

TEST_CASE("each broken file of configuration stops the start with its name") {
    struct Break {
        std::string file, from, to, says;
    };
    const Break breaks[] = {
        {"config/kiosk.toml", "\"52\"", "\"51\"", "kiosk.toml: unit.province \"51\""},
        {"config/kiosk.toml", "\"23563\"", "\"27169\"", "kiosk.toml: unit.ward \"27169\""},
        {"config/kiosk.toml", "rotate = 0", "rotate = 1", "kiosk.toml:"},
        {"config/kiosk.toml", "[visit]", "[portal]\n[visit]", "[portal] has a file of its own"},
        {"config/portal.toml", "keyword={code}", "keyword=", "portal.toml: portal.search"},
        {"config/portal.toml", "[\"dichvucong", "[\"dichvukong", "portal.toml: portal."},
        {"config/holidays.toml", "until = 2026-02-20", "until = 2026-02-10",
         "\"until\" is before \"from\""},
        {"config/campaign.toml", "2024-06-29", "2024-01-01", "campaign.toml:"},
        {"config/wards.json", "\"52\"", "52", "wards.json:"},
        {"assets/lang/vi.toml", "\"bar.back\"", "bar.back", "vi.toml:"},
        {"assets/lang/en.toml", "\" = ", "\" : ", "en.toml:"},
        {"assets/lang/en.toml", "{n} seconds", "{m} seconds", "\"thx.back\" must have the {holes}"},
    };
    Kiosk kiosk;
    for (const Break& one : breaks) {
        CAPTURE(one.says);
        const ShippedPlaces shipped;
        shipped.change(one.file, one.from, one.to);
        const auto resources = kiosk.load(shipped);
        REQUIRE_FALSE(resources.has_value());
        CAPTURE(resources.error().message);
        CHECK(resources.error().message.find(one.says) != std::string::npos);
    }
}

TEST_CASE("the catalogue is held against the fonts and icons that are there") {
    Kiosk kiosk;
    const catalogue::Rules rules = shell::rules_of(kiosk.glass());
    for (const char32_t letter : {U'a', U'ế', U'Đ', U'ợ', U'–', U'…', U'’'}) {
        CAPTURE(static_cast<std::uint32_t>(letter));
        CHECK(rules.has_glyph(letter));
    }
    for (const char32_t letter : {U'\U0001F476', U'中', U'\U0010FFFD'})
        CHECK_FALSE(rules.has_glyph(letter));
    CHECK(rules.has_icon("home"));
    CHECK_FALSE(rules.has_icon("ufo"));
    CHECK_FALSE(rules.has_icon(""));
}
