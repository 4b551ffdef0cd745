#include "wire/batch.h"

#include <fmt/format.h>

#include <random>

#include "wire/envelope.h"
#include "wire/made.h"
#include "wire/pack.h"

using namespace wire;

namespace {

const std::string& header_text() {
    static const std::string text = encode(made::batch().header) + "\n";
    return text;
}

Batch read(const std::string& text) {
    std::optional<Batch> batch = must(decode(text));
    REQUIRE(batch);
    return std::move(*batch);
}

/// What decode() makes of one line: its verdict, or nothing if it is good.
std::string verdict_of(const std::string& line) {
    const Batch batch = read(header_text() + line + "\n");
    REQUIRE(batch.lines.size() == 1);
    CHECK(batch.lines[0].text == line);
    const Refused* refused = std::get_if<Refused>(&batch.lines[0].what);
    return refused ? refused->verdict : "";
}

const std::string kCell = R"({"r":0,"t":"shown","day":"2026-11-23","p":"","w":"visit_began",)"
                          R"("q":"trusted","n":3,"rev":12})";
const std::string kSeal = R"({"r":0,"t":"seal","day":"2026-11-23","rev":131,"digest":")" +
                          std::string(64, 'a') + R"(","by":"staff"})";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// A header with a part of it replaced.
std::string other_header(const std::string& from, const std::string& to) {
    return replaced(header_text(), from, to);
}

}  // namespace

TEST_CASE("a batch comes back as it was sent") {
    const Batch batch = made::batch();
    CHECK(made::without_texts(read(encode(batch))) == batch);
    const Batch read_again = read(encode(batch));
    for (std::size_t i = 0; i < batch.lines.size(); ++i)
        CHECK(read_again.lines[i].text == encode(batch.lines[i]));
}

TEST_CASE("a batch without lines, runs, heads or faults says that we are still here") {
    Batch batch;
    batch.header.device = made::device_id();
    CHECK(read(encode(batch)) == batch);
}

TEST_CASE("a sealed batch is an envelope of a frame of the lines") {
    const Batch batch = made::batch();
    const Envelope envelope = must(parse_envelope(seal(batch, made::device())));
    CHECK(holds(envelope, kBatchType, made::device().public_key()));
    CHECK(must(unpack(envelope.payload, kUnpackedBytesMax)) == encode(batch));
}

TEST_CASE("every truncation of a batch is refused, unless it ends with a line") {
    const std::string text = encode(made::batch());
    for (std::size_t size = 0; size < text.size(); ++size) {
        CAPTURE(size);
        REQUIRE(decode(text.substr(0, size)).has_value() ==
                (size >= header_text().size() && text[size - 1] == '\n'));
    }
}

TEST_CASE("4,000 lines are taken, 4,001 are refused") {
    std::string text = header_text();
    for (std::size_t i = 0; i < kLinesMax; ++i) text += kCell + "\n";
    CHECK(read(text).lines.size() == kLinesMax);
    CHECK(must_fail(decode(text + kCell + "\n")).find("4000 lines") != std::string::npos);
    CHECK_FALSE(decode(text + "\n").has_value());
}

TEST_CASE("a line has at most 512 bytes, a header 64 KiB, a batch 8 MiB") {
    const std::string pad(kLineBytesMax - kCell.size(), ' ');
    CHECK(verdict_of(pad + kCell).empty());
    CHECK_FALSE(decode(header_text() + pad + " " + kCell + "\n").has_value());

    const std::string header = header_text().substr(0, header_text().size() - 1);
    const std::string room(kHeaderBytesMax - header.size(), ' ');
    CHECK(decode(room + header + "\n").has_value());
    CHECK_FALSE(decode(room + " " + header + "\n").has_value());
    CHECK_FALSE(decode(std::string(kHeaderBytesMax * 2, ' ')).has_value());

    CHECK(must_fail(decode(std::string(kUnpackedBytesMax + 1, '\n'))).find("8388608") !=
          std::string::npos);
    CHECK_FALSE(decode(std::string(kUnpackedBytesMax, '\n')).has_value());
    // Of a later version we know only the limit of the whole.
    const std::string later = R"({"v":2})"
                              "\n";
    CHECK_FALSE(must(decode(later + std::string(kUnpackedBytesMax - later.size(), '\n'))));
}

