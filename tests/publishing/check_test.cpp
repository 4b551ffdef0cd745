#include "publishing/check.h"

#include "base/files.h"
#include "support/must.h"

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string shipped(const std::string& path) {
    return must(files::read(std::string(SOURCE_DIR) + "/" + path, 8 << 20));
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what we ship may be published") {
    must(publishing::check_publication({{"catalogue.json", shipped("config/catalogue.json")},
                                        {"campaign.toml", shipped("config/campaign.toml")},
                                        {"wards.json", shipped("config/wards.json")},
                                        {"portal.toml", shipped("config/portal.toml")},
                                        {"holidays.toml", shipped("config/holidays.toml")},
                                        {"lang/vi.toml", shipped("assets/lang/vi.toml")},
                                        {"lang/en.toml", shipped("assets/lang/en.toml")},
                                        {"lang/jra.toml", "\"a.b\" = \"c\""}}));
}

TEST_CASE("every file is held against its loader, by the name it is published under") {
    const std::string message =
        must_fail(publishing::check_publication({{"catalogue.json", "{\"format\": 2}"},
                                                 {"campaign.toml", "first_day = 1\n"},
                                                 {"wards.json", "[]"},
                                                 {"messages.json", "{\"format\": 9}"},
                                                 {"portal.toml", "[portal]\nhosts = 1\n"},
                                                 {"holidays.toml", "[[holiday]]\nto = 1\n"},
                                                 {"lang/vi.toml", "\"a\" = 1"},
                                                 {"lang/bdq.toml", "\"a\" = \"[u\""}}));
    for (const char* name : {"catalogue.json", "campaign.toml:1", "wards.json", "messages.json",
                             "portal.toml:2", "holidays.toml:2", "lang/vi.toml:1",
                             "lang/bdq.toml:1", "ƀu"})
        CHECK_MESSAGE(has(message, name), name);
    CHECK_FALSE(has(message, "/tmp"));
    CHECK_FALSE(has(message, "motcua-publish"));
}

TEST_CASE("words as JSON are published no more, and the new name is told") {
    const std::string message = must_fail(
        publishing::check_publication({{"lang/vi.json", "{\"bar.back\": \"Quay lại\"}"}}));
    CHECK(has(message, "lang/vi.json: words are published as lang/vi.toml now"));
    // To go back to a version of before is another matter.
    CHECK(publishing::faults_of_former("lang/vi.json", "{\"bar.back\": \"Quay lại\"}").empty());
    CHECK_FALSE(publishing::faults_of_former("lang/vi.json", "{\"bar.back\": \"Quay \"}").empty());
    CHECK_FALSE(publishing::faults_of_former("lang/fr.json", "{\"a\": \"b\"}").empty());
}

TEST_CASE("other names are refused, and the same one twice") {
    for (const char* path : {"kiosk.toml", "../catalogue.json", "lang/fr.json", ""})
        CHECK(has(must_fail(publishing::check_publication({{path, "{}"}})), "can be published"));
    const std::string wards = shipped("config/wards.json");
    CHECK(has(
        must_fail(publishing::check_publication({{"wards.json", wards}, {"wards.json", wards}})),
        "wards.json: named twice"));
    const std::string huge((8 << 20) + 1, ' ');
    CHECK(has(must_fail(publishing::check_publication({{"lang/vi.toml", huge}})), "larger than"));
}
