#include <array>
#include <cstdio>
#include <filesystem>

#include "base/clock.h"
#include "journal/reader.h"
#include "sheets/book.h"
#include "support/must.h"
#include "support/random_journal.h"
#include "support/temp_dir.h"

// motcua-journal export, the program itself, on a journal that a careless world has filled.

namespace {

struct Ran {
    int status;
    std::string out;
};

Ran run(const TempDir& dir, const std::string& arguments) {
    const std::string command = std::string(BINARY_DIR) + "/motcua-journal --journal " +
                                (dir / "journal.db") + " export " + arguments + " 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::string out;
    std::array<char, 4096> buffer;
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        out.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    return {status / 256, out};
}

void grow(const TempDir& dir, std::uint64_t seed) {
    journal::Journal journal = must(journal::Journal::open(
        {.path = dir / "journal.db", .boot = std::string(32, 'b'), .today = {}}));
    RandomJournal(seed).grow(journal, 600);
}

text::Words vietnamese() {
    return must(text::Words::load(std::string(SOURCE_DIR) + "/assets/lang", text::Language::vi));
}

}  // namespace

TEST_CASE("what the tool exports is what the journal says, whatever happened in it") {
    const text::Words words = vietnamese();
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        CAPTURE(seed);
        const TempDir dir;
        grow(dir, seed);
        const Ran ran = run(dir, "--from 2020-01-01 --to 2030-12-31 --output " + dir.path());
        REQUIRE_MESSAGE(ran.status == 0, ran.out);
        const std::string file = dir / "motcua_23563_2020-01-01_2030-12-31.xlsx";
        CHECK(ran.out == file + "\n");
        const tally::Period always{parse_iso_date("2020-01-01"), parse_iso_date("2030-12-31")};
        journal::Reader reader = must(journal::Reader::open(dir / "journal.db"));
        const tally::Report report = must(reader.report(always));
        const std::vector<tally::DossierTotal> dossiers = must(reader.dossiers(always));
        CHECK(report.all.received > 0);

        const Book book(file);
        check_figures(book, "Theo thủ tục", book.rows("Theo thủ tục").back(), report.all, words);
        check_figures(book, "Theo ngày", book.rows("Theo ngày").back(), report.all, words);
        const auto rows = book.rows("Hồ sơ");
        REQUIRE(rows.size() == dossiers.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            CHECK(number(rows[i][7]) == dossiers[i].count);
    }
}

TEST_CASE("the tool writes a workbook where it is told, or CSV files into a folder") {
    const TempDir dir;
    grow(dir, 4);
    const std::string days = "--from 2026-12-01 --to 2027-01-31 ";
    CHECK(run(dir, days + "--output " + (dir / "here.xlsx")).status == 0);
    CHECK(std::filesystem::exists(dir / "here.xlsx"));
    const Ran csv = run(dir, days + "--format csv --language en --output " + dir.path());
    CHECK(csv.status == 0);
    CHECK(std::filesystem::exists(dir / "motcua_23563_2026-12-01_2027-01-31_hoso.csv"));
}

TEST_CASE("the tool says what it cannot do") {
    const TempDir dir;
    grow(dir, 5);
    const Ran backwards = run(dir, "--from 2026-12-02 --to 2026-12-01");
    CHECK(backwards.status == 1);
    CHECK(backwards.out.find("before") != std::string::npos);
    CHECK(run(dir, "--from 2026-13-01").status == 2);
    CHECK(run(dir, "--format pdf").status == 2);
    const Ran nowhere = run(dir, "--output " + (dir / "none/out.xlsx"));
    CHECK(nowhere.status == 1);
    CHECK(nowhere.out.find("none") != std::string::npos);
    const Ran no_config = run(dir, "--config /nowhere");
    CHECK(no_config.status == 1);
    CHECK(no_config.out.find("/nowhere/kiosk.toml") != std::string::npos);
}
