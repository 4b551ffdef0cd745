#include <doctest/doctest.h>

#include "support/officer.h"

using std::chrono::seconds;

TEST_CASE("the door asks who there is, and then for six digits") {
    Officer officer;
    CHECK(officer.wanted<desk::AskAccounts>());
    officer.knows({{.code = "CB01"}, {.code = "QL01", .manager = true}});
    CHECK(officer.screen<desk::Door>().who.empty());
    officer.types("123");
    CHECK(officer.screen<desk::Door>().pin.empty());  // Whose would they be?

    officer.does(desk::ChooseCode{"QL01"}).types("27491");
    CHECK_FALSE(officer.wanted<desk::Knock>());
    officer.types("6");
    REQUIRE(officer.wanted<desk::Knock>());
    CHECK(officer.wanted<desk::Knock>()->who == "QL01");
    CHECK(officer.wanted<desk::Knock>()->pin == "274916");
    CHECK(officer.screen<desk::Door>().pin.empty());
    CHECK(officer.screen<desk::Door>().checking);

    officer.types("99");  // While it is being looked at nothing is typed.
    CHECK(officer.screen<desk::Door>().pin.empty());
}

TEST_CASE("whoever came in last, or is alone, need not say who they are") {
    Officer alone;
    alone.knows({{"CB07", false}});
    CHECK(alone.screen<desk::Door>().who == "CB07");

    Officer last;
    desk::AccountsCame came;
    came.accounts = {{"CB01", false}, {"CB02", false}};
    came.last_staff = "CB02";
    last.does(came);
    CHECK(last.screen<desk::Door>().who == "CB02");
}

TEST_CASE("a wrong PIN says how many tries are left; a lock counts down and ends") {
    Officer officer;
    officer.knows({{"CB01", false}}).types("111111");
    officer.does(desk::Refused{.tries_left = 4});
    CHECK(officer.screen<desk::Door>().wrong);
    CHECK(officer.screen<desk::Door>().tries_left == 4);

    officer.types("222222").does(desk::Refused{.locked_for = seconds(15)});
    officer.asked();
    officer.types("333333");
    CHECK_FALSE(officer.wanted<desk::Knock>());
    CHECK(desk::locked_for(officer.screen<desk::Door>(), officer.now) == seconds(15));

    officer.now += seconds(14);
    CHECK(desk::locked_for(officer.screen<desk::Door>(), officer.now) == seconds(1));
    CHECK(desk::next_deadline(officer.desk, officer.now) == officer.now + seconds(1));
    officer.now += seconds(1);
    desk::pass(officer.desk, officer.now);
    officer.types("274916");
    CHECK(officer.wanted<desk::Knock>());
}

TEST_CASE("a lock that was earned before, or before a restart, is seen at once") {
    Officer officer;
    desk::AccountsCame came;
    came.accounts = {{"CB01", false}};
    came.locked_for = seconds(30);
    officer.does(came).types("274916");
    CHECK_FALSE(officer.wanted<desk::Knock>());
}

TEST_CASE("only the answer to one's own knock opens the door") {
    Officer nobody;
    nobody.knows({{"CB01", true}}).does(desk::Admitted{.code = "CB01", .manager = true});
    CHECK_FALSE(nobody.desk.inside());

    Officer other;
    other.knows({{"CB01", true}, {"CB02", true}}).does(desk::ChooseCode{"CB02"}).types("274916");
    other.does(desk::Admitted{.code = "CB01", .manager = true});
    CHECK_FALSE(other.desk.inside());
}

TEST_CASE("before the door nothing else can be done") {
    Officer officer;
    officer.knows({{"CB01", true}}).asked();
    for (const desk::Action& action : std::initializer_list<desk::Action>{
             desk::OpenTab{desk::Tab::entry}, desk::Save{}, desk::OpenKeys{}, desk::ExportXlsx{},
             desk::ConfirmClose{}, desk::JournalGrew{}}) {
        officer.does(action);
        CHECK(officer.at<desk::Door>());
        CHECK(officer.asked().empty());
    }
}

TEST_CASE("leaving is said to the journal, but only by those who were inside") {
    Officer outside;
    outside.asked();
    outside.does(desk::Leave{});
    CHECK(outside.left);
    CHECK(outside.asked().empty());

    Officer inside;
    inside.enters().does(desk::Leave{});
    CHECK(inside.left);
    REQUIRE(inside.wanted<desk::NoteLeft>());
    CHECK(inside.wanted<desk::NoteLeft>()->who == "CB01");
}

TEST_CASE("a new PIN is typed twice, and is gone from here once it is handed on") {
    Officer manager;
    manager.enters().does(desk::OpenTab{desk::Tab::health}).does(desk::OpenKeys{});
    manager.does(desk::AddKey{.manager = false}).types("274916");
    CHECK_FALSE(manager.wanted<desk::AddAccount>());
    manager.types("274917");
    CHECK_FALSE(manager.wanted<desk::AddAccount>());
    CHECK(manager.screen<desk::Keys>().differs);
    CHECK(manager.screen<desk::Keys>().first.empty());

    manager.types("274916").types("274916");
    REQUIRE(manager.wanted<desk::AddAccount>());
    CHECK(manager.wanted<desk::AddAccount>()->pin == "274916");
    CHECK_FALSE(manager.wanted<desk::AddAccount>()->manager);
    CHECK(manager.screen<desk::Keys>().pin.empty());
    CHECK(manager.screen<desk::Keys>().first.empty());
    CHECK(manager.screen<desk::Keys>().doing == desk::Keys::Doing::looking);
}

TEST_CASE("accounts belong to managers, and removing one asks first") {
    Officer officer;
    officer.enters(false).does(desk::OpenTab{desk::Tab::health}).does(desk::OpenKeys{});
    CHECK(officer.at<desk::HealthView>());

    Officer manager;
    manager.enters().does(desk::OpenTab{desk::Tab::health}).does(desk::OpenKeys{});
    manager.does(desk::ConfirmRemove{});
    CHECK_FALSE(manager.wanted<desk::RemoveAccount>());
    manager.does(desk::AskRemove{"CB02"}).does(desk::Back{}).does(desk::ConfirmRemove{});
    CHECK_FALSE(manager.wanted<desk::RemoveAccount>());
    manager.does(desk::AskRemove{"CB02"}).does(desk::ConfirmRemove{});
    REQUIRE(manager.wanted<desk::RemoveAccount>());
    CHECK(manager.wanted<desk::RemoveAccount>()->code == "CB02");
}
