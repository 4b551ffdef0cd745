#include "clerk/keeper.h"

#include "base/files.h"
#include "clerk/counter.h"

using desk::Outcome;
using Lines = std::vector<std::string>;
using namespace std::chrono_literals;

namespace {

const Lines kNoted{"account outside changed"};

Lines with_noted(Lines lines) {
    lines.insert(lines.begin(), kNoted[0]);
    return lines;
}

bool admits(Counter& counter, const std::string& who, const std::string& pin) {
    const auto told = counter.serve(desk::Knock{.who = who, .pin = pin});
    REQUIRE(told.size() == 1);
    return std::holds_alternative<desk::Admitted>(told[0]);
}

}  // namespace

TEST_CASE("the door knows who there is, and who came in last") {
    Counter counter;
    counter.settings.sheet_printer.kind = "escpos";
    counter.open().hire();
    const auto before = counter.ask<desk::AccountsCame>(desk::AskAccounts{});
    CHECK(before.accounts == std::vector<desk::AccountLine>{{.code = "CB01", .manager = false},
                                                            {.code = "QL01", .manager = true}});
    CHECK(before.last_staff == "");
    CHECK(before.sheet_printer);
    const auto in = counter.ask<desk::Admitted>(desk::Knock{.who = "QL01", .pin = kManagerPin});
    CHECK(in.code == "QL01");
    CHECK(in.manager);
    CHECK(counter.ask<desk::AccountsCame>(desk::AskAccounts{}).last_staff == "QL01");
    counter.serve(desk::NoteLeft{.who = "QL01", .idle = false});
    counter.serve(desk::NoteLeft{.who = "QL01", .idle = true});
    CHECK(counter.rows() ==
          with_noted({"staff_in QL01", "staff_out QL01 left", "staff_out QL01 idle"}));
}

TEST_CASE("each wrong try is a row, the fifth locks the door, and then none counts") {
    Counter counter;
    counter.open().hire();
    for (int left = 4; left >= 0; --left) {
        const auto no = counter.ask<desk::Refused>(desk::Knock{.who = "CB01", .pin = "602718"});
        CHECK(no.tries_left == left);
        CHECK(no.locked_for == (left == 0 ? 15s : 0s));
        CHECK_FALSE(no.failed);
    }
    // The right PIN does not open it now, and is no row.
    CHECK_FALSE(admits(counter, "CB01", kOfficerPin));
    const auto locked = counter.ask<desk::AccountsCame>(desk::AskAccounts{}).locked_for;
    CHECK(locked > 0s);
    CHECK(locked <= 15s);
    CHECK(counter.rows() ==
          with_noted({"door_failed CB01", "door_failed CB01", "door_failed CB01",
                      "door_failed CB01", "door_failed CB01", "door_locked CB01 15"}));

    counter.clock.push(16s);
    CHECK(counter.ask<desk::AccountsCame>(desk::AskAccounts{}).locked_for == 0s);
    CHECK(admits(counter, "CB01", kOfficerPin));
    CHECK(counter.rows().back() == "staff_in CB01");
}

TEST_CASE("nobody comes in who has no account, or through a door that cannot count") {
    Counter counter;
    counter.open().hire();
    CHECK(counter.ask<desk::Refused>(desk::Knock{.who = "CB09", .pin = kOfficerPin}).failed);
    must(files::write_atomically(counter.state() + "/staff.json", "{"));
    CHECK(counter.ask<desk::Refused>(desk::Knock{.who = "CB01", .pin = kOfficerPin}).failed);
    CHECK(counter.ask<desk::Refused>(desk::AskAccounts{}).failed);

    Counter broken;
    broken.open().hire();
    std::filesystem::create_directory(broken.state() + "/door.json");
    CHECK(broken.ask<desk::Refused>(desk::Knock{.who = "CB01", .pin = kOfficerPin}).failed);
    // Mended, it opens without a restart.
    std::filesystem::remove(broken.state() + "/door.json");
    CHECK(admits(broken, "CB01", kOfficerPin));
}

