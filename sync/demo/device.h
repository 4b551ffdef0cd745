#pragma once

#include <array>
#include <string>

#include "demo/chance.h"
#include "demo/day.h"
#include "ledger/ledger.h"
#include "wire/batch.h"

/// A kiosk of the demonstration, as the province sees it: enrolled by code, its counts told in
/// signed batches of the wire. Its keys come from the seed, so that a demonstration is the same
/// each time; they are worth nothing, and no real kiosk may stand beside it (ledger/facts.h).
namespace demo {

class Device {
public:
    /// Enrols it. The ledger must outlive it.
    static Result<Device> enrol(ledger::Ledger& ledger, const Plan& plan, std::size_t kiosk,
                                WallTime now);

    /// Takes a day's counts into the journal that nobody sees; a closed day is sealed.
    void note(const Counts& counts, tally::Day day, bool closed, Chance& chance);
    /// The journal is that of a backup: its newest rows are gone, and others take their place.
    void restore();
    /// A new opening of the journal file.
    void begin_run();

    /// What it says of itself with a batch.
    struct Words {
        WallTime wall{};  ///< By its own clock.
        bool clock_trusted = true;
        std::int64_t unsent = 0, disk_free = 0, published = 0;
        std::string version;
    };
    /// Tells everything noted since the last time. Fails unless the province takes every line.
    Result<> tell(const Words& words, WallTime now);

    const std::string& id() const { return id_; }
    std::int64_t batches() const { return batches_; }
    std::size_t waiting() const { return batch_.lines.size(); }
    /// Whether the journal has all that was told, and more: false while a restored one catches up.
    bool has_outgrown() const { return rows_ >= told_; }

private:
    Device(ledger::Ledger& ledger, wire::SecretKey key) : ledger_(&ledger), key_(key) {}

    wire::HeadClaim head() const;

    ledger::Ledger* ledger_;
    wire::SecretKey key_;
    std::string id_, ward_, epoch_;
    std::uint64_t runs_ = 0;
    wire::After after_;
    std::int64_t batches_ = 0;
    std::int64_t rows_ = 0;       ///< Of the journal as it stands.
    std::int64_t told_ = 0;       ///< Of the newest checkpoint that the province holds.
    std::int64_t run_first_ = 1;  ///< Of the newest run.
    wire::Batch batch_;           ///< What is to be told next.
};

}  // namespace demo
