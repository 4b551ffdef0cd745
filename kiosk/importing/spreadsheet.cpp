#include "importing/spreadsheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "importing/record.h"
#include "importing/text_rules.h"
#include "text/unicode.h"

namespace importing {

namespace {

struct Columns {
    std::optional<std::size_t> code, name, agencies, field;
};

/// The header row, if this is one. The first column of a kind counts.
std::optional<Columns> columns_of(const SheetRow& row) {
    Columns columns;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const std::string title = text::fold(clean(row.cells[i]).value_or(""));
        const auto is = [&title](auto... words) { return ((title == words) || ...); };
        if (!columns.code && is("ma so", "ma thu tuc", "ma tthc", "ma so tthc", "ma"))
            columns.code = i;
        if (!columns.name && is("ten", "ten thu tuc", "ten tthc", "ten thu tuc hanh chinh"))
            columns.name = i;
        if (!columns.agencies && is("co quan thuc hien")) columns.agencies = i;
        if (!columns.field && is("linh vuc")) columns.field = i;
    }
    if (!columns.code || !columns.name) return std::nullopt;
    return columns;
}

std::string raw_cell(const SheetRow& row, std::optional<std::size_t> column) {
    return column && *column < row.cells.size() ? row.cells[*column] : std::string();
}

/// Agencies stand one a line in their cell, some twice.
std::vector<std::string> agencies_of(const std::string& cell) {
    std::vector<std::string> names;
    std::size_t start = 0;
    while (start <= cell.size()) {
        const std::size_t end = std::min(cell.find('\n', start), cell.size());
        names.push_back(clean(std::string_view(cell).substr(start, end - start)).value_or(""));
        start = end + 1;
    }
    return tidy_agencies(names);
}

Reading read_row(const SheetRow& row, const Columns& columns, const std::string& date) {
    Reading reading;
    Facts facts;
    if (!read_code_into(reading, facts, raw_cell(row, columns.code))) return reading;
    const std::optional<std::string> name = clean(raw_cell(row, columns.name));
    if (!name) return refuse(std::move(reading), "text is not UTF-8", facts.code);
    facts.name = *name;
    facts.field = clean(raw_cell(row, columns.field)).value_or("");
    facts.agencies = agencies_of(raw_cell(row, columns.agencies));
    facts.source_date = date;
    return complete(std::move(reading), std::move(facts));
}

bool is_empty(const SheetRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
        const std::optional<std::string> text = clean(cell);
        return text && text->empty();
    });
}

}  // namespace

std::vector<SheetRecord> read_list_sheets(const Workbook& book) {
    std::vector<SheetRecord> records;
    for (const Sheet& sheet : book.sheets) {
        std::optional<Columns> columns;
        for (const SheetRow& row : sheet.rows) {
            if (is_empty(row)) continue;
            if (!columns) {
                columns = columns_of(row);
                continue;
            }
            records.push_back({.place = fmt::format("{} row {}", sheet.name, row.number),
                               .reading = read_row(row, *columns, book.date)});
        }
    }
    return records;
}

}  // namespace importing
