#include "shell/check.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <functional>

#include <fmt/format.h>

#include "shell/kiosk.h"
#include "support/must.h"
#include "support/shipped_places.h"
#include "text/language.h"

// `motcua-kiosk check`, as an operator sees it: its exit status and what it prints.

namespace {

struct Checked {
    int status;
    std::string printed;
    bool says(const std::string& words) const { return printed.find(words) != std::string::npos; }
};

/// Standard output as a file, until the end of its life.
class CapturedOutput {
public:
    explicit CapturedOutput(const std::string& path) : path_(path) {
        std::fflush(stdout);
        kept_ = ::dup(STDOUT_FILENO);
        const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        REQUIRE(kept_ >= 0);
        REQUIRE(file >= 0);
        ::dup2(file, STDOUT_FILENO);
        ::close(file);
    }
    ~CapturedOutput() {
        std::fflush(stdout);
        ::dup2(kept_, STDOUT_FILENO);
        ::close(kept_);
    }
    std::string text() const {
        std::fflush(stdout);
        return must(files::read(path_, 1 << 20));
    }

private:
    std::string path_;
    int kept_ = -1;
};

Checked check(const ShippedPlaces& shipped, int (*what)(const shell::Places&) = shell::check) {
    const CapturedOutput output(shipped / "printed");
    const int status = what(shipped.places());
    return {.status = status, .printed = output.text()};
}

Checked check_with(const std::function<void(const ShippedPlaces&)>& breaking) {
    const ShippedPlaces shipped;
    breaking(shipped);
    return check(shipped);
}

/// The texts there are, by Vietnamese.
struct Counted {
    const text::Words words =
        must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
    const std::size_t citizens = words.share().all, texts = words.all().size();
};

}  // namespace

TEST_CASE("what we ship holds") {
    const ShippedPlaces shipped;
    const Checked checked = check(shipped);
    CAPTURE(checked.printed);
    CHECK(checked.status == shell::kExitOk);
    CHECK(checked.says("560 procedures, 93 with a plain card, 12 tiles"));
    CHECK(checked.says("everything holds"));
    CHECK_FALSE(checked.says("warning"));
    const Counted all;
    CHECK(
        checked.says(fmt::format("lang/en.toml: {0} of {0} texts for citizens (100 %), {1} of {1}",
                                 all.citizens, all.texts)));
    CHECK(checked.says(
        fmt::format("lang/jra.toml: 0 of {} texts for citizens (0 %), 0 of {} in all; not off",
                    all.citizens, all.texts)));
    CHECK_FALSE(std::filesystem::exists(shipped / "state"));  // It only reads.
}

