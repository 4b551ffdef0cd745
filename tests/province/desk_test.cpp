#include "province/desk.h"

#include <filesystem>

#include "base/files.h"
#include "ledger/hand.h"
#include "ledger/publishing.h"
#include "support/temp_dir.h"

using province::Desk;
using province::Page;
using province::Request;
using province::Response;

namespace {

Request of(Page page, const std::string& rest = {}, const std::string& body = {}) {
    return {.route = {.page = page, .rest = rest}, .body = body};
}

std::int64_t kept_envelopes(const std::string& address) {
    ledger::Ledger reader = must(ledger::Ledger::open_reader(address, hand::identity()));
    return must(reader.connection().query("SELECT count(*) FROM received WHERE length(bytes) > 0",
                                          {}))
        .at(0)
        .integer(0);
}

}  // namespace

TEST_CASE("a batch's answer says what the log and the sums need, and no more") {
    const TempDir folder;
    ledger::Ledger ledger = hand::opened("sqlite:" + (folder / "province.db"));
    hand::Kiosk kiosk = hand::enrolled(ledger);
    wire::Batch batch = kiosk.batch();
    batch.header.runs = {hand::run(1)};
    batch.lines = {hand::cell(5, 10), hand::cell(6, 10, "1.000001")};
    const hand::Tree tree;
    batch.header.heads = {kiosk.head(tree, hand::id(1), 12)};
    Desk desk(std::move(ledger), folder / "spool");
    const Response response =
        desk.answer(of(Page::ingest, {}, wire::seal(batch, kiosk.key)), hand::kMorning);
    CHECK(response.status == 200);
    REQUIRE(response.taken);
    CHECK(response.taken->device == kiosk.device.substr(0, 8));
    CHECK(response.taken->verdicts == std::map<std::string, std::int64_t>{{"ok", 2}});
    CHECK(response.taken->heads == std::map<std::string, std::int64_t>{{"ok", 1}});
    CHECK(response.taken->refused.empty());
    const Response refused = desk.answer(of(Page::ingest, {}, "no envelope"), hand::kMorning);
    REQUIRE(refused.taken);
    CHECK(refused.taken->refused == "malformed");
}

TEST_CASE(
    "the day's housekeeping lets old evidence and the spool go, and what is published stays") {
    const TempDir folder;
    const std::string address = "sqlite:" + (folder / "province.db");
    ledger::Ledger ledger = hand::opened(address);
    hand::Kiosk kiosk = hand::enrolled(ledger);
    kiosk.tell(ledger, hand::run(1), {hand::cell(5, 10)});
    must(ledger::publish(ledger, {{"wards.json", "{}"}}, hand::kMorning));
    const std::string digest = wire::digest("{}");
    Desk desk(std::move(ledger), folder / "spool");
    CHECK(desk.answer(of(Page::file, digest), hand::kMorning).file == folder / ("spool/" + digest));
    CHECK(std::filesystem::exists(folder / ("spool/" + digest)));

    desk.answer(of(Page::tidy_up), hand::kMorning + std::chrono::days(399));
    CHECK_FALSE(std::filesystem::exists(folder / "spool"));
    CHECK(kept_envelopes(address) == 1);
    desk.answer(of(Page::tidy_up), hand::kMorning + std::chrono::days(401));
    CHECK(kept_envelopes(address) == 0);
    CHECK(desk.answer(of(Page::file, digest), hand::kMorning).status == 200);
    CHECK(must(files::read(folder / ("spool/" + digest), 100)) == "{}");
    CHECK(desk.answer(of(Page::file, std::string(64, '0')), hand::kMorning).status == 404);
}

TEST_CASE("an operator's mistake comes back in words, and not as trouble of ours") {
    const TempDir folder;
    Desk desk(hand::opened("sqlite:" + (folder / "province.db")), folder / "spool");
    const auto ask = [&](const std::string& verb, const std::string& body) {
        return desk.answer(of(Page::admin, verb, body), hand::kMorning);
    };
    CHECK(ask("kiosks", "{}").body == "{\"kiosks\":[]}");
    for (const auto& [verb, body] : std::vector<std::pair<std::string, std::string>>{
             {"kiosks", "{"},
             {"counts", "{}"},
             {"counts", R"({"from": "2026-11-24", "to": "2026-11-23"})"},
             {"counts", R"({"from": "2020-01-01", "to": "2026-11-23"})"},
             {"counts", R"({"from": 1, "to": 2})"},
             {"enrol", R"({"ward": "235631", "name": "x"})"},
             {"revoke", R"({"device": "01234567", "reason": ""})"},
             {"publish", R"({"files": []})"},
             {"publish", R"({"files": {"wards.json": 1}})"},
             {"backup", R"({"file": "province.db"})"},
             {"ingest", R"({"envelope": "%"})"},
             {"counts", "[[[[[[[[[[1]]]]]]]]]]"}}) {
        const Response response = ask(verb, body);
        CHECK_MESSAGE(response.status == 400, verb << " " << body << ": " << response.body);
        CHECK(response.trouble.empty());
        CHECK(wire::decode_problem(response.body));
    }
    CHECK(ask("dance", "{}").status == 404);
    CHECK(ask("publication", "{}").status == 404);
    CHECK(ask("revoke", R"({"device": "01234567", "reason": "x"})").status == 404);
}
