#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "ledger/audit.h"
#include "ledger/counts.h"
#include "ledger/devices.h"
#include "ledger/ingest.h"
#include "ledger/ledger.h"
#include "support/must.h"
#include "support/postgres.h"
#include "wire/batch.h"
#include "wire/envelope.h"
#include "wire/receipt.h"

/// A province and kiosks whose batches are made by hand: every claim, true or not.
namespace hand {

inline constexpr WallTime kMorning =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(2);
inline constexpr tally::Day kDay = std::chrono::year(2026) / 11 / 23;
inline const std::string kWard = "23563";

ledger::Identity identity();
inline ledger::Ledger opened(const std::string& address, ledger::Rules rules = {}) {
    return must(ledger::Ledger::open(address, identity(), rules));
}

/// 32 digits that end in a number: the id of an epoch or a run.
std::string id(int number);

/// A journal's tree: rows up to `fork` are those of every tree, later ones its own.
class Tree {
public:
    explicit Tree(std::int64_t fork = 0, int own = 0) : fork_(fork), own_(own) {}
    journal::Hash root(std::int64_t size) const;
    std::vector<journal::Hash> proof(std::int64_t old_size, std::int64_t size) const;

private:
    journal::Hash node(int level, std::int64_t index) const;

    std::int64_t fork_;
    int own_;
};

/// What came back, once its signature was seen to hold.
struct Told {
    int status = 0;
    wire::Receipt receipt;
    std::string batch, answer;  ///< The envelopes.

    std::vector<std::string> verdicts() const;
    std::string head(std::size_t at = 0) const { return receipt.heads.at(at).status; }
};
Told told(const ledger::Answer& answer, const std::string& batch);

struct Kiosk {
    wire::SecretKey key;
    std::string device, ward;
    wire::After after{};
    std::int64_t batches = 0;

    wire::Batch batch();  ///< An empty one, with the next number.
    wire::HeadClaim head(const Tree& tree, const std::string& epoch, std::int64_t size,
                         std::int64_t from = 0) const;

    /// Sends and holds the receipt.
    Told tell(ledger::Ledger& ledger, const wire::Batch& batch, WallTime now = kMorning);
    /// A batch of one head and no lines.
    Told claim(ledger::Ledger& ledger, const Tree& tree, const std::string& epoch,
               std::int64_t size, std::int64_t from = 0);
    /// A batch of one run and some lines.
    Told tell(ledger::Ledger& ledger, const wire::Run& run, std::vector<wire::Line> lines);
};

/// A kiosk, enrolled as kiosks are.
Kiosk enrolled(ledger::Ledger& ledger, const std::string& ward = kWard);

wire::Run run(int number, std::int64_t first = 1, int epoch = 1, const std::string& ward = kWard);
wire::Line cell(std::int64_t count, std::int64_t revision,
                const std::string& procedure = "1.001193", tally::Day day = kDay);
wire::Line seal(std::int64_t revision, const std::string& digest = std::string(64, 'a'),
                tally::Day day = kDay);

/// The kinds of alarm there are, in order, each with how often it was raised.
std::vector<std::string> alarm_kinds(ledger::Ledger& ledger);
/// The sum of all that is counted.
std::int64_t total(ledger::Ledger& ledger);

inline const tally::Period kAllDays{.first = tally::Day{},
                                    .last = tally::Day(std::chrono::year(2100) / 1 / 1)};

}  // namespace hand
