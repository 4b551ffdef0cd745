#include "agent/publications.h"

#include <filesystem>

#include "agent/stand.h"
#include "base/files.h"
#include "wire/envelope.h"

using agent::Publications;
using agent::Source;

namespace {

namespace fs = std::filesystem;

Error cut() { return {Error::Code::io, "power cut"}; }

/// What a province publishes, and a folder that takes it in. Every step outside can be cut.
struct Shelf {
    wire::Publication made(std::int64_t version, const std::string& text) {
        wire::Publication made;
        made.version = version;
        made.province = "52";
        for (const char* path : {"catalogue.json", "lang/vi.toml"}) {
            const std::string bytes = text + path;
            files[wire::digest(bytes)] = bytes;
            made.files.push_back({path, std::ssize(bytes), wire::digest(bytes)});
        }
        return made;
    }
    Source source(const wire::Publication& publication) {
        envelope = province.sign(publication);
        return source();
    }
    Source source() {
        return {.envelope = [this]() -> Result<std::string> {
                    if (++step == cut_at) return cut();
                    return envelope;
                },
                .file = [this](const wire::Publication::File& file,
                               const std::string& path) -> Result<> {
                    if (++step == cut_at) return cut();
                    return files::write_atomically(path, files[file.digest]);
                }};
    }
    Publications shelf() {
        return Publications(folder(), [this](const std::string& path) -> Result<> {
            checked.push_back(path);
            if (++step == cut_at) return cut();
            return verdict;
        });
    }
    Result<std::int64_t> take(const Source& from) {
        step = 0;
        return shelf().take(from, {province.key()}, "52");
    }
    std::string folder() const { return dir / "province"; }
    std::string in_use(const std::string& path) const {
        const auto bytes = files::read(folder() + "/current/" + path, 1 << 20);
        return bytes ? *bytes : "";
    }

    TempDir dir;
    SmallProvince province;
    std::map<std::string, std::string> files;
    std::string envelope;
    Result<> verdict;
    std::vector<std::string> checked;
    int step = 0, cut_at = 0;
};

}  // namespace

TEST_CASE("a publication comes into use whole, and the one before stays beside it") {
    Shelf shelf;
    CHECK(shelf.shelf().in_use() == 0);
    CHECK(must(shelf.take(shelf.source(shelf.made(3, "three ")))) == 3);
    CHECK(shelf.in_use("catalogue.json") == "three catalogue.json");
    CHECK(shelf.in_use("lang/vi.toml") == "three lang/vi.toml");
    must(shelf.take(shelf.source(shelf.made(4, "four "))));
    must(shelf.take(shelf.source(shelf.made(9, "nine "))));
    CHECK(shelf.shelf().in_use() == 9);
    CHECK(fs::read_symlink(shelf.folder() + "/previous") == "4");
    CHECK_FALSE(fs::exists(shelf.folder() + "/3"));
    CHECK(shelf.checked.size() == 3);
    CHECK(shelf.checked[0].find("/3.new") != std::string::npos);
}

TEST_CASE("whenever it is cut, the old one or the new one is in use") {
    for (int at = 1; at <= 4; ++at) {
        CAPTURE(at);
        Shelf shelf;
        must(shelf.take(shelf.source(shelf.made(1, "one "))));
        const Source two = shelf.source(shelf.made(2, "two "));
        shelf.cut_at = at;
        CHECK_FALSE(shelf.take(two));
        CHECK(shelf.shelf().in_use() == 1);
        CHECK(shelf.in_use("catalogue.json") == "one catalogue.json");
        shelf.cut_at = 0;
        CHECK(must(shelf.take(two)) == 2);
        CHECK(shelf.in_use("catalogue.json") == "two catalogue.json");
    }
}

TEST_CASE("what a real power cut leaves behind is no hindrance") {
    Shelf shelf;
    must(shelf.take(shelf.source(shelf.made(1, "one "))));
    const std::string folder = shelf.folder();
    // Half fetched; renamed but not yet in use; a link not yet in its place.
    fs::create_directories(folder + "/2.new/lang");
    fs::create_directories(folder + "/2/lang");
    must(files::write_atomically(folder + "/2/catalogue.json", "rubbish"));
    fs::create_symlink("1", folder + "/current.new");
    fs::create_symlink("1", folder + "/previous");
    CHECK(must(shelf.take(shelf.source(shelf.made(2, "two ")))) == 2);
    CHECK(shelf.in_use("catalogue.json") == "two catalogue.json");
    CHECK_FALSE(fs::exists(folder + "/2.new"));
    CHECK_FALSE(fs::exists(folder + "/current.new"));
}

