#pragma once

#include <string>
#include <vector>

#include "journal/check.h"
#include "journal/entry.h"
#include "journal/tables.h"
#include "tally/report.h"

/// The journal in words, for people and programs on the command line. Salts are never shown.
namespace journal::print {

/// "     17  2026-11-23 09:05  procedure_opened  1.001193  counted"
std::string line(const Entry& entry);
std::string json(const Entry& entry);  ///< One object on one line.

/// A table: procedure, kind, detail, counted, filtered with the reasons; and its sum.
std::string table(const std::vector<Tally>& tallies);
std::string json(const Tally& tally);

/// The sums of the measures, and the dossiers by their traits: what an exported sheet says.
std::string table(const tally::Measures& measures);
std::string json(const tally::Measures& measures);
std::string table(const std::vector<tally::DossierTotal>& dossiers);
std::string json(const tally::DossierTotal& dossiers);

/// Rows, root, epoch, and "ok" or every fault on a line.
std::string report(const Verification& result);

}  // namespace journal::print
