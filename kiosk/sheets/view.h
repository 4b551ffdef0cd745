#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

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

}  // namespace sheets
