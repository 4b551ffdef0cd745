#pragma once

#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "ledger/sum.h"
#include "sql/connection.h"

/// The rows of the tables ward_day and procedure_day, which sums.h reads: how they change with a
/// batch, and what they must be. All inside the transaction of the caller.
namespace ledger {

/// A sum's columns in the tables' order: "visits, opened, … paid_online, untrusted, filtered".
const std::string& sum_columns();
/// Each of them after some words: "sum(visits), sum(opened) …" as whole numbers.
const std::string& summed_columns();
Sum sum_at(const sql::Row& row, std::size_t first_column);

struct WardDay {
    Sum sum;
    bool sealed = false;
    bool operator==(const WardDay&) const = default;
};

/// Rows by their keys, in the order in which servers write them: none waits for another in turn.
struct SumRows {
    using WardKey = std::pair<std::string, tally::Day>;
    using ProcedureKey = std::tuple<std::string, tally::Day, std::string>;
    std::map<WardKey, WardDay> wards;
    std::map<ProcedureKey, Sum> procedures;

    /// A cell that grew by `count`, by 0 too: from then on the day is known.
    void add(const std::string& ward, const wire::CellKey& key, std::int64_t count);
    void seal(const std::string& ward, tally::Day day);
};

/// Adds these to what is stored.
Result<> add_sums(sql::Connection& connection, const SumRows& rows);

/// What the cells and seals of a ward say, and what is stored of it.
Result<SumRows> recount(sql::Connection& connection, const std::string& ward);
Result<SumRows> stored_sums(sql::Connection& connection, const std::string& ward);

/// Fills the tables of a store that had none of them.
Result<> fill_sums(sql::Connection& connection);

}  // namespace ledger
