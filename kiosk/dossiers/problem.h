#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dossiers/mapping.h"

/// Why an export cannot be taken, and where. A place and what belongs there, never what stands
/// there: the cell may hold somebody's name.
namespace dossiers {

struct Problem {
    enum class Kind {
        // The file as a whole.
        too_large,
        empty,
        not_utf8,    ///< Another encoding: UTF-16, windows-1258 …
        old_excel,   ///< .xls, or a workbook with a password.
        unreadable,  ///< `expected` is what the reader of zip and XML says.
        no_header,   ///< No row in the beginning names the columns.
        two_tables,  ///< More than one sheet names them.
        no_rows,
        too_many_rows,  ///< From `row` on.
        // Its table.
        column_missing,
        column_twice,
        broken_quotes,  ///< In a CSV file; nothing after it can be read.
        // A cell.
        date,
        day_in_future,
        day_too_old,
        procedure,
        word,         ///< One that the mapping does not know; an empty one too.
        fee_unclear,  ///< Not paid online; without an amount nobody knows whether a fee was due.
        fee_against_amount,  ///< "No fee", and an amount.
        amount,
        count,
    };
    Kind kind = Kind::empty;
    std::string sheet{};     ///< "sheet2"; empty for CSV, or when there is only one.
    std::size_t row = 0;     ///< As the spreadsheet program shows it; 0: the file as a whole.
    std::string letter{};    ///< Its column: "C"; empty when no cell is meant.
    std::string header{};    ///< The column's header, as the mapping has it.
    std::string expected{};  ///< Words, a form, a limit.

    bool operator==(const Problem&) const = default;
};

/// "day_in_future": the key of its words on the screen.
std::string_view name_of(Problem::Kind kind);

/// For operators: "row 12, column C (KenhThucHien): expected one of 1, 2, 3".
std::string say(const Problem& problem);

/// "A" … "Z", "AA": as the spreadsheet program names columns; the first is 0.
std::string letter_of(std::size_t column);

}  // namespace dossiers
