#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "journal/event.h"
#include "journal/hash.h"
#include "journal/judge.h"
#include "journal/trust.h"

namespace journal {

/// An event as it happened: its time and verdict are fixed then, not when it is written.
struct Record {
    Event event;
    Minute minute;
    bool trusted = false;
    Verdict verdict = Verdict::counted;

    bool operator==(const Record&) const = default;
};

/// A row of the journal as it is stored. Words, not enumerations: a row of an older or newer
/// version reads, shows and verifies like any other.
struct Entry {
    std::int64_t sequence = 0;  ///< From 1, without gaps.
    Minute minute;              ///< UTC.
    std::string boot;           ///< 32 hexadecimal digits, or empty where the kernel has none.
    bool trusted = false;
    std::chrono::sys_days day;  ///< Business day in Viet Nam.
    std::string kind;
    std::string procedure;
    std::string detail;
    std::string verdict;
    std::int64_t rules = 0;  ///< Version of the rules that gave the verdict.

    bool operator==(const Entry&) const = default;
};

Entry make_entry(const Record& record, std::int64_t sequence, const std::string& boot);

/// The frozen bytes that are hashed and kept (README.md, "Frozen bytes").
std::string encode(const Entry& entry, std::string_view epoch);

/// The names of the fields of encode(), in order: to say which one is wrong.
const std::vector<std::string_view>& field_names();

/// A row with what proves it.
struct Sealed {
    Entry entry;
    std::string bytes;
    Salt salt{};
    Hash leaf{};
};

/// What is wrong with a row by itself: bytes against columns, leaf against bytes. Empty: nothing.
std::string fault_of(const Sealed& sealed, std::string_view epoch);

/// How a file stores days and minutes, and back. What is stored in a damaged file may be any
/// number; it is kept within the calendar, and then differs from the frozen bytes.
std::int64_t number_of(std::chrono::sys_days day);
std::chrono::sys_days day_from(std::int64_t number);
Minute minute_from(std::int64_t number);

/// "2026-11-23T02:05Z".
std::string utc_text(Minute minute);

}  // namespace journal
