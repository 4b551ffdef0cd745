#include "wire/batch.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/clock.h"
#include "journal/entry.h"
#include "wire/envelope.h"
#include "wire/fields.h"
#include "wire/pack.h"

namespace wire {

namespace {

constexpr std::size_t kIdDigits = 32;
constexpr std::size_t kDigestDigits = 64;
constexpr std::size_t kWardDigits = 5;
constexpr std::size_t kVersionBytesMax = 32;
constexpr std::size_t kTypeBytesMax = 32;

// A header of a later version may be nested deeper than ours; it is kept, not read.
constexpr int kLaterDepthMax = 16;

bool is_version(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '+' ||
               c == '-' || c == '~';
    });
}

/// The shape of the word for a kind of line, ours and those of later versions.
bool is_type(std::string_view text) {
    return !text.empty() && text.size() <= kTypeBytesMax &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

std::string_view clock_word(bool trusted) { return trusted ? "trusted" : "untrusted"; }

/// Each element of an array by a function, put together with commas.
template <class Items, class Write>
std::string list_of(const Items& items, Write write) {
    std::vector<std::string> texts;
    for (const auto& item : items) texts.push_back(write(item));
    return fmt::format("[{}]", fmt::join(texts, ","));
}

std::string head_text(const HeadClaim& head) {
    ASSERT(head.proof.size() <= kProofHashesMax);
    const auto hash = [](const journal::Hash& one) {
        return fmt::format("\"{}\"", journal::hex(one));
    };
    return fmt::format(R"({{"checkpoint":{},"from":{},"proof":{}}})", json_text(head.checkpoint),
                       head.from, list_of(head.proof, hash));
}

std::optional<journal::Hash> parse_hash(std::string_view text) {
    return parse_key(text);  // 32 bytes both.
}

Run read_run(const json::Value& value, Fields& outer) {
    Fields fields(value, {"epoch", "run", "first", "ward"});
    Run run{.epoch = fields.hex("epoch", kIdDigits),
            .id = fields.hex("run", kIdDigits),
            .first = fields.integer("first", 1, kRevisionMax),
            .ward = fields.digits("ward", kWardDigits)};
    outer.expect(fields.good(), "runs");
    return run;
}

HeadClaim read_head(const json::Value& value, Fields& outer) {
    Fields fields(value, {"checkpoint", "from", "proof"});
    HeadClaim head;
    const std::string* note = json::text(value, "checkpoint");
    fields.expect(note && note->size() <= kCheckpointBytesMax, "checkpoint");
    head.from = fields.integer("from", 0, kRevisionMax);
    for (const json::Value& item : fields.array("proof", kProofHashesMax)) {
        const auto hash = parse_hash(text_of(item, fields, "proof"));
        fields.expect(hash.has_value(), "proof");
        head.proof.push_back(hash.value_or(journal::Hash()));
    }
    fields.expect(head.from > 0 || head.proof.empty(), "proof");
    if (fields.good()) head.checkpoint = *note;
    outer.expect(fields.good(), "heads");
    return head;
}

RowFault read_fault(const json::Value& value, Fields& outer) {
    Fields fields(value, {"epoch", "row"});
    RowFault fault{.epoch = fields.hex("epoch", kIdDigits),
                   .row = fields.integer("row", 1, kRevisionMax)};
    outer.expect(fields.good(), "faults");
    return fault;
}

After read_after(const json::Value& value, Fields& outer) {
    Fields fields(value, {"serial", "digest"});
    After after{.serial = fields.integer("serial", 0, kNumberMax),
                .digest = fields.hex("digest", kDigestDigits)};
    outer.expect(fields.good(), "after");
    return after;
}

Result<Header> read_header(const json::Value& value) {
    Fields fields(value,
                  {"v", "device", "batch", "after", "runs", "heads", "boot", "mono_ms", "wall",
                   "clock", "unsent", "disk_free", "version", "published", "faults"});
    Header header;
    header.device = fields.hex("device", kIdDigits);
    header.batch = fields.integer("batch", 0, kNumberMax);
    header.after = read_after(fields.object("after"), fields);
    for (const json::Value& run : fields.array("runs", kRunsMax))
        header.runs.push_back(read_run(run, fields));
    for (const json::Value& head : fields.array("heads", kHeadsMax))
        header.heads.push_back(read_head(head, fields));
    header.boot = fields.hex_or_empty("boot", kIdDigits);
    header.mono_ms = fields.integer("mono_ms", 0, kNumberMax);
    const auto wall = parse_utc_minutes(fields.text("wall", kIdDigits));
    fields.expect(wall.has_value(), "wall");
    header.wall = wall.value_or(journal::Minute());
    const std::string clock = fields.text("clock", kIdDigits);
    header.clock_trusted = clock == clock_word(true);
    fields.expect(clock == clock_word(header.clock_trusted), "clock");
    header.unsent = fields.integer("unsent", 0, kNumberMax);
    header.disk_free = fields.integer("disk_free", 0, kNumberMax);
    header.version = fields.text("version", kVersionBytesMax);
    fields.expect(is_version(header.version), "version");
    header.published = fields.integer("published", 0, kNumberMax);
    for (const json::Value& fault : fields.array("faults", kFaultsMax))
        header.faults.push_back(read_fault(fault, fields));
    if (!fields.good()) return fields.error("batch: header");
    return header;
}

Refused bad(std::string_view field) { return {.verdict = fmt::format("bad:{}", field)}; }

std::variant<Cell, Seal, Refused> read_seal(Fields& fields, tally::Day day) {
    Seal seal{.day = day,
              .revision = fields.integer("rev", 1, kRevisionMax),
              .digest = {},
              .by_staff = false};
    seal.digest = fields.hex("digest", kDigestDigits);
    const std::string by = fields.text("by", kTypeBytesMax);
    seal.by_staff = by == "staff";
    fields.expect(seal.by_staff || by == "auto", "by");
    if (!fields.good()) return bad(fields.fault());
    const std::string fault = fault_of(seal);
    if (!fault.empty()) return bad(fault);
    return seal;
}

std::variant<Cell, Seal, Refused> read_cell(Fields& fields, Certainty certainty, tally::Day day) {
    Cell cell;
    cell.key.day = day;
    cell.key.certainty = certainty;
    cell.key.procedure = fields.text("p", kLineBytesMax);
    cell.key.what = fields.text("w", kLineBytesMax);
    const std::string clock = fields.text("q", kTypeBytesMax);
    cell.key.trusted = clock == clock_word(true);
    fields.expect(clock == clock_word(cell.key.trusted), "q");
    cell.count = fields.integer("n", -kCountMax, kCountMax);
    cell.revision = fields.integer("rev", 1, kRevisionMax);
    if (!fields.good()) return bad(fields.fault());
    const std::string fault = fault_of(cell);
    if (!fault.empty()) return bad(fault);
    return cell;
}

/// One line by itself: whatever is wrong with it, it does not stop the others.
Line read_line(std::string_view text, std::size_t runs) {
    Line line{.run = 0, .what = bad("line"), .text = std::string(text)};
    const Result<json::Value> value = parse_object(text, "line", kLineBytesMax);
    if (!value) return line;
    const std::string* type = json::text(*value, "t");
    if (!type || !is_type(*type)) {
        line.what = bad("t");
        return line;
    }
    std::optional<Certainty> certainty;
    for (const Certainty one :
         {Certainty::shown, Certainty::said, Certainty::confirmed, Certainty::filtered})
        if (name_of(one) == *type) certainty = one;
    const bool seal = *type == "seal";
    if (!certainty && !seal) {
        line.what = Refused{.verdict = "parked:type"};
        return line;
    }
    Fields fields = seal ? Fields(*value, {"r", "t", "day", "rev", "digest", "by"})
                         : Fields(*value, {"r", "t", "day", "p", "w", "q", "n", "rev"});
    if (!fields.good()) return line;
    const std::int64_t run = fields.integer("r", 0, static_cast<std::int64_t>(runs) - 1);
    const auto day = parse_day(fields.text("day", kTypeBytesMax));
    fields.expect(day.has_value(), "day");
    if (!fields.good()) {
        line.what = bad(fields.fault());
        return line;
    }
    line.run = static_cast<std::size_t>(run);
    line.what = seal ? read_seal(fields, *day) : read_cell(fields, *certainty, *day);
    return line;
}

Error refused(std::string why) { return {Error::Code::invalid, "batch: " + std::move(why)}; }

/// Takes the next line, without its LF, of at most so many bytes.
Result<std::string_view> take_line(std::string_view& lines, std::size_t bytes_max) {
    const std::size_t end = lines.substr(0, bytes_max + 1).find('\n');
    if (end == std::string_view::npos)
        return refused(lines.size() > bytes_max
                           ? fmt::format("a line of more than {} bytes", bytes_max)
                           : "its last line is cut off");
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end + 1);
    return line;
}

}  // namespace

