#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "support/must.h"
#include "text/language.h"
#include "tidy/rules.h"

// The house rules, held against the whole tree. Change a table here only together with the tree.

using tidy::Findings;
using tidy::Source;

namespace {

/// Who may include whom. Arrows point down only.
const tidy::Layers kLayers{
    {"base", {}},
    {"json", {"base"}},
    {"tables", {"base"}},
    {"text", {"base", "json", "tables"}},
    {"voice", {"text"}},
    {"paint", {"base"}},
    {"platform", {"base", "paint"}},
    {"db", {"base"}},
    {"tally", {"base"}},
    {"journal", {"db", "tally"}},
    {"staff", {"json"}},
    {"catalogue", {"text"}},
    {"importing", {"catalogue"}},
    {"dossiers", {"importing", "tally"}},
    {"campaign", {"text", "tally"}},
    {"settings", {"campaign", "dossiers", "tables"}},
    {"desk", {"campaign"}},
    {"app", {"catalogue", "desk"}},
    {"ui", {"app", "paint"}},
    {"sheets", {"campaign", "catalogue"}},
    {"printing", {"catalogue", "campaign"}},
    {"clerk", {"app", "journal", "settings", "staff", "sheets", "printing"}},
    {"shell", {"ui", "platform", "clerk", "voice"}},
    {"setup", {"shell"}},
    {"wire", {"journal", "json"}},
    {"sql", {"db"}},
    {"ledger", {"wire", "sql"}},
    {"figures", {"ledger", "campaign", "catalogue"}},
    {"officers", {"ledger"}},
    {"publishing", {"ledger", "settings", "catalogue"}},
    {"demo", {"publishing"}},
    {"reports", {"figures", "sheets"}},
    {"web", {"reports", "officers", "publishing"}},
    {"province", {"web", "demo"}},
    {"agent", {"wire", "settings"}},
};

/// The programs: layers plus a main. CMakeLists.txt links them, layer() does not know them.
const tidy::Layers kPrograms{{"main", {"setup"}},
                             {"tools", {"journal", "importing", "settings", "sheets", "staff"}}};

const std::vector<tidy::Library> kLibraries{
    {"fmt/", {}},
    {"sqlite3.h", {"db"}},
    {"imgui", {"ui"}},
    {"SDL", {"platform", "voice"}},
    {"drm.h", {"platform"}},
    {"xf86drm", {"platform"}},
    {"alsa/", {"voice"}},
    {"ft2build.h", {"paint", "printing"}},
    {"freetype", {"paint", "printing"}},
    {"hb", {"paint"}},
    {"qrencode.h", {"ui", "printing", "web"}},
    {"sodium.h", {"journal", "staff", "dossiers", "wire", "officers", "web"}},
    {"zstd.h", {"wire"}},
    {"curl/", {"agent"}},
    {"linux/", {"agent", "platform", "setup"}},
    {"malloc.h", {"agent"}},
    {"libpq-fe.h", {"sql"}},
    {"boost/", {"province"}},
    {"openssl/", {"agent", "province"}},
    {"xlsxwriter", {"sheets"}},
    {"cairo", {"printing", "reports"}},
    {"cups/", {"printing"}},
    {"utf8proc.h", {"text"}},
    {"archive", {"importing", "reports"}},
    {"pugixml", {"importing"}},
    {"nlohmann/", {"json"}},
    {"toml++/", {"tables"}},
    {"CLI/", {"main", "setup", "tools", "agent", "province"}},
};

const std::vector<tidy::Word> kWords{
    {"clock_gettime", {"kiosk/base/"}, "ask a Clock (base/clock.h)"},
    {"system_clock", {}, "ask a Clock (base/clock.h)"},
    {"steady_clock", {}, "ask a Clock (base/clock.h)"},
    {"high_resolution_clock", {}, "ask a Clock (base/clock.h)"},
    {"throw", {}, "return an Error"},
    {"try", {"kiosk/main.cpp"}, "only where a library throws at us"},
    {"catch", {"kiosk/main.cpp"}, "only where a library throws at us"},
    {"new", {}, "use a value, or make_unique"},
    {"delete", {}, "use a value, or unique_ptr"},
    {"malloc", {}, "use a value, or unique_ptr"},
    {"shared_ptr", {}, "values have one owner"},
    {"rand", {}, "chance must be told its seed"},
    {"sqlite3_", {"kiosk/db/"}, "belongs to db"},
    {"ImGui::", {"kiosk/ui/"}, "belongs to ui"},
    {"SDL_", {"kiosk/platform/", "kiosk/voice/player"}, "belongs to platform"},
    {"TODO", {}, "do it, or open an issue"},
};

/// "= delete" is no deletion.
std::string without_deleted_functions(std::string text) {
    constexpr std::string_view kDeleted = "= delete;";
    for (std::size_t at = 0; (at = text.find(kDeleted, at)) != text.npos;)
        text.replace(at, kDeleted.size(), "= gone;  ");
    return text;
}

const std::vector<Source>& program() {
    static const std::vector<Source> sources = [] {
        std::vector<Source> all = tidy::sources_below("kiosk");
        for (Source& source : tidy::sources_below("sync")) all.push_back(std::move(source));
        return all;
    }();
    return sources;
}

bool is_header(const Source& source) { return source.path.ends_with(".h"); }

bool exists(const std::string& path) {
    return std::filesystem::exists(std::string(SOURCE_DIR) + "/" + path);
}

void expect_none(const Findings& findings) {
    for (const std::string& finding : findings) FAIL_CHECK(finding);
}

}  // namespace

