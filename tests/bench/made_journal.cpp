#include "bench/made_journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "base/files.h"
#include "journal/closing.h"
#include "journal/journal.h"

namespace bench {

namespace {

using std::chrono::days;

constexpr int kVersion = 2;          // Of the rows and of the file's schema: of its name.
constexpr int kProceduresADay = 60;  // Of the 200 that a ward has.
constexpr int kProcedures = 200;

Result<> write(const std::string& path, std::int64_t count) {
    journal::Journal journal =
        TRY(journal::Journal::open({.path = path, .boot = {}, .today = kFirstDay}));
    constexpr std::size_t kRowsABatch = 4000;  // One sync for each batch.
    Ward ward;
    tally::Day day = kFirstDay;
    std::vector<journal::Record> batch;
    for (std::int64_t made = 0; made < count; day += days(1)) {
        std::vector<journal::Record> rows = ward.rows_of(day, made);
        rows.resize(std::min(rows.size(), static_cast<std::size_t>(count - made)));
        made += std::ssize(rows);
        std::ranges::move(rows, std::back_inserter(batch));
        if (batch.size() < kRowsABatch && made < count) continue;
        TRY(journal.append(batch));
        batch.clear();
    }
    return {};
}

}  // namespace

tally::Day day_of_row(std::int64_t sequence) {
    return kFirstDay + days(static_cast<int>((sequence - 1) / kRowsADay));
}

std::vector<journal::Record> Ward::rows_of(tally::Day day, std::int64_t before) {
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

std::string Ward::code(tally::Day day) {
    const int shift = static_cast<int>(journal::number_of(day) * 7 % kProcedures);
    return fmt::format("1.{:06}", (shift + below(kProceduresADay)) % kProcedures);
}

journal::Event Ward::citizen_event(tally::Day day) {
    switch (below(6)) {
        case 0: return journal::visit_began();
        case 1: return journal::visit_ended(journal::Ending::finished);
        case 2: return journal::qr_shown(journal::Qr::submit, code(day));
        case 3: return journal::outcome(static_cast<journal::Answer>(below(5)), code(day));
        case 4: return journal::counter_way(code(day));
        default: return journal::procedure_opened(code(day));
    }
}

journal::Event Ward::staff_event(tally::Day day, std::int64_t sequence) {
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

Result<std::string> made_journal(const std::string& folder, std::int64_t rows) {
    TRY(files::make_folder(folder));
    const std::string path = fmt::format("{}/journal-{}-{}.db", folder, rows, kVersion);
    if (std::filesystem::exists(path)) return path;
    std::fprintf(stderr, "writing a journal of %lld rows …\n", static_cast<long long>(rows));
    const std::string beside = path + ".new";
    for (const char* end : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(beside + end);
    TRY(write(beside, rows));  // Closed: there is no log beside it any more.
    std::filesystem::remove(beside + ".lock");
    std::filesystem::rename(beside, path);
    return path;
}

}  // namespace bench
