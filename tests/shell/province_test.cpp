#include "shell/province.h"

#include <filesystem>

#include "support/shipped_places.h"
#include "support/small_catalogue.h"

namespace fs = std::filesystem;
using text::Language;

namespace {

constexpr const char* kMessages = R"({"format": 1, "messages": [{"id": "m1", "from": "2026-11-01",
 "until": "2026-11-30", "vi": "Thứ Bảy làm việc", "en": "Open on Saturday"}]})";
const std::vector<std::string> kAll{"catalogue.json", "campaign.toml", "wards.json",
                                    "portal.toml",    "lang/vi.toml",  "lang/en.toml",
                                    "holidays.toml"};

class Kiosk {
public:
    std::unique_ptr<shell::Resources> load(const ShippedPlaces& shipped) const {
        return must(shell::Resources::load(shipped.with_province(), glass_));
    }
    Result<std::unique_ptr<shell::Resources>> try_load(const ShippedPlaces& shipped) const {
        return shell::Resources::load(shipped.with_province(), glass_);
    }

private:
    const ui::Glass glass_ = must(ui::Glass::open(std::string(SOURCE_DIR) + "/assets/fonts"));
};

}  // namespace

TEST_CASE("a published folder is the version its link names, or itself") {
    const TempDir dir;
    CHECK(shell::published_at("").empty());
    CHECK(shell::published_at(dir / "current").empty());
    fs::create_directory(dir / "7");
    CHECK(shell::published_at(dir / "7") == dir / "7");
    CHECK(shell::published_at(dir / "7/") == dir / "7");
    fs::create_directory_symlink("7", dir / "current");
    CHECK(shell::published_at(dir / "current") == dir / "7");
    CHECK(shell::published_at(dir / "current/") == dir / "7");
    fs::remove(dir / "current");
    fs::create_directory_symlink("/elsewhere/8", dir / "current");
    CHECK(shell::published_at(dir / "current") == "/elsewhere/8");
}

TEST_CASE("every file is the province's where it published one, and ours where not") {
    const Kiosk kiosk;
    const ShippedPlaces shipped;
    CHECK(kiosk.load(shipped)->published().empty());
    shipped.publish("3", kAll);
    shipped.write("state/province/3/catalogue.json",
                  small_catalogue_with("2026-11-22", "2026-11-25"));
    shipped.change("state/province/3/campaign.toml", "2024-06-29", "2024-06-30");
    shipped.change("state/province/3/lang/vi.toml", "\"h.check\" = \"Kiểm", "\"h.check\" = \"Soát");
    shipped.change("state/province/3/portal.toml", "/tra-cuu-ho-so", "/theo-doi");
    shipped.change("state/province/3/portal.toml", "\"\"", "\"https://motcua.gialai.gov.vn\"");
    shipped.change("state/province/3/holidays.toml", "2027-02-08", "2027-02-10");
    shipped.write("state/province/3/messages.json", kMessages);
    const auto resources = kiosk.load(shipped);
    CHECK(resources->settings().holidays.on(
        std::chrono::sys_days(std::chrono::year(2027) / 2 / 10)));
    CHECK(resources->published() == shipped / "state/province/3");
    CHECK(resources->published_holds());
    CHECK(resources->notices().empty());
    const ui::World& world = resources->world();
    CHECK(world.catalogue->date() == "2026-11-25");
    CHECK(iso_date(world.campaign.last_day) == "2024-06-30");
    CHECK(world.words(text::Language::vi)("h.check") == "Soát nhật ký");
    CHECK(world.links->track() == "https://dichvucong.gov.vn/theo-doi");
    CHECK(world.through_province == "https://motcua.gialai.gov.vn");
    CHECK(world.through_host() == "motcua.gialai.gov.vn");
    REQUIRE(world.messages.size() == 1);
    CHECK(world.messages[0].text.vi == "Thứ Bảy làm việc");
    // The last good one is the one that is shown.
    CHECK(shipped.read("state/catalogue.good.json") ==
          shipped.read("state/province/3/catalogue.json"));
    for (const std::string& file : kAll) shipped.remove("state/province/3/" + file);
    CHECK(kiosk.load(shipped)->catalogue().procedures().size() == 560);
}

