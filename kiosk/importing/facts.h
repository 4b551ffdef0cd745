#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"

/// The portal's own data as it comes: dirty, from several crawls, partly wrong. What a record
/// says is read into Facts; what cannot be trusted is left out and said in a Remark. Nothing is
/// ever guessed: an absent fact stays absent. Formats and rules: importing/README.md.
namespace importing {

using catalogue::Fee;
using catalogue::FeeAmount;
using catalogue::FeeKind;
using catalogue::Method;
using catalogue::TimeLimit;
using catalogue::TimeUnit;

/// Where a record comes from. The order is the order of preference when two disagree.
enum class SourceKind { api, page, document, sheet, list };

/// A line for the report. `reason` is one of a few fixed phrases, so that they can be counted;
/// `detail` is this case. Both are plain English; text from the input is quoted in `detail`.
struct Remark {
    std::string reason;
    std::string detail;
    bool operator==(const Remark&) const = default;
};

/// What one record of one source says about one procedure. Empty or absent: it does not say.
struct Facts {
    std::string code;
    bool code_was_cut = false;  ///< A case or province suffix was removed.
    std::string name;           ///< NFC, runs of spaces squashed.
    std::string field;
    std::vector<std::string> agencies;  ///< That execute it, as spelled.
    bool internal = false;              ///< Between agencies; citizens never see it.
    std::string formality_id;           ///< The portal's UUID, lower case.
    std::optional<Fee> fee;
    bool fee_has_note = false;  ///< The source adds conditions to the fee.
    std::vector<TimeLimit> times;
    std::vector<Method> methods;
    std::string source_date;  ///< ISO date the source gives itself.
    bool operator==(const Facts&) const = default;
};

/// One record read: its facts, or why it is refused. Remarks hold in both cases.
struct Reading {
    std::string code;  ///< As found, for the report; may be nonsense.
    std::optional<Facts> facts;
    Remark refusal;  ///< Only when there are no facts.
    std::vector<Remark> remarks;
};

inline Reading refuse(Reading reading, std::string reason, std::string detail) {
    reading.facts.reset();
    reading.refusal = Remark{std::move(reason), std::move(detail)};
    return reading;
}

}  // namespace importing