TEST_CASE("accounts that the command line changed are noted once, also across a restart") {
    Counter counter;
    counter.open();
    counter.ask<desk::AccountsCame>(desk::AskAccounts{});
    CHECK(counter.rows().empty());  // Nobody has accounts, and nobody changed any.
    counter.hire();
    counter.ask<desk::AccountsCame>(desk::AskAccounts{});
    counter.ask<desk::AccountsCame>(desk::AskAccounts{});
    CHECK(admits(counter, "CB01", kOfficerPin));
    CHECK(counter.rows() == Lines{kNoted[0], "staff_in CB01"});

    const clerk::Surroundings around = counter.around();
    clerk::Bell bell = must(clerk::Bell::make());
    const clerk::Pen pen(around, bell);
    clerk::Keeper restarted(around, pen);
    restarted.accounts();
    CHECK(counter.rows().size() == 2);
    must(must(staff::Accounts::load(counter.state() + "/staff.json")).set_pin("CB01", "590263"));
    restarted.accounts();
    restarted.accounts();
    CHECK(counter.rows() == Lines{kNoted[0], "staff_in CB01", kNoted[0]});
}

TEST_CASE("without a place to remember them, changed accounts are still noted once") {
    Counter counter;
    counter.open().hire();
    std::filesystem::create_directory(counter.state() + "/staff.seen.json");
    for (int i = 0; i < 3; ++i) counter.ask<desk::AccountsCame>(desk::AskAccounts{});
    CHECK(counter.rows() == kNoted);
}

TEST_CASE("a manager's changes are rows in his name, and no change from outside") {
    Counter counter;
    counter.open().hire();
    const auto added =
        counter.deed(desk::AddAccount{.staff = "QL01", .manager = false, .pin = "590263"});
    CHECK(added == desk::Notice{.deed = desk::Deed::add_account, .words = "CB02"});
    CHECK(admits(counter, "CB02", "590263"));
    CHECK(counter.deed(desk::AddAccount{.staff = "QL01", .manager = true, .pin = "740185"}).words ==
          "QL02");
    CHECK(counter.deed(desk::SetPin{.staff = "QL01", .code = "CB02", .pin = "907364"}).outcome ==
          Outcome::done);
    CHECK(admits(counter, "CB02", "907364"));
    CHECK(counter.deed(desk::RemoveAccount{.staff = "QL01", .code = "CB02"}).outcome ==
          Outcome::done);
    CHECK(counter.ask<desk::AccountsCame>(desk::AskAccounts{}).accounts.size() == 3);
    CHECK(counter.rows() ==
          with_noted({"account QL01 added CB02 officer", "staff_in CB02",
                      "account QL01 added QL02 manager", "account QL01 pin_set CB02 officer",
                      "staff_in CB02", "account QL01 removed CB02 officer"}));
}

TEST_CASE("a weak PIN, a code that nobody has and the last manager change nothing") {
    Counter counter;
    counter.open().hire();
    const std::string file = must(files::read(counter.state() + "/staff.json", 1 << 20));
    const auto weak =
        counter.deed(desk::AddAccount{.staff = "QL01", .manager = false, .pin = "123456"});
    CHECK(weak.outcome == Outcome::refused);
    CHECK(weak.words.find("123456") == std::string::npos);
    CHECK(counter.deed(desk::SetPin{.staff = "QL01", .code = "CB01", .pin = "111111"}).outcome ==
          Outcome::refused);
    CHECK(counter.deed(desk::SetPin{.staff = "QL01", .code = "CB09", .pin = "590263"}).outcome ==
          Outcome::failed);
    CHECK(counter.deed(desk::RemoveAccount{.staff = "QL01", .code = "CB09"}).outcome ==
          Outcome::failed);
    CHECK(counter.deed(desk::RemoveAccount{.staff = "QL01", .code = "QL01"}).outcome ==
          Outcome::refused);
    CHECK(must(files::read(counter.state() + "/staff.json", 1 << 20)) == file);
    CHECK(counter.rows() == kNoted);
}
