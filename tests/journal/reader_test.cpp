#include "journal/reader.h"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "journal/print.h"
#include "support/journal_fixture.h"

using namespace journal;
using std::chrono::days;

namespace {

const std::chrono::sys_days kDay = business_day(kMorning);

Record opened(const std::string& code, std::chrono::days later, Verdict verdict) {
    return {.event = procedure_opened(code),
            .minute = minute_of(kMorning + later),
            .trusted = true,
            .verdict = verdict};
}

/// Three days of two procedures.
void write_three_days(const TempDir& dir) {
    Journal journal = must(Journal::open(settings_in(dir)));
    must(journal.append(std::vector{
        opened("1.001193", days(0), Verdict::counted),
        opened("1.001193", days(0), Verdict::double_tap),
        opened("1.000656", days(0), Verdict::counted),
        opened("1.001193", days(1), Verdict::repeat),
        opened("1.000656", days(1), Verdict::counted),
        opened("1.000656", days(1), Verdict::double_tap),
        opened("1.001193", days(2), Verdict::counted),
        opened("1.000656", days(2), Verdict::counted),
    }));
}

struct Ran {
    int status;
    std::string out;
};

/// Runs motcua-journal on a folder's journal.
Ran run(const TempDir& dir, const std::string& arguments) {
    const std::string command = std::string(BINARY_DIR) + "/motcua-journal --journal " +
                                (dir / "journal.db") + " " + arguments + " 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::string out;
    std::array<char, 4096> buffer;
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        out.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    return {WEXITSTATUS(status), out};
}

bool has(const std::string& text, const std::string& words) {
    if (text.find(words) != std::string::npos) return true;
    MESSAGE(text);
    return false;
}

}  // namespace

TEST_CASE("a tally counts and filters by procedure and reason, both ends of the days included") {
    TempDir dir;
    write_three_days(dir);
    Reader reader = must(Reader::open(dir / "journal.db"));
    const Tally death{.procedure = "1.000656",
                      .kind = "procedure_opened",
                      .detail = "",
                      .counted = 2,
                      .filtered = {{"double_tap", 1}}};
    const Tally birth{.procedure = "1.001193",
                      .kind = "procedure_opened",
                      .detail = "",
                      .counted = 1,
                      .filtered = {{"double_tap", 1}, {"repeat", 1}}};
    CHECK(must(reader.tally(kDay, kDay + days(1))) == std::vector{death, birth});
    CHECK(must(reader.tally(kDay + days(3), kDay + days(9))).empty());
    CHECK(must(reader.tally(kDay + days(2), kDay + days(2))).size() == 2);
}

TEST_CASE("the most opened procedures come first, filtered rows do not help them") {
    TempDir dir;
    write_three_days(dir);
    Reader reader = must(Reader::open(dir / "journal.db"));
    using Codes = std::vector<std::string>;
    CHECK(must(reader.most_opened(kDay, 9)) == Codes{"1.000656", "1.001193"});
    CHECK(must(reader.most_opened(kDay, 1)) == Codes{"1.000656"});
    CHECK(must(reader.most_opened(kDay + days(1), 9)) == Codes{"1.000656", "1.001193"});
    CHECK(must(reader.most_opened(kDay + days(3), 9)).empty());
}

TEST_CASE("the newest rows are given oldest first, as many as there are") {
    TempDir dir;
    write_journal(dir, 5);
    Reader reader = must(Reader::open(dir / "journal.db"));
    const std::vector<Entry> newest = must(reader.newest(2));
    REQUIRE(newest.size() == 2);
    CHECK(newest[0].sequence == 4);
    CHECK(newest[1].sequence == 5);
    CHECK(must(reader.newest(100)).size() == 5);
}

TEST_CASE("a reader says what is wrong with a file that is no journal") {
    TempDir dir;
    const auto code = [&] { return Reader::open(dir / "journal.db"); };
    CHECK(code().error().code == Error::Code::not_found);
    std::ofstream(dir / "journal.db") << std::string(5000, 'x');
    CHECK(code().error().code == Error::Code::corrupt);
    std::filesystem::remove(dir / "journal.db");
    must(must(db::Database::open_owner(dir / "journal.db")).execute("CREATE TABLE a (n INTEGER)"));
    CHECK(code().error().code == Error::Code::invalid);
}

