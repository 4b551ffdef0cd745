#include "catalogue/links.h"

#include "catalogue/load.h"
#include "support/must.h"

using catalogue::Links;
using catalogue::LinkTemplates;
using catalogue::Procedure;

namespace {

constexpr const char* kId = "019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7";

LinkTemplates good() {
    return {.procedure = "https://portal.vn/thu-tuc/{formality_id}",
            .search = "https://portal.vn/tim?keyword={code}",
            .submit = "https://portal.vn/nop?id={formality_id}&code={code}",
            .track = "https://portal.vn/tra-cuu",
            .account = "https://vneid.gov.vn/",
            .hosts = {"portal.vn", "vneid.gov.vn"}};
}

Procedure procedure_of(const char* code, const char* formality_id) {
    Procedure procedure;
    procedure.code = code;
    procedure.formality_id = formality_id;
    return procedure;
}

void refused(LinkTemplates templates, const std::string& key, const std::string& why) {
    const std::string message = must_fail(Links::make(std::move(templates)));
    CAPTURE(message);
    CHECK(message.find("portal." + key) != std::string::npos);
    CHECK(message.find(why) != std::string::npos);
}

}  // namespace

TEST_CASE("addresses are made from the procedure's id, and from its code where none is known") {
    const Links links = must(Links::make(good()));
    const Procedure known = procedure_of("1.001193", kId);
    CHECK(links.procedure(known) == std::string("https://portal.vn/thu-tuc/") + kId);
    CHECK(links.submit(known) == std::string("https://portal.vn/nop?id=") + kId + "&code=1.001193");
    const Procedure unknown = procedure_of("1.001193", "");
    CHECK(links.procedure(unknown) == "https://portal.vn/tim?keyword=1.001193");
    CHECK(links.submit(unknown) == "https://portal.vn/tim?keyword=1.001193");
    CHECK(links.track() == "https://portal.vn/tra-cuu");
    CHECK(links.account() == "https://vneid.gov.vn/");
}

TEST_CASE("only https to a host of the list may stand in a code, however it is disguised") {
    const char* bad[] = {"http://portal.vn/{code}",
                         "HTTPS://portal.vn/{code}",
                         "ftp://portal.vn/{code}",
                         "portal.vn/{code}",
                         "https:///{code}",
                         "https://evil.vn/{code}",
                         "https://portal.vn.evil.vn/{code}",
                         "https://sub.portal.vn/{code}",
                         "https://portal.vn@evil.vn/{code}",
                         "https://portal.vn:8443/{code}",
                         "https://portal.vn\\@evil.vn/{code}",
                         "https://evil.vn?portal.vn/{code}",
                         "https://evil.vn#portal.vn/{code}",
                         "https://{code}/portal.vn",
                         ""};
    for (const char* address : bad) {
        CAPTURE(address);
        LinkTemplates templates = good();
        templates.search = address;
        refused(templates, "search", "host");
    }
    LinkTemplates none = good();
    none.hosts.clear();
    refused(none, "procedure", "not in portal.hosts");
}

TEST_CASE("each template has its own hole, and none that nobody fills") {
    const std::string base = "https://portal.vn/a";
    LinkTemplates templates = good();
    templates.procedure = base;
    refused(templates, "procedure", "must contain {formality_id}");
    templates = good();
    templates.submit = base + "{code}";
    refused(templates, "submit", "must contain {formality_id}");
    templates = good();
    templates.search = base;
    refused(templates, "search", "must contain {code}");
    templates = good();
    templates.search = base + "{code}/{formality_id}";
    refused(templates, "search", "must not contain {formality_id}");
    for (const char* hole : {"{code}", "{formality_id}"}) {
        templates = good();
        templates.track = base + hole;
        refused(templates, "track", std::string("must not contain ") + hole);
        templates = good();
        templates.account = std::string("https://vneid.gov.vn/") + hole;
        refused(templates, "account", std::string("must not contain ") + hole);
    }
    for (const char* odd : {"{ma}", "{", "}", "{formality_id"}) {
        templates = good();
        templates.track = base + odd;
        refused(templates, "track", "holes are");
    }
}

TEST_CASE("an address a phone would stumble over is refused") {
    const std::string base = "https://portal.vn/";
    for (const char* odd : {"a b", "a\tb", "a\"b", "<a>", "tra-cứu",
                            "a\x01"
                            "b",
                            "a\x7f"}) {
        CAPTURE(odd);
        LinkTemplates templates = good();
        templates.track = base + odd;
        CHECK_FALSE(Links::make(templates).has_value());
    }
    LinkTemplates templates = good();
    templates.track = base + std::string(Links::kLengthMax - base.size(), 'x');
    CHECK(Links::make(templates).has_value());
    templates.track += "x";
    refused(templates, "track", "153 characters");
    // The id makes the address longer than its template.
    templates = good();
    templates.procedure =
        base + std::string(Links::kLengthMax - base.size() - 20, 'x') + "{formality_id}";
    refused(templates, "procedure", "scan at arm's length");
}

TEST_CASE("every procedure we ship has short https addresses on an allowed host") {
    const catalogue::Loaded loaded =
        must(catalogue::load(std::string(SOURCE_DIR) + "/config/catalogue.json"));
    // As config/kiosk.toml has them; tests/settings reads the file itself.
    const Links links = must(Links::make(
        {.procedure = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{formality_id}",
         .search = "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh?keyword={code}",
         .submit = "https://dichvucong.gov.vn/tim-kiem-thu-tuc-hanh-chinh"
                   "?formalityId={formality_id}",
         .track = "https://dichvucong.gov.vn/tra-cuu-ho-so",
         .account = "https://vneid.gov.vn/",
         .hosts = {"dichvucong.gov.vn", "vneid.gov.vn"}}));
    std::size_t by_id = 0;
    for (const Procedure& procedure : loaded.catalogue.procedures()) {
        CAPTURE(procedure.code);
        for (const std::string& address : {links.procedure(procedure), links.submit(procedure)}) {
            CHECK(address.starts_with("https://dichvucong.gov.vn/"));
            CHECK(address.size() <= Links::kLengthMax);
            CHECK(address.find_first_of("{} ") == std::string::npos);
            const bool known = !procedure.formality_id.empty();
            CHECK(address.ends_with(known ? procedure.formality_id : "=" + procedure.code));
        }
        if (!procedure.formality_id.empty()) ++by_id;
    }
    CHECK(by_id > 500);
}

TEST_CASE("a Wi-Fi code says name and password as cameras read them") {
    CHECK(catalogue::wifi_code("MotCua", "") == "WIFI:T:nopass;S:MotCua;;");
    CHECK(catalogue::wifi_code("MotCua", "12345678") == "WIFI:T:WPA;S:MotCua;P:12345678;;");
    CHECK(catalogue::wifi_code(R"(a;b,c:d\e"f)", ";") == R"(WIFI:T:WPA;S:a\;b\,c\:d\\e\"f;P:\;;;)");
    CHECK(catalogue::wifi_code("Một Cửa", "") == "WIFI:T:nopass;S:Một Cửa;;");
}
