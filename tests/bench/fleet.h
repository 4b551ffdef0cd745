#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demo/plan.h"
#include "sql/connection.h"
#include "wire/keys.h"

/// Kiosks by the thousand, as the province's servers meet them: each with a key of its own, and
/// letters as its agent would write them after days without a network. What they count is what the
/// demonstration's kiosks count (sync/demo). Made and signed before any clock starts: that is the
/// kiosks' work, each on a machine of its own.
class Fleet {
public:
    struct Wish {
        std::size_t kiosks = 10'000;
        std::size_t wards = 3'321;  ///< All communes of the country; kiosks are dealt to them.
        std::uint64_t seed = 1;
    };
    static Result<Fleet> make(const Wish& wish);

    /// Puts them into an empty store as enrolled: their rows, in one transaction. Enrolment itself
    /// is measured nowhere, it happens once in a kiosk's life.
    Result<> enrol(sql::Connection& connection) const;

    /// One signed batch.
    struct Letter {
        std::string envelope;
        std::int64_t lines = 0;
        std::int64_t cells = 0, seals = 0;  ///< That are there for the first time.
        std::int64_t counted = 0;           ///< What it adds to the sum of all counts.
    };
    /// A kiosk's letters, of so many days each, from the same Monday on; then `small` ones of a few
    /// counts of the last day that grew, as every five minutes of a working day. Each proves that
    /// its checkpoint continues that of the one before. They name no receipt that they have seen,
    /// for the answers are not known beforehand.
    Result<std::vector<Letter>> letters(std::size_t kiosk, const std::vector<int>& days,
                                        int small = 0) const;

    std::size_t size() const { return kiosks_.size(); }

    struct Kiosk {
        wire::SecretKey key;
        std::string device, ward, name;
        demo::Kiosk plan;
    };

private:
    Fleet(demo::Plan plan, std::vector<Kiosk> kiosks)
        : plan_(std::move(plan)), kiosks_(std::move(kiosks)) {}

    demo::Plan plan_;
    std::vector<Kiosk> kiosks_;
};

/// As many wards as wished, with codes and names of their own.
catalogue::Wards made_wards(std::size_t count);