TEST_CASE("the largest batch there can be is within every limit") {
    std::mt19937_64 random(8);
    const auto digits = [&](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += "0123456789abcdef"[random() % 16];
        return text;
    };
    Batch batch;
    Header& header = batch.header;
    header = made::batch().header;
    header.batch = header.mono_ms = header.unsent = header.disk_free = header.published =
        (std::int64_t{1} << 53) - 1;
    header.version = std::string(32, '~');
    header.runs.clear();
    for (std::size_t i = 0; i < kRunsMax; ++i)
        header.runs.push_back(
            {.epoch = digits(32), .id = digits(32), .first = kRevisionMax, .ward = "23563"});
    header.heads.clear();
    for (std::size_t i = 0; i < kHeadsMax; ++i) {
        HeadClaim head{
            .checkpoint = sign_checkpoint(
                {.epoch = digits(32), .size = kRevisionMax, .root = journal::sha256(digits(9))},
                made::device_id(), made::device()),
            .from = kRevisionMax,
            .proof = {}};
        while (head.proof.size() < kProofHashesMax)
            head.proof.push_back(journal::sha256(digits(9)));
        header.heads.push_back(std::move(head));
    }
    header.faults.assign(kFaultsMax, {.epoch = digits(32), .row = kRevisionMax});
    std::size_t longest = 0;
    for (std::size_t i = 0; i < kLinesMax; ++i) {
        Line line =
            made::cell(Certainty::confirmed, fmt::format("1.{:06}", random() % 1'000'000),
                       "missing not_digitised fee_online paper_result", -kCountMax,
                       kRevisionMax - static_cast<std::int64_t>(random() % (1ull << 40)), false);
        if (i % 2 == 0)
            line.what = Seal{.day = made::kDay,
                             .revision = kRevisionMax,
                             .digest = digits(64),
                             .by_staff = true};
        line.run = random() % kRunsMax;
        longest = std::max(longest, encode(line).size());
        batch.lines.push_back(std::move(line));
    }
    CHECK(longest < 230);
    CHECK(made::without_texts(read(encode(batch))) == batch);
    CHECK(pack(encode(batch)).size() < kPayloadBytesMax);
}

TEST_CASE("a line that is wrong says what, and does not stop the others") {
    const Batch batch = read(header_text() + kCell + "\nnonsense\n" + kSeal + "\n" +
                             replaced(kCell, "2026-11-23", "2026-02-30") + "\n" + kCell + "\n");
    REQUIRE(batch.lines.size() == 5);
    CHECK(std::holds_alternative<Cell>(batch.lines[0].what));
    CHECK(std::get<Refused>(batch.lines[1].what).verdict == "bad:line");
    CHECK(std::holds_alternative<Seal>(batch.lines[2].what));
    CHECK(std::get<Refused>(batch.lines[3].what).verdict == "bad:day");
    CHECK(std::holds_alternative<Cell>(batch.lines[4].what));
}

