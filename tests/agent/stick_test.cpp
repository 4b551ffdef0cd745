#include "agent/stick.h"

#include <filesystem>

#include "agent/naive_cells.h"
#include "agent/stand.h"
#include "base/files.h"
#include "wire/envelope.h"

namespace {

namespace fs = std::filesystem;

/// What `motcua-province stick` does: each batch gets its receipt beside it.
void visit_province(Stand& stand, const std::string& stick) {
    std::vector<fs::path> batches;
    for (const auto& file : fs::directory_iterator(stick + "/motcua"))
        if (file.path().extension() == ".batch") batches.push_back(file.path());
    for (const fs::path& batch : batches) {
        const std::string bytes = must(files::read(batch, wire::kEnvelopeBytesMax));
        CHECK(batch.stem() == wire::digest(bytes));
        const agent::Answer answer = stand.province.answer("/v1/ingest", bytes);
        must(files::write_atomically(fs::path(batch).replace_extension(".receipt"), answer.body));
    }
}

std::map<std::string, std::int64_t> journal_cells(const Stand& stand) {
    return naive_cells(agent::journal_in(stand.state()));
}

}  // namespace

TEST_CASE("a ward without a network sends all by stick") {
    Stand stand;
    const std::string stick = stand.dir / "stick";
    stand.grow(1, 6000);
    stand.enrol();
    CHECK(must(stand.courier().export_to(stick)) >= 1);
    CHECK(stand.courier().status().unsent > 0);
    visit_province(stand, stick);
    CHECK(stand.province.counts() == journal_cells(stand));
    stand.grow(2, 10);  // Life goes on meanwhile.
    const agent::Imported imported = must(stand.courier().import_from(stick));
    CHECK(imported.receipts >= 1);
    CHECK(imported.others == 0);
    must(stand.courier().export_to(stick));
    visit_province(stand, stick);
    must(stand.courier().import_from(stick));
    CHECK(stand.courier().status().unsent == 0);
    CHECK(stand.province.counts() == journal_cells(stand));
}

TEST_CASE("a season is several batches, and each line is in one of them") {
    Stand stand;
    const std::string stick = stand.dir / "stick";
    stand.enrol();
    stand.stop();
    {
        agent::Outbox outbox = must(agent::Outbox::open(stand.state() + "/agent/agent.db"));
        db::Transaction transaction = must(outbox.begin());
        const auto mark =
            must(outbox.counts().mark({std::string(32, 'e'), std::string(32, '0'), 1, "23563"}));
        for (int i = 0; i < 9000; ++i)
            must(outbox.counts().add(
                mark.number,
                wire::Addition{.key = {.day = business_day(kMorning) - std::chrono::days(i),
                                       .certainty = wire::Certainty::shown,
                                       .procedure = "",
                                       .what = "visit_began",
                                       .trusted = true},
                               .amount = 1},
                i + 1));
        must(transaction.commit());
    }
    CHECK(must(stand.courier().export_to(stick)) == 3);
    visit_province(stand, stick);
    std::size_t lines = 0;
    std::set<std::int64_t> unsent;
    for (const wire::Batch& batch : stand.province.batches()) {
        lines += batch.lines.size();
        unsent.insert(batch.header.unsent);
    }
    CHECK(lines == 9000);
    CHECK(unsent == std::set<std::int64_t>{0, 1000, 5000});
    CHECK(must(stand.courier().import_from(stick)).receipts == 3);
    CHECK(stand.courier().status().unsent == 0);
}

TEST_CASE("what went by stick may go by network too, in any order") {
    Stand stand;
    const std::string stick = stand.dir / "stick";
    stand.grow(1, 100);
    stand.enrol();
    must(stand.courier().export_to(stick));
    stand.grow(2, 50);
    stand.send_all();
    visit_province(stand, stick);
    must(stand.courier().import_from(stick));
    CHECK(stand.province.counts() == journal_cells(stand));
    CHECK(stand.courier().status().unsent == 0);
    // The receipts are still on the stick: they were taken.
    CHECK(must(stand.courier().import_from(stick)).receipts == 0);
}

TEST_CASE("a stick is believed as far as its signatures go") {
    Stand stand, other;
    const std::string stick = stand.dir / "stick";
    stand.grow(1, 50);
    stand.enrol();
    other.grow(2, 50);
    other.enrol();
    must(stand.courier().export_to(stick));
    must(other.courier().export_to(stick));
    // Everything gets a receipt, but of another province.
    for (const auto& file : fs::directory_iterator(stick + "/motcua")) {
        wire::Receipt receipt;
        receipt.batch = file.path().stem();
        receipt.device = stand.courier().status().device;
        receipt.serial = 1;
        receipt.next_s = 1;
        must(files::write_atomically(fs::path(file.path()).replace_extension(".receipt"),
                                     other.province.sign(receipt)));
    }
    must(files::write_atomically(stick + "/motcua/" + std::string(64, 'a') + ".receipt", "?"));
    must(files::write_atomically(stick + "/motcua/photo.jpg", "no business of ours"));
    const std::int64_t before = stand.courier().status().unsent;
    const agent::Imported imported = must(stand.courier().import_from(stick));
    CHECK(imported.receipts == 0);
    CHECK(imported.others == 3);
    CHECK(stand.courier().status().unsent == before);
    CHECK_FALSE(stand.courier().import_from(stand.dir / "nowhere"));
}

TEST_CASE("a publication comes by stick as well") {
    Stand stand;
    const std::string stick = stand.dir / "stick", place = stick + "/motcua";
    stand.enrol();
    must(files::make_folder(place));
    wire::Publication made;
    made.version = 2;
    made.province = "52";
    made.files = {{"lang/vi.toml", 2, wire::digest("{}")}};
    must(files::write_atomically(place + "/publication.envelope", stand.province.sign(made)));
    CHECK(must(stand.courier().import_from(stick)).why_not.find(".file") != std::string::npos);
    must(files::write_atomically(place + "/" + wire::digest("{}") + ".file", "{}"));
    CHECK(must(stand.courier().import_from(stick)).published == 2);
    CHECK(must(files::read(stand.state() + "/province/current/lang/vi.toml", 100)) == "{}");
    // The same again is no news.
    const agent::Imported again = must(stand.courier().import_from(stick));
    CHECK(again.published == 0);
    CHECK(again.why_not.empty());
}
