#include "staff/account.h"

#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

#include "staff/pin.h"
#include "staff/ran.h"

using staff::Account;
using staff::Accounts;
using staff::Role;

namespace {

constexpr const char* kPin = "730158";
constexpr const char* kOther = "416093";

Accounts load(const TempDir& dir) { return must(Accounts::load(dir / "staff.json")); }

/// A file with a true hash, made once: hashing is slow on purpose.
const std::string& some_hash() {
    static const std::string hash = must(staff::hash_pin(kPin));
    return hash;
}

std::string entry(const std::string& code, const std::string& role = "officer") {
    return fmt::format(R"({{"code": "{}", "role": "{}", "hash": "{}"}})", code, role, some_hash());
}

void write(const TempDir& dir, const std::string& bytes) {
    std::ofstream(dir / "staff.json") << bytes;
}

void write_entries(const TempDir& dir, const std::string& entries) {
    write(dir, R"({"version": 1, "accounts": [)" + entries + "]}");
}

unsigned permissions(const std::string& path) {
    struct stat facts {};
    REQUIRE(stat(path.c_str(), &facts) == 0);
    return facts.st_mode & 0777u;
}

}  // namespace

TEST_CASE("a code is two capital letters and two digits, and nothing that a name could be") {
    for (const char* code : {"CB01", "QL99", "AA00"}) CHECK(staff::is_code(code));
    for (const char* text : {"", "CB1", "CB001", "cb01", "C101", "CB0A", "LAN1", "LÊ01", "CB01 "})
        CHECK_FALSE(staff::is_code(text));
}

TEST_CASE("a PIN has six digits") {
    for (const char* pin : {"", "73015", "7301589", "73015a", "73 158", "7301५", "-30158"})
        CHECK(must_fail(staff::check_pin(pin)) == "a PIN has six digits");
    must(staff::check_pin(kPin));
    must(staff::check_pin(kOther));
}

TEST_CASE("PINs that a passer-by would try first are refused") {
    for (const char* pin :
         {"000000", "777777", "123456", "234567", "654321", "987654", "890123", "210987",
          "121212", "474747", "123123", "908908", "112233", "998877", "335599", "111222",
          "123321", "904409", "199001", "202611", "111984", "052031", "231126", "112326",
          "261123", "290200", "300475", "010190", "141299"}) {
        CAPTURE(pin);
        CHECK_FALSE(staff::check_pin(pin).has_value());
    }
    for (const char* pin : {"123457", "213465", "320145", "129921", "660012", "471846", "994817"}) {
        CAPTURE(pin);
        if (std::string(pin) == "129921")
            CHECK_FALSE(staff::check_pin(pin).has_value());  // mirrored
        else
            CHECK(staff::check_pin(pin).has_value());
    }
}

