#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "importing/workbook.h"

/// A CSV file row by row, as a spreadsheet program writes it (RFC 4180): quotes, line breaks
/// inside them, CRLF, LF or CR at the ends.
namespace dossiers {

class CsvReader {
public:
    /// The bytes must outlive it.
    CsvReader(std::string_view bytes, char separator) : rest_(bytes), separator_(separator) {}

    /// The next row, numbered as the spreadsheet program shows it: blank ones count, and a line
    /// break inside quotes does not. Cells beyond importing::kColumnsMax are dropped. `false` at
    /// the end; `invalid` for a quote that is never closed, or with text behind it.
    Result<bool> next(importing::SheetRow& row);

private:
    Result<> read_quoted(std::string& cell);
    void read_plain(std::string& cell);

    std::string_view rest_;
    char separator_;
    std::size_t number_ = 0;
};

}  // namespace dossiers
