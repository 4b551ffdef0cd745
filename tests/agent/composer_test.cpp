#include "agent/composer.h"

#include <fmt/format.h>

#include "agent/stand.h"
#include "journal/reader.h"
#include "wire/envelope.h"
#include "wire/pack.h"

using agent::Composed;
using agent::Composer;
using agent::Outbox;

namespace {

/// Made by hand: so many days with so many procedures each.
void fill(Outbox& outbox, int days, int procedures, int runs = 1) {
    db::Transaction transaction = must(outbox.begin());
    std::int64_t row = 0;
    for (int run = 0; run < runs; ++run) {
        const auto mark = must(outbox.counts().mark({.epoch = std::string(32, 'e'),
                                                     .id = fmt::format("{:032x}", run),
                                                     .first = run + 1,
                                                     .ward = run % 2 ? "23563" : ""}));
        for (int day = 0; day < days; ++day)
            for (int procedure = 0; procedure < procedures; ++procedure)
                must(outbox.counts().add(
                    mark.number,
                    wire::Addition{.key = {.day = business_day(kMorning) - std::chrono::days(day),
                                           .certainty = wire::Certainty::shown,
                                           .procedure = fmt::format("1.{:06}", procedure),
                                           .what = "procedure_opened",
                                           .trusted = true},
                                   .amount = 1 + procedure},
                    ++row));
    }
    must(transaction.commit());
}

struct Desk {
    Desk() : outbox(must(Outbox::open(dir / "agent.db"))) {
        identity.certificate.device = wire::key_id(identity.key.public_key());
        identity.certificate.ward = "23563";
        facts.wall = kMorning;
        facts.now = kStart;
        facts.version = "0.1.0";
        facts.disk_free = 4096;
        facts.published = 3;
    }
    Composed compose(const agent::Portion& portion = {}) {
        return must(Composer(outbox, identity, reached, facts).compose(portion));
    }
    wire::Batch open(const Composed& composed) const {
        const auto envelope = must(wire::parse_envelope(composed.letter.envelope));
        CHECK(wire::holds(envelope, wire::kBatchType, identity.key.public_key()));
        CHECK(envelope.payload.size() <= wire::kPayloadBytesMax);
        return must(wire::decode(must(wire::unpack(envelope.payload, wire::kUnpackedBytesMax))))
            .value();
    }
    wire::Batch next() {
        must(outbox.letters().recall());
        return open(compose());
    }

    TempDir dir;
    Outbox outbox;
    agent::Identity identity{wire::SecretKey::generate(), {}, {}};
    std::vector<agent::Reached> reached;
    agent::Facts facts;
};

tally::Day day_of(const wire::Line& line) { return std::get<wire::Cell>(line.what).key.day; }

}  // namespace

TEST_CASE("the newest day goes first, and no batch has more than its lines") {
    Desk desk;
    fill(desk.outbox, 100, 90);
    const Composed first = desk.compose();
    const wire::Batch batch = desk.open(first);
    CHECK(batch.lines.size() == wire::kLinesMax);
    CHECK(batch.header.unsent == 9000 - std::ssize(batch.lines));
    CHECK(day_of(batch.lines.front()) == business_day(kMorning));
    for (std::size_t i = 1; i < batch.lines.size(); ++i)
        CHECK_FALSE(day_of(batch.lines[i - 1]) < day_of(batch.lines[i]));
    const Composed second = desk.compose({.after = first.end, .by_stick = true});
    CHECK_FALSE(day_of(batch.lines.back()) < day_of(desk.open(second).lines.front()));
    CHECK(desk.open(second).header.batch == 2);
}

TEST_CASE("a batch has at most its runs, and says the ward of each") {
    Desk desk;
    fill(desk.outbox, 1, 1, 300);
    const wire::Batch batch = desk.open(desk.compose());
    CHECK(batch.header.runs.size() == wire::kRunsMax);
    CHECK(batch.lines.size() == wire::kRunsMax);
    for (const wire::Run& run : batch.header.runs) CHECK(run.ward == "23563");
    CHECK(batch.header.unsent == 300 - 256);
}