TEST_CASE("each broken place gives exit status 2 and its name") {
    struct Break {
        std::string file, from, to, says;
    };
    const Break breaks[] = {
        {"config/kiosk.toml", "rotate = 0", "rotate = 1", "kiosk.toml:17: \"rotate\": expected"},
        {"config/kiosk.toml", "\"23563\"", "\"27169\"", "kiosk.toml: unit.ward \"27169\" is not"},
        {"config/kiosk.toml", "\"52\"", "\"51\"", "kiosk.toml: unit.province \"51\" is not"},
        {"config/kiosk.toml", "[visit]", "[portal]\n[visit]", "[portal] has a file of its own"},
        {"config/portal.toml", "{code}", "", "portal.toml: portal.search = "},
        {"config/portal.toml", "\"\"", "\"http://x\"", "portal.toml:14: through_province.address"},
        {"config/campaign.toml", "2024-06-29", "2024-01-01", "campaign.toml:6: \"last_day\""},
        {"config/wards.json", "\"52\"", "52", "wards.json: \"province\" needs"},
        {"config/catalogue.json", "\"1.001193\"", "\"1.1193\"", "catalogue.json: procedure 1.1193"},
        {"config/catalogue.json", "Khai sinh", "Khai \U0001F476", "catalogue.json: tile 1:"},
        {"config/catalogue.json", "family_restroom", "ufo", "icon \"ufo\" is not in"},
        {"config/kiosk.toml", "\"vi\", ", "", "\"offered\": expected \"vi\" among them"},
        {"config/kiosk.toml", "\"en\"]", "\"en\", \"jra\"]", "lang/jra.toml: \"language.name\" is"},
        {"assets/lang/vi.toml", "\"bar.back\"", "\"bar.bock\"",
         "en.toml: \"bar.back\" is said now"},
        {"assets/lang/en.toml", "\"bar.back\"", "\"bar.bock\"",
         "en.toml: \"bar.bock\" is said now"},
        {"assets/lang/en.toml", "{n} seconds", "{m} seconds",
         "en.toml: \"thx.back\" must have the"},
        {"assets/lang/en.toml", "Back", "Back \U0001F476",
         "lang/en.toml: \"bar.back\" has a letter"},
        {"assets/lang/en.toml", "\"Back\"", "\" Back\"", "en.toml:17: \"bar.back\""},
        {"assets/lang/jra.toml", "# ", "\"bar.bock\" = \"a\" # ", "jra.toml: \"bar.bock\" is said"},
        {"assets/lang/bdq.toml", "# ", "\"bar.back\" = \"[u\" # ", "is probably \"ƀu\""},
    };
    for (const Break& one : breaks) {
        CAPTURE(one.says);
        const Checked checked = check_with(
            [&](const ShippedPlaces& shipped) { shipped.change(one.file, one.from, one.to); });
        CAPTURE(checked.printed);
        CHECK(checked.status == shell::kExitConfiguration);
        CHECK(checked.says(one.says));
        CHECK_FALSE(checked.says("everything holds"));
    }
}

TEST_CASE("a missing file gives exit status 2 and its name") {
    for (const std::string file :
         {"config/kiosk.toml", "config/campaign.toml", "config/wards.json", "config/catalogue.json",
          "config/portal.toml", "assets/lang/vi.toml", "assets/lang/en.toml", "assets/fonts"}) {
        CAPTURE(file);
        const Checked checked =
            check_with([&](const ShippedPlaces& shipped) { shipped.remove(file); });
        CAPTURE(checked.printed);
        CHECK(checked.status == shell::kExitConfiguration);
        CHECK(checked.says(file));
    }
}

TEST_CASE("mistakes in several files are said in one run") {
    const Checked checked = check_with([](const ShippedPlaces& shipped) {
        shipped.change("config/kiosk.toml", "rotate = 0", "rotate = 1");
        shipped.change("config/campaign.toml", "2024-06-29", "2024-01-01");
        shipped.change("config/catalogue.json", "\"ward\"", "\"wart\"");
        shipped.change("assets/lang/en.toml", "\"bar.back\"", "\"bar.bock\"");
    });
    CHECK(checked.status == shell::kExitConfiguration);
    for (const char* words : {"kiosk.toml:17", "campaign.toml:6", "\"wart\"", "\"bar.bock\""})
        CHECK(checked.says(words));
}

TEST_CASE("a language's missing texts are no fault, and the translators' list has them all") {
    const ShippedPlaces shipped;
    shipped.write("assets/lang/jra.toml",
                  "\"language.name\" = \"Jrai\"\n\"bar.back\" = \"Quay lại Quay\"\n"
                  "\"home.title\" = \"Ông/bà cần làm việc gì?\"\n\"st.exit\" = \"ơ̆\"\n"
                  "\"bar.home\" = \"\"\n");
    shipped.change("config/kiosk.toml", "\"en\"]", "\"en\", \"jra\"]");
    const Checked checked = check(shipped);
    CAPTURE(checked.printed);
    CHECK(checked.status == shell::kExitOk);
    const Counted all;
    CHECK(checked.says(
        fmt::format("lang/jra.toml: 3 of {} texts for citizens ({} %), 4 of {} in all\n",
                    all.citizens, 300 / all.citizens, all.texts)));
    CHECK_FALSE(checked.says("bar.size"));

    const Checked listed = check(shipped, shell::check_languages);
    CAPTURE(listed.printed);
    CHECK(listed.status == shell::kExitOk);
    CHECK(listed.says(fmt::format("missing, shown in Vietnamese ({}):\n", all.citizens - 3)));
    CHECK(listed.says("    \"bar.home\" = \"Về đầu\"\n"));
    CHECK(listed.says("    \"attract.purpose\" = \"dễ hiểu hơn,\\nít phải đi lại hơn\"\n"));
    CHECK(
        listed.says("long, may be cut on the glass (1):\n    \"bar.back\" = \"Quay lại Quay\"\n"));
    CHECK(listed.says("the same as in Vietnamese (1):\n    \"home.title\""));
    CHECK_FALSE(listed.says("\"st.today\""));  // Staff's texts are nobody's lack.
    CHECK_FALSE(listed.says("procedures"));

    shipped.change("assets/lang/jra.toml", "Quay lại Quay", "[u");
    CHECK(check(shipped, shell::check_languages).status == shell::kExitConfiguration);
}

