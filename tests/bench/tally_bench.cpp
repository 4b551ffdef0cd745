// What staff's figures cost with years of rows: Reader::report() from the running tallies, in
// journals of a thousand to a million rows, and beside a plain scan that counts the same figures
// from the rows. CPU time: what the disk's cache does not hold is read before.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>

#include "bench/cpu_time.h"
#include "bench/figures.h"
#include "bench/made_journal.h"
#include "journal/journal.h"
#include "journal/reader.h"
#include "journal/sums.h"
#include "support/scratch_folder.h"

namespace {

using std::chrono::days;

constexpr auto kScan =
    "SELECT sequence, minute, trusted, day, kind, procedure, detail, verdict FROM entry"
    " WHERE day BETWEEN ? AND ? OR kind IN ('dossier', 'correction', 'imported')"
    " ORDER BY sequence";

struct Order {
    std::string folder = BINARY_DIR "/bench-journals";
    bool quick = false;
    int rounds() const { return quick ? 11 : 51; }
    int scans() const { return quick ? 2 : 5; }
};

/// The same figures without tallies. A dossier of any day may stand anywhere in the journal.
Result<tally::Measures> scan(db::Database& database, const tally::Period& period) {
    db::Statement statement = TRY(database.prepare(kScan));
    journal::Sums sums;
    db::Rows rows =
        statement.query(journal::number_of(period.first), journal::number_of(period.last));
    while (TRY(rows.next())) {
        const journal::Entry entry{.sequence = rows.integer(0),
                                   .minute = journal::minute_from(rows.integer(1)),
                                   .boot = {},
                                   .trusted = rows.integer(2) != 0,
                                   .day = journal::day_from(rows.integer(3)),
                                   .kind = rows.text(4),
                                   .procedure = rows.text(5),
                                   .detail = rows.text(6),
                                   .verdict = rows.text(7),
                                   .rules = journal::kRulesVersion};
        const journal::Share share = journal::share_of(entry);
        if (period.contains(share.day)) sums.add(entry, share, false);
    }
    tally::Measures all;
    for (const auto& [key, of_day] : sums.days) all += of_day.measures;
    return all;
}

/// A journal, and the figures of its last days.
struct Kept {
    std::int64_t rows;
    std::string path;
    journal::Reader reader;

