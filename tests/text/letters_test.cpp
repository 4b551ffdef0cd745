#include "text/letters.h"

#include <doctest/doctest.h>

#include "text/unicode.h"

using text::Language;
using text::old_encoding;
using text::one_spelling;

namespace {

/// What an old word was probably meant to be; "" where none is seen.
std::string meant(std::string_view utf8) {
    const auto old = old_encoding(utf8);
    return old ? old->probably : std::string();
}

bool says(const std::string& message, std::string_view what) {
    return message.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("both spellings of č are taken, and one is shown") {
    for (const Language language : {Language::jra, Language::bdq}) {
        CHECK(one_spelling("c\u0306ar C\u0306ar čar", language) == "čar Čar čar");
        CHECK(one_spelling("ê\u0306 ơ\u0306 ƀônh ñ", language) == "ê\u0306 ơ\u0306 ƀônh ñ");
    }
    CHECK(one_spelling("c\u0306", Language::vi) == "c\u0306");
    CHECK(one_spelling("c\u0306", Language::en) == "c\u0306");
    CHECK(one_spelling("", Language::jra).empty());
}

TEST_CASE("Bahnar's apostrophe letters are shown with one apostrophe") {
    for (const char* written : {"'meh", "\u2018meh", "\u2019meh", "\u02BCmeh"}) {
        CAPTURE(written);
        CHECK(one_spelling(written, Language::bdq) == "\u2018meh");
        CHECK(one_spelling(written, Language::jra) == written);
    }
    CHECK(one_spelling("'B 'J 'L 'M 'Ng 'nh 'l\u01A1\u0306ng", Language::bdq) ==
          "‘B ‘J ‘L ‘M ‘Ng ‘nh ‘l\u01A1\u0306ng");
    // No letter is written so: a quotation.
    CHECK(one_spelling("'a' 'tơ", Language::bdq) == "'a' 'tơ");
    CHECK(one_spelling("'", Language::bdq) == "'");
}

TEST_CASE("the old font encoding is seen, and what it says") {
    CHECK(meant("{uh") == "Ƀuh");
    CHECK(meant("[u") == "ƀu");
    CHECK(meant("]ar") == "čar");
    CHECK(meant("gơ`u") == "gơñu");
    CHECK(meant("h^") == "hĭ");
    CHECK(meant("mơdơ\\") == "mơdơ\u0306");
    CHECK(meant("a\\") == "ă");  // Composed where there is such a letter.
    CHECK(meant("Lời ([u, hai)") == "ƀu");
    CHECK(old_encoding("một [u")->word == "[u");
    CHECK(old_encoding("\n]ar")->word == "]ar");
}

TEST_CASE("holes, Vietnamese and signs by themselves are not the old encoding") {
    for (const char* good : {"{n} thủ tục", "Trang {a}/{b}", "{n}ƀ", "ƀ{n_2}", "a [ ] b", "^ ` \\",
                             "Ƀing gơñu tŭ hơmâo", "ƀônh ‘meh", "", "1 [2] 3"}) {
        CAPTURE(good);
        CHECK_FALSE(old_encoding(good));
    }
    CHECK(meant("{n} [u") == "ƀu");
    CHECK(meant("{n}[u") == "{n}ƀu");
    CHECK(meant("{Ab}") == "ɃAb}");  // No hole of ours.
    CHECK(meant("{uh {n}") == "Ƀuh");
}

TEST_CASE("only Jrai and Bahnar are held against it") {
    CHECK(text::problem_of("Xem [ở đây]", Language::vi).empty());
    CHECK(text::problem_of("See [here]", Language::en).empty());
    CHECK(says(text::problem_of("[u", Language::jra), "\"[u\" is in the font encoding"));
    CHECK(says(text::problem_of("[u", Language::bdq), "probably \"ƀu\""));
    CHECK(says(text::problem_of("a  b", Language::jra), "a space"));
    CHECK(text::problem_of("Abih bang mơnuih-mơnam tơkeng rai rơngai laih anŭn mơdơ̆-mơđơr",
                           Language::jra)
              .empty());
}
