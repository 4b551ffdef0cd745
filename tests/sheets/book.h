#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "json/json.h"
#include "tally/measures.h"
#include "text/language.h"

/// A workbook as another program reads it: openpyxl, by read_xlsx.py. Stops the test when there is
/// something that it asks for and does not find.
class Book {
public:
    explicit Book(const std::string& path);

    const json::Value& sheets() const { return sheets_; }
    const json::Value& sheet(const std::string& title) const;
    /// Its rows without the head.
    std::vector<json::Value> rows(const std::string& title) const;
    std::size_t column(const std::string& title, const std::string& heading) const;

private:
    json::Value sheets_;
};

/// A cell that must be a whole number.
std::int64_t number(const json::Value& cell);

/// Every figure of a row, found by its heading, is the measure's.
void check_figures(const Book& book, const std::string& title, const json::Value& row,
                   const tally::Measures& expected, const text::Words& words);
