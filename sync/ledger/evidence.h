#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger/audit.h"
#include "ledger/keys.h"
#include "wire/batch.h"
#include "wire/receipt.h"

namespace ledger {

/// Notes a fault of the store, within the limit of an audit.
void note(Audit& audit, std::string fault);

/// Recounts the sums of every ward from its cells and seals (sums.h).
Result<> check_sums(sql::Connection& connection, Audit& audit);

/// Holds each raw envelope that is still kept against its digest, its signature and its receipt;
/// and every cell and seal against the envelope it came with, both ways: what was taken must be
/// there, and what is there must have been taken.
class Evidence {
public:
    Evidence(Ledger& ledger, Audit& audit) : connection_(ledger.connection()), audit_(audit) {}

    Result<> check();

private:
    struct Kept {
        std::int64_t number = 0;
        std::string digest, device, bytes, receipt, receipt_digest;
    };
    /// A line's place and how high it stood: the same form for cells and seals.
    using Place = std::vector<std::string>;
    struct Height {
        std::int64_t revision = 0;
        std::string what;  ///< The count, or the digest and by whom.
        bool operator==(const Height&) const = default;
    };
    using Heights = std::map<Place, Height>;

    Result<> check_one(const Kept& kept);
    Result<std::optional<wire::Batch>> opened(const Kept& kept);
    std::optional<wire::Receipt> receipt_of(const Kept& kept);
    Result<Heights> taken_by(const wire::Batch& batch, const wire::Receipt& receipt);
    Result<> check_stored(const Kept& kept, const Heights& taken);
    Result<> check_reached(const Kept& kept, const wire::Batch& batch, const Heights& taken);
    Result<std::int64_t> run_number(const std::string& id);

    sql::Connection& connection_;
    Audit& audit_;
    std::map<std::string, std::int64_t> runs_;  ///< Numbers by id.
};

}  // namespace ledger