TEST_CASE("what is no line is bad, whatever its bytes") {
    for (const std::string& line : {std::string(),
                                    std::string(" "),
                                    std::string("null"),
                                    std::string("[]"),
                                    std::string("{}x"),
                                    kCell + kCell,
                                    kCell.substr(1),
                                    kCell + "}",
                                    kCell + ",",
                                    std::string("\xEF\xBB\xBF") + kCell,
                                    replaced(kCell, "visit", "vi\xFFsit"),
                                    replaced(kCell, "visit", std::string("vi\0sit", 6)),
                                    replaced(kCell, "visit", "vi\\u0000"),
                                    replaced(kCell, "\"n\":3", "\"n\":03"),
                                    replaced(kCell, "\"n\":3", "\"n\":3,\"n\":3"),
                                    replaced(kCell, "\"n\":3", "\"n\":3,\"extra\":1"),
                                    replaced(kCell, "\"n\":3", "\"n\":3,\"digest\":\"\""),
                                    replaced(kSeal, "\"r\":0", "\"r\":0,\"p\":\"\""),
                                    std::string(500, '['),
                                    std::string(80, '{')})
        CHECK(verdict_of(line) == "bad:line");
    CHECK(verdict_of("{}") == "bad:t");
}

TEST_CASE("each field of a cell is checked") {
    CHECK(verdict_of(kCell).empty());
    const std::pair<const char*, const char*> wrong[] = {
        {R"("r":0)", R"("r":2)"},
        {R"("r":0)", R"("r":-1)"},
        {R"("r":0)", R"("r":"0")"},
        {R"("r":0)", R"("r":0.0)"},
        {R"("r":0)", R"("r":1e0)"},
        {R"("r":0)", R"("r":null)"},
        {R"("r":0)", R"("r":18446744073709551615)"},
        {R"("t":"shown")", R"("t":"Shown")"},
        {R"("t":"shown")", R"("t":"")"},
        {R"("t":"shown")", R"("t":5)"},
        {R"("t":"shown")", R"("t":["shown"])"},
        {R"("day":"2026-11-23")", R"("day":"2026-02-29")"},
        {R"("day":"2026-11-23")", R"("day":"2026-1-23")"},
        {R"("day":"2026-11-23")", R"("day":"1969-12-31")"},
        {R"("day":"2026-11-23")", R"("day":"2026-11-23 ")"},
        {R"("day":"2026-11-23")", R"("day":20261123)"},
        {R"("p":"")", R"("p":"1.001193")"},
        {R"("p":"")", R"("p":null)"},
        {R"("p":"")", R"("p":0)"},
        {R"("w":"visit_began")", R"("w":"visit_start")"},
        {R"("w":"visit_began")", R"("w":"")"},
        {R"("w":"visit_began")", R"("w":1)"},
        {R"("q":"trusted")", R"("q":"yes")"},
        {R"("q":"trusted")", R"("q":true)"},
        {R"("n":3)", R"("n":-1)"},
        {R"("n":3)", R"("n":1000000001)"},
        {R"("n":3)", R"("n":3.0)"},
        {R"("n":3)", R"("n":"3")"},
        {R"("n":3)", R"("n":99999999999999999999999)"},
        {R"("rev":12)", R"("rev":0)"},
        {R"("rev":12)", R"("rev":281474976710657)"},
        {R"("rev":12)", R"("rev":true)"},
    };
    for (const auto& [from, to] : wrong) {
        CAPTURE(to);
        const std::string field(from + 1, std::string_view(from).find('"', 1) - 1);
        CHECK(verdict_of(replaced(kCell, from, to)) == "bad:" + field);
    }
    CHECK(verdict_of(replaced(kCell, R"("r":0)", R"("r":1)")).empty());
}

