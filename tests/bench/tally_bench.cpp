// What staff's figures cost with five years of rows: Reader::report() from the running tallies
// beside a plain scan that counts the same figures from the rows, and beside SQLite's own count
// over the index. CPU times, medians; the ratio means something on any machine.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <random>

#include "bench/cpu_time.h"
#include "journal/closing.h"
#include "journal/journal.h"
#include "journal/reader.h"
#include "support/scratch_folder.h"

namespace {

using std::chrono::days;

constexpr int kRounds = 21;
constexpr int kRowsADay = 548;       // A million in five years.
constexpr int kProceduresADay = 60;  // Of the 200 that a ward has.
constexpr int kProcedures = 200;
constexpr tally::Day kFirstDay = std::chrono::year(2026) / 7 / 1;
constexpr auto kScan =
    "SELECT sequence, minute, trusted, day, kind, procedure, detail, verdict FROM entry"
    " WHERE day BETWEEN ? AND ? OR kind IN ('dossier', 'correction', 'imported')"
    " ORDER BY sequence";

double median_of(int rounds, const std::function<bool()>& work) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const double before = cpu_ms();
        if (!work()) return -1;
        times.push_back(cpu_ms() - before);
    }
    return ::median_of(std::move(times));
}

/// The rows of ordinary days in an ordinary ward; the same ones every time.
class World {
public:
    /// `before`: how many rows the journal has.
    std::vector<journal::Record> rows_of(tally::Day day, std::int64_t before) {
        std::vector<journal::Record> rows;
        for (int n = 1; n < kRowsADay; ++n) {
            journal::Event event = n % 6 == 0 ? staff_event(day, before + n) : citizen_event(day);
            const bool filtered = n % 6 != 0 && below(12) == 0;
            rows.push_back({
                .event = std::move(event),
                .minute = journal::minute_of(day + std::chrono::minutes(n)),
                .trusted = true,
                .verdict = filtered ? journal::Verdict::repeat : journal::Verdict::counted,
            });
        }
        rows.push_back(rows.back());
        rows.back().event = journal::day_closed({}, day, journal::no_digest());
        rows.back().verdict = journal::Verdict::counted;
        return rows;
    }

private:
    int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint32_t>(limit)); }
    std::string code(tally::Day day) {
        const int shift = static_cast<int>(journal::number_of(day) * 7 % kProcedures);
        return fmt::format("1.{:06}", (shift + below(kProceduresADay)) % kProcedures);
    }
    journal::Event citizen_event(tally::Day day) {
        switch (below(6)) {
            case 0: return journal::visit_began();
            case 1: return journal::visit_ended(journal::Ending::finished);
            case 2: return journal::qr_shown(journal::Qr::submit, code(day));
            case 3: return journal::outcome(static_cast<journal::Answer>(below(5)), code(day));
            case 4: return journal::counter_way(code(day));
            default: return journal::procedure_opened(code(day));
        }
    }
    journal::Event staff_event(tally::Day day, std::int64_t sequence) {
        if (below(20) == 0 && newest_.sequence > 0 && newest_.day == day)
            return journal::correction("CB01", newest_, 1, tally::Reason::mistyped);
        const auto traits = tally::all_traits();
        const tally::DossierTotal handled{
            .day = day,
            .procedure = code(day),
            .traits = traits[static_cast<std::size_t>(below(static_cast<int>(traits.size())))],
            .count = 1 + below(12)};
        newest_.sequence = sequence;
        newest_.day = day;
        newest_.procedure = handled.procedure;
        newest_.traits = handled.traits;
        return journal::dossier("CB01", handled);
    }

    std::mt19937 random_{20'261'123};
    tally::Recorded newest_;
};

Result<> write(const std::string& path, std::int64_t count) {
    journal::Journal journal =
        TRY(journal::Journal::open({.path = path, .boot = {}, .today = kFirstDay}));
    constexpr int kDaysABatch = 8;  // One sync for each batch.
    World world;
    tally::Day day = kFirstDay;
    while (journal.head().size < count) {
        std::vector<journal::Record> batch;
        for (int i = 0; i < kDaysABatch; ++i, day += days(1)) {
            std::vector<journal::Record> rows =
                world.rows_of(day, journal.head().size + std::ssize(batch));
            std::ranges::move(rows, std::back_inserter(batch));
        }
        TRY(journal.append(batch));
    }
    return {};
}

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

Result<> measure(const std::string& path) {
    journal::Reader reader = TRY(journal::Reader::open(path));
    db::Database database = TRY(db::Database::open_reader(path));
    const journal::Head head = TRY(reader.head());
    const tally::Day last = kFirstDay + days(static_cast<int>(head.size / kRowsADay) - 1);
    std::printf(
        "CPU for the figures of some days in a journal of %lld rows (medians)\n"
        "  %-12s %12s %14s %8s %14s %8s\n",
        static_cast<long long>(head.size), "days", "report()", "plain scan", "ratio",
        "by the index", "ratio");
    for (const int length : {1, 7, 31, 100, 366, 1826}) {
        const tally::Period period{.first = last - days(length), .last = last - days(1)};
        const tally::Measures total = TRY(reader.total(period));
        const tally::Measures scanned = TRY(scan(database, period));
        if (total != scanned)
            return Error{Error::Code::corrupt, "the tallies are not the sums of the rows"};
        // The dearest of many places in the calendar: where spans of days fit badly.
        double report = 0;
        for (int back = 0; back < 64; back += 7) {
            const tally::Period moved{.first = period.first - days(back),
                                      .last = period.last - days(back)};
            report = std::max(report,
                              median_of(kRounds, [&] { return reader.report(moved).has_value(); }));
        }
        const double plain = median_of(3, [&] { return scan(database, period).has_value(); });
        const double index =
            median_of(3, [&] { return reader.tally(period.first, period.last).has_value(); });
        std::printf("  %-12d %9.3f ms %11.1f ms %7.0fx %11.1f ms %7.1fx\n", length, report, plain,
                    plain / report, index, index / report);
    }
    const double list = median_of(kRounds, [&] { return reader.recorded(50).has_value(); });
    std::printf("  the 50 rows recorded last %.3f ms\n", list);
    const double opened =
        median_of(kRounds, [&] { return journal::Reader::open(path).has_value(); });
    std::printf("  opening the journal to read %.3f ms\n", opened);
    return {};
}

Result<> run(const std::string& path, std::int64_t rows) {
    if (std::filesystem::exists(path)) return measure(path);
    const double before = cpu_ms();
    TRY(write(path, rows));
    std::printf("%.1f s of CPU to write the journal\n", (cpu_ms() - before) / 1e3);
    return measure(path);
}

}  // namespace

int main(int argc, char** argv) {
    std::int64_t rows = 1'000'000;
    CLI::App app("What staff's figures cost with years of rows.");
    app.add_option("--rows", rows, "how many rows the journal has")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    std::string path;
    app.add_option("--journal", path, "measures this one; it is made, and kept, if absent");
    CLI11_PARSE(app, argc, argv);
    const Result<ScratchFolder> folder = ScratchFolder::make();
    if (folder && path.empty()) path = *folder / "journal.db";
    const Result<> done = folder ? run(path, rows) : Result<>(folder.error());
    if (done) return 0;
    std::fprintf(stderr, "motcua-bench-tally: %s\n", done.error().message.c_str());
    return 1;
}