TEST_CASE("the header tells what is to be told") {
    Desk desk;
    fill(desk.outbox, 1, 2);
    must(desk.outbox.counts().add_fault({.epoch = std::string(32, 'e'), .row = 5}));
    desk.facts.clock_trusted = true;
    desk.facts.boot = std::string(32, 'b');
    const wire::Header header = desk.open(desk.compose()).header;
    CHECK(header.device == desk.identity.certificate.device);
    CHECK(header.batch == 1);
    CHECK(header.after == wire::After{});
    CHECK(header.boot == std::string(32, 'b'));
    CHECK(header.mono_ms == 3'600'000);
    CHECK(header.wall == journal::minute_of(kMorning));
    CHECK(header.clock_trusted);
    CHECK(header.version == "0.1.0");
    CHECK(header.disk_free == 4096);
    CHECK(header.published == 3);
    CHECK(header.unsent == 0);
    REQUIRE(header.faults.size() == 1);
    CHECK(header.faults[0].row == 5);
}

TEST_CASE("nothing to tell is a batch without lines") {
    Desk desk;
    CHECK(desk.open(desk.compose()).lines.empty());
}

TEST_CASE("a count that the format has no place for is set aside, and stops nothing") {
    Desk desk;
    fill(desk.outbox, 1, 3);
    const auto mark =
        must(desk.outbox.counts().mark({std::string(32, 'e'), std::string(32, '0'), 1, "23563"}));
    must(desk.outbox.counts().add(mark.number,
                                  wire::Addition{.key = {.day = business_day(kMorning),
                                                         .certainty = wire::Certainty::shown,
                                                         .procedure = "",
                                                         .what = "a word of tomorrow",
                                                         .trusted = true},
                                                 .amount = 1},
                                  99));
    CHECK(desk.open(desk.compose()).lines.size() == 3);
    CHECK(must(desk.outbox.counts().standing()).bad == 1);
}

TEST_CASE("each head proves that it continues what the province holds") {
    Desk desk;
    const std::string path = desk.dir / "journal.db";
    write_journal(desk.dir, 70);
    journal::Reader reader = must(journal::Reader::open(path));
    const journal::Head head = must(reader.head());
    desk.reached = {{.path = path, .epoch = head.epoch, .rows = 70}};
    const auto claim_of = [&](const wire::Batch& batch) {
        REQUIRE(batch.header.heads.size() == 1);
        return batch.header.heads[0];
    };
    wire::HeadClaim claim = claim_of(desk.next());
    CHECK(claim.from == 0);
    CHECK(claim.proof.empty());
    const wire::Checkpoint checkpoint = must(wire::open_checkpoint(
        claim.checkpoint, desk.identity.certificate.device, desk.identity.key.public_key()));
    CHECK(checkpoint.size == 70);
    CHECK(checkpoint.root == head.root);

    must(desk.outbox.letters().set_held(head.epoch, 33));
    claim = claim_of(desk.next());
    CHECK(claim.from == 33);
    CHECK(wire::is_consistent(33, must(reader.root(33)), 70, head.root, claim.proof));

    must(desk.outbox.letters().set_held(head.epoch, 70));
    claim = claim_of(desk.next());
    CHECK(claim.from == 70);
    CHECK(claim.proof.empty());

    // A journal that was cut back has no proof: it says so by saying nothing.
    must(desk.outbox.letters().set_held(head.epoch, 1000));
    claim = claim_of(desk.next());
    CHECK(claim.from == 0);
    CHECK(claim.proof.empty());

    // And one that is gone takes no count with it.
    desk.reached[0].path = desk.dir / "gone.db";
    CHECK(desk.next().header.heads.empty());
}

TEST_CASE("a line is done up to the revision that was carried, and not further") {
    Desk desk;
    fill(desk.outbox, 1, 1);
    const Composed composed = desk.compose();
    fill(desk.outbox, 1, 1);  // It grows while the batch is on its way; the row is the same.
    const auto mark =
        must(desk.outbox.counts().mark({std::string(32, 'e'), std::string(32, '0'), 1, "23563"}));
    must(desk.outbox.counts().add(mark.number,
                                  wire::Addition{.key = {.day = business_day(kMorning),
                                                         .certainty = wire::Certainty::shown,
                                                         .procedure = "1.000000",
                                                         .what = "procedure_opened",
                                                         .trusted = true},
                                                 .amount = 1},
                                  2));
    const agent::Carried carried = composed.letter.lines.at(0);
    must(desk.outbox.counts().acknowledge(carried.line, carried.revision, "ok"));
    CHECK(must(desk.outbox.counts().standing()).waiting == 1);
    must(desk.outbox.counts().acknowledge(carried.line, 2, "ok"));
    CHECK(must(desk.outbox.counts().standing()).waiting == 0);
    // An old answer that comes late takes nothing back.
    must(desk.outbox.counts().acknowledge(carried.line, 1, "ok"));
    CHECK(must(desk.outbox.counts().standing()).waiting == 0);
}
