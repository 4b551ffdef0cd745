#include "clerk/importer.h"

#include <fmt/format.h>

#include <fstream>

#include "clerk/counter.h"

using desk::Outcome;
using std::chrono::days;
using Lines = std::vector<std::string>;

namespace {

const std::string kHead = "Ngày,MaTTHC,KenhThucHien,Số hóa,Thanh toán,Kết quả,Số hồ sơ\n";

std::string line(tally::Day day, const std::string& code, const std::string& channel, int count) {
    return fmt::format("{},{},{},1,Miễn phí,Điện tử,{}\n", iso_date(day), code, channel, count);
}

void write(const MountedStick& stick, const std::string& lines) {
    std::ofstream(stick / "a.csv", std::ios::binary) << kHead << lines;
}

/// What the file would do; it must be a good one.
desk::ImportPreview preview(Counter& counter) {
    const auto told = counter.serve(desk::ReadImport{"a.csv"});
    REQUIRE(told.size() == 2);
    CHECK(std::get<desk::NoticeCame>(told[1]).notice.outcome == Outcome::done);
    const auto& came = std::get<desk::ImportCame>(told[0]).preview;
    CHECK(came.file == "a.csv");
    CHECK(came.problems.empty());
    return came;
}

desk::Notice add(Counter& counter, const std::string& file = "a.csv") {
    return counter.deed(desk::AddImport{.staff = "CB01", .file = file});
}

tally::Measures total(const Counter& counter) {
    return must(counter.reader().total({counter.today() - days(30), counter.today()}));
}

}  // namespace

TEST_CASE("what the preview shows is what is added, and the same file again adds nothing" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    counter.open();
    const MountedStick stick(counter);
    const tally::Day today = counter.today(), before = today - days(1);
    counter.deed(
        desk::Record{.staff = "CB01", .procedure = kBirth, .day = today, .traits = {}, .count = 4});
    counter.deed(desk::Record{
        .staff = "CB01", .procedure = "1.004222", .day = today, .traits = {}, .count = 6});
    write(stick, line(today, kBirth, "2", 9) + line(today, kCopies, "1", 40) +
                     line(before, kCopies, "1", 5));
    const desk::ImportPreview shown = preview(counter);
    CHECK(shown.days ==
          std::vector<desk::ImportDay>{
              {.day = before, .in_file = 5, .recorded = 0, .added = 5, .taken_off = 0},
              {.day = today, .in_file = 49, .recorded = 4, .added = 49, .taken_off = 4}});
    CHECK(shown.left_alone == 6);
    CHECK(shown.adds());
    CHECK(total(counter).received == 10);  // A look adds nothing.

    CHECK(add(counter) == desk::Notice{.deed = desk::Deed::import_apply, .words = "58"});
    CHECK(total(counter).received == 60);
    CHECK(total(counter).online == 9);
    const std::size_t rows = counter.rows().size();
    CHECK(rows == 6);
    CHECK_FALSE(preview(counter).adds());
    CHECK(add(counter).words == "0");
    CHECK(counter.rows().size() == rows);
}

TEST_CASE("a file that changed after it was looked at is taken as it is now, or refused whole" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    counter.open();
    const MountedStick stick(counter);
    write(stick, line(counter.today(), kBirth, "2", 9));
    CHECK(preview(counter).adds());
    write(stick, line(counter.today(), kBirth, "2", 7));
    CHECK(add(counter).words == "7");
    CHECK(total(counter).received == 7);
    write(stick, line(counter.today(), kBirth, "2", 8) + line(counter.today(), "birth", "2", 1));
    CHECK(add(counter).outcome == Outcome::refused);
    CHECK(total(counter).received == 7);
}