TEST_CASE("each field of a seal is checked, and none may be missing") {
    CHECK(verdict_of(kSeal).empty());
    CHECK(verdict_of(replaced(kSeal, "\"staff\"", "\"auto\"")).empty());
    CHECK(verdict_of(replaced(kSeal, "\"staff\"", "\"QL01\"")) == "bad:by");
    CHECK(verdict_of(replaced(kSeal, "aaaa", "aaaA")) == "bad:digest");
    CHECK(verdict_of(replaced(kSeal, "aaaa", "aaa")) == "bad:digest");
    CHECK(verdict_of(replaced(kSeal, "131", "0")) == "bad:rev");
    CHECK(verdict_of(replaced(kSeal, "2026", "26")) == "bad:day");
    CHECK(verdict_of(replaced(kSeal, R"("r":0)", R"("r":9)")) == "bad:r");

    for (const char* field : {R"("r":0,)", R"("day":"2026-11-23",)", R"("rev":131,)"}) {
        const std::string name(field + 1, std::string_view(field).find('"', 1) - 1);
        CHECK(verdict_of(replaced(kSeal, field, "")) == "bad:" + name);
    }
    for (const char* field : {R"("p":"",)", R"("w":"visit_began",)", R"("q":"trusted",)",
                              R"("n":3,)", R"("t":"shown",)", R"("day":"2026-11-23",)"}) {
        const std::string name(field + 1, std::string_view(field).find('"', 1) - 1);
        CHECK(verdict_of(replaced(kCell, field, "")) == "bad:" + name);
    }
}

TEST_CASE("a kind of line of a later version is parked, whatever else it holds") {
    CHECK(verdict_of(R"({"t":"queue_length"})") == "parked:type");
    CHECK(verdict_of(R"({"t":"queue_length","r":99,"now":[1,2,{"x":null}]})") == "parked:type");
    CHECK(verdict_of(R"({"t":"Queue"})") == "bad:t");
    CHECK(verdict_of(R"({"t":")" + std::string(33, 'a') + R"("})") == "bad:t");
}

TEST_CASE("a header of another version is not read at all") {
    for (const char* header :
         {R"({"v":2})", R"({"v":2,"device":5,"new":[[[[[[]]]]]]})", R"({"v":999999999999})"})
        CHECK_FALSE(must(decode(std::string(header) + "\nany\nbytes \xFF\n")));
    for (const char* header : {R"({"v":0})", R"({"v":-1})", R"({"v":"2"})", R"({"v":1.0})", "{}",
                               R"([{"v":2}])", "2", "", R"({"v":2,"v":2})", "{\"v\":2"})
        CHECK_FALSE(decode(std::string(header) + "\n").has_value());
}

TEST_CASE("each field of a header is checked") {
    const std::string id = made::device_id();
    const std::pair<std::string, std::string> wrong[] = {
        {"\"device\":\"" + id + "\"", "\"device\":\"" + id.substr(1) + "\""},
        {"\"device\":\"" + id + "\"", "\"device\":\"\""},
        {"\"device\":\"" + id + "\",", ""},
        {R"("batch":17)", R"("batch":-1)"},
        {R"("batch":17)", R"("batch":9007199254740992)"},
        {R"("batch":17)", R"("batch":17,"batch":17)"},
        {R"("batch":17)", R"("batch":17,"name":"Quầy 1")"},
        {R"("serial":16)", R"("serial":-1)"},
        {R"("serial":16)", R"("serial":16,"x":0)"},
        {R"("after":{)", R"("after":[{)"},
        {R"("run":")", R"("run":"0)"},
        {R"("first":1,)", R"("first":0,)"},
        {R"("first":1,)", ""},
        {R"("ward":"23563")", R"("ward":"2356")"},
        {R"("ward":"23563")", R"("ward":"2356x")"},
        {R"("ward":"23563")", R"("ward":23563)"},
        {R"("from":100)", R"("from":0)"},
        {R"("from":100)", R"("from":-1)"},
        {R"("proof":[)", R"("proof":[5,)"},
        {R"("proof":[)", R"("proof":["",)"},
        {R"("proof":[)", R"("proof":[[],)"},
        {R"("boot":"b)", R"("boot":"B)"},
        {R"("boot":"b)", R"("boot":")"},
        {R"("mono_ms":123456)", R"("mono_ms":1.5)"},
        {"02:05Z", "02:60Z"},
        {"02:05Z", "24:05Z"},
        {"T02:05Z", "T2:05Z"},
        {"T02:05Z", " 02:05Z"},
        {"02:05Z", "02:05:07Z"},
        {R"("clock":"trusted")", R"("clock":"TRUSTED")"},
        {R"("unsent":12)", R"("unsent":-12)"},
        {R"("version":"0.1.0")", R"("version":"0.1.0 beta")"},
        {R"("version":"0.1.0")", R"("version":")" + std::string(33, '0') + "\""},
        {R"("published":3)", R"("published":null)"},
        {R"("row":77)", R"("row":0)"},
    };
    for (const auto& [from, to] : wrong) {
        CAPTURE(to);
        CHECK_FALSE(decode(other_header(from, to)).has_value());
    }
    CHECK(must_fail(decode(other_header(R"("unsent":12)", R"("unsent":-12)"))) ==
          "batch: header: its \"unsent\" is missing or not as sync/wire/README.md has it");
}

