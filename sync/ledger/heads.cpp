#include "ledger/heads.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/alarms.h"
#include "wire/checkpoint.h"

namespace ledger {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kBranches =
    "SELECT number, size, root, device, at FROM branch WHERE epoch = ? ORDER BY number";
constexpr std::string_view kOwnBranch =
    "SELECT branch FROM device_epoch WHERE device = ? AND epoch = ?";
constexpr std::string_view kRootAt =
    "SELECT root FROM checkpoint WHERE epoch = ? AND branch = ? AND size = ?";
constexpr std::string_view kSetBranch =
    "INSERT INTO branch (epoch, number, size, root, device, at) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (epoch, number) DO UPDATE SET size = excluded.size, root = excluded.root, "
    "device = excluded.device, at = excluded.at";
constexpr std::string_view kKeep =
    "INSERT INTO checkpoint (epoch, branch, size, root, note, device, at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kSetOwnBranch =
    "INSERT INTO device_epoch (device, epoch, branch) VALUES (?, ?, ?) "
    "ON CONFLICT (device, epoch) DO UPDATE SET branch = excluded.branch";

struct Branch {
    std::int64_t number = 0, size = 0;
    journal::Hash root{};
    std::string device;  ///< That brought it to this size.
    WallTime at{};
};

std::string day_of(WallTime time) { return iso_date(business_day(time)); }

class Judgement {
public:
    Judgement(Ledger& ledger, const Claimant& claimant, const wire::Checkpoint& checkpoint,
              const wire::HeadClaim& claim, WallTime now)
        : ledger_(ledger),
          connection_(ledger.connection()),
          claimant_(claimant),
          checkpoint_(checkpoint),
          claim_(claim),
          now_(now) {}

    Result<wire::Receipt::Head> pass();

private:
    Result<> load();
    Result<std::optional<std::int64_t>> branch_of(const std::string& device);
    Result<std::string_view> status_against(const Branch& held);
    Result<> keep_on(std::int64_t branch);
    Result<> go_on_with(std::int64_t branch);
    Result<> open_branch(const std::string& status, const Branch& held);
    wire::Receipt::Head answer(std::int64_t size, const std::string& status) const {
        return {.epoch = checkpoint_.epoch, .size = size, .status = status};
    }