TEST_CASE("enough PINs are left: about one in seven is refused, and none by a crash") {
    int refused = 0;
    for (int number = 0; number < 1'000'000; ++number)
        refused += staff::check_pin(fmt::format("{:06}", number)).has_value() ? 0 : 1;
    CHECK(refused > 100'000);
    CHECK(refused < 150'000);
}

TEST_CASE("accounts are there after a restart, by code, and only their PIN matches") {
    const TempDir dir;
    {
        Accounts accounts = load(dir);
        CHECK(accounts.all().empty());
        must(accounts.add("QL01", Role::manager, kPin));
        must(accounts.add("CB02", Role::officer, kOther));
    }
    const Accounts accounts = load(dir);
    REQUIRE(accounts.all().size() == 2);
    CHECK(accounts.all()[0].code == "CB02");
    CHECK(accounts.all()[0].role == Role::officer);
    CHECK(accounts.all()[1].code == "QL01");
    CHECK(accounts.all()[1].role == Role::manager);
    const Account* manager = accounts.find("QL01");
    REQUIRE(manager);
    CHECK(staff::matches(*manager, kPin));
    CHECK_FALSE(staff::matches(*manager, kOther));
    CHECK_FALSE(staff::matches(*manager, ""));
    CHECK(accounts.find("CB01") == nullptr);
}

TEST_CASE("the same PIN twice gives two hashes, each for its owner's eyes only") {
    const TempDir dir;
    const mode_t before = umask(0);
    Accounts accounts = load(dir);
    must(accounts.add("QL01", Role::manager, kPin));
    must(accounts.add("QL02", Role::manager, kPin));
    umask(before);
    CHECK(accounts.all()[0].hash != accounts.all()[1].hash);
    CHECK(permissions(dir / "staff.json") == 0600u);
    CHECK(permissions(dir / "staff.json.lock") == 0600u);
    CHECK(contents_of(dir / "staff.json").find(kPin) == std::string::npos);
}

TEST_CASE("one try costs real work, and at most 64 MiB") {
    const std::string& hash = some_hash();
    CHECK(hash.starts_with("$argon2id$v=19$m=32768,t=4,p=1$"));
    const auto begin = std::chrono::steady_clock::now();
    CHECK(staff::matches({.code = "CB01", .hash = hash}, kPin));
    const auto took = std::chrono::steady_clock::now() - begin;
    CHECK(took > std::chrono::milliseconds(10));
    CHECK(took < std::chrono::seconds(5));
}

TEST_CASE("a PIN can be changed: the old one is worth nothing") {
    const TempDir dir;
    Accounts accounts = load(dir);
    must(accounts.add("QL01", Role::manager, kPin));
    must(accounts.set_pin("QL01", kOther));
    const Accounts again = load(dir);
    CHECK(staff::matches(*again.find("QL01"), kOther));
    CHECK_FALSE(staff::matches(*again.find("QL01"), kPin));
}

TEST_CASE("a change that is not allowed says why and leaves the file as it was") {
    const TempDir dir;
    write_entries(dir, entry("QL01", "manager") + "," + entry("CB01"));
    Accounts accounts = load(dir);
    const std::string before = contents_of(dir / "staff.json");
    CHECK(must_fail(accounts.add("CB01", Role::officer, kPin)) == "CB01 is taken");
    CHECK(must_fail(accounts.add("Lan", Role::officer, kPin)).find("two capital") == 10);
    CHECK_FALSE(accounts.add("CB02", Role::officer, "123456").has_value());
    CHECK_FALSE(accounts.set_pin("CB01", "111111").has_value());
    CHECK(accounts.set_pin("CB07", kPin).error().code == Error::Code::not_found);
    CHECK(accounts.remove("CB07").error().code == Error::Code::not_found);
    CHECK(must_fail(accounts.remove("QL01")).find("the last manager") != std::string::npos);
    CHECK(contents_of(dir / "staff.json") == before);
    must(accounts.add("QL02", Role::manager, kPin));
    must(accounts.remove("QL01"));
    must(accounts.remove("CB01"));
    CHECK(load(dir).all().size() == 1);
}

TEST_CASE("there are at most as many accounts as the door shows") {
    const TempDir dir;
    std::string entries = entry("QL01", "manager");
    for (std::size_t i = 1; i < staff::kAccountsMax; ++i)
        entries += "," + entry(fmt::format("CB{:02}", i));
    write_entries(dir, entries);
    Accounts accounts = load(dir);
    CHECK(must_fail(accounts.add("CB99", Role::officer, kPin)).find("24 accounts") == 10);
    write_entries(dir, entries + "," + entry("CB99"));
    CHECK(must_fail(Accounts::load(dir / "staff.json")).find("more than 24") != std::string::npos);
}

TEST_CASE("the first free code of a role is proposed") {
    const TempDir dir;
    CHECK(load(dir).free_code(Role::officer) == "CB01");
    write_entries(dir, entry("CB01") + "," + entry("CB03") + "," + entry("QL01", "manager"));
    CHECK(load(dir).free_code(Role::officer) == "CB02");
    CHECK(load(dir).free_code(Role::manager) == "QL02");
}

TEST_CASE("a damaged file is never an empty list: it says what is wrong and what to do") {
    const TempDir dir;
    const std::string whole = R"({"version": 1, "accounts": [)" + entry("CB01") + "]}";
    const auto with = [&](const std::string& part, const std::string& instead) {
        std::string bytes = whole;
        return bytes.replace(bytes.find(part), part.size(), instead);
    };
    for (const std::string& bytes :
         {std::string(), std::string("{}"), std::string("[]"), std::string("null"), with("1", "2"),
          with("\"version\": 1, ", ""), with("CB01", "Lan"), with("officer", "boss"),
          with("\"code\"", "\"name\""), with("$argon2id", "$argon2i"),
          with("m=32768", "m=4294967295"), with("t=4", "t=4000000"), with("p=1$", "p=1"),
          with("\"role\"", "\"note\": \"Lan\", \"role\""), with("[", "[1, "), with("[{", "[[{"),
          R"({"version": 1, "accounts": [)" + entry("CB01") + "," + entry("CB01") + "]}",
          std::string(70'000, ' ')}) {
        CAPTURE(bytes.substr(0, 300));
        write(dir, bytes);
        const auto accounts = Accounts::load(dir / "staff.json");
        REQUIRE_FALSE(accounts.has_value());
        CHECK(accounts.error().code == Error::Code::invalid);
        CHECK(accounts.error().message.find("staff.json") != std::string::npos);
        CHECK(accounts.error().message.find("made again with motcua-staff") != std::string::npos);
    }
    for (std::size_t size = 0; size < whole.size(); ++size) {
        write(dir, whole.substr(0, size));
        if (Accounts::load(dir / "staff.json")) FAIL("accepted " << size << " bytes");
    }
}

TEST_CASE("a file that is damaged after it was read is not overwritten by a change") {
    const TempDir dir;
    write_entries(dir, entry("QL01", "manager"));
    Accounts accounts = load(dir);
    write(dir, "{");
    CHECK_FALSE(accounts.add("CB01", Role::officer, kPin).has_value());
    CHECK(contents_of(dir / "staff.json") == "{");
}

TEST_CASE("two processes that add at the same time both keep what they added") {
    const TempDir dir;
    const auto add_four = [&](const std::string& prefix) {
        const pid_t child = fork();
        if (child != 0) return child;
        bool added = true;
        for (int i = 1; i <= 4; ++i) {
            // Each loads once and changes later: only reading again under the lock can save it.
            Result<Accounts> accounts = Accounts::load(dir / "staff.json");
            usleep(1000);
            added = accounts &&
                    accounts->add(fmt::format("{}0{}", prefix, i), Role::officer, kPin) && added;
        }
        _exit(added ? 0 : 1);
    };
    const pid_t first = add_four("AA"), second = add_four("BB");
    for (const pid_t child : {first, second}) {
        int status = -1;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    CHECK(load(dir).all().size() == 8);
}

TEST_CASE("a list that has grown old is read again before it is changed") {
    const TempDir dir;
    Accounts glass = load(dir), command_line = load(dir);
    must(command_line.add("QL01", Role::manager, kPin));
    must(glass.add("CB01", Role::officer, kPin));
    CHECK(glass.all().size() == 2);
    CHECK(must_fail(command_line.add("CB01", Role::officer, kPin)) == "CB01 is taken");
}

TEST_CASE("a lock that nobody lets go is said, not waited for for ever") {
    const TempDir dir;
    write_entries(dir, entry("QL01", "manager"));
    Accounts accounts = load(dir);
    const int other = open((dir / "staff.json.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    REQUIRE(flock(other, LOCK_EX) == 0);
    const auto removed = accounts.remove("QL01");
    REQUIRE_FALSE(removed.has_value());
    CHECK(removed.error().code == Error::Code::unavailable);
    CHECK(load(dir).all().size() == 1);  // Reading needs no lock.
    close(other);
}

TEST_CASE("when the file cannot be written the list in memory stays that of the disk") {
    const TempDir dir;
    write_entries(dir, entry("QL01", "manager"));
    Accounts accounts = load(dir);
    mkdir((dir / "staff.json.new").c_str(), 0700);  // In the way, for root too.
    const auto added = accounts.add("CB01", Role::officer, kPin);
    REQUIRE_FALSE(added.has_value());
    CHECK(added.error().code == Error::Code::io);
    CHECK(accounts.all().size() == 1);
    rmdir((dir / "staff.json.new").c_str());
    must(accounts.add("CB01", Role::officer, kPin));
}
