#include "agent/uploader.h"

#include "agent/naive_cells.h"
#include "agent/stand.h"
#include "wire/envelope.h"

using agent::Answer;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

std::map<std::string, std::int64_t> journal_cells(const Stand& stand) {
    return naive_cells(agent::journal_in(stand.state()));
}

std::optional<Result<Answer>> unreachable(const agent::Request&) {
    return Result<Answer>(no_network());
}

std::size_t sent_to(const TestRoad& road, const std::string& path) {
    return static_cast<std::size_t>(
        std::count_if(road.asked.begin(), road.asked.end(),
                      [&](const agent::Request& request) { return request.url.ends_with(path); }));
}

/// Lets time pass to the next moment that something is due, and does it.
void pass(Stand& stand) {
    const Instant next = stand.courier().work();
    stand.clock.advance(std::max<BootClock::duration>(next - stand.clock.now(), milliseconds(1)));
}

}  // namespace

TEST_CASE("all that was counted arrives, once") {
    Stand stand;
    stand.grow(1, 500);
    stand.enrol();
    CHECK(stand.send_all().unsent == 0);
    CHECK(stand.province.counts() == journal_cells(stand));
    CHECK(stand.courier().status().serial == 1);
    stand.grow(2, 100);
    stand.send_all();
    CHECK(stand.province.counts() == journal_cells(stand));
}

TEST_CASE("the same bytes are sent until a receipt comes") {
    Stand stand;
    stand.grow(1, 50);
    stand.enrol();
    int lost = 0;
    stand.road.after = [&](const agent::Request& request, Answer answer) -> Result<Answer> {
        if (request.url.ends_with("/v1/ingest") && ++lost <= 5) return no_network();
        return answer;
    };
    stand.clock.advance(minutes(5));
    while (stand.courier().status().state != "ok") {
        pass(stand);
        stand.grow(static_cast<std::uint64_t>(lost) + 10, 5);  // What is new waits its turn.
    }
    CHECK(stand.province.batches().size() == 1);
    CHECK(stand.province.repeats() == 5);
    stand.send_all();
    CHECK(stand.province.counts() == journal_cells(stand));
}

TEST_CASE("an agent that was killed goes on with the batch that was on its way") {
    Stand stand;
    stand.grow(1, 50);
    stand.enrol();
    stand.road.after = [](const agent::Request&, Answer) -> Result<Answer> { return no_network(); };
    stand.courier().hurry();
    stand.courier().work();
    stand.stop();
    stand.road.after = {};
    stand.send_all();
    CHECK(stand.province.repeats() == 1);
    CHECK(stand.province.counts() == journal_cells(stand));
}

TEST_CASE("nothing but the province's own receipt for this batch moves anything") {
    Stand stand, other;
    stand.grow(1, 50);
    stand.enrol();
    other.grow(2, 50);
    other.enrol();
    other.send_all();
    stand.road.before = unreachable;
    stand.courier().work();
    stand.road.before = {};
    const std::int64_t waiting = stand.courier().status().unsent;
    SmallProvince impostor;
    std::string genuine;
    const std::vector<std::function<Answer(const Answer&)>> forgeries = {
        [](const Answer&) {
            return Answer{200, "<html>Please log in</html>", 0};
        },
        [](const Answer&) {
            return Answer{204, "", 0};
        },
        [](const Answer& answer) {
            return Answer{200, answer.body.substr(0, 200), 0};
        },
        [](const Answer& answer) {
            return Answer{200, answer.body + " ", 0};
        },
        [](const Answer& answer) {
            std::string turned = answer.body;
            turned[turned.find("\"ok\"") + 1] = 'k';
            return Answer{200, turned, 0};
        },
        [&](const Answer& answer) {
            const auto envelope = must(wire::parse_envelope(answer.body));
            return Answer{200, impostor.sign(must(wire::decode_receipt(envelope.payload))), 0};
        },
        [&](const Answer& answer) {
            const auto envelope = must(wire::parse_envelope(answer.body));
            wire::Receipt receipt = must(wire::decode_receipt(envelope.payload));
            receipt.batch = wire::digest("another batch");
            return Answer{200, stand.province.sign(receipt), 0};
        },
        [&](const Answer& answer) {
            const auto envelope = must(wire::parse_envelope(answer.body));
            wire::Receipt receipt = must(wire::decode_receipt(envelope.payload));
            receipt.device = other.courier().status().device;
            return Answer{200, stand.province.sign(receipt), 0};
        },
        [&](const Answer& answer) {
            const auto envelope = must(wire::parse_envelope(answer.body));
            wire::Receipt receipt = must(wire::decode_receipt(envelope.payload));
            receipt.add("ok");
            return Answer{200, stand.province.sign(receipt), 0};
        },
    };
    for (const auto& forge : forgeries) {
        stand.road.after = [&](const agent::Request&, Answer answer) -> Result<Answer> {
            genuine = answer.body;
            return forge(answer);
        };
        stand.courier().hurry();
        stand.courier().work();
        CHECK(stand.courier().status().unsent == waiting);
        CHECK(stand.courier().status().serial == 0);
        CHECK(stand.courier().status().state != "ok");
    }
    stand.road.after = {};
    stand.send_all();
    CHECK(stand.province.batches().size() == 1);
    CHECK(stand.province.counts() == journal_cells(stand));
}