TEST_CASE("with a folder of the province every mistake in it is said, and none passed over") {
    struct Break {
        std::string file, from, to, says;
    };
    const Break breaks[] = {
        {"catalogue.json", "\"1.001193\"", "\"1.1193\"", "catalogue.json: procedure 1.1193"},
        {"campaign.toml", "2024-06-29", "2024-01-01", "campaign.toml:6: \"last_day\""},
        {"wards.json", "\"52\"", "52", "wards.json: \"province\" needs"},
        {"wards.json", "\"23563\"", "\"23999\"", "unit.ward \"23563\" is not in"},
        {"lang/vi.toml", "say.rows\" = \"{n}", "say.rows\" = \"{m}",
         "vi.toml: \"health.say.rows\" must"},
        {"lang/en.toml", "say.rows\" = \"{n}", "say.rows\" = \"{m}", "must have the {holes} of"},
        {"lang/en.toml", "Back", "Back \U0001F476", "cannot draw"},
        {"lang/jra.toml", "# ", "\"bar.back\" = \"[u\" # ",
         "lang/jra.toml:1: \"bar.back\": \"[u\""},
        {"portal.toml", "\"\"", "\"https://a.vn/q\"", "portal.toml:14: through_province.address"},
        {"holidays.toml", "\"04-30\"", "\"04-31\"", "\"every_year\": expected month and day"},
    };
    const std::vector<std::string> all{"catalogue.json", "campaign.toml", "wards.json",
                                       "portal.toml",    "lang/vi.toml",  "lang/en.toml",
                                       "lang/jra.toml",  "holidays.toml"};
    const auto check_published = [](const ShippedPlaces& shipped) {
        shell::Places places = shipped.places();
        places.province = shipped / "state/province/3";
        const CapturedOutput output(shipped / "printed");
        const int status = shell::check(places);
        return Checked{.status = status, .printed = output.text()};
    };
    {
        const ShippedPlaces shipped;
        shipped.publish("3", all);
        const Checked checked = check_published(shipped);
        CAPTURE(checked.printed);
        CHECK(checked.status == shell::kExitOk);
        CHECK(checked.says("everything holds"));
        CHECK_FALSE(std::filesystem::exists(shipped / "state/catalogue.good.json"));
    }
    for (const Break& one : breaks) {
        CAPTURE(one.says);
        const ShippedPlaces shipped;
        shipped.publish("3", all);
        shipped.write("state/province/3/messages.json", "{\"format\": 2}");
        shipped.change("state/province/3/" + one.file, one.from, one.to);
        const Checked checked = check_published(shipped);
        CAPTURE(checked.printed);
        CHECK(checked.status == shell::kExitConfiguration);
        CHECK(checked.says(one.says));
        CHECK(checked.says("messages.json: \"format\" must be 1"));
        // Who does not ask is not told.
        CHECK(check(shipped).status == shell::kExitOk);
    }
    const ShippedPlaces shipped;
    CHECK(check_published(shipped).says("state/province/3: no such folder"));
}
