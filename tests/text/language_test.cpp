#include "text/language.h"

#include <doctest/doctest.h>

#include <string>

using text::Language;

TEST_CASE("each language has its code, and no other code is one") {
    for (const Language language : text::kLanguages)
        CHECK(text::language_named(text::code_of(language)) == language);
    CHECK(std::string(text::code_of(Language::jra)) == "jra");
    CHECK(std::string(text::code_of(Language::bdq)) == "bdq");
    for (const char* code : {"", "VI", "fr", "vi.toml", "jr"})
        CHECK_FALSE(text::language_named(code));
}

TEST_CASE("a text is in the language asked for, or in Vietnamese") {
    const text::Translated words{.vi = "chữ", .en = "letters", .jra = "ơ̆"};
    CHECK(words.in(Language::vi) == "chữ");
    CHECK(words.in(Language::en) == "letters");
    CHECK(words.in(Language::jra) == "ơ̆");
    CHECK(words.in(Language::bdq) == "chữ");
    CHECK(words.language_in(Language::jra) == Language::jra);
    CHECK(words.language_in(Language::bdq) == Language::vi);
    CHECK(text::Translated{.vi = "a"}.in(Language::en) == "a");
}

TEST_CASE("a share is 100 % only when nothing is missing") {
    CHECK(text::Share{.said = 199, .all = 200}.percent() == 99);
    CHECK(text::Share{.said = 200, .all = 200}.percent() == 100);
    CHECK(text::Share{.said = 1, .all = 200}.percent() == 0);
    CHECK(text::Share{}.percent() == 0);
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