TEST_CASE("a login page is told in words") {
    Stand stand;
    stand.grow(1, 5);
    stand.enrol();
    stand.road.before = [](const agent::Request&) {
        return Result<Answer>(Answer{200, "<html>Wi-Fi login</html>", 0});
    };
    stand.courier().work();
    CHECK(stand.courier().status().state == "offline");
    CHECK(stand.courier().status().message.find("login page") != std::string::npos);
}

TEST_CASE("months without a network lose nothing, and cost few tries") {
    Stand stand;
    stand.grow(1, 30);
    stand.enrol();
    stand.road.asked.clear();
    stand.road.before = unreachable;
    const Instant start = stand.clock.now();
    std::uint64_t seed = 100;
    while (stand.clock.now() < start + std::chrono::hours(24 * 3)) {
        // The journal is read every minute; here only what is due at the road is of interest.
        pass(stand);
        stand.clock.advance(minutes(7));
    }
    for (int month = 0; month < 3; ++month) {
        stand.grow(++seed, 400);
        stand.clock.advance(std::chrono::hours(24 * 30));
        stand.courier().work();
    }
    CHECK(sent_to(stand.road, "/v1/ingest") < 3 * 24 * 4 + 20);
    CHECK(sent_to(stand.road, "/v1/ingest") > 3 * 24 * 2 - 20);
    stand.road.before = {};
    stand.send_all();
    CHECK(stand.province.counts() == journal_cells(stand));
}

TEST_CASE("when every nth step of the road fails, all arrives all the same") {
    for (int nth = 2; nth <= 5; ++nth) {
        CAPTURE(nth);
        Stand stand;
        stand.grow(static_cast<std::uint64_t>(nth), 200);
        stand.enrol();
        int step = 0;
        stand.road.before = [&](const agent::Request&) -> std::optional<Result<Answer>> {
            if (++step % nth == 0) return Result<Answer>(no_network());
            return {};
        };
        stand.road.after = [&](const agent::Request&, Answer answer) -> Result<Answer> {
            if (++step % nth == 0) return no_network();
            return answer;
        };
        for (std::uint64_t round = 0; round < 12; ++round) {
            stand.grow(round + 50, 10);
            stand.courier().hurry();
            stand.courier().work();
        }
        stand.road.before = {};
        stand.road.after = {};
        stand.send_all();
        CHECK(stand.province.counts() == journal_cells(stand));
    }
}

TEST_CASE("an outbox that is lost is made again, and the counts stay what they are") {
    Stand stand;
    stand.grow(1, 200);
    stand.enrol();
    stand.send_all();
    stand.lose_outbox();
    stand.grow(2, 20);
    const agent::Status status = stand.send_all();
    CHECK(status.serial == 2);
    CHECK(stand.province.counts() == journal_cells(stand));
}

TEST_CASE("a province that was set up anew gets everything again") {
    Stand stand;
    stand.grow(1, 100);
    stand.enrol();
    for (std::uint64_t i = 0; i < 3; ++i) {
        stand.send_all();
        stand.grow(i + 20, 10);
    }
    stand.province.lose_everything();
    stand.send_all();
    CHECK(stand.province.counts() == journal_cells(stand));
    // Its receipts count from one again, and are the newest all the same.
    CHECK(stand.courier().status().serial == 2);
    CHECK(stand.province.batches().back().header.after.serial == 1);
}

TEST_CASE("a province that has lost something gets everything again, without haste") {
    Stand stand;
    stand.grow(1, 100);
    stand.enrol();
    stand.send_all();
    stand.province.forgets_receipts = true;
    stand.courier().hurry();
    stand.courier().work();
    CHECK(stand.courier().status().unsent > 0);
    stand.courier().hurry();
    stand.courier().work();
    // It asks again and again: that must not become a storm.
    CHECK(stand.courier().status().state == "waiting");
    CHECK(stand.courier().status().next_s >= 30);
    stand.province.forgets_receipts = false;
    stand.send_all();
    CHECK(stand.courier().status().unsent == 0);
}

TEST_CASE("too much at once is halved until it passes, and grows again") {
    Stand stand;
    stand.grow(1, 800);
    stand.enrol();
    stand.province.lines_max = 37;
    CHECK(stand.send_all(200).unsent == 0);
    CHECK(stand.province.counts() == journal_cells(stand));
    for (const wire::Batch& batch : stand.province.batches()) CHECK(batch.lines.size() <= 37);
}

