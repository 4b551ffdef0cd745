#include <sys/stat.h>

#include <filesystem>
#include <set>

#include "staff/account.h"
#include "staff/door.h"
#include "staff/pty.h"
#include "staff/ran.h"

// motcua-staff, run as a program.

namespace {

constexpr const char* kPin = "730158";
constexpr const char* kOther = "416093";

staff::Accounts load(const std::string& state) {
    return must(staff::Accounts::load(state + "/staff.json"));
}

bool opens(const std::string& state, const std::string& code, const char* pin) {
    const staff::Accounts accounts = load(state);
    const staff::Account* account = accounts.find(code);
    REQUIRE(account);
    return staff::matches(*account, pin);
}

std::string everything_below(const std::string& folder) {
    std::string bytes;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
        if (file.is_regular_file()) bytes += contents_of(file.path());
    return bytes;
}

}  // namespace

TEST_CASE("accounts are added, listed, changed and removed from the command line") {
    const TempDir dir;
    const std::string state = dir / "new/motcua";
    Ran ran = run_staff(state, {"list"});
    CHECK(ran.status == 0);
    CHECK(ran.out.find("no accounts in " + state + "/staff.json yet") != std::string::npos);

    ran = run_staff(state, {"add", "--role", "manager"}, std::string(kPin) + "\n");
    CHECK(ran.out == "QL01 added, manager\n");
    CHECK(ran.status == 0);
    ran = run_staff(state, {"add"}, kOther);  // A last line without its end.
    CHECK(ran.out == "CB01 added, officer\n");
    ran = run_staff(state, {"add", "AN07"}, std::string(kOther) + "\r\n");
    CHECK(ran.out == "AN07 added, officer\n");

    ran = run_staff(state, {"list"});
    CHECK(ran.out == "AN07  officer\nCB01  officer\nQL01  manager\n");
    ran = run_staff(state, {"pin", "CB01"}, std::string(kPin) + "\n" + kOther + "\n");
    CHECK(ran.out == "CB01 has a new PIN\n");
    CHECK(opens(state, "CB01", kPin));
    CHECK_FALSE(opens(state, "CB01", kOther));
    CHECK(opens(state, "QL01", kPin));

    ran = run_staff(state, {"remove", "AN07"});
    CHECK(ran.out == "AN07 removed\n");
    CHECK(load(state).all().size() == 2);
}

