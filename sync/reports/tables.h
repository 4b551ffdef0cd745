#pragma once

#include <string>

#include "figures/figures.h"
#include "sheets/view.h"
#include "text/language.h"

/// The figures as tables of typed cells, from which CSV and XLSX are made: the very values that
/// the page shows. Every rate has its numerator and denominator beside it; each figure says who
/// counted it; what is not known is an empty cell, never 0. Of a demonstration each table says so
/// above its head.
namespace reports {

/// How a table speaks: in which language, and its names of columns.
struct Voice {
    text::Language language = text::Language::vi;
    const text::Words* words = nullptr;  ///< assets/lang/province; must outlive the call.
    std::string province{};              ///< "Gia Lai"
    WallTime made{};
};

sheets::View wards_table(const figures::Overview& overview, const figures::World& world,
                         const Voice& voice);
/// Every day of the period up to today; of one that nothing is known of only the date.
sheets::View days_table(const figures::Overview& overview, const figures::World& world,
                        const Voice& voice);
sheets::View procedures_table(const figures::Procedures& procedures, const figures::World& world,
                              const Voice& voice);
sheets::View kiosks_table(const figures::Kiosks& kiosks, const figures::World& world,
                          const Voice& voice);

/// What the figures are of, how they were counted, and what they are not: a workbook's last sheet.
sheets::View about_table(const figures::Asked& asked, const figures::World& world,
                         const Voice& voice);

/// A table as a file: CSV, or a workbook with the sheet about it.
std::string csv_file(const sheets::View& table);
Result<std::string> xlsx_file(const sheets::View& table, const figures::Asked& asked,
                              const figures::World& world, const Voice& voice);

/// "motcua_52_wards_2026-10-01_2026-11-10", "…_demo" of a demonstration: a-z, 0-9, '-' and '_'
/// alone, whatever is asked for. `of`: the code of the province, or of the one ward.
std::string file_name(const std::string& of, const std::string& table, const tally::Period& period,
                      bool demo);

}  // namespace reports