TEST_CASE("one line that is refused is found and set aside; the others pass") {
    Stand stand;
    stand.grow(1, 300);
    stand.enrol();
    std::string poison;
    stand.province.is_poison = [&](const wire::Line& line) {
        const auto* cell = std::get_if<wire::Cell>(&line.what);
        if (cell && poison.empty() && cell->key.what == "procedure_opened")
            poison = cell->key.procedure + iso_date(cell->key.day);
        return cell && cell->key.what == "procedure_opened" &&
               cell->key.procedure + iso_date(cell->key.day) == poison;
    };
    const agent::Status status = stand.send_all(400);
    CHECK(status.unsent == 0);
    CHECK(status.bad >= 1);
    CHECK(status.bad <= 2);  // By a trusted clock, and by one that is not.
    auto expected = journal_cells(stand);
    CHECK(expected.size() - stand.province.counts().size() == static_cast<std::size_t>(status.bad));
    for (const auto& [key, count] : stand.province.counts()) CHECK(expected.at(key) == count);
}

TEST_CASE("when even an empty batch is refused, no line is blamed") {
    Stand stand;
    stand.grow(1, 100);
    stand.enrol();
    stand.province.refusal = "malformed";
    for (int i = 0; i < 40; ++i) {
        stand.courier().hurry();
        stand.courier().work();
    }
    const agent::Status status = stand.courier().status();
    CHECK(status.state == "refused");
    CHECK(status.bad == 0);
    CHECK(status.next_s >= 15 * 60);
    stand.province.refusal.clear();
    stand.send_all();
    CHECK(stand.province.counts() == journal_cells(stand));
}

TEST_CASE("a refused key is shown, and tried again only at the slowest pace") {
    Stand stand;
    stand.grow(1, 20);
    stand.enrol();
    stand.province.refusal = "revoked";
    stand.courier().work();
    CHECK(stand.courier().status().state == "refused");
    CHECK(stand.courier().status().message.find("revoked") != std::string::npos);
    CHECK(stand.courier().status().next_s >= 15 * 60);
    CHECK(stand.courier().status().unsent > 0);
}

TEST_CASE("what is parked or bad is done, and stands in the status") {
    Stand stand;
    stand.grow(1, 200);
    stand.enrol();
    stand.province.verdicts["visit_began"] = "parked:ward";
    stand.province.verdicts["counter_way"] = "bad:w";
    const agent::Status status = stand.send_all();
    CHECK(status.unsent == 0);
    CHECK(status.parked > 0);
    CHECK(status.bad > 0);
}

TEST_CASE("the province says when to come again, and busy is no receipt") {
    Stand stand;
    stand.grow(1, 20);
    stand.enrol();
    stand.province.next_s = 1234;
    stand.courier().work();
    CHECK(stand.courier().status().next_s == 1234);
    stand.road.before = [](const agent::Request&) {
        return Result<Answer>(Answer{503, "busy", 700});
    };
    stand.courier().hurry();
    stand.courier().work();
    CHECK(stand.courier().status().state == "waiting");
    CHECK(stand.courier().status().next_s >= 700);
    // Nobody unsigned may send us to sleep for long.
    stand.road.before = [](const agent::Request&) {
        return Result<Answer>(Answer{503, "busy", 1'000'000});
    };
    stand.courier().hurry();
    stand.courier().work();
    CHECK(stand.courier().status().next_s <= 3600);
}

TEST_CASE("a link that comes up shortens the waiting once") {
    Stand stand;
    stand.grow(1, 20);
    stand.enrol();
    stand.road.before = unreachable;
    for (int i = 0; i < 8; ++i) {
        stand.courier().hurry();
        stand.courier().work();
    }
    REQUIRE(stand.courier().status().next_s >= 15 * 60);
    stand.courier().link_up();
    const std::int64_t soon = stand.courier().status().next_s;
    CHECK(soon <= 120);
    for (int i = 0; i < 100; ++i) stand.courier().link_up();
    CHECK(stand.courier().status().next_s == soon);
    stand.road.before = {};
    stand.send_all();
    const std::int64_t next = stand.courier().status().next_s;
    stand.courier().link_up();
    CHECK(stand.courier().status().next_s == next);
}

TEST_CASE("an outbox that cannot be written does not make us spin") {
    Stand stand;
    stand.grow(1, 20);
    stand.enrol();
    db::Database other = must(db::Database::open_owner(stand.state() + "/agent/agent.db"));
    {
        db::Transaction held = must(db::Transaction::begin(other));
        const Instant next = stand.courier().work();
        CHECK(next >= stand.clock.now() + std::chrono::seconds(30));
        CHECK_FALSE(stand.courier().status().message.empty());
        CHECK(stand.province.batches().empty());
    }
    stand.send_all();
    CHECK(stand.province.counts() == journal_cells(stand));
}