TEST_CASE("the table of layers is the one that is built") {
    CHECK(tidy::layers_of_cmake(tidy::read("CMakeLists.txt")) == kLayers);
}

TEST_CASE("layers include only downwards") {
    tidy::Layers all = kLayers;
    all.insert(kPrograms.begin(), kPrograms.end());
    CHECK(program().size() > 150);
    for (const Source& source : program()) {
        expect_none(check_layers(source, all));
        for (const tidy::Include& include : includes_of(source))
            if (!include.angle && !exists("kiosk/" + include.header) &&
                !exists("sync/" + include.header))
                FAIL_CHECK(finding(source, include.line, "there is no " + include.header));
    }
}

TEST_CASE("each foreign library is known to one folder") {
    for (const Source& source : program()) expect_none(check_libraries(source, kLibraries));
}

TEST_CASE("words that belong to one place, or to none, stay there") {
    for (const Source& source : program())
        expect_none(check_words(
            {.path = source.path, .text = without_deleted_functions(source.text)}, kWords));
}

TEST_CASE("lines and files keep their length") {
    for (const char* folder : {"kiosk", "sync", "tests"})
        for (const Source& source : tidy::sources_below(folder)) expect_none(check_shape(source));
}

TEST_CASE("headers say what they are") {
    for (const char* folder : {"kiosk", "sync", "tests"})
        for (const Source& source : tidy::sources_below(folder))
            if (is_header(source)) expect_none(check_header(source));
}

TEST_CASE("sources include their own header first") {
    for (const Source& source : program()) {
        if (is_header(source)) continue;
        const std::string own = std::filesystem::path(source.path).replace_extension(".h");
        expect_none(check_own_header(source, exists(own)));
    }
}

TEST_CASE("every source is built, and what is built exists") {
    const auto check = [](const std::string& cmake, const std::string& folder,
                          const std::string& prefix) {
        const std::set<std::string> listed = tidy::files_of_cmake(tidy::read(cmake));
        for (const Source& source : tidy::sources_below(folder)) {
            if (is_header(source)) continue;
            const std::string name = source.path.substr(prefix.size());
            if (!listed.contains(name)) FAIL_CHECK(source.path << " is not in " << cmake);
        }
        for (const std::string& name : listed)
            if (!exists(prefix + name)) FAIL_CHECK(cmake << " lists " << name << ": no such file");
    };
    check("CMakeLists.txt", "kiosk", "");
    check("tests/CMakeLists.txt", "tests", "tests/");
}

TEST_CASE("every word the screens ask for exists in every language, and every word is asked for") {
    const std::string folder = std::string(SOURCE_DIR) + "/assets/lang";
    const text::Words vi = must(text::Words::load(folder, text::Language::vi));
    const text::Words en = must(text::Words::load(folder, text::Language::en));
    for (const auto& [key, words] : vi.all())
        if (!en.has(key)) FAIL_CHECK("assets/lang/en.toml lacks \"" << key << "\"");
    for (const auto& [key, words] : en.all())
        if (!vi.has(key)) FAIL_CHECK("assets/lang/vi.toml lacks \"" << key << "\"");

    // What the province's server says by itself is among the words of its page (page_test.cpp).
    const text::Words page =
        must(text::Words::load_json(folder + "/province", text::Language::vi));
    std::size_t asked = 0;
    std::string all;
    for (const Source& source : program()) {
        const bool of_province = source.path.starts_with("sync/");
        if (!of_province) all += source.text;
        for (const tidy::Key& key : keys_of(source)) {
            ++asked;
            if (!(of_province ? page : vi).has(key.key))
                FAIL_CHECK(finding(source, key.line, "no words for \"" + key.key + "\""));
        }
    }
    CHECK(asked > 80);

    // "rate.3" may be said as "rate." + n, "try1" as "try" + n, "out.a.sub" as "out." + a + ".sub".
    for (const auto& [key, words] : vi.all()) {
        const auto said = [&](const std::string& part) {
            return all.find("\"" + part + "\"") != std::string::npos;
        };
        const std::size_t first = key.find('.'), last = key.rfind('.');
        const bool built = said(key.substr(0, last + 1)) ||
                           said(key.substr(0, key.find_last_not_of("0123456789") + 1)) ||
                           (said(key.substr(0, first + 1)) && said(key.substr(last)));
        if (!said(key) && !built) FAIL_CHECK("nobody says \"" << key << "\"");
    }
}
