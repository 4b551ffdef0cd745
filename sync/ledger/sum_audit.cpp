#include <fmt/format.h>

#include "ledger/evidence.h"
#include "ledger/sum_rows.h"

namespace ledger {

namespace {

constexpr std::string_view kWards =
    "SELECT ward FROM run UNION SELECT ward FROM ward_day UNION SELECT ward FROM procedure_day "
    "ORDER BY ward";

/// The first of a sum's columns that is not what the cells say.
std::string difference(const Sum& stored, const Sum& counted) {
    const auto words = [](std::string_view name, std::int64_t is, std::int64_t should) {
        return fmt::format("its sum says {} {}, the cells {}", is, name, should);
    };
    for (const tally::MeasureName& measure : tally::measure_names()) {
        const std::int64_t is = stored.measures.*measure.field;
        const std::int64_t should = counted.measures.*measure.field;
        if (is != should) return words(measure.name, is, should);
    }
    if (stored.untrusted != counted.untrusted)
        return words("untrusted", stored.untrusted, counted.untrusted);
    return words("filtered", stored.filtered, counted.filtered);
}
std::string difference(const WardDay& stored, const WardDay& counted) {
    if (stored.sum != counted.sum) return difference(stored.sum, counted.sum);
    return stored.sealed ? "it is noted as sealed, and there is no seal"
                         : "it has a seal, and is not noted as sealed";
}

std::string place(const SumRows::WardKey& key) {
    return fmt::format("ward {}, {}", key.first, iso_date(key.second));
}
std::string place(const SumRows::ProcedureKey& key) {
    const auto& [ward, day, procedure] = key;
    return fmt::format("ward {}, {}, procedure \"{}\"", ward, iso_date(day), procedure);
}

template <class Rows>
void compare(const Rows& stored, const Rows& counted, Audit& audit) {
    for (const auto& [key, row] : counted) {
        const auto found = stored.find(key);
        if (found == stored.end())
            note(audit, place(key) + ": there are cells or a seal, and no sum of them");
        else if (!(found->second == row))
            note(audit, place(key) + ": " + difference(found->second, row));
    }
    for (const auto& [key, row] : stored)
        if (!counted.contains(key))
            note(audit, place(key) + ": there is a sum, and neither a cell nor a seal");
}

}  // namespace

Result<> check_sums(sql::Connection& connection, Audit& audit) {
    const sql::Rows wards = TRY(connection.query(kWards, {}));
    for (const sql::Row& row : wards) {
        const SumRows stored = TRY(stored_sums(connection, row.text(0)));
        const SumRows counted = TRY(recount(connection, row.text(0)));
        compare(stored.wards, counted.wards, audit);
        compare(stored.procedures, counted.procedures, audit);
    }
    return {};
}

}  // namespace ledger
