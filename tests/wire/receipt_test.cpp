#include "wire/receipt.h"

#include "support/must.h"
#include "wire/batch.h"
#include "wire/made.h"

using namespace wire;

namespace {

Receipt sample() {
    Receipt receipt;
    receipt.batch = digest("the batch");
    receipt.device = made::device_id();
    receipt.serial = 17;
    receipt.verdicts = {{3998, "ok"}, {1, "stale"}, {1, "bad:day"}};
    receipt.heads = {{.epoch = made::kEpoch, .size = 1000, .status = "ok"}};
    receipt.time = made::kDay + std::chrono::seconds(7507);
    receipt.next_s = 300;
    receipt.published = 3;
    return receipt;
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = encode(sample());
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a receipt comes back as it was given") {
    CHECK(must(decode_receipt(encode(sample()))) == sample());
    Receipt receipt = sample();
    receipt.resend = true;
    receipt.verdicts = {{1, "dup"}, {2, "conflict"}, {3, "parked:ward"}, {4, "parked:type"}};
    receipt.heads.clear();
    for (const char* status : {"ok", "same", "stale", "unproven"})
        receipt.heads.push_back({.epoch = made::kEpoch, .size = 0, .status = status});
    CHECK(must(decode_receipt(encode(receipt))) == receipt);
    for (const char* status : {"fork", "truncated"}) {
        receipt.heads[0].status = status;
        CHECK(must(decode_receipt(encode(receipt))) == receipt);
    }
}

TEST_CASE("a refusal takes nothing") {
    Receipt receipt;
    receipt.batch = digest("the batch");
    receipt.refused = "unknown_key";
    receipt.next_s = 900;
    CHECK(must(decode_receipt(encode(receipt))) == receipt);  // Of no known device.
    receipt.device = made::device_id();
    CHECK(must(decode_receipt(encode(receipt))) == receipt);

    receipt.serial = 1;
    CHECK_FALSE(decode_receipt(encode(receipt)));
    receipt.serial = 0;
    receipt.add("ok");
    CHECK_FALSE(decode_receipt(encode(receipt)));
    receipt.verdicts.clear();
    receipt.heads = sample().heads;
    CHECK_FALSE(decode_receipt(encode(receipt)));
    receipt = sample();
    receipt.serial = 0;
    CHECK_FALSE(decode_receipt(encode(receipt)));
    receipt = sample();
    receipt.device.clear();
    CHECK_FALSE(decode_receipt(encode(receipt)));
}

TEST_CASE("verdicts are run-length coded, in the order of the lines") {
    Receipt receipt;
    for (const char* verdict : {"ok", "ok", "stale", "ok", "ok", "ok"}) receipt.add(verdict);
    CHECK(receipt.verdicts == std::vector<Receipt::Verdicts>{{2, "ok"}, {1, "stale"}, {3, "ok"}});
    CHECK(receipt.lines() == 6);
    CHECK(Receipt().lines() == 0);
}

TEST_CASE("as many verdicts as a batch has lines are read, however they alternate") {
    Receipt receipt = sample();
    receipt.verdicts.clear();
    for (std::size_t i = 0; i < kLinesMax; ++i) receipt.add(i % 2 ? "ok" : "conflict");
    CHECK(must(decode_receipt(encode(receipt))).lines() == static_cast<std::int64_t>(kLinesMax));
    receipt.add("ok");
    receipt.add("dup");
    CHECK_FALSE(decode_receipt(encode(receipt)));
    receipt.verdicts = {{8 << 20, "parked:version"}};
    CHECK(decode_receipt(encode(receipt)).has_value());
    receipt.verdicts = {{4 << 20, "parked:version"}, {5 << 20, "ok"}};
    CHECK_FALSE(decode_receipt(encode(receipt)));
}

TEST_CASE("every truncation of a receipt is refused") {
    const std::string text = encode(sample());
    for (std::size_t size = 0; size < text.size(); ++size)
        REQUIRE_FALSE(decode_receipt(text.substr(0, size)).has_value());
    CHECK_FALSE(decode_receipt(text + "x").has_value());
    CHECK_FALSE(decode_receipt("<html>Please log in</html>").has_value());
}

TEST_CASE("each field of a receipt is checked") {
    const std::pair<const char*, const char*> wrong[] = {
        {R"("v":1)", R"("v":2)"},
        {R"("v":1,)", ""},
        {R"("v":1)", R"("v":1,"v":1)"},
        {R"("v":1)", R"("v":1,"hello":"world")"},
        {R"("batch":")", R"("batch":"0)"},
        {R"("device":")", R"("device":"0)"},
        {R"("serial":17)", R"("serial":-17)"},
        {R"("serial":17)", R"("serial":"17")"},
        {R"("refused":"")", R"("refused":null)"},
        {R"("refused":"")", R"("refused":"Because!")"},
        {R"([3998,"ok"])", R"([0,"ok"])"},
        {R"([3998,"ok"])", R"([-1,"ok"])"},
        {R"([3998,"ok"])", R"([3998])"},
        {R"([3998,"ok"])", R"([3998,"ok",1])"},
        {R"([3998,"ok"])", R"(["ok",3998])"},
        {R"([3998,"ok"])", R"({"lines":3998,"verdict":"ok"})"},
        {R"([3998,"ok"])", R"([3998,["ok"]])"},
        {R"([3998,"ok"])", R"([3998,"fine"])"},
        {R"([3998,"ok"])", R"([3998,""])"},
        {R"("bad:day")", R"("bad:")"},
        {R"("bad:day")", R"("bad:Day")"},
        {R"("bad:day")", R"("bad:day:day")"},
        {R"("bad:day")", R"("parked:")"},
        {R"("size":1000)", R"("size":-1)"},
        {R"("size":1000,)", ""},
        {R"("status":"ok")", R"("status":"gone")"},
        {R"("status":"ok")", R"("status":"ok","more":0)"},
        {"02:05:07Z", "02:05:60Z"},
        {"02:05:07Z", "02:05:7Z"},
        {"02:05:07Z", "02:05:07"},
        {"02:05:07Z", "02:05:07+00:00"},
        {R"("next_s":300)", R"("next_s":0)"},
        {R"("next_s":300)", R"("next_s":86401)"},
        {R"("next_s":300)", R"("next_s":1e2)"},
        {R"("resend":false)", R"("resend":0)"},
        {R"("resend":false,)", ""},
        {R"("published":3)", R"("published":-3)"},
    };
    for (const auto& [from, to] : wrong) {
        CAPTURE(to);
        CHECK_FALSE(decode_receipt(with(from, to)).has_value());
    }
}

TEST_CASE("a province that says nothing of the next time gets the shortest there is") {
    Receipt receipt = sample();
    receipt.next_s = 0;
    CHECK(must(decode_receipt(encode(receipt))).next_s == kNextMin);
    receipt.next_s = 10 * kNextMax;
    CHECK(must(decode_receipt(encode(receipt))).next_s == kNextMax);
}

TEST_CASE("times are to the second, and come back") {
    CHECK(utc_seconds(sample().time) == "2026-11-23T02:05:07Z");
    for (const std::int64_t seconds : {0ll, 1ll, 59ll, 86'399ll, 951'782'399ll, 4'102'444'799ll}) {
        const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
        CHECK(parse_utc_seconds(utc_seconds(time)) == time);
    }
    for (const char* wrong :
         {"", "2026-11-23", "2026-11-23T02:05Z", "2026-11-23T02:05:0xZ", "2026-02-29T02:05:07Z",
          "2026-11-23T24:00:00Z", "2026-11-23t02:05:07Z", "2026-11-23T02:05:07z",
          "2026-11-23T02-05:07Z", "1969-12-31T23:59:59Z"})
        CHECK_FALSE(parse_utc_seconds(wrong));
}
