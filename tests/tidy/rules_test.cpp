#include "tidy/rules.h"

#include <doctest/doctest.h>

// A rule that cannot fail keeps nothing: each is shown what it must find, and what it must not.

using tidy::Findings;
using tidy::Source;

namespace {

Source source(std::string text, std::string path = "kiosk/app/update.cpp") {
    return {.path = std::move(path), .text = std::move(text)};
}

const tidy::Layers kLayers{
    {"base", {}}, {"text", {"base"}}, {"app", {"text"}}, {"ui", {"app"}}, {"main", {"ui"}}};

std::size_t wrong_words(const std::string& text) {
    return check_words(source(text), {{"throw", {}, "no"},
                                      {"new", {"kiosk/base/"}, "no"},
                                      {"SDL_", {}, "no"},
                                      {"clock_gettime", {}, "no"}})
        .size();
}

}  // namespace

TEST_CASE("a layer may include itself and what it uses, through others too") {
    const auto includes = [](const char* header, const char* path) {
        return check_layers(source("#include \"" + std::string(header) + "\"\n", path), kLayers);
    };
    CHECK(includes("app/model.h", "kiosk/app/update.cpp").empty());
    CHECK(includes("base/clock.h", "kiosk/app/update.cpp").empty());
    CHECK(includes("app/model.h", "kiosk/main.cpp").empty());
    CHECK(includes("ui/theme.h", "kiosk/app/update.cpp") ==
          Findings{"kiosk/app/update.cpp:1: app may not include ui (ui/theme.h)"});
    CHECK(includes("app/model.h", "kiosk/base/clock.h").size() == 1);
    CHECK(includes("nowhere/model.h", "kiosk/app/update.cpp").size() == 1);
    CHECK(includes("model.h", "kiosk/app/update.cpp").size() == 1);
    CHECK(includes("app/model.h", "kiosk/newcomer/a.cpp").size() == 1);
}

TEST_CASE("the lines of CMake are read as written") {
    const std::string cmake =
        "layer(base\n  SOURCES kiosk/base/a.cpp)\n"
        "layer(text SOURCES kiosk/text/a.cpp\n kiosk/text/b.cpp\n"
        "  USES base SYSTEM PkgConfig::A)  # a layer(x) of y.cpp\n"
        "add_executable(motcua-kiosk kiosk/main.cpp)\n";
    CHECK(tidy::layers_of_cmake(cmake) == tidy::Layers{{"base", {}}, {"text", {"base"}}});
    CHECK(tidy::files_of_cmake(cmake) ==
          std::set<std::string>{"kiosk/base/a.cpp", "kiosk/text/a.cpp", "kiosk/text/b.cpp",
                                "kiosk/main.cpp"});
}

TEST_CASE("a foreign library stays in its folder, an unknown one is asked about") {
    const std::vector<tidy::Library> libraries{
        {"sqlite3.h", {"db"}}, {"SDL", {"platform"}}, {"fmt/", {}}};
    const auto includes = [&](const char* header, const char* path) {
        return check_libraries(source("#include <" + std::string(header) + ">\n", path), libraries)
            .size();
    };
    CHECK(includes("sqlite3.h", "kiosk/db/database.cpp") == 0);
    CHECK(includes("sqlite3.h", "kiosk/journal/tables.cpp") == 1);
    CHECK(includes("SDL_syswm.h", "kiosk/platform/window.cpp") == 0);
    CHECK(includes("SDL.h", "kiosk/ui/glass.cpp") == 1);
    CHECK(includes("fmt/format.h", "kiosk/ui/glass.cpp") == 0);
    CHECK(includes("vector", "kiosk/ui/glass.cpp") == 0);
    CHECK(includes("sys/stat.h", "kiosk/base/files.cpp") == 0);
    CHECK(includes("curl/curl.h", "kiosk/base/files.cpp") == 1);
}