std::string encode(const Header& header) {
    ASSERT(header.runs.size() <= kRunsMax);
    ASSERT(header.heads.size() <= kHeadsMax);
    ASSERT(header.faults.size() <= kFaultsMax);
    const auto run = [](const Run& one) {
        return fmt::format(R"({{"epoch":"{}","run":"{}","first":{},"ward":"{}"}})", one.epoch,
                           one.id, one.first, one.ward);
    };
    const auto fault = [](const RowFault& one) {
        return fmt::format(R"({{"epoch":"{}","row":{}}})", one.epoch, one.row);
    };
    std::string text = fmt::format(
        R"({{"v":{},"device":"{}","batch":{},"after":{{"serial":{},"digest":"{}"}},"runs":{},)",
        kVersion, header.device, header.batch, header.after.serial, header.after.digest,
        list_of(header.runs, run));
    text += fmt::format(
        R"("heads":{},"boot":"{}","mono_ms":{},"wall":"{}","clock":"{}","unsent":{},)",
        list_of(header.heads, head_text), header.boot, header.mono_ms,
        journal::utc_text(header.wall), clock_word(header.clock_trusted), header.unsent);
    text +=
        fmt::format(R"("disk_free":{},"version":{},"published":{},"faults":{}}})", header.disk_free,
                    json_text(header.version), header.published, list_of(header.faults, fault));
    return text;
}

