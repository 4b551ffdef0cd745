#pragma once

#include <string>
#include <vector>

#include "importing/facts.h"
#include "importing/workbook.h"

/// The portal's Excel export, "Danh sách thủ tục hành chính": a merged title row, a header row,
/// then code, name, agencies and field, one procedure a row.
namespace importing {

struct SheetRecord {
    std::string place;  ///< "sheet1 row 3"
    Reading reading;
};

/// All records of the sheets that have the header (a column "Mã số" or "Mã thủ tục" and one
/// "Tên…"). Empty when no sheet has it: not a list of procedures.
std::vector<SheetRecord> read_list_sheets(const Workbook& book);

}  // namespace importing