TEST_CASE("a file of the province that does not hold is passed over for ours, with a notice") {
    struct Break {
        std::string file, from, to, says;
    };
    const Break breaks[] = {
        {"catalogue.json", "\"1.001193\"", "\"1.1193\"", "catalogue.json: procedure 1.1193"},
        {"campaign.toml", "2024-06-29", "2024-01-01", "campaign.toml:"},
        {"wards.json", "\"52\"", "52", "wards.json:"},
        {"wards.json", "\"23563\"", "\"23999\"", "is not in wards.json"},
        {"lang/en.toml", "\"{n} rows\"", "\"{m} rows\"", "must have the {holes}"},
        {"lang/en.toml", "Back", "Back \U0001F476", "cannot draw"},
        {"lang/en.toml", "\"bar.back\"", "bar.back", "en.toml:17: \"bar\": a key is written"},
        {"portal.toml", "track = ", "trak = ", "portal.toml:"},
        {"portal.toml", "https://vneid", "https://evil", "is not in portal.hosts"},
    };
    const Kiosk kiosk;
    for (const Break& one : breaks) {
        CAPTURE(one.says);
        const ShippedPlaces shipped;
        shipped.publish("3", kAll);
        shipped.write("state/province/3/messages.json", kMessages);
        shipped.change("state/province/3/" + one.file, one.from, one.to);
        const auto resources = kiosk.load(shipped);
        CHECK_FALSE(resources->published_holds());
        REQUIRE(resources->notices().size() == 1);
        CAPTURE(resources->notices()[0]);
        CHECK(resources->notices()[0].find(one.says) != std::string::npos);
        CHECK(resources->notices()[0].find("/province/3") != std::string::npos);
        // Whatever was broken, the kiosk is as full as ever.
        const ui::World& world = resources->world();
        CHECK(world.catalogue->procedures().size() == 560);
        CHECK(iso_date(world.campaign.last_day) == "2024-06-29");
        CHECK(world.words(text::Language::en)("bar.back") == "Back");
        CHECK(world.links->account() == "https://vneid.gov.vn/");
        CHECK(world.words(text::Language::en)("health.say.rows") == "{n} rows");
        CHECK(world.messages.size() == 1);
    }
}

TEST_CASE("a text that a published language lacks is ours, and one that ours lacks is Vietnamese") {
    const Kiosk kiosk;
    const ShippedPlaces shipped;
    shipped.write("assets/lang/jra.toml", "\"language.name\" = \"Jrai\"\n\"bar.back\" = \"ơ̆\"\n");
    shipped.change("config/kiosk.toml", "[\"vi\", \"en\"]", "[\"jra\", \"vi\", \"en\"]");
    shipped.publish("3", {"lang/vi.toml"});
    shipped.write("state/province/3/lang/vi.toml",
                  "\"bar.home\" = \"Từ đầu\"\n\"new.key\" = \"x\"\n");
    shipped.write("state/province/3/lang/en.toml", "\"bar.home\" = \"Home\"\n");
    shipped.write("state/province/3/lang/jra.toml", "\"bar.size\" = \"ư̆\"\n");
    const auto resources = kiosk.load(shipped);
    CHECK(resources->published_holds());
    CHECK(resources->notices().empty());
    const text::Words& vi = resources->world().words(Language::vi);
    CHECK(vi("bar.home") == "Từ đầu");
    CHECK(vi("bar.back") == "Quay lại");
    const text::Words& en = resources->world().words(Language::en);
    CHECK(en("bar.home") == "Home");
    CHECK(en("bar.back") == "Back");
    const text::Words& jra = resources->world().words(Language::jra);
    CHECK(jra("bar.size") == "ư̆");
    CHECK(jra("bar.back") == "ơ̆");
    CHECK(jra("bar.home") == "Từ đầu");
    CHECK(jra.language_of("bar.back") == Language::jra);
    CHECK(jra.language_of("bar.home") == Language::vi);
    // The offer says how much: of Jrai the name, what we ship and what was published.
    const std::vector<ui::Offer>& offered = resources->world().offered;
    REQUIRE(offered.size() == 3);
    CHECK(offered[0].language == Language::jra);
    CHECK(offered[0].share.said == 3);
    CHECK(offered[1].language == Language::vi);
    CHECK(offered[2].share.percent() == 99);  // "new.key" is in Vietnamese only.
    // Nobody chose Bahnar: it is Vietnamese.
    CHECK(&resources->world().words(Language::bdq) == &vi);
}

