#pragma once

#include <string>
#include <vector>

#include "tally/report.h"
#include "ui/frame.h"

/// The table by procedure: what the kiosk counted, a rule, what staff recorded. Its columns are
/// as wide as their figures and words need; the procedure's name has the rest.
namespace ui {

struct TableLayout {
    std::vector<float> widths;  ///< Of the columns after the name.
    int head_lines = 1;         ///< Their names are broken where the names of procedures need it.
};
TableLayout table_layout(Frame& f, float width, const tally::Report& report);

float table_head_height(const Frame& f, const TableLayout& layout);
/// `way`: where a tap on the table leads, beside the name of its first column.
void draw_table_head(Frame& f, Box box, const TableLayout& layout, std::string_view way = {});
void draw_table_row(Frame& f, Box box, const TableLayout& layout, const std::string& name,
                    const tally::Measures& measures, bool sum = false);
/// The rule between the two halves, over the whole height of a table.
void draw_table_rule(Frame& f, Box box, const TableLayout& layout);

/// The rows of a table: most handled first, last what belongs to no procedure. Only rows that
/// have something to show.
std::vector<const tally::ProcedureTotal*> table_rows(const tally::Report& report);
std::string row_name(const Frame& f, const tally::ProcedureTotal& row);

}  // namespace ui
