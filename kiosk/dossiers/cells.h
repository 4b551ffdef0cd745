#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "dossiers/mapping.h"
#include "tally/report.h"

/// What single cells say, or nothing when they do not say it. Internal to dossiers.
namespace dossiers {

/// "23/11/2026", "2026-11-23", both with a time of Viet Nam behind them or without, and the
/// serial numbers of spreadsheet programs: days since 1899-12-30.
std::optional<tally::Day> read_day(std::string_view cell, const std::vector<DateForm>& forms);

/// "1.001193", with blanks around it, or with the suffix of a province or case.
std::optional<std::string> read_procedure(std::string_view cell);

/// A whole number from 1; "12.0" is 12.
std::optional<std::int64_t> read_count(std::string_view cell, std::int64_t count_max);

/// Whether an amount of money is more than nothing: "0", "50000", "50.000 đ", "50,000 VND".
std::optional<bool> read_due(std::string_view cell);

bool is_blank(std::string_view cell);

}  // namespace dossiers
