#include "settings/portal_file.h"

#include "base/files.h"
#include "support/must.h"

using settings::parse_portal;

namespace {

std::string shipped_text() { return must(files::read(SOURCE_DIR "/config/portal.toml", 64 << 10)); }

std::string with(const std::string& from, const std::string& to) {
    std::string text = shipped_text();
    REQUIRE(text.find(from) != std::string::npos);
    return text.replace(text.find(from), from.size(), to);
}

std::string refusal(const std::string& text) {
    return must_fail(parse_portal(text, "portal.toml"));
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the shipped portal.toml holds, and codes lead straight to the portal") {
    const settings::Portal portal = must(settings::load_portal(SOURCE_DIR "/config/portal.toml"));
    CHECK(portal.links.track() == "https://dichvucong.gov.vn/tra-cuu-ho-so");
    CHECK(portal.links.templates().hosts.size() == 3);
    CHECK(portal.through_province.empty());
}

TEST_CASE("codes through the province are a setting; a file without it has none") {
    const std::string on = with("address = \"\"", "address = \"https://motcua.gialai.gov.vn\"");
    CHECK(must(parse_portal(on, "p")).through_province == "https://motcua.gialai.gov.vn");
    const std::string text = shipped_text();
    const std::string without = text.substr(0, text.find("[through_province]"));
    CHECK(must(parse_portal(without, "p")).through_province.empty());
}

TEST_CASE("every mistake is named with its place") {
    CHECK(has(refusal(with("address = \"\"", "address = \"http://a.vn\"")),
              "portal.toml:14: through_province.address = \"http://a.vn\": must begin with https"));
    CHECK(has(refusal(with("address = \"\"", "adress = \"\"")), "portal.toml:14: "));
    CHECK(has(refusal(with("track = ", "trak = ")), "portal.toml:"));
    CHECK(has(refusal(with("[portal]", "[portals]")), "expected a section [portal]"));
    CHECK(has(refusal(with("{formality_id}", "{formality}")), "portal.toml: portal.procedure = "));
    CHECK(has(refusal(with("https://vneid.gov.vn/", "https://evil.example/")),
              "portal.account = \"https://evil.example/\": the host evil.example is not in"));
    const std::string hosts =
        R"(["dichvucong.gov.vn", "lienthong.dichvucong.gov.vn", "vneid.gov.vn"])";
    CHECK(has(refusal(with(hosts, "\"dichvucong.gov.vn\"")), "portal.toml:6: "));
    CHECK(has(refusal(with(hosts, "[1]")), "texts in quotes"));
    CHECK(has(refusal("["), "portal.toml:1: "));
    CHECK(settings::load_portal("/nowhere/portal.toml").error().code == Error::Code::not_found);
}
