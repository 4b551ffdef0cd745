#include <doctest/doctest.h>

#include "text/format.h"
#include "voice/number_reader.h"
#include "voice/numerals.h"
#include "voice/spoken.h"

using text::Language;
using voice::number_words;

TEST_CASE("every number to a million is heard as itself, in both languages") {
    for (std::uint64_t number = 0; number <= 1'000'000; ++number) {
        const std::string vi = number_words(number, Language::vi);
        const std::string en = number_words(number, Language::en);
        if (heard_in_vietnamese(vi) != number) FAIL_CHECK(number << ": " << vi);
        if (heard_in_english(en) != number) FAIL_CHECK(number << ": " << en);
    }
}

TEST_CASE("numbers as the kiosk shows them are heard as themselves") {
    // Every one below ten thousand, then steps that meet every digit at every place.
    for (std::int64_t number = 0; number <= 1'000'000; number += number < 10'000 ? 1 : 37) {
        const auto wanted = static_cast<std::uint64_t>(number);
        const auto shown = [&](Language language) { return text::grouped(number, language); };
        CAPTURE(number);
        if (heard_in_vietnamese(voice::spoken(shown(Language::vi), Language::vi)) != wanted)
            FAIL_CHECK(voice::spoken(shown(Language::vi), Language::vi));
        if (heard_in_english(voice::spoken(shown(Language::en), Language::en)) != wanted)
            FAIL_CHECK(voice::spoken(shown(Language::en), Language::en));
    }
}

TEST_CASE("the listener of these tests is strict") {
    for (const char* wrong : {"hai mươi một", "mười năm", "một trăm năm", "mốt", "hai mươi không",
                              "một nghìn năm", "không trăm linh năm", "một mươi", ""})
        CHECK_MESSAGE(!heard_in_vietnamese(wrong), wrong);
    for (const char* wrong : {"one hundred five", "twenty eleven", "and five", "hundred",
                              "one thousand five", "one hundred and", ""})
        CHECK_MESSAGE(!heard_in_english(wrong), wrong);
}

TEST_CASE("the forms that every region understands") {
    const auto vi = [](std::uint64_t number) { return number_words(number, Language::vi); };
    CHECK(vi(0) == "không");
    CHECK(vi(10) == "mười");
    CHECK(vi(11) == "mười một");
    CHECK(vi(14) == "mười bốn");
    CHECK(vi(15) == "mười lăm");
    CHECK(vi(20) == "hai mươi");
    CHECK(vi(21) == "hai mươi mốt");
    CHECK(vi(24) == "hai mươi bốn");
    CHECK(vi(55) == "năm mươi lăm");
    CHECK(vi(105) == "một trăm linh năm");
    CHECK(vi(115) == "một trăm mười lăm");
    CHECK(vi(1005) == "một nghìn không trăm linh năm");
    CHECK(vi(30'000) == "ba mươi nghìn");
    CHECK(vi(1'250'000) == "một triệu hai trăm năm mươi nghìn");
    CHECK(vi(2'000'001) == "hai triệu không trăm linh một");
    CHECK(vi(3'000'000'000) == "ba tỷ");
    CHECK(vi(1'000'000'000'000) == "một nghìn tỷ");
    CHECK(number_words(1'250'105, Language::en) ==
          "one million two hundred and fifty thousand one hundred and five");
    CHECK(voice::year_words(2026, Language::en) == "twenty twenty-six");
    CHECK(voice::year_words(2004, Language::en) == "two thousand and four");
    CHECK(voice::year_words(1945, Language::en) == "nineteen forty-five");
    CHECK(voice::year_words(1905, Language::en) == "nineteen oh five");
    CHECK(voice::english_ordinal(1) == "first");
    CHECK(voice::english_ordinal(12) == "twelfth");
    CHECK(voice::english_ordinal(20) == "twentieth");
    CHECK(voice::english_ordinal(31) == "thirty-first");
}
