#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ledger/runs.h"

namespace ledger {

/// The lines of a batch held against what is stored: a verdict for each, in order, and what is
/// to be written. Reading comes first, for the receipt is stored before what refers to it.
class Lines {
public:
    /// Both must outlive it.
    Lines(const std::vector<wire::Line>& lines, const std::vector<TakenRun>& runs)
        : lines_(lines), runs_(runs) {}

    Result<> judge(sql::Connection& connection);

    const std::vector<std::string>& verdicts() const { return verdicts_; }
    /// The highest revision of each run that has lines that count, by place in the header.
    const std::map<std::size_t, std::int64_t>& reached() const { return reached_; }

    /// `received` is the number of the batch. Every run that was reached has its number by now.
    Result<> store(Ledger& ledger, std::int64_t received, const DeviceState& device, WallTime now);

private:
    template <class Item>
    struct Held {
        Item item;
        bool changed = false;
        Item before{};  ///< As it was stored; of a new one: nothing.
    };
    using CellPlace = std::pair<std::size_t, wire::CellKey>;
    using SealPlace = std::pair<std::size_t, tally::Day>;

    std::string verdict_of(const wire::Line& line);
    std::string verdict_of(std::size_t run, const wire::Cell& cell);
    std::string verdict_of(std::size_t run, const wire::Seal& seal);
    Result<> read_cells(sql::Connection& connection);
    Result<> read_days(sql::Connection& connection, std::span<const CellPlace> places,
                       std::vector<CellPlace>& single);
    void hold(const CellPlace& place, std::int64_t count, std::int64_t revision);
    Result<> read_seals(sql::Connection& connection);
    Result<> store_cells(sql::Connection& connection, std::int64_t received);
    Result<> store_seals(sql::Connection& connection, std::int64_t received);
    Result<> store_sums(sql::Connection& connection);
    Result<> store_apart(sql::Connection& connection, std::int64_t received);
    Result<> alarm_conflicts(Ledger& ledger, const DeviceState& device, WallTime now);

    const std::vector<wire::Line>& lines_;
    const std::vector<TakenRun>& runs_;
    std::vector<std::string> verdicts_;
    std::map<std::size_t, std::int64_t> reached_;
    std::map<CellPlace, Held<wire::Cell>> cells_;
    std::map<SealPlace, Held<wire::Seal>> seals_;
};

}  // namespace ledger