TEST_CASE("a row is shown in Viet Nam's time, with a mark if the clock is not trusted") {
    Entry entry = make_entry(record_number(1), 7, "");
    CHECK(print::line(entry) ==
          "      7  2026-11-23 09:00   qr_shown          1.001001  wifi             counted");
    entry.trusted = false;
    CHECK(has(print::line(entry), "09:00?"));
    CHECK(print::json(entry) ==
          R"({"sequence":7,"minute":"2026-11-23T02:00Z","boot":"","trusted":false,)"
          R"("day":"2026-11-23","kind":"qr_shown","procedure":"1.001001","detail":"wifi",)"
          R"("verdict":"counted","rules":3})");
    entry.detail = "\"\\\n";
    CHECK(has(print::json(entry), R"("detail":"\"\\?")"));
}

TEST_CASE("motcua-journal verifies, shows and tallies while the kiosk has the file open") {
    TempDir dir;
    write_three_days(dir);
    const Journal owner = must(Journal::open(settings_in(dir)));

    const Ran verified = run(dir, "verify");
    CHECK(verified.status == 0);
    CHECK(verified.out == "rows   8\nroot   " + hex(owner.head().root) + "\nepoch  " +
                              owner.head().epoch + "\nok\n");

    const Ran shown = run(dir, "show -n 2");
    CHECK(shown.status == 0);
    CHECK(has(shown.out, "      8  2026-11-25 09:00   procedure_opened  1.000656"));
    CHECK(std::count(shown.out.begin(), shown.out.end(), '\n') == 2);
    CHECK(has(run(dir, "show --json").out, R"("sequence":1,"minute":"2026-11-23T02:00Z")"));

    const Ran tallied = run(dir, "tally --from 2026-11-23 --to 2026-11-24");
    CHECK(tallied.status == 0);
    CHECK(has(tallied.out, "double_tap 1, repeat 1"));
    CHECK(
        has(tallied.out, "sum                                                       3         3"));
    CHECK(run(dir, "tally --from 2026-11-23 --to 2026-11-24 --json").out ==
          R"({"procedure":"1.000656","kind":"procedure_opened","detail":"","counted":2,)"
          R"("filtered":{"double_tap":1}})"
          "\n"
          R"({"procedure":"1.001193","kind":"procedure_opened","detail":"","counted":1,)"
          R"("filtered":{"double_tap":1,"repeat":1}})"
          "\n"
          R"({"measures":{"visits":0,"opened":3,"qr_shown":0,"counter_way":0,"slips":0,)"
          R"("submitted":0,"received":0,"online":0,"post":0,"online_complete":0,"digitised":0,)"
          R"("digitised_complete":0,"result_due":0,"result_electronic":0,"fee_due":0,)"
          R"("paid_online":0}})"
          "\n");
}

TEST_CASE("motcua-journal says what is wrong: 1 for the journal, 2 for the user") {
    TempDir dir;
    CHECK(run(dir, "verify").status == 1);
    write_three_days(dir);
    must(
        must(db::Database::open_owner(dir / "journal.db"))
            .execute("DROP TRIGGER entry_fixed; UPDATE entry SET detail = 'x' WHERE sequence = 4"));
    const Ran verified = run(dir, "verify");
    CHECK(verified.status == 1);
    CHECK(has(verified.out, "WRONG  trigger entry_fixed is missing or changed\n"));
    CHECK(has(verified.out, "WRONG  row 4: its detail is \"x\", frozen was \"\"\n"));

    for (const char* wrong : {"", "dance", "show -n 0", "show -n many", "tally --from yesterday",
                              "tally --to 2026-02-30", "verify --json"}) {
        CAPTURE(wrong);
        CHECK(run(dir, wrong).status == 2);
    }
    CHECK(run(dir, "--help").status == 0);
}
