#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.h"
#include "json/json.h"
#include "support/process.h"
#include "support/temp_dir.h"
#include "wire/certificate.h"
#include "wire/code.h"
#include "wire/made.h"
#include "wire/pack.h"
#include "wire/publication.h"
#include "wire/receipt.h"
#include "wire/words.h"

// tests/data/wire/ is the format in examples, for those who write another client. It is compared
// with what we make; MOTCUA_WRITE_VECTORS=1 writes it anew.

using namespace wire;

namespace {

const std::string kFolder = std::string(SOURCE_DIR) + "/tests/data/wire/";
constexpr std::size_t kBytesMax = 1u << 20;
constexpr auto kWard = "23563";

bool writes() { return std::getenv("MOTCUA_WRITE_VECTORS") != nullptr; }

std::string stored(const std::string& name) { return must(files::read(kFolder + name, kBytesMax)); }

void expect(const std::string& name, const std::string& bytes) {
    CAPTURE(name);
    if (writes()) must(files::write_atomically(kFolder + name, bytes));
    CHECK(stored(name) == bytes);
}

std::string pretty(const json::Value& value) { return value.dump(1) + "\n"; }

/// A frame without compression, as one who has no zstd library makes it (RFC 8878).
std::string raw_frame(const std::string& bytes) {
    const auto little = [](std::size_t number, int size) {
        std::string text;
        for (int i = 0; i < size; ++i) text += static_cast<char>(number >> 8 * i);
        return text;
    };
    constexpr std::size_t kBlock = 128u << 10;
    std::string frame = "\x28\xB5\x2F\xFD\xA0" + little(bytes.size(), 4);
    for (std::size_t at = 0; at < bytes.size(); at += kBlock) {
        const std::string part = bytes.substr(at, kBlock);
        const std::size_t last = at + kBlock >= bytes.size() ? 1 : 0;
        frame += little(part.size() << 3 | last, 3) + part;
    }
    return frame;
}

json::Value key_vector(const SecretKey& key) {
    return {{"seed", key.text()}, {"key", hex(key.public_key())}, {"id", key_id(key.public_key())}};
}

json::Value code_vector(const std::string& typed) {
    const Result<Code> code = parse_code(typed);
    if (!code) return {{"typed", typed}, {"holds", false}};
    std::string key;
    for (const char byte : code->key())
        key += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return {{"typed", typed}, {"holds", true}, {"number", code->number()}, {"key", key}};
}

const Code kCode = must(parse_code("7QF2K-9M4XA-B1C28"));

Certificate certificate() {
    return {.serial = 1,
            .device = made::device_id(),
            .key = made::device().public_key(),
            .ward = kWard,
            .name = "Quầy 1",
            .province_code = "52",
            .province_name = "Gia Lai",
            .province_keys = {made::province().public_key(), made::key(0x53).public_key()},
            .pins = {"sha256//" + base64(journal::bytes_of(journal::sha256("a TLS key")))}};
}

Receipt receipt_for(const std::string& envelope) {
    Receipt receipt;
    receipt.batch = digest(envelope);
    receipt.device = made::device_id();
    receipt.serial = 17;
    for (std::size_t i = 0; i < made::batch().lines.size(); ++i)
        receipt.add(i == 3 ? "stale" : i == 7 ? "dup" : "ok");
    receipt.heads = {{.epoch = made::kEpoch, .size = 133, .status = "ok"}};
    receipt.time = made::kDay + std::chrono::seconds(7507);
    receipt.next_s = 300;
    receipt.published = 3;
    return receipt;
}

json::Value note_vector(const std::string& note, const char* why) {
    const bool holds =
        open_checkpoint(note, made::device_id(), made::device().public_key()).has_value();
    CHECK(holds == std::string_view(why).empty());
    return {{"note", note}, {"holds", holds}, {"why", why}};
}

json::Value notes() {
    const Checkpoint checkpoint{.epoch = made::kEpoch, .size = 133, .root = made::root(133)};
    const std::string good = sign_checkpoint(checkpoint, made::device_id(), made::device());
    std::string other_size = good;
    other_size.replace(other_size.find("\n133\n"), 5, "\n134\n");
    json::Value list = json::Value::array();
    list.push_back(note_vector(good, ""));
    list.push_back(note_vector(sign_checkpoint({made::kEpoch, 0, journal::empty_hash()},
                                               made::device_id(), made::device()),
                               ""));
    list.push_back(note_vector(other_size, "not what was signed"));
    list.push_back(note_vector(sign_checkpoint(checkpoint, made::device_id(), made::stranger()),
                               "signed by another key"));
    list.push_back(note_vector(
        sign_checkpoint(checkpoint, key_id(made::stranger().public_key()), made::device()),
        "of another device"));
    list.push_back(note_vector(good.substr(0, good.size() - 1), "cut off"));
    list.push_back(note_vector(good + good.substr(good.find("—")), "two signatures"));
    return list;
}

json::Value proofs() {
    const std::vector<journal::Hash> leaves = made::leaves(140);
    json::Value list = json::Value::array();
    const auto add = [&](std::int64_t from, std::int64_t size, bool spoil) {
        std::vector<journal::Hash> proof =
            must(journal::consistency(from, size, made::nodes(leaves)));
        if (spoil && !proof.empty()) proof.back()[31] ^= 1;
        if (spoil && proof.empty()) proof.push_back(made::root(from));
        CHECK(is_consistent(from, made::root(from), size, made::root(size), proof) == !spoil);
        json::Value hashes = json::Value::array();
        for (const journal::Hash& hash : proof) hashes.push_back(journal::hex(hash));
        list.push_back({{"from", from},
                        {"from_root", journal::hex(made::root(from))},
                        {"size", size},
                        {"root", journal::hex(made::root(size))},
                        {"proof", hashes},
                        {"holds", !spoil}});
    };
    for (const auto& [from, size] : {std::pair{1, 1},
                                     {1, 2},
                                     {3, 7},
                                     {4, 7},
                                     {6, 8},
                                     {64, 133},
                                     {100, 133},
                                     {128, 140},
                                     {133, 140}})
        for (const bool spoil : {false, true}) add(from, size, spoil);
    return list;
}

/// Lines, good and bad, of a batch with two runs.
std::vector<std::string> sample_lines() {
    std::vector<std::string> lines;
    for (const Line& line : made::batch().lines) lines.push_back(encode(line));
    const std::string good = lines[2];
    const auto other = [&](const std::string& from, const std::string& to) {
        std::string line = good;
        lines.push_back(line.replace(line.find(from), from.size(), to));
    };
    other(R"("r":0)", R"("r":2)");
    other(R"("t":"shown")", R"("t":"dreamt")");
    other(R"("t":"shown")", R"("t":"Shown")");
    other("2026-11-23", "2026-02-29");
    other(R"("p":"")", R"("p":"1.001193")");
    other("visit_began", "nguyễn văn a");
    other(R"("q":"trusted")", R"("q":"perhaps")");
    other(R"("n":41)", R"("n":-41)");
    other(R"("n":41)", R"("n":41.0)");
    other(R"("n":41)", R"("n":41,"n":42)");
    other(R"("rev":129)", R"("rev":0)");
    other(R"(,"rev":129)", "");
    other(R"("rev":129)", R"("rev":129,"note":"")");
    lines.push_back("not JSON");
    return lines;
}

json::Value line_vectors() {
    std::string text = encode(made::batch().header) + "\n";
    for (const std::string& line : sample_lines()) text += line + "\n";
    const std::optional<Batch> batch = must(decode(text));
    REQUIRE(batch);
    json::Value list = json::Value::array();
    for (const Line& line : batch->lines) {
        const Refused* refused = std::get_if<Refused>(&line.what);
        list.push_back({{"line", line.text}, {"refused", refused ? refused->verdict : ""}});
    }
    return list;
}

}  // namespace