TEST_CASE("a bad file is told cell by cell, at most a page of it" * doctest::skip(!kMayMount)) {
    Counter counter;
    counter.open();
    const MountedStick stick(counter);
    std::string lines = line(counter.today(), kBirth, "2", 9);
    for (int i = 0; i < 30; ++i) lines += line(counter.today(), "birth", "2", 1);
    write(stick, lines);
    const auto told = counter.serve(desk::ReadImport{"a.csv"});
    REQUIRE(told.size() == 2);
    const auto& shown = std::get<desk::ImportCame>(told[0]).preview;
    REQUIRE(shown.problems.size() == 21);
    CHECK(shown.problems[0] == "hàng 3, cột B (MaTTHC): phải là mã thủ tục, ví dụ 1.001193");
    CHECK(shown.problems[20] == "và 10 lỗi nữa");
    CHECK(shown.days.empty());
    CHECK_FALSE(shown.adds());
    CHECK(std::get<desk::NoticeCame>(told[1]).notice.outcome == Outcome::refused);
    CHECK(counter.rows().empty());
}

TEST_CASE("nothing is read that is not in the list of the stick's files" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    counter.open();
    const MountedStick stick(counter);
    std::filesystem::create_directory(stick / "folder");
    const std::string bytes = kHead + line(counter.today(), kBirth, "2", 9);
    const std::string outside = counter.sticks() + "/x.csv";
    for (const std::string& path : {outside, stick / "folder/y.csv", stick / ".z.csv"})
        std::ofstream(path) << bytes;
    std::filesystem::create_symlink(outside, stick / "link.csv");
    for (const std::string& name :
         {std::string("../x.csv"), outside, std::string("folder/y.csv"), std::string(".z.csv"),
          std::string("link.csv"), std::string("gone.csv"), std::string()}) {
        CAPTURE(name);
        CHECK(counter.deed(desk::ReadImport{name}).outcome == Outcome::no_stick);
        CHECK(add(counter, name).outcome == Outcome::no_stick);
    }
    CHECK(counter.rows().empty());
}

TEST_CASE("a stick pulled after the look adds nothing" * doctest::skip(!kMayMount)) {
    Counter counter;
    counter.open();
    MountedStick stick(counter);
    write(stick, line(counter.today(), kBirth, "2", 9));
    CHECK(preview(counter).adds());
    stick.pull();
    CHECK(add(counter).outcome == Outcome::no_stick);
    CHECK(counter.rows().empty());
}

TEST_CASE("a year's file of many rows is handed over bit by bit, and none is lost" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    counter.open();
    const MountedStick stick(counter);
    std::string lines;
    for (int i = 0; i < 1500; ++i)
        lines += line(counter.today() - days(i % 30), fmt::format("1.{:06}", i), "2", 1 + i % 7);
    // More than one row of the journal may hold.
    for (int i = 0; i < 3; ++i) lines += line(counter.today(), kCopies, "1", 99'999);
    write(stick, lines);
    const desk::ImportPreview shown = preview(counter);
    CHECK(shown.days.size() == 30);
    std::int64_t promised = 0;
    for (const desk::ImportDay& day : shown.days) promised += day.added;
    CHECK(add(counter).words == std::to_string(promised));
    CHECK(counter.writer().state().lost == 0);
    CHECK(counter.rows().size() == 1503);
    CHECK(total(counter).received == promised);
    CHECK_FALSE(preview(counter).adds());
}

TEST_CASE("an import that the disk would not take is not added twice when it is tried again" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    const FullDisk disk(counter);
    disk.make_room();
    counter.open();
    const MountedStick stick(counter);
    std::string lines;
    for (int i = 0; i < 400; ++i) lines += line(counter.today(), fmt::format("1.{:06}", i), "2", 1);
    write(stick, lines);
    CHECK(preview(counter).adds());
    disk.fill();
    for (int tries = 0; tries < 3; ++tries) CHECK(add(counter).outcome == Outcome::failed);
    CHECK(counter.deed(desk::ReadImport{"a.csv"}).outcome == Outcome::failed);
    disk.make_room();
    const std::size_t written = counter.rows().size();
    CHECK(written > 0);
    CHECK(total(counter).received == static_cast<std::int64_t>(written));
    // The rest is what is missing still, and no more.
    CHECK(add(counter).outcome == Outcome::done);
    CHECK(total(counter).received == 400);
    CHECK(counter.rows().size() == 400);
}
