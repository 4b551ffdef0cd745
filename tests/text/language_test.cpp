#include "text/language.h"

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

using text::Language;

namespace {

Result<text::Words> load(const std::string& bytes) {
    const TempDir folder;
    must(files::write_atomically(folder / "vi.json", bytes));
    return text::Words::load(folder.path(), Language::vi);
}

bool names(const std::string& message, std::string_view what) {
    CAPTURE(message);
    CHECK(message.find(what) != std::string::npos);
    return true;
}

}  // namespace

TEST_CASE("words are found by their key, each language in its own file") {
    const TempDir folder;
    must(files::write_atomically(folder / "vi.json", R"({"home.title":"Một cửa\nDiên Hồng"})"));
    must(files::write_atomically(folder / "en.json", R"({"home.title":"One stop"})"));
    const text::Words vi = must(text::Words::load(folder.path(), Language::vi));
    const text::Words en = must(text::Words::load(folder.path(), Language::en));
    CHECK(vi("home.title") == "Một cửa\nDiên Hồng");
    CHECK(en("home.title") == "One stop");
    CHECK(en.has("home.title"));
    CHECK(en.all().size() == 1);
}

TEST_CASE("a missing key shows itself") {
    const text::Words words = must(load(R"({"a":"b"})"));
    CHECK_FALSE(words.has("home.titel"));
    const std::string& first = words("home.titel");
    CHECK(words("other") == "other");
    CHECK(first == "home.titel");
    CHECK(words.all().size() == 1);
}

TEST_CASE("an unusable text is refused with its key and its file") {
    names(must_fail(load("{\"ok\":\"a\",\"k\":\"e\u0302\"}")), "\"k\": not NFC");
    for (const char* text : {"a  b", " a", "a ", "a \\nb", "a\\n b", "a\\n", "\\na", "a\\tb",
                             "a\\u200bb", "a\\u00a0 b", ""}) {
        CAPTURE(text);
        const std::string bytes = std::string("{\"ok\":\"a\",\"k\":\"") + text + "\"}";
        const std::string message = must_fail(load(bytes));
        names(message, "\"k\"");
        names(message, "vi.json");
    }
    names(must_fail(load(R"({"k":3})")), "\"k\": expected a text");
    names(must_fail(load(R"({"k":{"deep":"a"}})")), "\"k\"");
    names(must_fail(load(R"(["a"])")), "expected an object");
    names(must_fail(load("{}")), "no texts");
    names(must_fail(load(R"({"k":"a","k":"b"})")), "\"k\" twice");
}

TEST_CASE("a paragraph may have an empty line, and a number a no-break space") {
    CHECK(must(load("{\"k\":\"a\\n\\nb\",\"n\":\"2.000\u00A0đ\"}"))("k") == "a\n\nb");
}

TEST_CASE("an absent language is not found") {
    const TempDir folder;
    const auto result = text::Words::load(folder.path(), Language::en);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == Error::Code::not_found);
    names(result.error().message, "en.json");
}

TEST_CASE("fill puts values into their places and nothing else") {
    CHECK(text::fill("{a}/{b}", {{"a", "1"}, {"b", "3"}}) == "1/3");
    CHECK(text::fill("{a}{a}", {{"a", "x"}}) == "xx");
    CHECK(text::fill("{c} {", {{"a", "1"}}) == "{c} {");
    CHECK(text::fill("{{a}}", {{"a", "1"}}) == "{1}");
    CHECK(text::fill("{a} {b}", {{"a", "{b}"}, {"b", "2"}}) == "{b} 2");
    CHECK(text::fill("}{", {{"", "x"}}) == "}{");
    CHECK(text::fill("", {{"a", "1"}}).empty());
}