    tally::Period last(int length) const {
        const tally::Day today = bench::day_of_row(rows);
        return {.first = today - days(length - 1), .last = today};
    }
};

Result<Kept> open(const Order& order, std::int64_t rows) {
    const std::string path = TRY(bench::made_journal(order.folder, rows));
    journal::Reader reader = TRY(journal::Reader::open(path));
    return Kept{.rows = rows, .path = path, .reader = std::move(reader)};
}

/// "10^6"; the journals have powers of ten.
std::string power(std::int64_t rows) {
    int zeros = 0;
    for (; rows >= 10; rows /= 10) ++zeros;
    return fmt::format("10^{}", zeros);
}

/// Takes samples of the same question to two journals, turn by turn.
Result<> compare(Figure figure, int rounds, const std::function<Result<>()>& ours,
                 const std::function<Result<>()>& peer) {
    TRY(ours());
    TRY(peer());
    for (int round = 0; round < rounds; ++round) {
        double before = cpu_ms();
        TRY(ours());
        figure.ours.push_back(cpu_ms() - before);
        before = cpu_ms();
        TRY(peer());
        figure.peer.push_back(cpu_ms() - before);
    }
    hand_over(figure);
    return {};
}

std::function<Result<>()> asking(Kept& kept, int length) {
    return [&kept, period = kept.last(length)]() -> Result<> {
        const tally::Report report = TRY(kept.reader.report(period));
        if (report.days.empty()) return Error{Error::Code::corrupt, "a report of nothing"};
        return {};
    };
}

Result<> bench_growth(const Order& order, Kept& large, Kept& small) {
    const auto rows_today = [](const Kept& kept) { return (kept.rows - 1) % bench::kRowsADay + 1; };
    return compare(
        {.group = "tallies",
         .name = fmt::format("today's, {} rows", power(large.rows)),
         .unit = "ms",
         .ours = {},
         .peer_name = fmt::format("the same with {}", power(small.rows)),
         .ratio_at_most = 2,
         .note = fmt::format("a day of {} rows, and of {}", rows_today(large), rows_today(small))},
        order.rounds(), asking(large, 1), asking(small, 1));
}

/// As staff screens ask: a reader for each question.
Result<> bench_opening(const Order& order, Kept& large, Kept& small) {
    const auto ask = [](Kept& kept) {
        return [&kept]() -> Result<> {
            journal::Reader reader = TRY(journal::Reader::open(kept.path));
            TRY(reader.report(kept.last(1)));
            return {};
        };
    };
    return compare({.group = "tallies",
                    .name = fmt::format("today's, file opened for it, {} rows", power(large.rows)),
                    .unit = "ms",
                    .ours = {},
                    .peer_name = fmt::format("the same with {}", power(small.rows)),
                    .ratio_at_most = 2},
                   order.rounds(), ask(large), ask(small));
}

/// Longer periods beside the plain scan, which is the floor of who keeps no tallies.
Result<> bench_periods(const Order& order, Kept& kept) {
    db::Database database = TRY(db::Database::open_reader(kept.path));
    for (const int length : {1, 7, 31, 100, 366, 1820}) {
        const tally::Period period = kept.last(length);
        if (period.first < bench::kFirstDay) continue;
        const tally::Measures total = TRY(kept.reader.total(period));
        const tally::Measures scanned = TRY(scan(database, period));
        if (total != scanned)
            return Error{Error::Code::corrupt, "the tallies are not the sums of the rows"};
        const auto scanning = [&]() -> Result<> {
            TRY(scan(database, period));
            return {};
        };
        const std::string what = length == 1 ? "a day" : fmt::format("{} days", length);
        TRY(compare({.group = "tallies",
                     .name = fmt::format("{} of {} rows", what, power(kept.rows)),
                     .unit = "ms",
                     .ours = {},
                     .peer_name = "plain scan",
                     .ratio_at_most = 0.1},
                    order.scans(), asking(kept, length), scanning));
    }
    return {};
}

/// The dearest of many places in the calendar, where spans of days fit badly, against the last.
Result<> bench_places(const Order& order, Kept& kept) {
    constexpr int kCampaign = 100, kBackMax = 64, kStep = 7;
    const auto at = [&](int back) {
        tally::Period period = kept.last(kCampaign);
        period.first -= days(back);
        period.last -= days(back);
        return period;
    };
    if (at(kBackMax).first < bench::kFirstDay) return {};
    double worst = 0;
    int worst_back = 0;
    for (int back = 0; back < kBackMax; back += kStep) {
        const double cost = median_cpu_ms(
            order.rounds(), [&](int) { static_cast<void>(kept.reader.report(at(back))); });
        if (cost <= worst) continue;
        worst = cost;
        worst_back = back;
    }
    const auto ask = [&kept](tally::Period period) {
        return [&kept, period]() -> Result<> {
            TRY(kept.reader.report(period));
            return {};
        };
    };
    return compare({.group = "tallies",
                    .name = fmt::format("100 days, dearest place, {} rows", power(kept.rows)),
                    .unit = "ms",
                    .ours = {},
                    .peer_name = "a day",
                    .ours_at_most = 10,
                    .note = fmt::format("ends {} days before the last", worst_back)},
                   order.rounds(), ask(at(worst_back)), ask(kept.last(1)));
}

Result<> bench_list(const Order& order, Kept& large, Kept& small) {
    const auto ask = [](Kept& kept) {
        return [&kept]() -> Result<> {
            TRY(kept.reader.recorded(50));
            return {};
        };
    };
    return compare({.group = "tallies",
                    .name = fmt::format("the 50 rows recorded last, {} rows", power(large.rows)),
                    .unit = "ms",
                    .ours = {},
                    .peer_name = fmt::format("the same with {}", power(small.rows)),
                    .ratio_at_most = 2},
                   order.rounds(), ask(large), ask(small));
}

/// The dearest moment to ask: as many rows wait for the tallies as may, and are added up.
Result<> bench_waiting(const Order& order, Kept& small) {
    const ScratchFolder scratch = TRY(ScratchFolder::make(order.folder));
    const std::string path = scratch / "journal.db";
    std::filesystem::copy_file(small.path, path);
    const tally::Day today = bench::day_of_row(small.rows);
    journal::Journal journal =
        TRY(journal::Journal::open({.path = path, .boot = {}, .today = today}));
    for (std::int64_t i = 0; i < journal::kWaitingMax; ++i)
        TRY(journal.append(std::vector{
            journal::Record{.event = journal::procedure_opened(fmt::format("1.{:06}", i)),
                            .minute = journal::minute_of(today + std::chrono::minutes(600)),
                            .trusted = true,
                            .verdict = journal::Verdict::counted}}));
    Kept waiting{.rows = small.rows, .path = path, .reader = TRY(journal::Reader::open(path))};
    return compare({.group = "tallies",
                    .name = fmt::format("today's, {} rows waiting", journal::kWaitingMax),
                    .unit = "ms",
                    .ours = {},
                    .peer_name = "none waiting",
                    .ours_at_most = 10},
                   order.rounds(), asking(waiting, 1), asking(small, 1));
}

Result<> run(const Order& order) {
    std::vector<Kept> journals;
    for (const std::int64_t rows : {1'000, 10'000, 100'000, 1'000'000})
        if (!order.quick || rows <= 10'000) journals.push_back(TRY(open(order, rows)));
    for (std::size_t i = 1; i < journals.size(); ++i)
        TRY(bench_growth(order, journals[i], journals.front()));
    TRY(bench_opening(order, journals.back(), journals.front()));
    TRY(bench_waiting(order, journals.front()));
    TRY(bench_periods(order, journals.back()));
    TRY(bench_places(order, journals.back()));
    return bench_list(order, journals.back(), journals.front());
}

}  // namespace

int main(int argc, char** argv) {
    Order order;
    CLI::App app("What staff's figures cost with years of rows.");
    app.add_option("--folder", order.folder, "where journals are kept, made if absent")
        ->capture_default_str();
    app.add_flag("--quick", order.quick, "ten thousand rows at most, few rounds");
    CLI11_PARSE(app, argc, argv);
    return bench_main("motcua-bench-tally", run(order));
}
