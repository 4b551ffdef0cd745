#include "dossiers/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/clock.h"
#include "dossiers/cells.h"

namespace dossiers {

namespace {

using importing::SheetRow;
using Kind = Problem::Kind;

constexpr std::array kColumns = {Column::date,      Column::procedure, Column::channel,
                                 Column::digitised, Column::fee,       Column::result,
                                 Column::amount,    Column::count};
static_assert(kColumns.size() == kColumnCount);

std::string forms_of(const std::vector<DateForm>& forms) {
    std::string list;
    for (const DateForm form : forms) {
        if (!list.empty()) list += ", ";
        list += form == DateForm::day_month_year   ? "23/11/2026"
                : form == DateForm::year_month_day ? "2026-11-23"
                                                   : "a date cell";
    }
    return list;
}

}  // namespace

std::size_t known_columns(const SheetRow& row, const Mapping& mapping) {
    std::set<Column> known;
    for (const std::string& cell : row.cells)
        if (const auto* header = mapping.headers.find(cell)) known.insert(header->value);
    return known.size();
}

void Table::begin(const SheetRow& header, std::string sheet) {
    sheet_ = std::move(sheet);
    for (std::size_t place = 0; place < header.cells.size(); ++place) {
        const auto* known = mapping_.headers.find(header.cells[place]);
        if (!known) continue;
        const auto index = static_cast<std::size_t>(known->value);
        if (!places_[index]) {
            places_[index] = place;
            headers_[index] = known->word;
            continue;
        }
        add_problem({.kind = Kind::column_twice,
                     .sheet = sheet_,
                     .row = header.number,
                     .letter = letter_of(place),
                     .header = known->word,
                     .expected = letter_of(*places_[index])});
    }
    for (const Column column : kColumns)
        if (!has(column) && static_cast<std::size_t>(column) < kColumnsNeeded)
            add_problem({.kind = Kind::column_missing,
                         .sheet = sheet_,
                         .row = header.number,
                         .header = std::string(name_of(column)),
                         .expected = mapping_.headers.words(column)});
    usable_ = reading_.problems.empty();  // Without its columns every row would be wrong.
}

bool Table::take(const SheetRow& row) {
    if (!usable_) return false;
    const auto is_blank_in = [&](Column column) { return is_blank(cell(row, column)); };
    if (std::ranges::all_of(kColumns, is_blank_in)) return true;
    if (reading_.totals.rows == limits_.rows) {
        add_problem({.kind = Kind::too_many_rows,
                     .sheet = sheet_,
                     .row = row.number,
                     .expected = fmt::format("{}", limits_.rows)});
        return false;
    }
    ++reading_.totals.rows;
    // All of them first: a row may be wrong in several places, and each is told.
    const auto day = read_day_of(row);
    auto procedure = read_procedure_of(row);
    const auto channel = read_channel(row);
    const auto digitised = read_word(row, Column::digitised, mapping_.digitised);
    const auto fee = read_fee(row);
    const auto result = read_word(row, Column::result, mapping_.results);
    const auto count = read_count_of(row);
    if (!day || !procedure || !channel || !digitised || !fee || !result || !count) return true;
    sums_[{.day = *day,
           .procedure = std::move(*procedure),
           .traits = {.channel = *channel, .digitised = *digitised, .fee = *fee, .result = *result},
           .count = 0}] += *count;
    return true;
}

void Table::add_problem(Problem problem) {
    if (reading_.problems.size() < limits_.problems)
        reading_.problems.push_back(std::move(problem));
    else
        ++reading_.more;
}

Reading Table::finish() && {
    if (reading_.totals.rows == 0 && reading_.problems.empty())
        add_problem({.kind = Kind::no_rows, .sheet = sheet_});
    if (!reading_.problems.empty()) {
        reading_.totals = {};
        return std::move(reading_);
    }
    for (const auto& [key, count] : sums_) {
        tally::DossierTotal total = key;
        total.count = count;
        if (reading_.totals.days.empty() || reading_.totals.days.back() != total.day)
            reading_.totals.days.push_back(total.day);
        reading_.totals.totals.push_back(std::move(total));
    }
    return std::move(reading_);
}

std::string_view Table::cell(const SheetRow& row, Column column) const {
    const auto place = places_[static_cast<std::size_t>(column)];
    return place && *place < row.cells.size() ? std::string_view(row.cells[*place])
                                              : std::string_view();
}

void Table::refuse(Kind kind, const SheetRow& row, Column column, std::string expected) {
    const auto index = static_cast<std::size_t>(column);
    add_problem({.kind = kind,
                 .sheet = sheet_,
                 .row = row.number,
                 .letter = letter_of(places_[index].value_or(0)),
                 .header = headers_[index],
                 .expected = std::move(expected)});
}

std::optional<tally::Day> Table::read_day_of(const SheetRow& row) {
    const auto day = read_day(cell(row, Column::date), mapping_.dates);
    const tally::Day oldest = today_ - std::chrono::days(limits_.days_back);
    if (!day)
        refuse(Kind::date, row, Column::date, forms_of(mapping_.dates));
    else if (*day > today_)
        refuse(Kind::day_in_future, row, Column::date, iso_date(today_));
    else if (*day < oldest)
        refuse(Kind::day_too_old, row, Column::date, iso_date(oldest));
    else
        return day;
    return std::nullopt;
}

std::optional<std::string> Table::read_procedure_of(const SheetRow& row) {
    auto procedure = read_procedure(cell(row, Column::procedure));
    if (!procedure) refuse(Kind::procedure, row, Column::procedure);
    return procedure;
}

template <class Value>
std::optional<Value> Table::read_word(const SheetRow& row, Column column,
                                      const Vocabulary<Value>& vocabulary) {
    if (const auto* meaning = vocabulary.find(cell(row, column))) return meaning->value;
    refuse(Kind::word, row, column, vocabulary.words());
    return std::nullopt;
}

std::optional<tally::Channel> Table::read_channel(const SheetRow& row) {
    if (is_blank(cell(row, Column::channel))) return tally::Channel::missing;
    return read_word(row, Column::channel, mapping_.channels);
}

/// handbook/domain.md §2.2, rule 3.6: a fee is due where some line of it is not 0.
std::optional<tally::Fee> Table::read_fee(const SheetRow& row) {
    const std::optional<FeeWord> word = read_word(row, Column::fee, mapping_.fees);
    if (!word) return std::nullopt;
    const std::string_view amount = cell(row, Column::amount);
    const bool stated = !is_blank(amount);
    const std::optional<bool> due = stated ? read_due(amount) : std::nullopt;
    if (stated && !due) {
        refuse(Kind::amount, row, Column::amount);
        return std::nullopt;
    }
    if (due && !*due) return tally::Fee::none;
    switch (*word) {
        case FeeWord::online: return tally::Fee::online;
        case FeeWord::cash: return tally::Fee::cash;
        case FeeWord::none:
            if (!due) return tally::Fee::none;
            refuse(Kind::fee_against_amount, row, Column::fee);
            return std::nullopt;
        case FeeWord::not_online:
            if (due) return tally::Fee::cash;
            if (has(Column::amount)) return tally::Fee::none;  // No line of a fee at all.
            refuse(Kind::fee_unclear, row, Column::fee, mapping_.headers.words(Column::amount));
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::int64_t> Table::read_count_of(const SheetRow& row) {
    if (!has(Column::count)) return 1;
    const auto count = read_count(cell(row, Column::count), limits_.count);
    if (!count) refuse(Kind::count, row, Column::count, fmt::format("{}", limits_.count));
    return count;
}

}  // namespace dossiers
