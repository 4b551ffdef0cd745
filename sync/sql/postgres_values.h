#pragma once

#include <libpq-fe.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/connection.h"

/// Values and answers in libpq's form, and what its errors mean to us. Everything travels in
/// binary: no quoting, no reading of digits.
namespace sql {

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

/// The arguments of one statement. What they were made of must live as long.
class Arguments {
public:
    explicit Arguments(std::span<const Value> values);
    /// Of many rows, at least one: each column as an array. The types are the first row's.
    static Arguments of_columns(std::span<const Values> rows);
    int count() const { return static_cast<int>(types.size()); }

    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths, formats;

private:
    Arguments() = default;
    void add(const Value& value, std::array<char, 8>& room);

    std::vector<std::array<char, 8>> integers_;
    std::vector<std::string> arrays_;
};

/// Our `?` as PostgreSQL's `$1`, `$2` …; none of our statements has one inside quotes.
std::string numbered(std::string_view statement);

/// "INSERT … VALUES (?, ?) …" of one row as one of many, whose parameters are a column each.
std::string from_arrays(std::string_view statement);

Rows rows_of(const PGresult* result);
std::int64_t changed_by(PGresult* result);

bool succeeded(const PGresult* result);
/// `unavailable` when another try may find it otherwise, `invalid` when a constraint forbids it.
Error error_of(const PGresult* result);
std::string one_line(std::string text);

}  // namespace sql
