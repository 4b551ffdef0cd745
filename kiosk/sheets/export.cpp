#include "sheets/export.h"

#include <fmt/format.h>

#include "base/files.h"
#include "sheets/csv.h"
#include "sheets/views.h"
#include "sheets/workbook.h"

namespace sheets {

std::string base_name(const Source& source) {
    const tally::Period& period = source.report.period;
    return fmt::format("{}{}_{}_{}", kFilePrefix, source.ward, iso_date(period.first),
                       iso_date(period.last));
}

Result<> write_xlsx(const std::string& path, const Source& source) {
    const Imprint imprint{.author = source.unit_name,
                          .header = source.unit_name + ", " + source.unit_place,
                          .period = source.report.period,
                          .made = source.made};
    return write_workbook(path, tables_of(source), imprint);
}

Result<std::vector<std::string>> write_csv(const std::string& folder, const Source& source) {
    std::vector<std::string> names;
    for (const Table& table : tables_of(source)) {
        names.push_back(base_name(source) + "_" + table.view.slug + ".csv");
        files::Replacement file = TRY(files::Replacement::begin(folder + "/" + names.back()));
        TRY(write_csv(table, file));
        TRY(file.commit());
    }
    return names;
}

}  // namespace sheets
