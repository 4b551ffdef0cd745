#pragma once

#include <string>

#include "figures/figures.h"
#include "sheets/views.h"
#include "text/language.h"

/// The figures as tables of typed cells, from which CSV and XLSX are made: the very values that
/// the page shows.
namespace reports {

/// How a table speaks: in which language, and its names of columns.
struct Voice {
    text::Language language = text::Language::vi;
    const text::Words* words = nullptr;  ///< assets/lang/province; must outlive the call.
};

sheets::View wards_table(const figures::Overview& overview, const figures::World& world,
                         const Voice& voice);
sheets::View days_table(const figures::Overview& overview, const figures::World& world,
                        const Voice& voice);
sheets::View procedures_table(const figures::Procedures& procedures, const figures::World& world,
                              const Voice& voice);
sheets::View kiosks_table(const figures::Kiosks& kiosks, const figures::World& world,
                          const Voice& voice);

}  // namespace reports
