// Words, of text/language.h: what the program says.

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"
#include "text/language.h"

using text::Language;
using text::Words;

namespace {

Result<Words> parse(const std::string& bytes, Language language = Language::vi) {
    return Words::parse(bytes, std::string("lang/") + text::code_of(language) + ".toml", language);
}

bool names(const std::string& message, std::string_view what) {
    CAPTURE(message);
    CHECK(message.find(what) != std::string::npos);
    return true;
}

}  // namespace

TEST_CASE("words are found by their key, each language in its own file") {
    const TempDir folder;
    must(files::write_atomically(folder / "vi.toml",
                                 "# Màn hình đầu\n\"home.title\" = \"Một cửa\\nDiên Hồng\"\n"));
    must(files::write_atomically(folder / "en.toml", "\"home.title\" = 'One stop'"));
    const Words vi = must(Words::load(folder.path(), Language::vi));
    const Words en = must(Words::load(folder.path(), Language::en));
    CHECK(vi("home.title") == "Một cửa\nDiên Hồng");
    CHECK(en("home.title") == "One stop");
    CHECK(en.has("home.title"));
    CHECK(en.all().size() == 1);
    CHECK(en.language() == Language::en);
}

TEST_CASE("a key may begin with another") {
    const Words words = must(parse("\"guide.safe\" = \"a\"\n\"guide.safe.short\" = \"b\"\n"));
    CHECK(words("guide.safe") == "a");
    CHECK(words("guide.safe.short") == "b");
}

TEST_CASE("a missing key shows itself") {
    const Words words = must(parse("\"a\" = \"b\""));
    CHECK_FALSE(words.has("home.titel"));
    const std::string& first = words("home.titel");
    CHECK(words("other") == "other");
    CHECK(first == "home.titel");
    CHECK(words.all().size() == 1);
}

TEST_CASE("an unusable text is refused with its file, line and key") {
    names(must_fail(parse("\"ok\" = \"a\"\n\"k\" = \"e\u0302\"")),
          "lang/vi.toml:2: \"k\": not NFC");
    for (const char* text : {"a  b", " a", "a ", "a \\nb", "a\\n b", "a\\n", "\\na", "a\\tb",
                             "a\\u200bb", "a\\u00a0 b", "a \\u0306", "e\\u0306\\u0302", ""}) {
        CAPTURE(text);
        const std::string message =
            must_fail(parse(std::string("\"ok\" = \"a\"\n\n\"k\" = \"") + text + "\""));
        names(message, "lang/vi.toml:3: \"k\": ");
    }
    names(must_fail(parse("\"k\" = 3")), "\"k\": expected a text");
    names(must_fail(parse("\"k\" = [\"a\"]")), "\"k\": expected a text");
    names(must_fail(parse("bar.back = \"a\"")), "\"bar\": a key is written whole and in quotes");
    names(must_fail(parse("[bar]\n\"back\" = \"a\"")), "a key is written whole and in quotes");
    names(must_fail(parse("\"\" = \"a\"")), "an empty key");
    names(must_fail(parse("")), "no texts");
    names(must_fail(parse("\"k\" = \"a\"\n\"k\" = \"b\"")), "lang/vi.toml:2");
    names(must_fail(parse("\"k\" = a\"")), "lang/vi.toml:1");
    names(must_fail(parse(std::string(Words::kBytesMax + 1, '#'))), "larger than");
}

TEST_CASE("all mistakes come at once, by line, and not without end") {
    const std::string two = must_fail(parse("\"z\" = \"a \"\n\"a\" = 1"));
    CHECK(two.find("vi.toml:1: \"z\"") < two.find("vi.toml:2: \"a\""));
    std::string many;
    for (int i = 0; i < 25; ++i) many += "\"k" + std::to_string(i) + "\" = \" \"\n";
    names(must_fail(parse(many)), "\nlang/vi.toml: and 5 more");
}