TEST_CASE("a forbidden word is found in code, and nowhere else") {
    CHECK(wrong_words("throw 1;\n") == 1);
    CHECK(wrong_words("int x = 1;\nauto* p = new int;\n") == 1);
    CHECK(wrong_words("SDL_Init(0); SDL_Quit();\n") == 2);
    CHECK(wrong_words("::clock_gettime(CLOCK_BOOTTIME, &at);\n") == 1);
    CHECK(wrong_words("int new_value, thrown, rethrow; newest();\n") == 0);
    CHECK(wrong_words("// we throw nothing new\n/* throw\nnew */ int a;\n") == 0);
    CHECK(wrong_words("auto a = \"throw new\"; auto b = R\"x(throw \" new)x\";\n") == 0);
    CHECK(wrong_words("auto c = '\"'; throw 1; auto d = '\"';\n") == 1);
    CHECK(wrong_words("auto e = U'\"'; int f = 1'000'000; throw 1;\n") == 1);
    CHECK(wrong_words("auto g = \"\\\"\"; throw 1;\n") == 1);
    CHECK(wrong_words("#include <new>\n") == 0);
    CHECK(check_words(source("new int;\n", "kiosk/base/a.cpp"), {{"new", {"kiosk/base/"}, ""}})
              .empty());
    CHECK(check_words(source("a\n\nthrow 1;\n"), {{"throw", {}, "return an Error"}}) ==
          Findings{"kiosk/app/update.cpp:3: \"throw\": return an Error"});
}

TEST_CASE("lines are counted in characters, not bytes") {
    std::string hundred, more;
    for (int i = 0; i < 100; ++i) hundred += "ế";
    CHECK(check_shape(source(hundred + "\n")).empty());
    CHECK(check_shape(source(hundred + "a\n")) ==
          Findings{"kiosk/app/update.cpp:1: 101 characters in a line"});
}

TEST_CASE("tabs, blanks at the ends and endless files are found") {
    CHECK(check_shape(source("int a;\n")).empty());
    CHECK(check_shape(source("\tint a;\n")).size() == 1);
    CHECK(check_shape(source("int a; \n")).size() == 1);
    CHECK(check_shape(source("int a;\r\n")).size() == 1);
    CHECK(check_shape(source("int a;")).size() == 1);
    CHECK(check_shape(source("int a;\n\n")).size() == 1);
    CHECK(check_shape(source("")).size() == 1);
    std::string long_file;
    for (int i = 0; i < 400; ++i) long_file += "a\n";
    CHECK(check_shape(source(long_file)).empty());
    CHECK(check_shape(source(long_file + "a\n")).size() == 1);
}

TEST_CASE("a header explains itself before its first type") {
    const auto header = [](const std::string& text) {
        return check_header(source(text, "kiosk/app/model.h")).size();
    };
    CHECK(header("#pragma once\n\n/// What.\nstruct A {};\n") == 0);
    CHECK(header("#pragma once\nstruct Foreign;\n/// What.\nclass A {\n};\n") == 0);
    CHECK(header("#pragma once\n/// What.\nint f();\n") == 0);
    CHECK(header("#pragma once\nstruct A {};\n/// What.\nstruct B {};\n") == 1);
    CHECK(header("#pragma once\nenum class A { a };\n") == 1);
    CHECK(header("#pragma once\nint f();\n") == 1);
    CHECK(header("/// What.\n#pragma once\nstruct A {};\n") == 1);
    CHECK(header("/// What.\nstruct A {};\n") == 1);
}

TEST_CASE("a source includes its own header first") {
    CHECK(check_own_header(source("#include \"app/update.h\"\n"), true).empty());
    CHECK(
        check_own_header(source("#include <vector>\n\n#include \"app/update.h\"\n"), true).size() ==
        1);
    CHECK(check_own_header(source("int a;\n"), true).size() == 1);
    CHECK(check_own_header(source("#include <vector>\n"), false).empty());
}

TEST_CASE("keys of words are found where they are literals") {
    const auto keys = [](const std::string& text) {
        std::vector<std::string> list;
        for (const tidy::Key& key : keys_of(source(text))) list.push_back(key.key);
        return list;
    };
    using List = std::vector<std::string>;
    CHECK(keys("f.say(\"bar.back\")") == List{"bar.back"});
    CHECK(keys("words_(one ? \"time.day\" : \"time.days\")") == List{"time.day", "time.days"});
    CHECK(keys("f.fill(\"list.page\", {{\"a\", x}})") == List{"list.page"});
    CHECK(keys("f.say(\"a\") + f.say(\"b\")") == List{"a", "b"});
    CHECK(keys("f.say(\"rate.\" + n)").empty());
    CHECK(keys("f.say(key)").empty());
    CHECK(keys("/// say(\"a\") is how").empty());
}

TEST_CASE("the folder of a file is its layer") {
    CHECK(tidy::layer_of("kiosk/app/model.h") == "app");
    CHECK(tidy::layer_of("kiosk/main.cpp") == "main");
}
