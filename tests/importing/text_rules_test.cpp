#include "importing/text_rules.h"

#include <doctest/doctest.h>

#include "catalogue/catalogue.h"

using namespace importing;
using catalogue::Counter;

TEST_CASE("text is composed, squashed and freed of what does not print") {
    CHECK(clean("  Đa\u0306ng\u00a0ky\u0301\n\tkhai  sinh ") == "Đăng ký khai sinh");
    CHECK(clean(std::string_view("Mục\0một", 11)) == "Mục một");
    CHECK(clean("\ufeffMã\u200b số") == "Mã số");
    CHECK(clean("Không có thông tin") == "");
    CHECK(!clean("\xc3"));
    CHECK(!clean("T\xean"));  // latin-1
}

TEST_CASE("a flood of combining marks is refused at once") {
    std::string flood = "a";
    for (int i = 0; i < 500'000; ++i) flood += i % 2 ? "\u0323" : "\u0301";
    CHECK(!clean(flood));
}

TEST_CASE("what is shown fits one line") {
    CHECK(shown("a\nb\x1b[31m") == "a b [31m");
    CHECK(shown(std::string(200, 'x')) == std::string(80, 'x') + "…");
    CHECK(shown("\xff") == "\ufffd");
}

TEST_CASE("a comma parts agencies only before a capital letter") {
    CHECK(split_agencies("Sở Xây dựng, Uỷ ban Nhân dân cấp xã, phường, thị trấn") ==
          std::vector<std::string>{"Sở Xây dựng", "Uỷ ban Nhân dân cấp xã, phường, thị trấn"});
    CHECK(split_agencies("Công an tỉnh, Cục cảnh sát giao thông, Công an cấp Xã").size() == 3);
    CHECK(split_agencies("Cơ quan X, Ủy ban Y, Ủy ban y.") ==
          std::vector<std::string>{"Cơ quan X", "Ủy ban Y"});
    CHECK(split_agencies("").empty());
}

TEST_CASE("the counter is guessed only from the commune's own agencies") {
    for (const char* ward : {"Ủy ban nhân dân cấp xã", "Uỷ ban nhân dân cấp xã", "UBND cấp xã",
                             "Ủy ban Nhân dân xã, phường, thị trấn", "Chủ tịch Ủy ban nhân dân xã"})
        CHECK(counter_of({"Sở Tư pháp", ward}) == Counter::ward);
    CHECK(counter_of({"Công an cấp Xã", "Công an tỉnh"}) == Counter::police);
    CHECK(counter_of({"Ban chỉ huy quân sự cấp Xã"}) == Counter::military);
    CHECK(!counter_of({"Sở Tư pháp"}));
    CHECK(!counter_of({}));
    CHECK(!counter_of({"Công an cấp xã", "Ủy ban nhân dân cấp xã"}));
}

TEST_CASE("names are the same but for spelling") {
    CHECK(same_name("THỦ TỤC ĐĂNG KÝ KHAI SINH", "Đăng ký khai sinh."));
    CHECK(same_name("Hoà giải", "Hòa giải"));
    CHECK(!same_name("Đăng ký khai sinh", "Đăng ký khai tử"));
}
