#include "text/unicode.h"

#include <doctest/doctest.h>
#include <utf8proc.h>

#include <cstdlib>

#include "support/must.h"

TEST_CASE("only well-formed UTF-8 is valid") {
    for (const char* good : {"", "a", "Một cửa", "😀", "\xEF\xBF\xBD"})
        CHECK(text::valid_utf8(good));
    for (const char* bad :
         {"\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "a\x80", "\xFF"})
        CHECK_FALSE(text::valid_utf8(bad));
}

TEST_CASE("NFC is what utf8proc says, for every code point and behind letters that combine") {
    const auto composed = [](const std::string& utf8) {
        utf8proc_uint8_t* bytes =
            utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(utf8.c_str()));
        const std::string text = reinterpret_cast<const char*>(bytes);
        std::free(bytes);
        return text;
    };
    constexpr char32_t kBeyond = 0x20000;  // The planes with letters; what follows are ideographs.
    for (char32_t point = 1; point < kBeyond; ++point) {
        if (point >= 0xd800 && point < 0xe000) continue;
        for (const char* before : {"", "e", "ơ"}) {
            const std::string text = before + text::to_utf8(point);
            const std::string wanted = composed(text);
            const bool same = must(text::nfc(text)) == wanted;
            const bool known = text::is_nfc(text) == (wanted == text);
            if (same && known) continue;
            CAPTURE(static_cast<unsigned>(point));
            CHECK(same);
            CHECK(known);
        }
    }
}

TEST_CASE("NFC puts letter and accents together, in any order they came") {
    CHECK(must(text::nfc("e\u0302\u0323")) == "ệ");
    CHECK(must(text::nfc("e\u0323\u0302")) == "ệ");
    CHECK(must(text::nfc("Tiếng Việt")) == "Tiếng Việt");
    CHECK(must(text::nfc(std::string("a\0b", 3))) == std::string("a\0b", 3));
    CHECK(text::is_nfc("ệ"));
    CHECK_FALSE(text::is_nfc("e\u0302\u0323"));
    CHECK(text::nfc("\xFF").error().code == Error::Code::invalid);
    CHECK_FALSE(text::is_nfc("\xFF"));
    // Jrai has letters without a single code point: NFC leaves two.
    CHECK(text::is_nfc("ơ\u0306"));
}

TEST_CASE("broken bytes become replacement characters one by one") {
    const std::vector<char32_t> points = text::code_points(
        "a\xE1\xBB"
        "b");
    CHECK(points == std::vector<char32_t>{'a', 0xFFFD, 0xFFFD, 'b'});
    CHECK(text::to_utf8(text::code_points("Đất 😀")) == "Đất 😀");
    CHECK(text::to_utf8(char32_t{0xD800}) == "\uFFFD");
}

TEST_CASE("the last letter is removed whole, and broken bytes never loop") {
    std::string word = "đất😀";
    for (const char* left : {"đất", "đấ", "đ", "", ""}) {
        text::drop_last(word);
        CHECK(word == left);
    }
    std::string broken = "\x80\x80";
    for (int i = 0; i < 2; ++i) text::drop_last(broken);
    CHECK(broken.empty());
}

TEST_CASE("a letter goes with all its marks") {
    std::string word = "ƀơ\u0306\u0301ê\u0306";
    for (const char* left : {"ƀơ\u0306\u0301", "ƀ", ""}) {
        text::drop_last(word);
        CHECK(word == left);
    }
    std::string marks = "a \u0306\u0301";
    text::drop_last(marks);
    CHECK(marks == "a");
}

TEST_CASE("marks stand on letters, in the order in which they are written") {
    for (const char* good : {"ê\u0306", "Ơ\u0306", "ư\u0306", "â\u0306\u0301", "c\u0306", "ế", "ậ",
                             "mơdơ\u0306-mơđơr", "", "a-b"}) {
        CAPTURE(good);
        CHECK(text::problem_with_marks(good).empty());
        CHECK(text::problem_of(good).empty());
    }
    for (const char* lone : {"\u0306", "a \u0306", "1\u0306", "‘\u0306", "-\u0301"}) {
        CAPTURE(lone);
        CHECK(text::problem_of(lone).find("stands on no letter") != std::string::npos);
    }
    // NFC leaves it: only the right order is ê with a breve.
    const std::string wrong = must(text::nfc("e\u0306\u0302"));
    CHECK(text::is_nfc(wrong));
    const std::string problem = text::problem_of(wrong);
    CAPTURE(problem);
    CHECK(problem.find("write \"ê\u0306\" (U+00EA U+0306)") != std::string::npos);
    CHECK(text::problem_of("á\u0306").find("write \"ắ\"") != std::string::npos);
    CHECK(text::problem_of("ĕ\u0306").find("twice") != std::string::npos);
}

TEST_CASE("folding makes one spelling of many") {
    CHECK(text::fold("Hoà giải, Đất đai") == "hoa giai dat dai");
    CHECK(text::fold("hoà") == text::fold("hòa"));
    CHECK(text::fold("ho\u0061\u0300") == "hoa");
    CHECK(text::fold("TIE\u0302\u0301NG  VIỆT\u00A0NAM") == "tieng viet nam");
    CHECK(text::fold("đ Đ ð Ð") == "d d d d");
    CHECK(text::fold("ƯỜNG ướt") == "uong uot");
    CHECK(text::fold("Ƀing gơñu tŭ ơ\u0306") == "bing gonu tu o");
    CHECK(text::fold("Ê\u0306 c\u0306ar čar ñu") == "e car car nu");
    for (const char* apostrophe : {"'", "\u2018", "\u2019", "\u02BC"}) {
        const std::string a(apostrophe);
        CHECK(text::fold(a + "l\u01A1\u0306ng ta" + a + "meh " + a) == "long tameh");
    }
    CHECK(text::fold("(1)—“hai”/ba…") == "1 hai ba");
    CHECK(text::fold("100 m²") == "100 m2");
    CHECK(text::fold("a\xFF"
                     "b\nc") == "a b c");
    CHECK(text::fold(" .,; ").empty());
    CHECK(text::fold("").empty());
}

TEST_CASE("folding keeps dots inside numbers and no others") {
    CHECK(text::fold("Mã 1.001193.") == "ma 1.001193");
    CHECK(text::fold("1.001193.000") == "1.001193.000");
    CHECK(text::fold("điều 5. 3") == "dieu 5 3");
    CHECK(text::fold("1..2 a.1 1.a") == "1 2 a 1 1 a");
    CHECK(text::fold("26/6/2014, 21,5") == "26 6 2014 21 5");
}

TEST_CASE("a folded text knows where each letter came from") {
    const std::string shown = "  Đất\u00A0ở, e\u0302\u0301 ß!";
    const text::Folded folded = text::fold_with_origin(shown);
    CHECK(folded.text == "dat o e ss");
    REQUIRE(folded.from.size() == folded.text.size() + 1);
    CHECK(shown.substr(folded.from[0], folded.from[3] - folded.from[0]) == "Đất");
    CHECK(shown.substr(folded.from[4], folded.from[5] - folded.from[4]) == "ở");
    CHECK(shown.substr(folded.from[6], folded.from[7] - folded.from[6]) == "e\u0302\u0301");
    CHECK(folded.from[8] == folded.from[9]);
    CHECK(shown.substr(folded.from[8], folded.from[10] - folded.from[8]) == "ß");
    CHECK(text::fold_with_origin("e\u0302\u0301.").from == std::vector<std::size_t>{0, 5});
    CHECK(text::fold_with_origin("").from == std::vector<std::size_t>{0});
}

TEST_CASE("spaces of all kinds are squashed to one") {
    CHECK(text::squash("\t a\u00A0\u00A0 b\r\nc \u2003") == "a b c");
    CHECK(text::squash("").empty());
    CHECK(text::squash(" \n").empty());
}

TEST_CASE("a text for the glass has a named problem or none") {
    for (const char* good : {"", "Một cửa", "Dòng một\nDòng hai", "“2.000\u00A0đ” – ơ\u0306"})
        CHECK(text::problem_of(good).empty());
    for (const char* bad : {"a  b", " a", "a ", "a \nb", "a\n b", "\na", "a\n", "a\tb", "a\u200Bb",
                            "\uFEFFa", "a\u00ADb", "e\u0302", "\xFF", "a\x7F", "a\uE000"}) {
        CAPTURE(bad);
        CHECK_FALSE(text::problem_of(bad).empty());
    }
}

TEST_CASE("case and accents are known beyond ASCII") {
    CHECK(text::lower(U'Đ') == U'đ');
    CHECK(text::upper(U'ệ') == U'Ệ');
    CHECK(text::is_letter(U'ơ'));
    CHECK_FALSE(text::is_letter(U'1'));
    CHECK(text::decomposed(U'ế') == std::vector<char32_t>{'e', 0x302, 0x301});
}

TEST_CASE("what is taken for composed without composing it would not change") {
    // One letter of another block, and all of the text is composed.
    const std::string composed = "一";
    for (const auto& [from, to] : {std::pair{0x20, 0x300}, {0x1e00, 0x1f00}, {0x2010, 0x2028}})
        for (int letter = from; letter < to; ++letter) {
            const std::string words = "e" + text::to_utf8(static_cast<char32_t>(letter)) + "a";
            CAPTURE(letter);
            CHECK(must(text::nfc(words + composed)) == words + composed);
            CHECK(must(text::nfc(words)) == words);
            CHECK(text::is_nfc(words));
        }
}

TEST_CASE("folding a plain letter gives what folding it beside others gives") {
    for (char32_t letter = 0x20; letter < 0x7f; ++letter) {
        const std::string one = text::to_utf8(letter);
        // A full-width twin is folded by the tables alone.
        const std::string twin = text::to_utf8(letter - 0x20 + 0xff00);
        CAPTURE(one);
        if (letter != ' ' && letter != '\'') CHECK(text::fold(one) == text::fold(twin));
    }
}
