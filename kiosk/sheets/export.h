#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "campaign/campaign.h"
#include "catalogue/catalogue.h"
#include "tally/report.h"
#include "text/language.h"

/// Figures of a period as files that other programs open: one Excel workbook, or one CSV file
/// per view. Both are made from the same views (views.h), so they cannot differ.
namespace sheets {

/// Dossiers by day, procedure and traits, of a part of the period: they are asked for and written
/// one part after the other, for those of years would fill the memory.
using Dossiers = std::function<Result<std::vector<tally::DossierTotal>>(const tally::Period&)>;

struct Source {
    tally::Report report;
    Dossiers dossiers;
    campaign::Campaign campaign;
    std::string unit_name, unit_place;
    std::string ward;                                 ///< Its code, for the file's name: "23563".
    std::string version;                              ///< Of the program.
    WallTime made{};                                  ///< When, for the first sheet.
    const catalogue::Catalogue* catalogue = nullptr;  ///< For names; must outlive the call,
    const text::Words* words = nullptr;               ///< and so must these.
    text::Language language = text::Language::vi;
};

/// How the names of all our files begin: an import passes over them.
inline constexpr std::string_view kFilePrefix = "motcua_";

/// "motcua_23563_2026-11-01_2026-11-30": what its files are called, without the end.
std::string base_name(const Source& source);

/// Writes a workbook to `path`.new, syncs it and renames it over `path`: who pulls the stick
/// leaves the old file or the new one. Any thread; nothing is shared.
Result<> write_xlsx(const std::string& path, const Source& source);

/// Writes every view into an existing folder, each as carefully, and tells the files' names.
/// UTF-8 with a byte order mark (Excel here reads it wrong without), RFC 4180, CRLF.
Result<std::vector<std::string>> write_csv(const std::string& folder, const Source& source);

}  // namespace sheets