std::string encode(const Line& line) {
    if (const Seal* seal = std::get_if<Seal>(&line.what))
        return fmt::format(R"({{"r":{},"t":"seal","day":"{}","rev":{},"digest":"{}","by":"{}"}})",
                           line.run, iso_date(seal->day), seal->revision, seal->digest,
                           seal->by_staff ? "staff" : "auto");
    const Cell* cell = std::get_if<Cell>(&line.what);
    ASSERT(cell);
    return fmt::format(R"({{"r":{},"t":"{}","day":"{}","p":{},"w":{},"q":"{}","n":{},"rev":{}}})",
                       line.run, name_of(cell->key.certainty), iso_date(cell->key.day),
                       json_text(cell->key.procedure), json_text(cell->key.what),
                       clock_word(cell->key.trusted), cell->count, cell->revision);
}

std::string encode(const Batch& batch) {
    ASSERT(batch.lines.size() <= kLinesMax);
    std::string text = encode(batch.header) + "\n";
    ASSERT(text.size() <= kHeaderBytesMax + 1);
    for (const Line& line : batch.lines) text.append(encode(line)).append("\n");
    ASSERT(text.size() <= kUnpackedBytesMax);
    return text;
}

Result<std::optional<Batch>> decode(std::string_view lines) {
    if (lines.size() > kUnpackedBytesMax)
        return refused(fmt::format("more than {} bytes", kUnpackedBytesMax));
    const std::string_view first = TRY(take_line(lines, kHeaderBytesMax));
    const json::Value value =
        TRY(parse_object(first, "batch: header", kHeaderBytesMax, kLaterDepthMax));
    std::int64_t version = 0;
    if (!json::integer(value, "v", version) || version < 1)
        return refused("its header has no version");
    if (version != kVersion) return std::optional<Batch>();

    Batch batch;
    batch.header = TRY(read_header(value));
    while (!lines.empty()) {
        if (batch.lines.size() == kLinesMax)
            return refused(fmt::format("more than {} lines", kLinesMax));
        const std::string_view line = TRY(take_line(lines, kLineBytesMax));
        batch.lines.push_back(read_line(line, batch.header.runs.size()));
    }
    return std::optional(std::move(batch));
}

std::string seal(const Batch& batch, const SecretKey& key) {
    return seal(kBatchType, pack(encode(batch)), key);
}

}  // namespace wire
