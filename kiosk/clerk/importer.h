#pragma once

#include <string>

#include "clerk/exporter.h"

namespace clerk {

/// Takes the day's totals from an export of the dossier system on the stick: first shows what it
/// would add, then adds it. A bad file adds nothing; the same file twice adds nothing more. The
/// clerk's thread only.
class Importer {
public:
    Importer(const Surroundings& around, const Pen& pen, const Ledger& ledger)
        : around_(around), pen_(pen), ledger_(ledger) {}

    void read(const desk::ReadImport& wish, const Tell& tell) const;
    desk::Notice add(const desk::AddImport& wish) const;

private:
    const Surroundings& around_;
    const Pen& pen_;
    const Ledger& ledger_;
};

}  // namespace clerk
