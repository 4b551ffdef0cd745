#include "bench/fleet.h"

#include <fmt/format.h>

#include "catalogue/load.h"
#include "demo/day.h"
#include "journal/tree.h"
#include "wire/batch.h"
#include "wire/envelope.h"

namespace {

constexpr std::size_t kIdDigits = 32;
constexpr tally::Day kMonday = std::chrono::year(2026) / 11 / 16;
constexpr double kDone = 0.5;  // Of the campaign: a plain week of it.

constexpr std::string_view kDevice =
    "INSERT INTO device (id, ward, name, enrolled_at, revoked_at, reason, certificate_serial, "
    "serial, receipt, known_serial, heard_at, batches, unsent, disk_free, published, version, "
    "clock_trusted, wall, boot, mono_ms, journal_rows) "
    "VALUES (?, ?, ?, 0, 0, '', 1, 0, '', 0, 0, 0, 0, 0, 0, '', 0, '', '', 0, 0)";
constexpr std::string_view kKey =
    "INSERT INTO device_key (id, device, key, since, successor, certificate) "
    "VALUES (?, ?, ?, 0, '', ?)";

/// Every row of these journals has the same leaf, so a node is that of its level.
Result<journal::Hash> node(int level, std::int64_t) {
    static const std::vector<journal::Hash> kLevels = [] {
        std::vector<journal::Hash> levels{journal::sha256("a row of a benchmark")};
        for (int i = 1; i < 48; ++i)
            levels.push_back(journal::node_hash(levels.back(), levels.back()));
        return levels;
    }();
    return kLevels.at(static_cast<std::size_t>(level));
}

std::string id_of(const std::string& what, const std::string& device) {
    return wire::digest(what + " " + device).substr(0, kIdDigits);
}

}  // namespace

catalogue::Wards made_wards(std::size_t count) {
    catalogue::Wards wards{.province_code = "52", .province_name = "Gia Lai", .list = {}};
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = fmt::format("Số {}", i + 1);
        const char* kind = i % 3 == 0 ? "Phường" : "Xã";  // About as in the country.
        wards.list.push_back({.code = fmt::format("{:05}", 10'000 + i),
                              .name = name,
                              .full_name = fmt::format("{} {}", kind, name)});
    }
    return wards;
}

Result<Fleet> Fleet::make(const Wish& wish) {
    const catalogue::Loaded loaded = TRY(catalogue::load(SOURCE_DIR "/config/catalogue.json"));
    demo::Plan plan =
        demo::make_plan(made_wards(wish.wards), loaded.catalogue, wish.wards, 7, wish.seed);
    std::vector<Kiosk> kiosks;
    for (std::size_t i = 0; i < wish.kiosks; ++i) {
        const std::size_t ward = i % wish.wards, round = i / wish.wards;
        const std::string secret = wire::digest(fmt::format("bench {} {}", wish.seed, i));
        Kiosk kiosk{.key = TRY(wire::SecretKey::parse(secret)),
                    .device = {},
                    .ward = plan.wards.at(ward).code,
                    .name = fmt::format("Quầy {}", round + 1),
                    .plan = {.ward = ward, .name = {}, .fate = {.second = round > 0}}};
        kiosk.device = wire::key_id(kiosk.key.public_key());
        kiosks.push_back(std::move(kiosk));
    }
    return Fleet(std::move(plan), std::move(kiosks));
}

Result<> Fleet::enrol(sql::Connection& connection) const {
    std::vector<wire::PublicKey> keys;
    for (const Kiosk& kiosk : kiosks_) keys.push_back(kiosk.key.public_key());
    std::vector<sql::Values> devices, of_keys;
    for (std::size_t i = 0; i < kiosks_.size(); ++i) {
        const Kiosk& kiosk = kiosks_[i];
        const std::string_view key(reinterpret_cast<const char*>(keys[i].data()), keys[i].size());
        const std::string_view device = kiosk.device, ward = kiosk.ward, name = kiosk.name;
        devices.push_back({device, ward, name});
        of_keys.push_back({device, device, sql::Blob{key}, sql::Blob{std::string_view("")}});
    }
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    TRY(connection.run_many(kDevice, devices));
    TRY(connection.run_many(kKey, of_keys));
    return transaction.commit();
}

Result<std::vector<Fleet::Letter>> Fleet::letters(std::size_t kiosk,
                                                  const std::vector<int>& days) const {
    const Kiosk& who = kiosks_.at(kiosk);
    const wire::Run run{.epoch = id_of("epoch", who.device),
                        .id = id_of("run", who.device),
                        .first = 1,
                        .ward = who.ward};
    std::vector<Letter> letters;
    std::int64_t rows = 0;
    int index = 0;
    for (const int count : days) {
        wire::Batch batch;
        Letter letter;
        const std::int64_t told = rows;
        for (const int end = index + count; index < end; ++index) {
            const demo::Moment moment{
                .day = kMonday + std::chrono::days(index), .index = index, .done = kDone};
            for (const auto& [key, n] : demo::counts_of(plan_, who.plan, moment)) {
                rows += n;
                const wire::Cell cell{.key = key, .count = n, .revision = rows};
                batch.lines.push_back({.run = 0, .what = cell, .text = {}});
                ++letter.cells;
                letter.counted += n;
            }
            const wire::Seal seal{.day = moment.day,
                                  .revision = ++rows,
                                  .digest = wire::digest(fmt::format("{} {}", run.id, index)),
                                  .by_staff = index % 3 != 0};
            batch.lines.push_back({.run = 0, .what = seal, .text = {}});
            ++letter.seals;
        }
        wire::Header& header = batch.header;
        header.device = who.device;
        header.batch = std::ssize(letters) + 1;
        header.runs = {run};
        const journal::Hash root = TRY(journal::root(rows, node));
        header.heads = {{.checkpoint = wire::sign_checkpoint(
                             {.epoch = run.epoch, .size = rows, .root = root}, who.device, who.key),
                         .from = told,
                         .proof = {}}};
        if (told > 0) header.heads[0].proof = TRY(journal::consistency(told, rows, node));
        header.boot = run.epoch;
        header.mono_ms = 7'200'000;
        header.wall = journal::Minute(kMonday + std::chrono::days(index));
        header.clock_trusted = true;
        header.disk_free = 64'000'000'000;
        header.version = "0.1.0";
        letter.envelope = wire::seal(batch, who.key);
        letters.push_back(std::move(letter));
    }
    return letters;
}
