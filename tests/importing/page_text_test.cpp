#include "importing/page_text.h"

#include <doctest/doctest.h>

#include "importing/json_form.h"

using namespace importing;

namespace {

const std::string kHead = "Hình thức nộpThời gianPhí, lệ phíMô tả";

struct Cell {
    Facts facts;
    std::vector<Remark> remarks;
};
Cell read(const std::string& rows) {
    Cell cell;
    read_methods_cell(kHead + rows, cell.facts, cell.remarks);
    return cell;
}

json::Value page(const std::string& raw_text) {
    json::Value value = json::Value::object();
    value["ma_thu_tuc"] = "1.900001";
    value["ten_thu_tuc"] = "Đăng ký mẫu";
    value["detail_url"] =
        "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d0000-0000-7000-8000-000000000001?x=1";
    value["raw_text"] = raw_text;
    return value;
}

}  // namespace

TEST_CASE("a row with unit and currency is read whole") {
    const Cell cell = read(
        "Trực tuyến7 Ngày làm việc10,000 Việt Nam Đồng(thu 10.000 đồng)Nộp trực tiếp hoặc Trực "
        "tuyến"
        "Trực tiếp7 Ngày làm việc20,000 Việt Nam ĐồngTại Công an cấp xã.");
    CHECK(cell.remarks.empty());
    CHECK(cell.facts.methods == std::vector<Method>{Method::online, Method::counter});
    CHECK(cell.facts.times == std::vector<TimeLimit>{{.value = 7, .unit = TimeUnit::working_day}});
    REQUIRE(cell.facts.fee);
    CHECK(to_json(*cell.facts.fee).dump() ==
          R"({"amounts":[{"method":"online","vnd":10000},{"method":"counter","vnd":20000}],)"
          R"("kind":"amount"})");
}

TEST_CASE("a digit glued to \"Miễn phí\" is a time without a unit, and is left out") {
    const Cell cell = read("Trực tuyến1Miễn phíTrực tiếp1Miễn phí");
    CHECK(cell.facts.times.empty());
    REQUIRE(cell.facts.fee);
    CHECK(cell.facts.fee->kind == FeeKind::zero_unexplained);
    REQUIRE(cell.remarks.size() == 1);
    CHECK(cell.remarks[0].reason == "time without a unit, left out");
}

TEST_CASE("digits glued to a currency could be time or fee, so neither is taken") {
    for (const char* row : {"Trực tiếp120 VNĐ", "Trực tiếp12,000 VNĐ(/lần)"}) {
        CAPTURE(row);
        const Cell cell = read(std::string(row) + "Trực tuyến3 NgàyMiễn phí");
        CHECK(!cell.facts.fee);
        CHECK(cell.facts.times == std::vector<TimeLimit>{{.value = 3, .unit = TimeUnit::day}});
        REQUIRE(cell.remarks.size() == 1);
        CHECK(cell.remarks[0].reason == "time and fee glued, left out");
    }
}

TEST_CASE("\"Không có thông tin\" is no fee and no time") {
    const Cell cell = read(
        "Trực tuyếnKhông có thông tinKhông có thông tin"
        "Dịch vụ bưu chính5 Ngày làm việcKhông có thông tin");
    CHECK(!cell.facts.fee);
    CHECK(cell.facts.times.size() == 1);
    CHECK(cell.facts.methods == std::vector<Method>{Method::online, Method::post});
    CHECK(cell.remarks.empty());
}

TEST_CASE("a note belongs to its own row and not to the description behind it") {
    const Cell cell = read("Trực tiếp3 NgàyMiễn phíTheo quy định của Hội đồng nhân dân tỉnh");
    REQUIRE(cell.facts.fee);
    CHECK(cell.facts.fee->kind == FeeKind::zero_unexplained);
    const Cell noted = read("Trực tiếp3 NgàyMiễn phí(Hội đồng nhân dân tỉnh quy định)Tại xã");
    CHECK(noted.facts.fee->kind == FeeKind::set_by_province);
}

TEST_CASE("a cell without a row that can be understood is said") {
    const Cell cell = read("Nộp tại Trực tiếp hoặc Trực tuyến tùy chọn");
    CHECK(!cell.facts.fee);
    REQUIRE(cell.remarks.size() == 1);
    CHECK(cell.remarks[0].reason == "no row of the methods understood");
}

TEST_CASE("a page whose text names another code or name is refused") {
    CHECK(read_page(page("")).facts);
    const std::string good = "Tên thủ tụcĐăng ký mẫuMã thủ tục1.900001Số quyết định1/QĐ";
    const Reading reading = read_page(page(good));
    REQUIRE(reading.facts);
    CHECK(reading.facts->formality_id == "019d0000-0000-7000-8000-000000000001");
    for (const char* other : {"Tên thủ tụcĐăng ký mẫuMã thủ tục1.900002Số quyết định1/QĐ",
                              "Tên thủ tụcKhai tửMã thủ tục1.900001Số quyết định1/QĐ"}) {
        CAPTURE(other);
        const Reading refused = read_page(page(other));
        CHECK(!refused.facts);
        CHECK(refused.refusal.reason == "page of another procedure");
    }
}