TEST_CASE("keys, codes and words are those of the vectors") {
    const std::string type = "http://example.com/HelloWorld", payload = "hello world";
    json::Value vectors;
    vectors["keys"] = {{"device", key_vector(made::device())},
                       {"device_next", key_vector(made::key(0x12))},
                       {"province", key_vector(made::province())},
                       {"province_next", key_vector(made::key(0x53))},
                       {"stranger", key_vector(made::stranger())}};
    vectors["pae"] = {{"type", type}, {"payload", payload}, {"bytes", signed_bytes(type, payload)}};
    vectors["codes"] = json::Value::array();
    for (const char* typed : {"7QF2K-9M4XA-B1C28", "7qf2k 9m4xa blc28", "000000000000000",
                              "7QF2K-9M4XA-B1C29", "7QF2K-9M4XA-1BC28", "7QF2K-9M4XA-B1C2"})
        vectors["codes"].push_back(code_vector(typed));
    vectors["words"] = four_words(made::device().public_key(), made::province().public_key());
    expect("vectors.json", pretty(vectors));
    std::string words;
    for (const std::string_view word : all_words()) words.append(word).append("\n");
    expect("words.txt", words);
}

TEST_CASE("the batch of the vectors is read as it was meant, packed in either way") {
    const std::string text = encode(made::batch());
    if (writes())  // What zstd makes of it may differ from version to version.
        must(files::write_atomically(kFolder + "batch.envelope",
                                     seal(made::batch(), made::device())));
    expect("batch.txt", text);
    expect("batch-raw.envelope", seal(kBatchType, raw_frame(text), made::device()));
    for (const char* name : {"batch.envelope", "batch-raw.envelope"}) {
        const Envelope envelope = must(parse_envelope(stored(name)));
        CHECK(holds(envelope, kBatchType, made::device().public_key()));
        const std::string unpacked = must(unpack(envelope.payload, kUnpackedBytesMax));
        CHECK(unpacked == text);
        const std::optional<Batch> batch = must(decode(unpacked));
        REQUIRE(batch);
        CHECK(made::without_texts(*batch) == made::batch());
    }
    const std::string large(300'000, 'x');  // Blocks have 128 KiB at most.
    CHECK(must(unpack(raw_frame(large), kUnpackedBytesMax)) == large);
}

TEST_CASE("what the province says is what stands in the vectors") {
    expect("receipt.envelope",
           seal(kReceiptType, encode(receipt_for(stored("batch.envelope"))), made::province()));
    const std::string envelope = seal(kCertificateType, encode(certificate()), made::province());
    expect("certificate.envelope", envelope);
    const EnrolRequest request = enrol_request(kCode, made::device().public_key(), kWard);
    expect("enrol_request.json", encode(request));
    expect("enrol_answer.json", encode(enrol_answer(envelope, kCode.key())));
    CHECK(must(open_enrol_answer(stored("enrol_answer.json"), kCode, request)) == certificate());

    const Rotation turned =
        rotation(made::device_id(), made::device().public_key(), made::key(0x12));
    expect("rotation.envelope", seal(kRotationType, encode(turned), made::device()));
    Certificate next = certificate();
    next.serial = 2;
    next.key = turned.key;
    expect("rotated.envelope", seal(kCertificateType, encode(next), made::province()));

    const Publication publication{
        .version = 3,
        .province = "52",
        .files = {{.path = "catalogue.json", .bytes = 412'345, .digest = digest("a catalogue")},
                  {.path = "lang/vi.json", .bytes = 20'000, .digest = digest("words")}}};
    expect("publication.envelope", seal(kPublicationType, encode(publication), made::province()));
}

TEST_CASE("checkpoints, proofs and lines hold or not as the vectors say") {
    expect("checkpoints.json", pretty({{"notes", notes()}, {"proofs", proofs()}}));
    expect("lines.json", pretty(line_vectors()));
}

TEST_CASE("another client, written from the format's description, finds all vectors to hold") {
    const TempDir dir;
    // Debian's own Python: another in PATH would not know Debian's nacl.
    const std::string said = dir / "said";
    Process client = must(Process::start(
        {.words = {"/usr/bin/python3", SOURCE_DIR "/tests/wire/client.py", "--vectors", kFolder},
         .output = said}));
    const int status = must(client.wait(std::chrono::seconds(60)));
    const std::string words = must(files::read(said, kBytesMax));
    CAPTURE(words);
    CHECK(status == 0);
    CHECK(words == "all vectors hold\n");
}

TEST_CASE("the other client finds what is wrong with vectors that do not hold") {
    const TempDir dir;
    const std::string spoilt[] = {"receipt.envelope", "batch.txt", "enrol_answer.json", "words.txt",
                                  "rotation.envelope"};
    for (const std::string& name : spoilt) {
        CAPTURE(name);
        const std::string folder = dir / name;
        std::filesystem::copy(kFolder, folder);
        std::string bytes = stored(name);
        const std::size_t at = bytes.size() - 9;
        bytes[at] = bytes[at] == '0' ? '1' : '0';
        if (name == "words.txt") bytes = "x " + bytes;
        must(files::write_atomically(folder + "/" + name, bytes));
        Process client = must(Process::start(
            {.words = {"/usr/bin/python3", SOURCE_DIR "/tests/wire/client.py", "--vectors", folder},
             .output = dir / "said"}));
        CHECK(must(client.wait(std::chrono::seconds(60))) == 1);
    }
}