    Ledger& ledger_;
    sql::Connection& connection_;
    const Claimant& claimant_;
    const wire::Checkpoint& checkpoint_;
    const wire::HeadClaim& claim_;
    const WallTime now_;
    std::vector<Branch> branches_;  ///< The one the device is on comes first.
};

Result<std::optional<std::int64_t>> Judgement::branch_of(const std::string& device) {
    const sql::Rows rows =
        TRY(connection_.query(kOwnBranch, sql::Values{device, checkpoint_.epoch}));
    if (rows.empty()) return std::optional<std::int64_t>();
    return std::optional(rows[0].integer(0));
}

Result<> Judgement::load() {
    const sql::Rows rows = TRY(connection_.query(kBranches, sql::Values{checkpoint_.epoch}));
    for (const sql::Row& row : rows)
        branches_.push_back({.number = row.integer(0),
                             .size = row.integer(1),
                             .root = journal::from_bytes<journal::Hash>(row.text(2)),
                             .device = row.text(3),
                             .at = time_of(row.integer(4))});
    std::optional<std::int64_t> own = TRY(branch_of(claimant_.device));
    if (!own && claimant_.model != claimant_.device) own = TRY(branch_of(claimant_.model));
    const auto first = std::find_if(branches_.begin(), branches_.end(),
                                    [&](const Branch& one) { return one.number == own; });
    if (first != branches_.end()) std::rotate(branches_.begin(), first, first + 1);
    return {};
}

Result<> Judgement::go_on_with(std::int64_t branch) {
    if (!claimant_.may_keep) return {};
    TRY(connection_.run(kSetOwnBranch, sql::Values{claimant_.device, checkpoint_.epoch, branch}));
    return {};
}

Result<> Judgement::keep_on(std::int64_t branch) {
    if (!claimant_.may_keep) return {};
    const sql::Blob root{journal::bytes_of(checkpoint_.root)};
    TRY(connection_.run(kSetBranch, sql::Values{checkpoint_.epoch, branch, checkpoint_.size, root,
                                                claimant_.device, stored(now_)}));
    TRY(connection_.run(kKeep,
                        sql::Values{checkpoint_.epoch, branch, checkpoint_.size, root,
                                    sql::Blob{claim_.checkpoint}, claimant_.device, stored(now_)}));
    return go_on_with(branch);
}

/// It is neither a head that is held nor proven to continue one: what is it to the one held?
Result<std::string_view> Judgement::status_against(const Branch& held) {
    if (checkpoint_.size == held.size) return "fork"sv;
    if (checkpoint_.size > held.size)
        return claim_.from == held.size && !claim_.proof.empty() ? "fork"sv : "unproven"sv;
    const sql::Rows known = TRY(
        connection_.query(kRootAt, sql::Values{checkpoint_.epoch, held.number, checkpoint_.size}));
    if (!known.empty() && known[0].text(0) != journal::bytes_of(checkpoint_.root)) return "fork"sv;
    // Only this device brought the branch so far, and it knows that we took it: it had the rows.
    const bool was_told = claimant_.up_to_date && held.device == claimant_.device;
    return was_told ? "truncated"sv : "stale"sv;
}

Result<> Judgement::open_branch(const std::string& status, const Branch& held) {
    if (!claimant_.may_keep) return {};
    const bool room = branches_.size() < ledger_.rules().branches_max;
    Alarm alarm;
    alarm.device = claimant_.device;
    alarm.epoch = checkpoint_.epoch;
    alarm.kind = status;
    const std::string held_since =
        fmt::format("the {} rows held since {}", held.size, day_of(held.at));
    if (status == "truncated")
        alarm.text = fmt::format(
            "epoch {}: the journal was cut back to {} rows, though {} were told and acknowledged: "
            "rows {} to {} are missing",
            checkpoint_.epoch, checkpoint_.size, held_since, checkpoint_.size + 1, held.size);
    else
        alarm.text = fmt::format(
            "epoch {}: a checkpoint of {} rows contradicts {}: rows were rewritten, or a copy of "
            "the journal goes its own way",
            checkpoint_.epoch, checkpoint_.size, held_since);
    if (!room)
        alarm.text +=
            fmt::format(" ({} branches are kept already, this one is not)", branches_.size());
    const auto next = static_cast<std::int64_t>(branches_.size());
    TRY(raise_at(ledger_, alarm, room ? fmt::format("branch {}", next) : "no room", now_));
    if (!room) return {};
    return keep_on(next);
}

Result<wire::Receipt::Head> Judgement::pass() {
    TRY(load());
    if (branches_.empty()) {
        TRY(keep_on(0));
        return answer(checkpoint_.size, "ok");
    }
    for (const Branch& branch : branches_) {
        if (checkpoint_.size == branch.size && checkpoint_.root == branch.root) {
            TRY(go_on_with(branch.number));
            return answer(branch.size, "same");
        }
        const bool continues = checkpoint_.size > branch.size && claim_.from == branch.size &&
                               wire::is_consistent(branch.size, branch.root, checkpoint_.size,
                                                   checkpoint_.root, claim_.proof);
        if (continues) {
            TRY(keep_on(branch.number));
            return answer(checkpoint_.size, "ok");
        }
    }
    const Branch& held = branches_.front();
    const std::string_view status = TRY(status_against(held));
    if (status != "fork" && status != "truncated") return answer(held.size, std::string(status));
    TRY(open_branch(std::string(status), held));
    const bool kept = claimant_.may_keep && branches_.size() < ledger_.rules().branches_max;
    return answer(kept ? checkpoint_.size : held.size, std::string(status));
}

}  // namespace

Result<wire::Receipt::Head> take_head(Ledger& ledger, const Claimant& claimant,
                                      const wire::Checkpoint& checkpoint,
                                      const wire::HeadClaim& claim, WallTime now) {
    return Judgement(ledger, claimant, checkpoint, claim, now).pass();
}

}  // namespace ledger
