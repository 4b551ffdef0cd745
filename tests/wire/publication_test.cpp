#include "wire/publication.h"

#include "support/must.h"
#include "wire/keys.h"

using namespace wire;

namespace {

Publication sample() {
    Publication publication{.version = 3, .province = "52", .files = {}};
    for (const std::string_view path : kPublishedPaths)
        publication.files.push_back({.path = std::string(path),
                                     .bytes = static_cast<std::int64_t>(kPublishedBytesMax),
                                     .digest = digest(path)});
    return publication;
}

}  // namespace

TEST_CASE("a publication comes back as it was given") {
    CHECK(must(decode_publication(encode(sample()))) == sample());
    const Publication none{.version = 1, .province = "01", .files = {}};
    CHECK(must(decode_publication(encode(none))) == none);
}

TEST_CASE("only the paths of the list are published") {
    CHECK(is_published_path("catalogue.json"));
    CHECK(is_published_path("lang/bdq.toml"));
    for (const char* path : {"", "/catalogue.json", "../catalogue.json", "lang/", "lang/fr.toml",
                             "lang/fr.json", "lang/vi.json", "lang/vi.jso", "kiosk.toml",
                             "catalogue.json/", "Catalogue.json", "lang\\vi.json"})
        CHECK_FALSE(is_published_path(path));
}

TEST_CASE("words of before are read in old publications, and have a new name") {
    const Publication before{
        .version = 1,
        .province = "52",
        .files = {{.path = "lang/jra.json", .bytes = 2, .digest = digest("{}")}}};
    CHECK(must(decode_publication(encode(before))) == before);
    for (const std::string_view path : kFormerPaths) {
        CHECK(is_former_path(path));
        CHECK(is_published_path(counterpart(path)));
        CHECK(counterpart(counterpart(path)) == path);
    }
    for (const char* path :
         {"", "catalogue.json", "campaign.toml", "wards.json", "lang/fr.toml", "."}) {
        CHECK(counterpart(path).empty());
        CHECK_FALSE(is_former_path(path));
    }
}

TEST_CASE("each field of a publication is checked") {
    const std::string text = encode(sample());
    const std::pair<const char*, const char*> wrong[] = {
        {R"("v":1)", R"("v":2)"},
        {R"("version":3)", R"("version":0)"},
        {R"("version":3)", R"("version":3,"note":"")"},
        {R"("province":"52")", R"("province":"520")"},
        {R"("catalogue.json")", R"("../../etc/passwd")"},
        {R"("catalogue.json")", R"("wards.json")"},  // Twice, then.
        {"8388608", "8388609"},
        {"8388608", "-1"},
        {R"("sha256":")", R"("sha256":"0)"},
        {R"("files":[)", R"("files":[{},)"},
        {R"("files":[)", R"("files":[5,)"},
    };
    for (const auto& [from, to] : wrong) {
        std::string other = text;
        other.replace(other.find(from), std::string_view(from).size(), to);
        CAPTURE(to);
        CHECK_FALSE(decode_publication(other).has_value());
    }
    for (std::size_t size = 0; size < text.size(); ++size)
        REQUIRE_FALSE(decode_publication(text.substr(0, size)).has_value());
    Publication more = sample();
    more.files.push_back(more.files[0]);
    CHECK_FALSE(decode_publication(encode(more)));
}
