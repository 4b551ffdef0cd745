#include "importing/report.h"

#include <doctest/doctest.h>

using namespace importing;

TEST_CASE("the totals are the sums of the files") {
    Report report;
    const std::size_t first =
        report.add_file({.path = "a", .form = "list", .problem = {}, .counts = {}});
    const std::size_t second =
        report.add_file({.path = "b", .form = "list", .problem = {}, .counts = {}});
    report.count(first, Fate::accepted);
    report.count(first, Fate::refused);
    report.count(second, Fate::merged);
    CHECK(report.total() == Counts{.accepted = 1, .merged = 1, .refused = 1});
    CHECK(report.total().seen() == 3);
    CHECK(report.summary().find("records 3: accepted 1, merged 1, refused 1") != std::string::npos);
}

TEST_CASE("a hostile path or text stays on its line") {
    Report report;
    report.add_file({.path = "evil\nrefused: all", .form = "list", .problem = {}, .counts = {}});
    report.add({.kind = Line::Kind::refused,
                .file = 0,
                .place = "line 1",
                .code = "x",
                .remark = {"not a code", "y"}});
    const std::string text = report.text("2026-11-23");
    CHECK(text.find("evil refused: all") != std::string::npos);
    CHECK(text.find("evil\n") == std::string::npos);
}

TEST_CASE("beyond the limit of lines only the counts go on") {
    Report report;
    report.add_file({.path = "a", .form = "list", .problem = {}, .counts = {}});
    const Line line{
        .kind = Line::Kind::remark, .file = 0, .place = {}, .code = {}, .remark = {"reason", ""}};
    for (std::size_t i = 0; i < kLinesMax + 5; ++i) report.add(line);
    CHECK(report.lines().size() == kLinesMax);
    CHECK(report.reasons(Line::Kind::remark).at("reason") == kLinesMax + 5);
    CHECK(report.text("2026-11-23").find("(5 more lines left out)") != std::string::npos);
}
