#pragma once

#include <string>

#include "journal/reader.h"

/// `motcua-journal export`: the figures of some days as a workbook or as CSV files.
namespace tools {

struct Export {
    std::string config, assets;  ///< Folders, as the kiosk has them.
    std::string version;
    std::string from{}, to{};     ///< ISO dates, checked; both days count.
    std::string format = "xlsx";  ///< Or "csv".
    std::string language = "vi";  ///< Or "en".
    /// A folder, where files get names of their own; for a workbook also a file.
    std::string output = ".";
};

/// The files that were written, one a line.
Result<std::string> export_period(journal::Reader& reader, const Export& wish);

}  // namespace tools
