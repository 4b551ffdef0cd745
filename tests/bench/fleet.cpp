#include "bench/fleet.h"

#include <fmt/format.h>

#include <algorithm>

#include "catalogue/load.h"
#include "demo/day.h"
#include "journal/tree.h"
#include "wire/batch.h"
#include "wire/envelope.h"

namespace {

constexpr std::size_t kIdDigits = 32;
constexpr tally::Day kMonday = std::chrono::year(2026) / 11 / 16;
constexpr std::size_t kFew = 5;  // Counts that grow in five minutes.
constexpr double kDone = 0.5;    // Of the campaign: a plain week of it.

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

/// What one kiosk's agent writes, letter after letter.
class Pen {
public:
    Pen(const Fleet::Kiosk& kiosk, const demo::Plan& plan) : kiosk_(kiosk), plan_(plan) {
        run_ = {.epoch = id_of("epoch", kiosk.device),
                .id = id_of("run", kiosk.device),
                .first = 1,
                .ward = kiosk.ward};
    }

    Result<Fleet::Letter> write_days(int count);
    Result<Fleet::Letter> write_few();

private:
    void add(wire::Batch& batch, const wire::Cell& cell) {
        batch.lines.push_back({.run = 0, .what = cell, .text = {}});
    }
    Result<> finish(wire::Batch& batch, Fleet::Letter& letter);

    const Fleet::Kiosk& kiosk_;
    const demo::Plan& plan_;
    wire::Run run_;
    std::int64_t rows_ = 0, told_ = 0;  ///< Of the journal; of its newest checkpoint.
    std::int64_t batches_ = 0;
    int days_ = 0;                    ///< So far.
    std::vector<wire::Cell> newest_;  ///< Of the last day that had any.
    std::size_t next_ = 0;            ///< Of them, to grow.
};

Result<Fleet::Letter> Pen::write_days(int count) {
    wire::Batch batch;
    Fleet::Letter letter;
    for (const int end = days_ + count; days_ < end; ++days_) {
        const demo::Moment moment{
            .day = kMonday + std::chrono::days(days_), .index = days_, .done = kDone};
        const demo::Counts counts = demo::counts_of(plan_, kiosk_.plan, moment);
        if (!counts.empty()) newest_.clear();
        for (const auto& [key, n] : counts) {
            rows_ += n;
            newest_.push_back({.key = key, .count = n, .revision = rows_});
            add(batch, newest_.back());
            ++letter.cells;
            letter.counted += n;
        }
        const wire::Seal seal{.day = moment.day,
                              .revision = ++rows_,
                              .digest = wire::digest(fmt::format("{} {}", run_.id, days_)),
                              .by_staff = days_ % 3 != 0};
        batch.lines.push_back({.run = 0, .what = seal, .text = {}});
        ++letter.seals;
    }
    TRY(finish(batch, letter));
    return letter;
}

Result<Fleet::Letter> Pen::write_few() {
    wire::Batch batch;
    Fleet::Letter letter;
    for (std::size_t i = 0; i < std::min(kFew, newest_.size()); ++i) {
        wire::Cell& cell = newest_[next_++ % newest_.size()];
        ++cell.count;
        cell.revision = ++rows_;
        add(batch, cell);
        ++letter.counted;
    }
    TRY(finish(batch, letter));
    return letter;
}

Result<> Pen::finish(wire::Batch& batch, Fleet::Letter& letter) {
    wire::Header& header = batch.header;
    header.device = kiosk_.device;
    header.batch = ++batches_;
    header.runs = {run_};
    const journal::Hash root = TRY(journal::root(rows_, node));
    wire::HeadClaim claim{
        .checkpoint = wire::sign_checkpoint({.epoch = run_.epoch, .size = rows_, .root = root},
                                            kiosk_.device, kiosk_.key),
        .from = told_,
        .proof = {}};
    if (told_ > 0) claim.proof = TRY(journal::consistency(told_, rows_, node));
    header.heads.push_back(std::move(claim));
    told_ = rows_;
    header.boot = run_.epoch;
    header.mono_ms = 7'200'000;
    header.wall = journal::Minute(kMonday + std::chrono::days(days_));
    header.clock_trusted = true;
    header.disk_free = 64'000'000'000;
    header.version = "0.1.0";
    letter.lines = std::ssize(batch.lines);
    letter.envelope = wire::seal(batch, kiosk_.key);
    return {};
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

Result<std::vector<Fleet::Letter>> Fleet::letters(std::size_t kiosk, const std::vector<int>& days,
                                                  int small) const {
    Pen pen(kiosks_.at(kiosk), plan_);
    std::vector<Letter> letters;
    for (const int count : days) letters.push_back(TRY(pen.write_days(count)));
    for (int i = 0; i < small; ++i) letters.push_back(TRY(pen.write_few()));
    return letters;
}
