#include "agent/fold.h"

#include <filesystem>
#include <fstream>

#include "agent/naive_cells.h"
#include "agent/stand.h"
#include "journal/reader.h"
#include "journal/set_aside.h"

using agent::Fold;
using agent::Outbox;

namespace {

bool yes() { return true; }

std::string epoch_of(const std::string& path) {
    journal::Reader reader = must(journal::Reader::open(path));
    return must(reader.head()).epoch;
}

/// All that waits in an outbox, as naive_cells() writes it; with revisions when asked.
std::map<std::string, std::int64_t> cells_in(Outbox& outbox, bool revisions = false) {
    std::map<std::string, std::int64_t> cells;
    for (const agent::Waiting& waiting : must(outbox.counts().waiting({}, 1'000'000))) {
        const auto* cell = std::get_if<wire::Cell>(&waiting.what);
        if (!cell) continue;
        const wire::Run run = must(outbox.counts().run(waiting.run));
        cells[run.epoch + " " + run.id + " " + iso_date(cell->key.day) + " " +
              std::string(wire::name_of(cell->key.certainty)) + " " + cell->key.procedure + " " +
              cell->key.what + (cell->key.trusted ? " trusted" : "")] =
            revisions ? cell->revision : cell->count;
    }
    return cells;
}

Outbox open_outbox(const Stand& stand, const std::string& name = "outbox.db") {
    return must(Outbox::open(stand.dir / name));
}

void corrupt_page(const std::string& path, std::streamoff page) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(page * 4096);
    file << std::string(4096, 'x');
}

}  // namespace

TEST_CASE("the cells are those of a separate recount, whatever the journal") {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        CAPTURE(seed);
        Stand stand;
        Outbox outbox = open_outbox(stand);
        for (std::uint64_t opening = 0; opening < 3; ++opening) {
            stand.grow(seed * 10 + opening, 300);
            must(Fold(outbox, stand.state(), yes).run());
        }
        CHECK(cells_in(outbox) == naive_cells(agent::journal_in(stand.state())));
    }
}

TEST_CASE("an outbox made anew comes to the same cells with the same revisions") {
    Stand stand;
    Outbox bit_by_bit = open_outbox(stand);
    for (std::uint64_t opening = 0; opening < 5; ++opening) {
        stand.grow(opening, 150);
        must(Fold(bit_by_bit, stand.state(), yes).run());
    }
    Outbox at_once = open_outbox(stand, "another.db");
    must(Fold(at_once, stand.state(), yes).run());
    CHECK(cells_in(bit_by_bit) == cells_in(at_once));
    CHECK(cells_in(bit_by_bit, true) == cells_in(at_once, true));
    CHECK(cells_in(at_once, true) == naive_revisions(agent::journal_in(stand.state())));
    CHECK(must(bit_by_bit.counts().standing()) == must(at_once.counts().standing()));
}

TEST_CASE("more rows than are read at once make no difference, nor does stopping between") {
    Stand stand;
    stand.grow(3, 2 * Fold::kRowsAtOnce + 7);
    Outbox outbox = open_outbox(stand);
    int asked = 0;
    must(Fold(outbox, stand.state(), [&] { return ++asked < 3; }).run());
    CHECK(cells_in(outbox) != naive_cells(agent::journal_in(stand.state())));
    must(Fold(outbox, stand.state(), yes).run());
    CHECK(cells_in(outbox) == naive_cells(agent::journal_in(stand.state())));
}

TEST_CASE("a row that was edited does not count and is told as a fault") {
    Stand stand;
    stand.grow(4, 60);
    const std::string path = agent::journal_in(stand.state());
    const auto whole = naive_cells(path);
    {
        db::Database database = must(db::Database::open_owner(path));
        must(database.execute("DROP TRIGGER entry_fixed"));
        must(
            database.execute("UPDATE entry SET verdict = CASE verdict WHEN 'counted' THEN 'repeat'"
                             " ELSE 'counted' END WHERE sequence = 17"));
    }
    Outbox outbox = open_outbox(stand);
    must(Fold(outbox, stand.state(), yes).run());
    const auto faults = must(outbox.counts().faults(20));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0] == wire::RowFault{.epoch = epoch_of(path), .row = 17});
    std::int64_t before = 0, after = 0;
    for (const auto& [key, count] : whole) before += std::abs(count);
    for (const auto& [key, count] : cells_in(outbox)) after += std::abs(count);
    CHECK(after <= before);
}

TEST_CASE("a journal that was restored takes nothing away, and what follows has its own run") {
    Stand stand;
    stand.grow(5, 80);
    const std::string path = agent::journal_in(stand.state());
    std::filesystem::copy_file(path, stand.dir / "backup.db");
    stand.grow(6, 40);
    Outbox outbox = open_outbox(stand);
    must(Fold(outbox, stand.state(), yes).run());
    auto expected = naive_cells(path);

    std::filesystem::remove(path);
    std::filesystem::copy_file(stand.dir / "backup.db", path);
    stand.grow(7, 50);
    must(Fold(outbox, stand.state(), yes).run());
    for (const auto& [key, count] : naive_cells(path)) expected[key] = count;
    CHECK(cells_in(outbox) == expected);
}

TEST_CASE("a damaged journal that was set aside is read as far as it goes, then left alone") {
    Stand stand;
    stand.grow(8, 400);
    const std::string path = agent::journal_in(stand.state());
    const auto whole = naive_cells(path);
    // The tree's newest page: rows are lost, those before them are not.
    {
        db::Database database = must(db::Database::open_owner(path));
        must(database.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    const auto pages = static_cast<std::streamoff>(std::filesystem::file_size(path) / 4096);
    corrupt_page(path, pages / 2);
    const std::string aside = must(journal::set_aside(path, std::chrono::year(2026) / 11 / 23));
    stand.grow(9, 30);

    Outbox outbox = open_outbox(stand);
    const auto reached = must(Fold(outbox, stand.state(), yes).run());
    CHECK(reached.at(0).path == path);
    const auto cells = cells_in(outbox);
    for (const auto& [key, count] : naive_cells(path)) CHECK(cells.at(key) == count);
    CHECK(cells.size() > naive_cells(path).size());
    REQUIRE(reached.size() == 2);
    CHECK(reached[1].path == aside);
    CHECK(reached[1].rows >= 400);
    CHECK_FALSE(must(outbox.is_finished(std::filesystem::path(aside).filename())));
    must(outbox.letters().set_held(reached[1].epoch, reached[1].rows));
    must(Fold(outbox, stand.state(), yes).run());
    CHECK(must(outbox.is_finished(std::filesystem::path(aside).filename())));
}

TEST_CASE("files that are no journals, and none at all, stop nothing") {
    Stand stand;
    Outbox outbox = open_outbox(stand);
    const auto nothing = Fold(outbox, stand.state(), yes).run();
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == Error::Code::not_found);
    std::ofstream(stand.state() + "/journal-damaged-2026-11-23-1.db") << "not a database at all";
    std::ofstream(stand.state() + "/journal-damaged-2026-11-23-2.db") << "";
    stand.grow(1, 20);
    must(Fold(outbox, stand.state(), yes).run());
    CHECK(cells_in(outbox) == naive_cells(agent::journal_in(stand.state())));
}
