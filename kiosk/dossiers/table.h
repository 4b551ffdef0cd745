#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "dossiers/totals.h"
#include "importing/workbook.h"

/// The rows of one table, whichever kind of file they come from. Internal to dossiers.
namespace dossiers {

/// How many columns of the mapping this row names: a header names at least kHeaderColumnsMin.
std::size_t known_columns(const importing::SheetRow& row, const Mapping& mapping);
inline constexpr std::size_t kHeaderColumnsMin = 3;  ///< A title above it names none or one.
inline constexpr std::size_t kHeaderRowsMax = 20;    ///< Titles and blank rows above the header.

/// Collects what rows say, and what is wrong with them. Mapping and limits must outlive it.
class Table {
public:
    Table(const Mapping& mapping, tally::Day today, const Limits& limits)
        : mapping_(mapping), today_(today), limits_(limits) {}

    void begin(const importing::SheetRow& header, std::string sheet);
    /// One row below the header; `false` when no more is wanted.
    bool take(const importing::SheetRow& row);
    void add_problem(Problem problem);
    Reading finish() &&;

private:
    std::string_view cell(const importing::SheetRow& row, Column column) const;
    bool has(Column column) const { return places_[static_cast<std::size_t>(column)].has_value(); }
    void refuse(Problem::Kind kind, const importing::SheetRow& row, Column column,
                std::string expected = {});
    std::optional<tally::Day> read_day_of(const importing::SheetRow& row);
    std::optional<std::string> read_procedure_of(const importing::SheetRow& row);
    std::optional<tally::Channel> read_channel(const importing::SheetRow& row);
    std::optional<tally::Fee> read_fee(const importing::SheetRow& row);
    std::optional<std::int64_t> read_count_of(const importing::SheetRow& row);
    template <class Value>
    std::optional<Value> read_word(const importing::SheetRow& row, Column column,
                                   const Vocabulary<Value>& vocabulary);

    const Mapping& mapping_;
    tally::Day today_;
    const Limits& limits_;
    std::string sheet_;
    bool usable_ = false;                                            ///< All its columns are there.
    std::array<std::optional<std::size_t>, kColumnCount> places_{};  ///< By Column.
    std::array<std::string, kColumnCount> headers_{};
    /// Without their count, and the count.
    std::map<tally::DossierTotal, std::int64_t> sums_;
    Reading reading_;
};

}  // namespace dossiers