TEST_CASE("a paragraph may have an empty line, and a number a no-break space") {
    CHECK(must(parse("\"k\" = \"a\\n\\nb\"\n\"n\" = \"2.000\u00A0đ\""))("k") == "a\n\nb");
}

TEST_CASE("an absent language is not found, and an empty one is one that says nothing yet") {
    const TempDir folder;
    const auto result = Words::load(folder.path(), Language::en);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == Error::Code::not_found);
    names(result.error().message, "en.toml");
    CHECK(must(parse("# Chưa có gì\n", Language::jra)).all().empty());
    CHECK(must(parse("\"k\" = \"\"", Language::bdq)).all().empty());
}

TEST_CASE("what a language lacks is Vietnamese, text by text, and it knows which and how much") {
    const Words vi =
        must(parse("\"bar.back\" = \"Quay lại\"\n\"bar.home\" = \"Về đầu\"\n"
                   "\"st.exit\" = \"Thoát\"\n\"day.0\" = \"Chủ nhật\"\n"));
    CHECK(vi.share() == text::Share{.said = 3, .all = 3});  // Staff's texts are nobody's lack.
    Words en = must(parse("\"bar.back\" = \"Back\"\n\"st.exit\" = \"Leave\"", Language::en));
    en.fall_back_on(vi);
    CHECK(en("bar.back") == "Back");
    CHECK(en("bar.home") == "Về đầu");
    CHECK(en.language_of("bar.back") == Language::en);
    CHECK(en.language_of("bar.home") == Language::vi);
    CHECK(en.share() == text::Share{.said = 1, .all = 3});
    CHECK(vi.language_of("bar.home") == Language::vi);

    // What was published before what is shipped before Vietnamese: its own language counts.
    Words published = must(parse("\"day.0\" = \"Sunday\"", Language::en));
    published.fall_back_on(must(parse("\"bar.back\" = \"Back\"", Language::en)));
    published.fall_back_on(vi);
    CHECK(published.language_of("bar.back") == Language::en);
    CHECK(published.language_of("bar.home") == Language::vi);
    CHECK(published.share() == text::Share{.said = 2, .all = 3});
}

TEST_CASE(
    "Jrai and Bahnar are shown in one spelling, and the old encoding is refused with advice") {
    const Words jra = must(parse("\"a\" = \"c\u0306ar\"\n\"b\" = \"ê\u0306\"", Language::jra));
    CHECK(jra("a") == "čar");
    CHECK(jra("b") == "ê\u0306");
    CHECK(must(parse("\"a\" = \"'meh\"", Language::bdq))("a") == "‘meh");
    CHECK(must(parse("\"a\" = \"'meh\"", Language::vi))("a") == "'meh");
    names(must_fail(parse("\"bar.back\" = \"{n} [u\"", Language::jra)),
          "lang/jra.toml:1: \"bar.back\": \"[u\" is in the font encoding of before Unicode; it is "
          "probably \"ƀu\"");
}

TEST_CASE("the page's words, and words published for older kiosks, are JSON") {
    const auto json = [](const char* bytes, Language language) {
        return Words::parse_json(bytes, "vi.json", language);
    };
    CHECK(must(json(R"({"a.b":"c"})", Language::vi))("a.b") == "c");
    CHECK(must(json(R"({"a":"'meh"})", Language::bdq))("a") == "‘meh");
    names(must_fail(json(R"({"ok":"a","k":"b "})", Language::vi)), "vi.json: \"k\": ");
    names(must_fail(json(R"({"k":3})", Language::vi)), "\"k\": expected a text");
    names(must_fail(json(R"({"k":{"deep":"a"}})", Language::vi)), "\"k\"");
    names(must_fail(json(R"(["a"])", Language::vi)), "expected an object");
    names(must_fail(json("{}", Language::vi)), "no texts");
    names(must_fail(json(R"({"k":"a","k":"b"})", Language::vi)), "\"k\" twice");
    names(must_fail(json(R"({"k":"]ar"})", Language::jra)), "\"čar\"");
}
