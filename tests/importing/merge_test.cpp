#include "importing/merge.h"

#include <doctest/doctest.h>

using namespace importing;

namespace {

Report two_files() {
    Report report;
    report.add_file({.path = "a", .form = "x", .problem = {}, .counts = {}});
    report.add_file({.path = "b", .form = "y", .problem = {}, .counts = {}});
    return report;
}

Candidate candidate(SourceKind kind, std::string code, std::string name, std::size_t file = 0) {
    Candidate one;
    one.facts.code = std::move(code);
    one.facts.name = std::move(name);
    one.kind = kind;
    one.file = file;
    one.place = "record 1";
    return one;
}

Fee amount(std::int64_t vnd) {
    return {.kind = FeeKind::amount,
            .amounts = {{.vnd = vnd, .method = Method::any}},
            .valid_until = {}};
}

constexpr const char* kId = "019d0000-0000-7000-8000-000000000001";
constexpr const char* kOtherId = "019d0000-0000-7000-8000-000000000002";

}  // namespace

TEST_CASE("the preferred source is kept whatever the order, the other fills what is open") {
    Candidate list = candidate(SourceKind::list, "1.900001", "ĐĂNG KÝ MẪU");
    list.facts.field = "Hộ tịch";
    Candidate api = candidate(SourceKind::api, "1.900001", "Đăng ký mẫu", 1);
    api.facts.fee = amount(8000);
    Report report = two_files();
    const std::vector<Merged> merged = merge({list, api}, report);
    REQUIRE(merged.size() == 1);
    CHECK(merged[0].facts.name == "Đăng ký mẫu");
    CHECK(merged[0].facts.field == "Hộ tịch");
    CHECK(merged[0].sources.at(0).kind == SourceKind::api);
    CHECK(merged[0].provenance.at("name") == std::vector<std::size_t>{0, 1});
    CHECK(merged[0].provenance.at("field") == std::vector<std::size_t>{1});
    CHECK(merged[0].provenance.at("fee") == std::vector<std::size_t>{0});
    CHECK(merged[0].conflicts.empty());
    CHECK(report.files()[1].counts.accepted == 1);
    CHECK(report.files()[0].counts.merged == 1);
}

TEST_CASE("a disagreement keeps the preferred value, the other beside it, and makes a line") {
    Candidate api = candidate(SourceKind::api, "1.900001", "Đăng ký mẫu");
    api.facts.fee = amount(8000);
    api.facts.times = {{.value = 3, .unit = TimeUnit::working_day}};
    Candidate page = candidate(SourceKind::page, "1.900001", "Khai tử mẫu", 1);
    page.facts.fee = Fee{.kind = FeeKind::set_by_province, .amounts = {}, .valid_until = {}};
    page.facts.times = {{.value = 3, .unit = TimeUnit::day}};
    Report report = two_files();
    const std::vector<Merged> merged = merge({api, page}, report);
    REQUIRE(merged.size() == 1);
    CHECK(merged[0].facts.fee->kind == FeeKind::amount);
    REQUIRE(merged[0].conflicts.size() == 3);
    CHECK(merged[0].conflicts[0].fact == "name");
    CHECK(merged[0].conflicts[1].fact == "fee");
    CHECK(merged[0].conflicts[1].value.dump() == R"({"kind":"set_by_province"})");
    CHECK(merged[0].conflicts[2].fact == "time");
    CHECK(report.reasons(Line::Kind::conflict).size() == 3);
}

TEST_CASE("a code twice in one kind: identical is merged, different is refused, first kept") {
    const Candidate first = candidate(SourceKind::list, "1.900001", "Một");
    const Candidate other = candidate(SourceKind::list, "1.900001", "Khác", 1);
    Report report = two_files();
    const std::vector<Merged> merged = merge({first, first, other}, report);
    REQUIRE(merged.size() == 1);
    CHECK(merged[0].facts.name == "Một");
    CHECK(report.total() == Counts{.accepted = 1, .merged = 1, .refused = 1});
    CHECK(report.reasons(Line::Kind::refused).contains("same code again, different: first kept"));
}

TEST_CASE("a whole code speaks before one that was cut") {
    Candidate cut = candidate(SourceKind::list, "1.900001", "Trường hợp hai");
    cut.facts.code_was_cut = true;
    Report report = two_files();
    const std::vector<Merged> merged =
        merge({cut, candidate(SourceKind::list, "1.900001", "Cả thủ tục")}, report);
    CHECK(merged.at(0).facts.name == "Cả thủ tục");
}

TEST_CASE("internal in one source is internal") {
    Candidate list = candidate(SourceKind::list, "1.900001", "Một");
    list.facts.internal = true;
    Report report = two_files();
    CHECK(
        merge({candidate(SourceKind::api, "1.900001", "Một"), list}, report).at(0).facts.internal);
}

TEST_CASE("a page at another procedure's address is refused, alone or with its own id known") {
    Candidate list = candidate(SourceKind::list, "1.900001", "Một");
    list.facts.formality_id = kId;
    Candidate page = candidate(SourceKind::page, "1.900001", "Một", 1);
    page.facts.formality_id = kId;
    Candidate wrong = page;
    wrong.facts.formality_id = kOtherId;
    Candidate stranger = candidate(SourceKind::page, "1.900009", "Chín", 1);
    stranger.facts.formality_id = kId;
    Candidate unknown = candidate(SourceKind::page, "1.900008", "Tám", 1);
    unknown.facts.formality_id = kOtherId;
    Report report = two_files();
    const std::vector<Merged> merged = merge({page, wrong, stranger, unknown, list}, report);
    CHECK(merged.size() == 2);  // 1.900001, and 1.900008, of whose id nobody else knows
    CHECK(report.reasons(Line::Kind::refused).at("page of another procedure") == 2);
    CHECK(report.total().refused == 2);
}
