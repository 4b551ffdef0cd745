#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "importing/facts.h"
#include "importing/report.h"
#include "json/json.h"

/// Many records of many sources to one per procedure. The preferred source's facts are kept
/// (SourceKind's order, then the order read); others fill what it leaves open. Where two really
/// disagree, the other value stays beside and the report has a line.
namespace importing {

struct Candidate {
    Facts facts;
    SourceKind kind = SourceKind::list;
    std::size_t file = 0;  ///< Index into the report's files.
    std::string place;
};

/// A record that a procedure's facts come from.
struct Source {
    SourceKind kind = SourceKind::list;
    std::size_t file = 0;
    std::string place;
    std::string date;  ///< What the source says of itself; may be empty.
};

struct Conflict {
    std::string fact;        ///< "name", "field", "formality_id", "fee", "time".
    std::size_t source = 0;  ///< Who says otherwise: an index into the sources.
    json::Value value;       ///< What it says, in the output's form.
};

struct Merged {
    Facts facts;
    std::optional<catalogue::Counter> counter;
    std::vector<Source> sources;
    /// For each fact that is present: the sources that say so, as indexes; the first gave it.
    std::map<std::string, std::vector<std::size_t>> provenance;
    std::vector<Conflict> conflicts;
};

/// Counts every candidate in the report. Refused here: a page whose address is another
/// procedure's, and a second, different record of a code in one kind of source.
std::vector<Merged> merge(std::vector<Candidate> candidates, Report& report);

}  // namespace importing