TEST_CASE("lists of a header are as long as allowed, and no longer") {
    Batch batch = made::batch();
    batch.lines.clear();
    const auto with_one_more = [&](const std::string& list) {
        const std::string text = encode(batch);
        const std::size_t from = text.find("\"" + list + "\":[") + list.size() + 4;
        std::size_t end = from;
        for (int depth = 0; depth > 0 || end == from; ++end)
            depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
        return text.substr(0, from) + text.substr(from, end - from) + "," + text.substr(from);
    };
    batch.header.runs.assign(kRunsMax, batch.header.runs[0]);
    batch.header.heads.assign(kHeadsMax, batch.header.heads[0]);
    batch.header.faults.assign(kFaultsMax, batch.header.faults[0]);
    CHECK(decode(encode(batch)).has_value());
    for (const char* list : {"runs", "heads", "faults"})
        CHECK_FALSE(decode(with_one_more(list)).has_value());

    batch.header.heads.resize(1);
    CHECK(decode(with_one_more("heads")).has_value());  // The helper above does what it says.
    batch.header.heads[0].proof.assign(kProofHashesMax, {});
    CHECK(decode(encode(batch)).has_value());
    const std::string hash = "\"" + std::string(64, '0') + "\"";
    CHECK_FALSE(decode(replaced(encode(batch), hash, hash + "," + hash)).has_value());
    batch.header.heads[0].checkpoint = std::string(kCheckpointBytesMax, 'x');
    CHECK(decode(encode(batch)).has_value());
    batch.header.heads[0].checkpoint += "x";
    CHECK_FALSE(decode(encode(batch)).has_value());
}

TEST_CASE("no bytes at all make decode do anything but answer") {
    std::mt19937 random(2026);
    const std::string text = encode(made::batch());
    int batches = 0, refused = 0;
    for (int round = 0; round < 6000; ++round) {
        std::string bytes = text;
        for (auto changes = 1 + random() % 4; changes > 0; --changes) {
            const std::size_t at = random() % bytes.size();
            switch (random() % 4) {
                case 0: bytes[at] = static_cast<char>(random()); break;
                case 1: bytes.erase(at, 1 + random() % 20); break;
                case 2: bytes.insert(at, bytes.substr(random() % bytes.size(), 20)); break;
                default: bytes.insert(at, 1, "{}[]\",:\n0"[random() % 9]); break;
            }
            if (bytes.empty()) bytes = "\n";
        }
        const Result<std::optional<Batch>> decoded = decode(bytes);
        if (!decoded || !*decoded) continue;
        ++batches;
        for (const Line& line : (*decoded)->lines) {
            if (std::holds_alternative<Refused>(line.what)) {
                ++refused;
                continue;
            }
            // What is taken is right, and is what was sent.
            REQUIRE(line.run < (*decoded)->header.runs.size());
            if (const Cell* cell = std::get_if<Cell>(&line.what)) REQUIRE(fault_of(*cell).empty());
        }
    }
    CHECK(batches > 100);
    CHECK(refused > 100);
}
