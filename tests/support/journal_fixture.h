#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "journal/check.h"
#include "journal/journal.h"
#include "journal/writer.h"
#include "support/must.h"
#include "support/temp_dir.h"

/// These tests open and sync some thousands of files. That proves nothing about a real disk
/// (power cuts are FaultyDisk's) and takes minutes on a busy one: so in memory, unless TMPDIR
/// says where.
inline const bool kInMemory =
    ::access("/dev/shm", W_OK) == 0 && ::setenv("TMPDIR", "/dev/shm", 0) == 0;

/// Nine in the morning of Monday 2026-11-23 in Viet Nam.
inline constexpr WallTime kMorning =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(2);
inline constexpr Instant kStart{std::chrono::hours(1)};
inline constexpr std::chrono::sys_days kFloor = std::chrono::year(2026) / 11 / 1;

inline journal::Settings settings_in(const TempDir& dir) {
    return {.path = dir / "journal.db",
            .boot = "0123456789abcdef0123456789abcdef",
            .today = business_day(kMorning),
            .checkpoint_pages = 1000,
            .thorough = false};
}

inline journal::WriterSettings writer_settings_in(const TempDir& dir) {
    journal::WriterSettings settings;
    settings.journal = settings_in(dir);
    settings.floor = kFloor;
    settings.retry_first = std::chrono::milliseconds(5);
    settings.retry_max = std::chrono::milliseconds(20);
    return settings;
}

/// Whether row n of the fixture's stream is made by staff.
inline bool is_staff_number(std::int64_t n) { return n % 7 >= 5; }

/// What row n of the fixture's stream records, when it is a dossier's (n % 7 == 5).
inline tally::DossierTotal dossiers_number(std::int64_t n) {
    return {.day = business_day(kMorning) - std::chrono::days(n % 3),
            .procedure = "1.00" + std::to_string(1000 + n % 7919),
            .traits = tally::all_traits()[static_cast<std::size_t>(n) % tally::kTraitsCount],
            .count = 1 + n % 9};
}

/// The n-th event of a stream in which neighbours differ: what stands in row n can be told. Each
/// correction takes one off the dossiers in the row before it.
inline journal::Event event_number(std::int64_t n) {
    const std::string code = "1.00" + std::to_string(1000 + n % 7919);
    switch (n % 7) {
        case 0: return journal::procedure_opened(code);
        case 1: return journal::qr_shown(static_cast<journal::Qr>(n / 7 % 5), code);
        case 2: return journal::outcome(static_cast<journal::Answer>(n / 7 % 5), code);
        case 3: return journal::rating(static_cast<int>(1 + n / 7 % 5), {}, code);
        case 4: return journal::counter_way(code);
        case 5: return journal::dossier("CB01", dossiers_number(n));
        default: {
            const tally::DossierTotal of = dossiers_number(n - 1);
            tally::Recorded row;
            row.sequence = n - 1;
            row.procedure = of.procedure;
            row.day = of.day;
            row.traits = of.traits;
            return journal::correction("CB02", row, 1, tally::Reason::mistyped);
        }
    }
}

inline journal::Record record_number(std::int64_t n) {
    const bool repeats = n % 9 == 0 && !is_staff_number(n);
    return {.event = event_number(n),
            .minute = journal::minute_of(kMorning + std::chrono::seconds(n)),
            .trusted = true,
            .verdict = repeats ? journal::Verdict::repeat : journal::Verdict::counted};
}

inline std::vector<journal::Record> records(std::int64_t first, std::int64_t last) {
    std::vector<journal::Record> list;
    for (std::int64_t n = first; n <= last; ++n) list.push_back(record_number(n));
    return list;
}

/// A closed journal of `rows` rows in the folder.
inline void write_journal(const TempDir& dir, std::int64_t rows) {
    journal::Journal journal = must(journal::Journal::open(settings_in(dir)));
    for (std::int64_t n = 1; n <= rows; ++n) must(journal.append(records(n, n)));
}

/// What a full check of the folder's journal finds.
inline std::vector<std::string> faults_in(const TempDir& dir) {
    db::Database database = must(db::Database::open_reader(dir / "journal.db"));
    const Result<journal::Verification> result = journal::verify(database);
    return result ? result->faults : std::vector<std::string>{result.error().message};
}
