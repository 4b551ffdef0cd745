#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "tally/report.h"

/// Tables of typed cells: what a file of either form, CSV or workbook, is made from.
namespace sheets {

struct Percent {
    std::int64_t hundredths = 0;  ///< 5521 is 55.21 %.
    bool operator==(const Percent&) const = default;
};
using Cell = std::variant<std::monostate, std::string, std::int64_t, tally::Day, Percent>;

struct Column {
    std::string heading;
    double width = 10;  ///< In Excel's unit: digits.
    bool operator==(const Column&) const = default;
};

struct View {
    std::string slug{};   ///< For file names: "thutuc".
    std::string title{};  ///< Of the sheet: "Theo thủ tục".
    std::vector<Column> columns{};
    std::vector<std::vector<Cell>> rows{};  ///< As many cells as columns.
    bool sum = false;                       ///< The last row adds up the others.
    std::string notice{};  ///< A line above the head that nobody may miss; empty: none.
    bool operator==(const View&) const = default;
};

/// A view, and more rows after its own: so many that they come one at a time and nobody holds
/// them. Such a view has no sum.
struct Table {
    using Take = std::function<Result<>(const std::vector<Cell>&)>;

    View view;
    std::function<Result<>(const Take&)> more{};  ///< Empty: none.

    /// Every row, in order; the first failure of `take` ends it.
    Result<> each_row(const Take& take) const {
        for (const std::vector<Cell>& row : view.rows) TRY(take(row));
        return more ? more(take) : Result<>();
    }
};

}  // namespace sheets