TEST_CASE("nothing goes back to an older version, and a repeated one is no news") {
    Shelf shelf;
    const wire::Publication two = shelf.made(2, "two "), one = shelf.made(1, "one ");
    must(shelf.take(shelf.source(two)));
    CHECK(must_fail(shelf.take(shelf.source(one))).find("not newer") != std::string::npos);
    CHECK(must_fail(shelf.take(shelf.source(two))).find("not newer") != std::string::npos);
    CHECK(shelf.in_use("catalogue.json") == "two catalogue.json");
}

TEST_CASE("a publication that does not hold is not used") {
    Shelf shelf;
    wire::Publication made = shelf.made(1, "one ");
    SUBCASE("another's signature") {
        SmallProvince impostor;
        shelf.envelope = impostor.sign(made);
        CHECK_FALSE(shelf.take(shelf.source()));
    }
    SUBCASE("of another province") {
        made.province = "79";
        const auto taken = shelf.take(shelf.source(made));
        REQUIRE_FALSE(taken);
        CHECK(taken.error().code == Error::Code::invalid);
    }
    SUBCASE("other bytes than were signed") {
        shelf.files[made.files[1].digest] += "!";
        CHECK_FALSE(shelf.take(shelf.source(made)));
    }
    SUBCASE("fewer bytes") {
        shelf.files[made.files[1].digest].clear();
        CHECK_FALSE(shelf.take(shelf.source(made)));
    }
    SUBCASE("the check finds something") {
        shelf.verdict = Error{Error::Code::invalid, "catalogue.json:7: no such tile"};
        const auto taken = shelf.take(shelf.source(made));
        REQUIRE_FALSE(taken);
        CHECK(taken.error().message == "catalogue.json:7: no such tile");
    }
    SUBCASE("a login page") {
        shelf.envelope = "<html>";
        CHECK_FALSE(shelf.take(shelf.source()));
    }
    CHECK(shelf.shelf().in_use() == 0);
    CHECK_FALSE(fs::exists(shelf.folder() + "/1.new"));
}

TEST_CASE("a receipt tells of a publication, and the agent fetches it once") {
    Stand stand;
    stand.grow(1, 10);
    stand.enrol();
    wire::Publication made;
    made.version = 5;
    made.province = "52";
    made.files = {{"catalogue.json", 4, wire::digest("text")}};
    stand.province.files[wire::digest("text")] = "text";
    stand.province.publication = stand.province.sign(made);
    stand.province.published = 5;
    stand.send_all();
    CHECK(stand.courier().status().published == 5);
    CHECK(must(files::read(stand.state() + "/province/current/catalogue.json", 100)) == "text");
    const std::size_t asked = stand.road.asked.size();
    stand.send_all();
    CHECK(stand.road.asked.size() == asked + 1);
    CHECK(stand.province.batches().back().header.published == 5);
}

TEST_CASE("one that will never pass is not fetched again, and stands in the status") {
    Stand stand;
    stand.grow(1, 10);
    stand.enrol();
    wire::Publication made;
    made.version = 5;
    made.province = "79";
    made.files = {{"catalogue.json", 4, wire::digest("text")}};
    stand.province.publication = stand.province.sign(made);
    stand.province.published = 5;
    stand.send_all();
    CHECK(stand.courier().status().published == 0);
    CHECK(stand.courier().status().message.find("another province") != std::string::npos);
    const std::size_t asked = stand.road.asked.size();
    stand.clock.advance(std::chrono::hours(1));
    stand.send_all();
    CHECK(stand.road.asked.size() == asked + 1);
}

TEST_CASE("one that could not be fetched is tried again after a while") {
    Stand stand;
    stand.grow(1, 10);
    stand.enrol();
    stand.province.published = 5;  // There is nothing yet.
    stand.send_all();
    std::size_t asked = stand.road.asked.size();
    stand.send_all();
    CHECK(stand.road.asked.size() == asked + 1);
    stand.clock.advance(std::chrono::minutes(2));
    asked = stand.road.asked.size();
    stand.send_all();
    CHECK(stand.road.asked.size() == asked + 2);
}
