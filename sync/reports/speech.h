#pragma once

#include <string>
#include <vector>

#include "reports/tables.h"

/// What all tables say alike: names of figures with their certainty, the three columns of a rate.
namespace reports {

/// A row that is being written, cell by cell. (No conditional expressions of cells: GCC 12 then
/// sees a string destroyed that never was.)
class Row {
public:
    explicit Row(sheets::View& view) : cells_(view.rows.emplace_back()) {}

    Row& none() {
        cells_.emplace_back();
        return *this;
    }
    Row& text(const std::string& text) {  ///< Empty: an empty cell.
        if (text.empty()) return none();
        cells_.emplace_back(text);
        return *this;
    }
    Row& day(tally::Day day) {
        cells_.emplace_back(day);
        return *this;
    }
    Row& number(std::int64_t number) {
        cells_.emplace_back(number);
        return *this;
    }
    Row& number(const std::optional<std::int64_t>& known) {
        return known ? number(*known) : none();
    }
    Row& percent(const campaign::Rate& rate) {
        if (!rate.known()) return none();
        cells_.emplace_back(sheets::Percent{rate.hundredths()});
        return *this;
    }

private:
    std::vector<sheets::Cell>& cells_;
};

class Speech {
public:
    /// Both must outlive it.
    Speech(const figures::World& world, const Voice& voice) : world_(world), voice_(voice) {}

    const std::string& word(const std::string& key) const { return (*voice_.words)(key); }
    sheets::Column column(const std::string& key, double width) const {
        return {.heading = word(key), .width = width};
    }
    /// "Số liệu minh họa …" if it is; else empty.
    std::string notice() const { return world_.demo ? word("demo_long") : std::string(); }
    std::string name_of(const campaign::Indicator& indicator) const {
        return indicator.name.in(voice_.language) + " (" + indicator.rule + ")";
    }
    std::string weekday(tally::Day day) const;
    std::string moment(WallTime time) const;  ///< "14:05 25/11/2026", in Viet Nam.

    /// Numerator, denominator and percent of each indicator, and if asked for the percent of the
    /// period that is compared.
    void add_rate_columns(sheets::View& view, bool compared) const;
    /// `known`: something was told at all; else the cells stay empty.
    static void add_rates(Row& row, const std::vector<campaign::Rate>& rates,
                          const std::vector<std::optional<campaign::Rate>>* compared, bool known);
    /// Each measure with its certainty, then what is uncertain and what did not count.
    void add_sum_columns(sheets::View& view) const;
    static void add_sum(Row& row, const ledger::Sum& sum, bool known);

    /// The rates of a sum, in the campaign's order.
    std::vector<campaign::Rate> rates_of(const ledger::Sum& sum) const;

    const figures::World& world() const { return world_; }
    const Voice& voice() const { return voice_; }

private:
    const figures::World& world_;
    const Voice& voice_;
};

/// "shown", "said" or "confirmed": who vouches for a measure (tally/measures.h).
std::string certainty_of(std::int64_t tally::Measures::*field);

}  // namespace reports
