#pragma once

#include <string>
#include <vector>

#include "journal/tree.h"
#include "support/must.h"
#include "wire/batch.h"
#include "wire/envelope.h"

/// Keys, a tree and a batch that are the same in every run: for tests of the wire and its vectors.
namespace made {

/// A key from one byte, repeated: "the device", "the province".
inline wire::SecretKey key(unsigned char seed) {
    std::string text;
    for (int i = 0; i < 32; ++i) {
        text += "0123456789abcdef"[seed / 16];
        text += "0123456789abcdef"[seed % 16];
    }
    return must(wire::SecretKey::parse(text));
}
inline wire::SecretKey device() { return key(0x11); }
inline wire::SecretKey province() { return key(0x52); }
inline wire::SecretKey stranger() { return key(0x99); }
inline std::string device_id() { return wire::key_id(device().public_key()); }

inline const std::string kEpoch = "00112233445566778899aabbccddeeff";
inline const std::string kRun = "ffeeddccbbaa99887766554433221100";
inline constexpr tally::Day kDay = std::chrono::year(2026) / 11 / 23;

/// The hashes of some leaves, all different.
inline std::vector<journal::Hash> leaves(std::int64_t count) {
    std::vector<journal::Hash> hashes;
    for (std::int64_t i = 0; i < count; ++i)
        hashes.push_back(journal::sha256("leaf " + std::to_string(i)));
    return hashes;
}

/// Complete subtrees, computed when asked for. The leaves must outlive it.
inline journal::Nodes nodes(const std::vector<journal::Hash>& leaves) {
    return [&leaves](int level, std::int64_t index) -> Result<journal::Hash> {
        const auto below = [&](const auto& self, int height, std::size_t at) -> journal::Hash {
            if (height == 0) return leaves.at(at);
            return journal::node_hash(self(self, height - 1, 2 * at),
                                      self(self, height - 1, 2 * at + 1));
        };
        return below(below, level, static_cast<std::size_t>(index));
    };
}

inline journal::Hash root(std::int64_t size) {
    const std::vector<journal::Hash> all = leaves(size);
    return must(journal::root(size, nodes(all)));
}

inline wire::Line cell(wire::Certainty certainty, std::string procedure, std::string what,
                       std::int64_t count, std::int64_t revision, bool trusted = true) {
    return {.run = 0,
            .what = wire::Cell{.key = {.day = kDay,
                                       .certainty = certainty,
                                       .procedure = std::move(procedure),
                                       .what = std::move(what),
                                       .trusted = trusted},
                               .count = count,
                               .revision = revision},
            .text = {}};
}

/// A batch that has some of everything.
inline wire::Batch batch() {
    using wire::Certainty;
    const std::vector<journal::Hash> all = leaves(133);
    wire::Batch batch;
    wire::Header& header = batch.header;
    header.device = device_id();
    header.batch = 17;
    header.after = {.serial = 16, .digest = wire::digest("the receipt before")};
    header.runs = {{.epoch = kEpoch, .id = kRun, .first = 1, .ward = "23563"},
                   {.epoch = kEpoch, .id = std::string(32, '7'), .first = 120, .ward = "23563"}};
    header.heads = {{.checkpoint = wire::sign_checkpoint(
                         {.epoch = kEpoch, .size = 133, .root = root(133)}, device_id(), device()),
                     .from = 100,
                     .proof = must(journal::consistency(100, 133, nodes(all)))}};
    header.boot = std::string(32, 'b');
    header.mono_ms = 123'456;
    header.wall = kDay + std::chrono::hours(2) + std::chrono::minutes(5);
    header.clock_trusted = true;
    header.unsent = 12;
    header.disk_free = 1'234'567'890;
    header.version = "0.1.0";
    header.published = 3;
    header.faults = {{.epoch = kEpoch, .row = 77}};
    const std::string traits = "online digitised fee_online e_result";
    batch.lines = {cell(Certainty::confirmed, "1.001193", traits, 3, 120),
                   cell(Certainty::confirmed, "2.000635", traits, -2, 131),
                   cell(Certainty::shown, "", "visit_began", 41, 129),
                   cell(Certainty::shown, "", "visit_ended timeout", 4, 118),
                   cell(Certainty::shown, "1.001193", "procedure_opened", 17, 125),
                   cell(Certainty::shown, "", "qr_shown wifi", 5, 64, false),
                   cell(Certainty::said, "1.001193", "outcome submitted", 2, 126),
                   cell(Certainty::said, "", "rating 2", 1, 127),
                   cell(Certainty::said, "", "complaint small_text", 1, 127),
                   cell(Certainty::filtered, "", "procedure_opened double_tap", 6, 128)};
    batch.lines.push_back(
        {.run = 1,
         .what =
             wire::Seal{
                 .day = kDay, .revision = 133, .digest = wire::digest("the day"), .by_staff = true},
         .text = {}});
    batch.lines[1].run = 1;
    return batch;
}

/// Without what decode() adds: the text of each line.
inline wire::Batch without_texts(wire::Batch batch) {
    for (wire::Line& line : batch.lines) line.text.clear();
    return batch;
}

}  // namespace made
