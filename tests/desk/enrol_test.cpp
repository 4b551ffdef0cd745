#include <doctest/doctest.h>

#include "support/officer.h"

namespace {

constexpr const char* kCode = "7QF2ABCDEFGHJK0";

/// A manager on the health page of a machine with an agent.
Officer manager(bool agent = true) {
    Officer officer;
    officer.enters().does(desk::OpenTab{desk::Tab::health});
    desk::Health health;
    health.agent = agent;
    officer.does(desk::HealthCame{health}).asked();
    return officer;
}

Officer& types(Officer& officer, const char* symbols) {
    for (; *symbols; ++symbols) officer.does(desk::CodeSymbol{*symbols});
    return officer;
}

}  // namespace

TEST_CASE("a whole code is sent once, and the four words come back") {
    Officer officer = manager();
    officer.does(desk::OpenEnrol{});
    REQUIRE(officer.at<desk::Enrol>());
    types(officer, "7QF2ABCDEFGHJK").does(desk::SendCode{});
    CHECK_FALSE(officer.wanted<desk::EnrolKiosk>());  // One is missing.
    types(officer, "0Z").does(desk::SendCode{});
    REQUIRE(officer.wanted<desk::EnrolKiosk>());
    CHECK(officer.wanted<desk::EnrolKiosk>()->code == kCode);
    CHECK(officer.screen<desk::Enrol>().waiting);
    officer.asked();

    // While it is being asked nothing is typed, taken back or sent again.
    types(officer, "1").does(desk::EraseDigit{}).does(desk::EraseDigits{}).does(desk::SendCode{});
    CHECK(officer.asked().empty());
    CHECK(officer.screen<desk::Enrol>().code == kCode);

    officer.does(desk::EnrolCame{.words = "mây sông gạo trâu", .name = "Quầy 1"});
    CHECK(officer.screen<desk::Enrol>() ==
          desk::Enrol{.words = "mây sông gạo trâu", .name = "Quầy 1"});
    types(officer, kCode).does(desk::SendCode{});
    CHECK(officer.asked().empty());
    officer.does(desk::Back{});
    CHECK(officer.at<desk::HealthView>());
    CHECK(officer.wanted<desk::AskHealth>());
}

TEST_CASE("a refusal is said, and the code can be mended") {
    Officer officer = manager();
    officer.does(desk::OpenEnrol{});
    types(officer, kCode).does(desk::SendCode{}).does(desk::EnrolCame{.error = "code_wrong"});
    CHECK(officer.screen<desk::Enrol>().error == "code_wrong");
    CHECK(officer.screen<desk::Enrol>().code == kCode);
    officer.asked();
    officer.does(desk::EraseDigit{});
    CHECK(officer.screen<desk::Enrol>().error.empty());
    types(officer, "1").does(desk::SendCode{});
    CHECK(officer.wanted<desk::EnrolKiosk>()->code == "7QF2ABCDEFGHJK1");
    officer.does(desk::EnrolCame{.error = "unreachable"}).does(desk::EraseDigits{});
    CHECK(officer.screen<desk::Enrol>() == desk::Enrol{});
}

TEST_CASE("only managers connect, and only where there is an agent") {
    Officer alone = manager(false);
    alone.does(desk::OpenEnrol{});
    CHECK(alone.at<desk::HealthView>());

    Officer officer;
    officer.enters(false).does(desk::OpenTab{desk::Tab::health});
    desk::Health health;
    health.agent = true;
    officer.does(desk::HealthCame{health}).does(desk::OpenEnrol{});
    CHECK(officer.at<desk::HealthView>());
    officer.desk.screen = desk::Enrol{.code = kCode};
    officer.does(desk::SendCode{});
    CHECK_FALSE(officer.wanted<desk::EnrolKiosk>());
}

TEST_CASE("an answer to a screen that was left is not shown on another") {
    Officer officer = manager();
    officer.does(desk::OpenEnrol{});
    types(officer, kCode).does(desk::SendCode{}).does(desk::Back{});
    officer.does(desk::EnrolCame{.words = "mây sông gạo trâu"});
    CHECK(officer.at<desk::HealthView>());
    officer.does(desk::OpenEnrol{}).does(desk::EnrolCame{.error = "code_wrong"});
    CHECK(officer.screen<desk::Enrol>() == desk::Enrol{});
}

TEST_CASE("every symbol of the alphabet can be typed, and there are 32") {
    CHECK(desk::kCodeAlphabet.size() == 32);
    for (const char symbol : desk::kCodeAlphabet) {
        Officer officer = manager();
        officer.does(desk::OpenEnrol{}).does(desk::CodeSymbol{symbol});
        CHECK(officer.screen<desk::Enrol>().code == std::string(1, symbol));
    }
    CHECK(desk::is_answer(desk::EnrolCame{}));
    CHECK_FALSE(desk::is_answer(desk::SendCode{}));
}
