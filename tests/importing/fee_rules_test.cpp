#include "importing/fee_rules.h"

#include <doctest/doctest.h>

#include "importing/fee_notes.h"
#include "importing/json_form.h"

using namespace importing;

namespace {

const std::vector<Method> kBoth = {Method::online, Method::counter};
const std::string kProvince = "Mức lệ phí do Hội đồng nhân dân tỉnh quyết định";

std::string kind(const std::vector<FeeRow>& rows) {
    const FeeReading reading = judge_fee(rows, kBoth);
    return reading.fee ? name_of(reading.fee->kind) : "absent";
}

FeeRow row(std::int64_t value, std::string note = "", Method method = Method::online) {
    return {.value = value, .note = std::move(note), .method = method};
}

}  // namespace

TEST_CASE("the kind of a fee follows the table of the data's README") {
    CHECK(kind({}) == "absent");
    CHECK(kind({row(0)}) == "zero_unexplained");
    CHECK(kind({row(0), row(0, "", Method::counter)}) == "zero_unexplained");
    CHECK(kind({row(0, kProvince)}) == "set_by_province");
    CHECK(kind({row(0, "Theo Nghị quyết số 09/2025/NQ-HĐND")}) == "set_by_province");
    CHECK(kind({row(0), row(0, kProvince, Method::counter)}) == "set_by_province");
    CHECK(kind({row(150000, kProvince)}) == "amount_set_by_province");
    CHECK(kind({row(0, "Không quy định.")}) == "free_stated");
    CHECK(kind({row(0, "Không thu lệ phí đăng ký đối với tổ hợp tác")}) == "free_stated");
    CHECK(kind({row(0, "Miễn lệ phí. Phí cấp bản sao theo Thông tư")}) == "free_stated");
    CHECK(kind({row(0, "Miễn lệ phí cho người thuộc hộ nghèo")}) == "zero_with_note");
    CHECK(kind({row(0, "Thông tư số 64/2025/TT-BTC miễn một số khoản phí")}) == "zero_with_note");
    CHECK(kind({row(0, "Không"), row(0, "Theo quy định")}) == "zero_with_note");
    CHECK(kind({row(8000), row(0, "Miễn phí cho trẻ em")}) == "amount");
}

TEST_CASE("a row without a figure says nothing, unless the province decides") {
    CHECK(kind({{.value = {}, .note = "", .method = Method::online}}) == "absent");
    CHECK(kind({{.value = {}, .note = kProvince, .method = Method::online}}) == "set_by_province");
}

TEST_CASE("figures keep their method, and lose it when it makes no difference") {
    const FeeReading apart = judge_fee({row(10000), row(20000, "", Method::counter)}, kBoth);
    REQUIRE(apart.fee);
    CHECK(apart.fee->amounts == std::vector<FeeAmount>{{.vnd = 10000, .method = Method::online},
                                                       {.vnd = 20000, .method = Method::counter}});
    const FeeReading same = judge_fee({row(8000), row(8000, "", Method::counter)}, kBoth);
    CHECK(same.fee->amounts == std::vector<FeeAmount>{{.vnd = 8000, .method = Method::any}});
    const FeeReading half = judge_fee({row(8000)}, kBoth);
    CHECK(half.fee->amounts == std::vector<FeeAmount>{{.vnd = 8000, .method = Method::online}});
}