TEST_CASE("words that were published as JSON, for kiosks of before, are read as ever") {
    const Kiosk kiosk;
    const ShippedPlaces shipped;
    shipped.publish("3", {});
    shipped.write("state/province/3/lang/en.json", R"({"bar.back": "Return"})");
    const auto before = kiosk.load(shipped);
    CHECK(before->published_holds());
    CHECK(before->world().words(Language::en)("bar.back") == "Return");
    CHECK(before->world().words(Language::en)("bar.home") == "Start");
    shipped.write("state/province/3/lang/en.toml", "\"bar.back\" = \"Go back\"");
    CHECK(kiosk.load(shipped)->world().words(Language::en)("bar.back") == "Go back");
    shipped.remove("state/province/3/lang/en.toml");
    shipped.write("state/province/3/lang/en.json", R"({"bar.back": "Return {n}"})");
    const auto broken = kiosk.load(shipped);
    CHECK_FALSE(broken->published_holds());
    CHECK(broken->world().words(Language::en)("bar.back") == "Back");
}

TEST_CASE(
    "a language that says nothing, or is broken where we keep it, is left out with a notice") {
    const Kiosk kiosk;
    const ShippedPlaces shipped;
    shipped.change("config/kiosk.toml", "[\"vi\", \"en\"]", "[\"vi\", \"jra\", \"bdq\"]");
    shipped.write("assets/lang/bdq.toml",
                  "\"language.name\" = \"Bahnar\"\n\"bar.back\" = \"[u\"\n");
    const auto resources = kiosk.load(shipped);
    CHECK(resources->published_holds());
    REQUIRE(resources->notices().size() == 3);
    CHECK(resources->notices()[0].find("bdq.toml:2: \"bar.back\": \"[u\"") != std::string::npos);
    CHECK(resources->notices()[1].find("lang/jra.toml: lacks \"language.name\"") == 0);
    CHECK(resources->notices()[2].find("lang/bdq.toml: lacks \"language.name\"") == 0);
    CHECK(resources->world().offered.size() == 1);
    CHECK(resources->world().words(Language::jra)("bar.back") == "Quay lại");
    // English is not offered: it is not even read.
    CHECK(resources->world().words(Language::en)("bar.back") == "Quay lại");
}

TEST_CASE("the order of catalogues: the province's, ours, the last good one") {
    const Kiosk kiosk;
    const ShippedPlaces shipped;
    shipped.publish("3", {"catalogue.json"});
    shipped.write("state/province/3/catalogue.json",
                  small_catalogue_with("2026-11-22", "2026-11-25"));
    CHECK(kiosk.load(shipped)->catalogue().date() == "2026-11-25");
    shipped.write("config/catalogue.json", "{");
    CHECK(kiosk.load(shipped)->catalogue().date() == "2026-11-25");  // Ours need not hold.
    CHECK(kiosk.load(shipped)->published_holds());
    shipped.write("state/province/3/catalogue.json", "{");
    const auto last = kiosk.load(shipped);
    CHECK(last->catalogue().date() == "2026-11-25");
    CHECK(last->notices().size() == 2);
    shipped.remove("state/catalogue.good.json");
    CHECK(must_fail(kiosk.try_load(shipped)).find("config/catalogue.json") != std::string::npos);
}

TEST_CASE("a link that leads nowhere leaves everything as shipped, with a notice") {
    const Kiosk kiosk;
    const ShippedPlaces shipped;
    shipped.swap_to("9");
    const auto resources = kiosk.load(shipped);
    CHECK_FALSE(resources->published_holds());
    CHECK(resources->notices().size() == 1);
    CHECK(resources->catalogue().procedures().size() == 560);
}
