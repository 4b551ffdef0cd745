#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// An .xlsx file as rows of text. The only file that includes pugixml.
namespace importing {

/// Cells in all sheets together, empty ones between others included. The largest export has
/// 3,540; the whole national list would have 28,000.
inline constexpr std::size_t kCellsMax = 200'000;
inline constexpr std::size_t kColumnsMax = 200;  ///< The exports have five.

struct SheetRow {
    std::size_t number = 0;          ///< As the spreadsheet program shows it, from 1.
    std::vector<std::string> cells;  ///< By column; untouched text, inner newlines kept.
};
struct Sheet {
    std::string name;  ///< "sheet1"
    std::vector<SheetRow> rows;
};
struct Workbook {
    std::vector<Sheet> sheets;
    std::string date;  ///< When it was written, ISO date; empty if it does not say.
};

/// What a cell says that holds no value: "#REF!", or a text that is not there.
enum class CellErrors { empty, as_text };
inline constexpr std::string_view kCellError = "#ERROR!";

struct WorkbookOptions {
    std::size_t cells = kCellsMax;
    CellErrors errors = CellErrors::empty;  ///< `as_text`: kCellError, so that it is noticed.
};

/// `not_found` when the zip holds no worksheet, `corrupt` or `invalid` with the reason.
Result<Workbook> read_workbook(std::string_view bytes, WorkbookOptions options = {});

}  // namespace importing