TEST_CASE("what is refused says why, with status 1, and changes nothing") {
    const TempDir dir;
    const std::string state = dir / "state";
    CHECK(run_staff(state, {"add", "QL01", "--role", "manager"}, kPin).status == 0);
    const std::string before = contents_of(state + "/staff.json");
    const auto refused = [&](std::initializer_list<std::string> words, const std::string& input,
                             const std::string& why) {
        const Ran ran = run_staff(state, words, input);
        CAPTURE(ran.out);
        CHECK(ran.status == 1);
        CHECK(ran.out.starts_with("motcua-staff: "));
        CHECK(ran.out.find(why) != std::string::npos);
    };
    refused({"add", "QL01"}, kPin, "QL01 is taken");
    refused({"add"}, "123456\n", "anybody would try");
    refused({"add"}, "12345\n", "six digits");
    refused({"add"}, "", "no PIN was given");
    refused({"add"}, "\n", "no PIN was given");
    refused({"add"}, std::string(100'000, '7'), "longer than any PIN");
    refused({"pin", "CB09"}, kPin, "there is no account CB09");
    refused({"remove", "CB09"}, "", "there is no account CB09");
    refused({"remove", "QL01"}, "", "the last manager");
    CHECK(contents_of(state + "/staff.json") == before);
    std::ofstream(state + "/staff.json") << "{";
    refused({"list"}, "", "made again with motcua-staff");
    refused({"add"}, kPin, "made again with motcua-staff");
}

TEST_CASE("wrong usage is status 2, help is 0, and no option takes a PIN") {
    const TempDir dir;
    CHECK(run_staff(dir.path(), {}).status == 2);
    CHECK(run_staff(dir.path(), {"shut"}).status == 2);
    CHECK(run_staff(dir.path(), {"pin"}).status == 2);
    CHECK(run_staff(dir.path(), {"add", "Lan"}, kPin).status == 2);
    CHECK(run_staff(dir.path(), {"add", "--role", "boss"}, kPin).status == 2);
    CHECK(run_staff(dir.path(), {"add", "CB01", kPin}).status == 2);
    CHECK(run_staff(dir.path(), {"add", "CB01", "--pin", kPin}).status == 2);
    CHECK(run_staff(dir.path(), {"--help"}).status == 0);
    CHECK_FALSE(std::filesystem::exists(dir / "staff.json"));
}

TEST_CASE("at a terminal the PIN is asked for twice and never shown" *
          doctest::skip(!kHasTerminals)) {
    const TempDir dir;
    Terminal terminal(staff_command(dir.path(), {"add", "CB01"}));
    REQUIRE(terminal.wait_for("PIN of six digits for CB01: "));
    CHECK_FALSE(terminal.echoes());
    const std::string arguments =
        contents_of("/proc/" + std::to_string(terminal.id()) + "/cmdline");
    terminal.type(
        "7301599\x7f\x7f"
        "8\r");  // Two keys too many, taken back.
    REQUIRE(terminal.wait_for("Once more: "));
    CHECK_FALSE(terminal.echoes());
    terminal.type(std::string(kPin) + "\r");
    CHECK(terminal.wait_for("CB01 added, officer"));
    CHECK(terminal.finish() == 0);
    CHECK(opens(dir.path(), "CB01", kPin));
    CHECK(terminal.shown().find("73") == std::string::npos);
    CHECK(terminal.shown().find('*') == std::string::npos);
    CHECK(arguments.find("add") != std::string::npos);
    CHECK(arguments.find(kPin) == std::string::npos);
}

TEST_CASE("two PINs that differ, or Ctrl+C, change nothing, and the echo comes back" *
          doctest::skip(!kHasTerminals)) {
    const TempDir dir;
    {
        Terminal terminal(staff_command(dir.path(), {"add", "CB01"}));
        REQUIRE(terminal.wait_for("CB01: "));
        terminal.type(std::string(kPin) + "\n");
        REQUIRE(terminal.wait_for("Once more: "));
        terminal.type(std::string(kOther) + "\n");
        CHECK(terminal.wait_for("the two PINs differ; nothing was changed"));
        CHECK(terminal.finish() == 1);
        CHECK(terminal.echoes());
    }
    Terminal terminal(staff_command(dir.path(), {"add", "CB01"}));
    REQUIRE(terminal.wait_for("CB01: "));
    terminal.type("7301\x03");
    CHECK(terminal.wait_for("no PIN was given"));
    CHECK(terminal.finish() == 1);
    CHECK(terminal.echoes());
    CHECK(load(dir.path()).all().empty());
}

TEST_CASE("no PIN is in clear in any file of the state folder, nor in what was said") {
    const TempDir dir;
    std::string said;
    const std::set<std::string> pins{"730158", "416093", "582047"};
    said += run_staff(dir.path(), {"add", "QL01", "--role", "manager"}, "730158\n").out;
    said += run_staff(dir.path(), {"add", "CB01"}, "416093\n").out;
    said += run_staff(dir.path(), {"pin", "CB01"}, "582047\n").out;
    said += run_staff(dir.path(), {"add", "QL01"}, "582047\n").out;
    staff::Door door = must(staff::Door::open(dir / "door.json", Instant{}));
    const staff::Accounts accounts = load(dir.path());
    for (int i = 0; i < 5; ++i) (void)must(door.knock(*accounts.find("CB01"), "730158", Instant{}));
    const std::string files = everything_below(dir.path());
    CHECK(files.find("$argon2id$") != std::string::npos);
    CHECK(files.find("\"locked\": true") != std::string::npos);
    for (const std::string& pin : pins) {
        CHECK(files.find(pin) == std::string::npos);
        CHECK(said.find(pin) == std::string::npos);
    }
}

TEST_CASE("the administrator's changes stay readable for the kiosk that owns the folder") {
    if (geteuid() != 0) return;
    const TempDir dir;
    const std::string state = dir / "state";
    constexpr uid_t kSomebody = 12345;
    REQUIRE(chmod(dir.path().c_str(), 0755) == 0);
    std::filesystem::create_directory(state);
    REQUIRE(chown(state.c_str(), kSomebody, kSomebody) == 0);
    CHECK(run_staff(state, {"add"}, kPin).status == 0);
    for (const char* file : {"/staff.json", "/staff.json.lock"}) {
        struct stat facts {};
        REQUIRE(stat((state + file).c_str(), &facts) == 0);
        CHECK(facts.st_uid == kSomebody);
        CHECK(facts.st_gid == kSomebody);
    }
}