TEST_CASE("an evidently wrong figure makes the whole fee unknown, and is said") {
    const std::vector<std::vector<FeeRow>> wrong = {
        {row(20, "20.000 đ/tờ khai")},
        {row(999)},
        {row(-5000)},
        {row(2'000'000'000)},
        {row(5000, "5.000đ"), row(40, "4.000 đ", Method::counter)},
        {row(20'000'000, "20.000 đồng/hồ sơ")}};
    for (const auto& rows : wrong) {
        CAPTURE(*rows.back().value);
        const FeeReading reading = judge_fee(rows, kBoth);
        CHECK(!reading.fee);
        REQUIRE(reading.remarks.size() == 1);
        CHECK(reading.remarks[0].reason == "fee evidently wrong, refused");
    }
    CHECK(judge_fee({row(1'000'000, "1.000 đồng/trang, tối đa 1.000.000 đồng")}, kBoth).fee);
}

TEST_CASE("a figure beside a note with another one is kept and said; other money is left out") {
    const FeeReading doubtful = judge_fee({row(5000, "thu 7.000 đồng/lần")}, kBoth);
    CHECK(doubtful.fee);
    REQUIRE(doubtful.remarks.size() == 1);
    CHECK(doubtful.remarks[0].reason == "fee differs from its own note");
    const FeeReading foreign =
        judge_fee({row(2000, "/trang"),
                   {.value = 10, .foreign = true, .note = "/bản", .method = Method::counter}},
                  kBoth);
    REQUIRE(foreign.fee);
    CHECK(foreign.fee->amounts.size() == 1);
    CHECK(foreign.remarks[0].reason == "fee in another currency left out");
}

TEST_CASE("money is read in the portal's spellings and no others") {
    const struct {
        const char* text;
        std::int64_t value;
        const char* rest;
    } good[] = {{"2,000 Việt Nam Đồng(/trang)", 2000, "(/trang)"},
                {"50.000 Đồng", 50000, ""},
                {"4,500,000 Việt Nam Đồng", 4500000, ""},
                {"0 Đồng", 0, ""},
                {"120 VNĐ", 120, ""},
                {"5000đ/lần", 5000, "/lần"}};
    for (const auto& one : good) {
        CAPTURE(one.text);
        std::string_view text = one.text;
        const std::optional<Money> money = take_money(text);
        REQUIRE(money);
        CHECK(money->value == one.value);
        CHECK(!money->foreign);
        CHECK(text == one.rest);
    }
    for (const char* bad : {"2,00 Đồng", "2,0000 Đồng", "1.000,000 Đồng", "1000,000 Đồng", "Đồng",
                            "1.000", "99999999999999999 Đồng", "31/12/2026", ""}) {
        CAPTURE(bad);
        std::string_view text = bad;
        CHECK(!take_money(text));
        CHECK(text == bad);
    }
    std::string_view dollars = "10 USD";
    CHECK(take_money(dollars)->foreign);
}

TEST_CASE("a note ends at its own parenthesis, or at the end if it has none") {
    std::string_view nested = "(a (b) c)d";
    CHECK(take_note(nested) == "a (b) c");
    CHECK(nested == "d");
    std::string_view open = "((Phí Thẩm tra )";
    CHECK(take_note(open) == "(Phí Thẩm tra )");
    CHECK(open.empty());
    std::string_view none = "Tại xã (phường)";
    CHECK(take_note(none).empty());
}

TEST_CASE("the fee text of a document is understood whole or not at all") {
    CHECK(read_fee_text("Phí : 0 Đồng", Method::counter).rows.at(0).value == 0);
    const FeeText full = read_fee_text("Phí : 50.000 Đồng (50.000 đồng/hồ sơ.)", Method::counter);
    CHECK(full.rows.at(0).value == 50000);
    CHECK(full.rows.at(0).note == "50.000 đồng/hồ sơ.");
    CHECK(read_fee_text("Không thu phí", Method::counter).rows.at(0).value == 0);
    CHECK(read_fee_text("", Method::counter).rows.empty());
    for (const char* odd : {"Phí : 50.000 Đồng và 20.000 Đồng", "theo quy định", "Phí : nhiều"}) {
        CAPTURE(odd);
        const FeeText text = read_fee_text(odd, Method::counter);
        CHECK(text.rows.empty());
        CHECK(text.remark);
    }
}

TEST_CASE("a dated rule ends on its last day; figures are those with a currency") {
    using namespace std::chrono;
    CHECK(valid_until("từ 01/01/2025 đến hết ngày 31/12/2025, rồi đến hết ngày 31/12/2026 thôi") ==
          sys_days(year(2026) / 12 / 31));
    CHECK(!valid_until("đến hết ngày 32/12/2026"));
    CHECK(!valid_until("ngày 31/12/2026"));
    CHECK(figures_in("2.000 đồng/trang; từ trang thứ 3 thu 1.000 đồng (Thông tư 25/2021)") ==
          std::vector<std::int64_t>{2000, 1000});
}
