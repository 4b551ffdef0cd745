#include "catalogue/spelling.h"

#include <doctest/doctest.h>

#include <utility>

using namespace catalogue;

TEST_CASE("distance counts wrong, missing, extra and swapped letters") {
    CHECK(distance_between("sinh", "sinh", 1).whole == 0);
    CHECK(distance_between("sinh", "xinh", 1).whole == 1);
    CHECK(distance_between("shinh", "sinh", 1).whole == 1);
    CHECK(distance_between("snh", "sinh", 1).whole == 1);
    CHECK(distance_between("sihn", "sinh", 1).whole == 1);
    CHECK(distance_between("khac", "sinh", 1).whole == 2);
    CHECK(distance_between("cer", "certificate", 1).beginning == 0);
    CHECK(distance_between("crt", "certificate", 1).beginning == 1);
    CHECK(distance_between("crt", "certificate", 1).whole == 2);
    CHECK(distance_between("", "a", 1).whole == 1);
}

TEST_CASE("what sounds alike somewhere has one sound, what does not has another") {
    for (const auto& [a, b] : {std::pair{"tru", "chu"},
                               {"xay", "sai"},
                               {"giay", "day"},
                               {"rau", "dau"},
                               {"nam", "lam"},
                               {"ky", "ki"},
                               {"lang", "lan"},
                               {"cac", "cat"},
                               {"nghe", "nge"},
                               {"kinh", "kin"}})
        CHECK(sound_of(a) == sound_of(b));
    for (const auto& [a, b] :
         {std::pair{"kho", "ko"}, {"nga", "la"}, {"nha", "na"}, {"sinh", "khai"}, {"tho", "to"}})
        CHECK(sound_of(a) != sound_of(b));
}

TEST_CASE("telex is read word by word, and what is no telex stays") {
    CHECK(telex_reading("ddawng kys keets hoon") == "đăng ký kết hôn");
    CHECK(telex_reading("Giaays THUOWNGF trus, 2026!") == "giấy thường trú, 2026!");
    CHECK(telex_reading("đăng kys") == "đăng ký");
    CHECK(telex_reading("khai sinh o tro") == "khai sinh o tro");
    CHECK(telex_reading("").empty());
}
