#include "agent/outbox.h"

#include <filesystem>
#include <fstream>

#include "agent/naive_cells.h"
#include "agent/stand.h"

using agent::Letter;
using agent::Outbox;

namespace {

Letter letter(const std::string& name, std::int64_t lines) {
    Letter letter{
        .digest = wire::digest(name), .envelope = std::string("a\0b", 3) + name, .lines = {}};
    for (std::int64_t i = 1; i <= lines; ++i)
        letter.lines.push_back({.line = i, .revision = 10 * i});
    return letter;
}

}  // namespace

TEST_CASE("one agent has the outbox") {
    TempDir dir;
    const Outbox outbox = must(Outbox::open(dir / "agent.db"));
    const auto second = Outbox::open(dir / "agent.db");
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Error::Code::unavailable);
}

TEST_CASE("a damaged outbox is begun anew, and nothing is lost by it") {
    Stand stand;
    stand.grow(1, 200);
    stand.enrol();
    stand.send_all();
    stand.stop();
    const std::string path = stand.state() + "/agent/agent.db";
    for (const std::streamoff at : {0, 5000, 20'000}) {
        CAPTURE(at);
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(at);
        file << std::string(3000, '\x7f');
        file.close();
        CHECK(stand.send_all().unsent == 0);
        stand.stop();
    }
    CHECK(stand.province.counts() == naive_cells(agent::journal_in(stand.state())));
}

TEST_CASE("an outbox of a newer agent is left as it is") {
    TempDir dir;
    { must(Outbox::open(dir / "agent.db")); }
    {
        db::Database database = must(db::Database::open_owner(dir / "agent.db"));
        must(database.execute("PRAGMA user_version = 99"));
    }
    const auto opened = Outbox::open(dir / "agent.db");
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == Error::Code::invalid);
    CHECK(std::filesystem::exists(dir / "agent.db"));
}

TEST_CASE("one batch is on its way, byte for byte, until it is settled or recalled") {
    TempDir dir;
    Outbox outbox = must(Outbox::open(dir / "agent.db"));
    agent::Letters& letters = outbox.letters();
    CHECK_FALSE(must(letters.in_flight()).has_value());
    must(letters.send(letter("one", 3)));
    CHECK(must(letters.in_flight()) == letter("one", 3));
    must(letters.settle(letter("another", 0).digest));
    CHECK(must(letters.find(letter("one", 3).digest)) == letter("one", 3));
    must(letters.settle(letter("one", 3).digest));
    CHECK_FALSE(must(letters.in_flight()).has_value());
    must(letters.send(letter("two", 1)));
    must(letters.recall());
    CHECK_FALSE(must(letters.in_flight()).has_value());
}

TEST_CASE("of batches on sticks the newest are remembered, without their bytes") {
    TempDir dir;
    Outbox outbox = must(Outbox::open(dir / "agent.db"));
    agent::Letters& letters = outbox.letters();
    must(letters.send(letter("by network", 2)));
    for (int i = 0; i < agent::kExportsMax + 5; ++i)
        must(letters.keep_exported(letter(std::to_string(i), 2)));
    CHECK_FALSE(must(letters.find(letter("4", 2).digest)).has_value());
    const auto kept = must(letters.find(letter("5", 2).digest));
    REQUIRE(kept.has_value());
    CHECK(kept->envelope.empty());
    CHECK(kept->lines == letter("5", 2).lines);
    CHECK(must(letters.in_flight()) == letter("by network", 2));
}

TEST_CASE("faults are told newest first, each once, and not without end") {
    TempDir dir;
    Outbox outbox = must(Outbox::open(dir / "agent.db"));
    db::Transaction transaction = must(outbox.begin());
    for (std::int64_t row = 1; row <= agent::kFaultsKept + 50; ++row)
        for (int twice = 0; twice < 2; ++twice)
            must(outbox.counts().add_fault({.epoch = std::string(32, 'e'), .row = row}));
    must(transaction.commit());
    CHECK(must(outbox.counts().standing()).faults == agent::kFaultsKept);
    const auto newest = must(outbox.counts().faults(20));
    CHECK(newest.size() == 20);
    CHECK(newest[0].row == agent::kFaultsKept);
}
