#include "wire/receipt.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/clock.h"
#include "wire/batch.h"
#include "wire/envelope.h"
#include "wire/fields.h"

namespace wire {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kIdDigits = 32;
constexpr std::size_t kDigestDigits = 64;
constexpr std::size_t kWordBytesMax = 32;
constexpr std::size_t kReceiptBytesMax = kPayloadBytesMax;
constexpr std::size_t kRunsOfVerdictsMax = kLinesMax;

// Of a batch of another version nothing is read, so it may have as many lines as it has bytes.
constexpr auto kVerdictLinesMax = static_cast<std::int64_t>(kUnpackedBytesMax);

constexpr std::array kStatuses = {"ok"sv,       "same"sv, "stale"sv,
                                  "unproven"sv, "fork"sv, "truncated"sv};
constexpr std::array kPlainVerdicts = {"ok"sv, "dup"sv, "stale"sv, "conflict"sv};

bool is_word(std::string_view text) {
    return !text.empty() && text.size() <= kWordBytesMax &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

bool is_verdict(std::string_view text) {
    if (std::ranges::find(kPlainVerdicts, text) != kPlainVerdicts.end()) return true;
    for (const std::string_view prefix : {"parked:"sv, "bad:"sv})
        if (text.starts_with(prefix)) return is_word(text.substr(prefix.size()));
    return false;
}

Receipt::Verdicts read_verdicts(const json::Value& value, Fields& outer) {
    Receipt::Verdicts verdicts;
    if (!value.is_array() || value.size() != 2) {
        outer.expect(false, "verdicts");
        return verdicts;
    }
    // A pair is read as an object would be.
    const json::Value pair{{"lines", value[0]}, {"verdict", value[1]}};
    Fields fields(pair, {"lines", "verdict"});
    verdicts.lines = fields.integer("lines", 1, kVerdictLinesMax);
    verdicts.verdict = fields.text("verdict", 2 * kWordBytesMax);
    fields.expect(is_verdict(verdicts.verdict), "verdict");
    outer.expect(fields.good(), "verdicts");
    return verdicts;
}

Receipt::Head read_head(const json::Value& value, Fields& outer) {
    Fields fields(value, {"epoch", "size", "status"});
    Receipt::Head head{.epoch = fields.hex("epoch", kIdDigits),
                       .size = fields.integer("size", 0, kRevisionMax),
                       .status = fields.text("status", kWordBytesMax)};
    fields.expect(std::ranges::find(kStatuses, head.status) != kStatuses.end(), "status");
    outer.expect(fields.good(), "heads");
    return head;
}

}  // namespace

void Receipt::add(const std::string& verdict) {
    if (verdicts.empty() || verdicts.back().verdict != verdict)
        verdicts.push_back({.lines = 0, .verdict = verdict});
    ++verdicts.back().lines;
}

std::int64_t Receipt::lines() const {
    std::int64_t sum = 0;
    for (const Verdicts& one : verdicts) sum += one.lines;
    return sum;
}

std::string encode(const Receipt& receipt) {
    std::vector<std::string> verdicts, heads;
    for (const Receipt::Verdicts& one : receipt.verdicts)
        verdicts.push_back(fmt::format("[{},{}]", one.lines, json_text(one.verdict)));
    for (const Receipt::Head& head : receipt.heads)
        heads.push_back(fmt::format(R"({{"epoch":"{}","size":{},"status":"{}"}})", head.epoch,
                                    head.size, head.status));
    std::string text =
        fmt::format(R"({{"v":{},"batch":"{}","device":"{}","serial":{},"refused":"{}",)", kVersion,
                    receipt.batch, receipt.device, receipt.serial, receipt.refused);
    text += fmt::format(R"("verdicts":[{}],"heads":[{}],"time":"{}",)", fmt::join(verdicts, ","),
                        fmt::join(heads, ","), utc_seconds(receipt.time));
    text += fmt::format(R"("next_s":{},"resend":{},"published":{}}})",
                        std::clamp(receipt.next_s, kNextMin, kNextMax), receipt.resend,
                        receipt.published);
    return text;
}

Result<Receipt> decode_receipt(std::string_view payload) {
    const json::Value value = TRY(parse_object(payload, "receipt", kReceiptBytesMax));
    Fields fields(value, {"v", "batch", "device", "serial", "refused", "verdicts", "heads", "time",
                          "next_s", "resend", "published"});
    fields.version();
    Receipt receipt;
    receipt.batch = fields.hex("batch", kDigestDigits);
    receipt.device = fields.hex_or_empty("device", kIdDigits);
    receipt.serial = fields.integer("serial", 0, kNumberMax);
    receipt.refused = fields.text("refused", kWordBytesMax);
    for (const json::Value& pair : fields.array("verdicts", kRunsOfVerdictsMax))
        receipt.verdicts.push_back(read_verdicts(pair, fields));
    fields.expect(receipt.lines() <= kVerdictLinesMax, "verdicts");
    for (const json::Value& head : fields.array("heads", kHeadsMax))
        receipt.heads.push_back(read_head(head, fields));
    const auto time = parse_utc_seconds(fields.text("time", kWordBytesMax));
    fields.expect(time.has_value(), "time");
    receipt.time = time.value_or(std::chrono::sys_seconds());
    receipt.next_s = fields.integer("next_s", kNextMin, kNextMax);
    receipt.resend = fields.boolean("resend");
    receipt.published = fields.integer("published", 0, kNumberMax);

    // A refusal has taken nothing; only then may the device be unknown.
    const bool refused = !receipt.refused.empty();
    fields.expect(!refused || is_word(receipt.refused), "refused");
    fields.expect(refused == (receipt.serial == 0), "serial");
    fields.expect(refused || !receipt.device.empty(), "device");
    fields.expect(!refused || receipt.verdicts.empty(), "verdicts");
    fields.expect(!refused || receipt.heads.empty(), "heads");
    if (!fields.good()) return fields.error("receipt");
    return receipt;
}

std::string utc_seconds(std::chrono::sys_seconds time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format("{}T{:02}:{:02}:{:02}Z", iso_date(day), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

std::optional<std::chrono::sys_seconds> parse_utc_seconds(std::string_view text) {
    constexpr std::string_view kShape = "2026-11-23T02:05:07Z";
    constexpr std::size_t kMinutes = 16;  // Bytes up to the minutes.
    if (text.size() != kShape.size() || text[kMinutes] != ':' || text.back() != 'Z')
        return std::nullopt;
    const auto minute = parse_utc_minutes(std::string(text.substr(0, kMinutes)) + "Z");
    const char ten = text[kMinutes + 1], one = text[kMinutes + 2];
    if (!minute || ten < '0' || ten > '5' || one < '0' || one > '9') return std::nullopt;
    return *minute + std::chrono::seconds((ten - '0') * 10 + (one - '0'));
}

}  // namespace wire
