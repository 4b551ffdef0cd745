#include <doctest/doctest.h>

#include "support/officer.h"

using tally::Channel;
using tally::Fee;
using tally::ResultForm;

namespace {

constexpr const char* kCopies = "2.000815";
constexpr tally::Traits kOnline{.channel = Channel::online,
                                .digitised = true,
                                .fee = Fee::online,
                                .result = ResultForm::electronic};

tally::Recorded row(std::int64_t sequence, const char* staff, std::int64_t left) {
    tally::Recorded row;
    row.sequence = sequence;
    row.staff = staff;
    row.procedure = kCopies;
    row.traits = kOnline;
    row.count = 4;
    row.left = left;
    return row;
}

Officer at_entry(bool manager = true) {
    Officer officer;
    officer.enters(manager).does(desk::OpenTab{desk::Tab::entry});
    officer.does(desk::RecordedCame{
        .rows = {row(9, "CB02", 4), row(8, "CB01", 4), row(5, "CB01", 2)},
        .favourites = {{.code = kCopies, .traits = kOnline}, {.code = "1.001193", .traits = {}}}});
    officer.asked();
    return officer;
}

}  // namespace

TEST_CASE("two taps record a dossier: the procedure, with its last choices, and save") {
    Officer officer = at_entry();
    officer.does(desk::ChooseProcedure{kCopies}).does(desk::Save{});
    const auto record = officer.wanted<desk::Record>();
    REQUIRE(record);
    CHECK(record->staff == "CB01");
    CHECK(record->procedure == kCopies);
    CHECK(record->day == officer.today);
    CHECK(record->traits == kOnline);
    CHECK(record->count == 1);
    CHECK(officer.desk.notice.outcome == desk::Outcome::under_way);
}

TEST_CASE("nothing is recorded before a procedure is chosen") {
    Officer officer = at_entry();
    officer.does(desk::Save{});
    CHECK_FALSE(officer.wanted<desk::Record>());
}

TEST_CASE("choices are kept for the next dossier of the procedure, the number is not") {
    Officer officer = at_entry();
    tally::Traits paper = kOnline;
    paper.channel = Channel::post;
    officer.does(desk::ChooseProcedure{kCopies}).does(desk::ChooseTraits{paper});
    officer.does(desk::ChooseCount{12}).does(desk::Save{});
    CHECK(officer.wanted<desk::Record>()->count == 12);
    officer.asked();
    officer.does(desk::ChooseProcedure{"1.001193"}).does(desk::ChooseProcedure{kCopies});
    officer.does(desk::Save{});
    CHECK(officer.wanted<desk::Record>()->traits == paper);
    CHECK(officer.wanted<desk::Record>()->count == 1);
}

TEST_CASE("the number pad takes up to three digits, and nothing typed changes nothing") {
    Officer officer = at_entry();
    officer.does(desk::ChooseProcedure{kCopies}).does(desk::OpenPad{}).types("0120");
    CHECK(officer.screen<desk::Entry>().digits == "120");
    officer.does(desk::EraseDigit{}).does(desk::ClosePad{});
    CHECK(officer.screen<desk::Entry>().count == 12);
    officer.does(desk::OpenPad{}).does(desk::ClosePad{});
    CHECK(officer.screen<desk::Entry>().count == 12);
    officer.does(desk::OpenPad{}).types("9999").does(desk::ClosePad{});
    CHECK(officer.screen<desk::Entry>().count == tally::kDossiersMax);
    officer.does(desk::ChooseCount{0});
    CHECK(officer.screen<desk::Entry>().count == 1);
}

TEST_CASE("a forgotten day can be recorded for, but no day to come") {
    Officer officer = at_entry();
    officer.does(desk::ChooseProcedure{kCopies}).does(desk::TurnDay{1});
    CHECK(officer.screen<desk::Entry>().day == officer.today);
    officer.does(desk::TurnDay{-1}).does(desk::Save{});
    CHECK(officer.wanted<desk::Record>()->day == officer.today - std::chrono::days(1));
    for (int i = 0; i < 50; ++i) officer.does(desk::TurnDay{-1});
    CHECK(officer.today - officer.screen<desk::Entry>().day ==
          std::chrono::days(desk::kDaysBackMax));
    // Whoever comes back later begins with today again.
    officer.does(desk::OpenTab{desk::Tab::tallies}).does(desk::OpenTab{desk::Tab::entry});
    CHECK(officer.screen<desk::Entry>().day == officer.today);
}

TEST_CASE("one tap repeats a row, today") {
    Officer officer = at_entry();
    officer.does(desk::Repeat{9});
    REQUIRE(officer.wanted<desk::Record>());
    CHECK(officer.wanted<desk::Record>()->count == 4);
    CHECK(officer.wanted<desk::Record>()->staff == "CB01");
    CHECK(officer.wanted<desk::Record>()->day == officer.today);
}

TEST_CASE("undo takes back my newest row, and a second tap the one before, never twice") {
    Officer officer = at_entry();
    officer.does(desk::Undo{});
    auto undone = officer.wanted<desk::Correction>();
    REQUIRE(undone);
    CHECK(undone->of.sequence == 8);  // 9 is somebody else's.
    CHECK(undone->count == 4);
    CHECK(undone->why == tally::Reason::undo);
    officer.asked();
    officer.does(desk::Undo{});
    CHECK(officer.wanted<desk::Correction>()->of.sequence == 5);
    CHECK(officer.wanted<desk::Correction>()->count == 2);
    officer.asked();
    officer.does(desk::Undo{});
    CHECK_FALSE(officer.wanted<desk::Correction>());
}

TEST_CASE("a correction needs a reason and takes no more than is left") {
    Officer officer = at_entry();
    officer.does(desk::OpenBook{}).does(desk::OpenCorrection{5});
    officer.does(desk::ChooseCount{7}).does(desk::TakeBack{});
    CHECK_FALSE(officer.wanted<desk::Correction>());
    officer.does(desk::GiveReason{tally::Reason::duplicate}).does(desk::TakeBack{});
    REQUIRE(officer.wanted<desk::Correction>());
    CHECK(officer.wanted<desk::Correction>()->count == 2);
    CHECK(officer.at<desk::Book>());
}

TEST_CASE("an officer corrects their own rows only, a manager everybody's, nobody a file's") {
    Officer officer = at_entry(false);
    officer.does(desk::OpenBook{}).does(desk::OpenCorrection{9});
    CHECK(officer.at<desk::Book>());
    CHECK(officer.desk.notice.outcome == desk::Outcome::refused);

    Officer manager = at_entry(true);
    manager.does(desk::OpenBook{}).does(desk::OpenCorrection{9});
    CHECK(manager.at<desk::Correct>());

    tally::Recorded imported = row(11, "CB01", 4);
    imported.imported = true;
    Officer other = at_entry(true);
    other.does(desk::RecordedCame{.rows = {imported}, .favourites = {}});
    other.does(desk::OpenBook{}).does(desk::OpenCorrection{11});
    CHECK(other.at<desk::Book>());
    other.does(desk::OpenTab{desk::Tab::entry}).does(desk::Undo{});
    CHECK_FALSE(other.wanted<desk::Correction>());
}

TEST_CASE("what was done is asked for again, so that it is seen") {
    Officer officer = at_entry();
    officer.does(desk::NoticeCame{{.deed = desk::Deed::record, .outcome = desk::Outcome::done}});
    CHECK(officer.wanted<desk::AskRecorded>());
    officer.asked();
    officer.does(desk::JournalGrew{});
    CHECK(officer.wanted<desk::AskRecorded>());
}
