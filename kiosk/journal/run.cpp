#include "journal/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "journal/schema.h"

namespace journal {

namespace {

constexpr auto kRuns = "SELECT first, id, ward FROM run ORDER BY first";
constexpr auto kRunsBeforeThem = "SELECT 1, epoch, '' FROM head WHERE size > 0";

constexpr std::size_t kIdDigits = 32;
constexpr std::size_t kWardDigits = 5;

}  // namespace

bool is_ward(std::string_view ward) {
    if (ward.empty()) return true;
    return ward.size() == kWardDigits &&
           std::ranges::all_of(ward, [](char c) { return c >= '0' && c <= '9'; });
}

Result<std::vector<Run>> runs_of(db::Database& database) {
    // Asked each time: the owner may have brought the file up to date since it was opened here.
    const std::int64_t version = TRY(database.pragma("user_version"));
    db::Statement statement =
        TRY(database.prepare(version >= kRunsVersion ? kRuns : kRunsBeforeThem));
    std::vector<Run> runs;
    db::Rows rows = statement.query();
    while (TRY(rows.next()))
        runs.push_back({.first = rows.integer(0), .id = rows.text(1), .ward = rows.text(2)});
    return runs;
}

std::string fault_of(const Run& run) {
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (run.first < 1) return fmt::format("the run from row {}: rows begin with 1", run.first);
    if (run.id.size() != kIdDigits || !std::ranges::all_of(run.id, is_digit))
        return fmt::format("the run from row {}: its id is not of {} hexadecimal digits", run.first,
                           kIdDigits);
    if (!is_ward(run.ward))
        return fmt::format("the run from row {}: its ward is not of {} digits", run.first,
                           kWardDigits);
    return {};
}

std::vector<std::string> faults_of(std::span<const Run> runs, std::int64_t rows) {
    std::vector<std::string> faults;
    if (rows > 0 && runs.empty()) faults.push_back(fmt::format("rows 1 to {} are of no run", rows));
    if (!runs.empty() && runs.front().first > 1)
        faults.push_back(fmt::format("rows 1 to {} are of no run", runs.front().first - 1));
    std::map<std::string_view, std::int64_t> first_by_id;
    for (const Run& run : runs) {
        std::string own = fault_of(run);
        if (!own.empty()) faults.push_back(std::move(own));
        if (run.first > rows)
            faults.push_back(
                fmt::format("the run from row {} has no row: there are {}", run.first, rows));
        const auto [other, is_new] = first_by_id.emplace(run.id, run.first);
        if (!is_new)
            faults.push_back(fmt::format("the runs from rows {} and {} have the same id",
                                         other->second, run.first));
    }
    return faults;
}

}  // namespace journal
