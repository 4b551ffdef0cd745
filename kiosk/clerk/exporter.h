#pragma once

#include <functional>

#include "clerk/ledger.h"
#include "clerk/stick.h"

namespace clerk {

/// Called as the work goes on, with what staff are to see.
using Tell = std::function<void(desk::Action)>;

/// Writes the figures of a period to the stick. "Done" is said only when everything lies on the
/// stick itself; the row of the journal follows. The clerk's thread only.
class Exporter {
public:
    Exporter(const Surroundings& around, const Pen& pen, const Ledger& ledger)
        : around_(around), pen_(pen), ledger_(ledger) {}

    desk::Notice run(const desk::Export& wish, const Tell& tell) const;

private:
    Result<> write(const desk::Export& wish, const HeldStick& stick,
                   const std::function<void(int)>& percent) const;

    const Surroundings& around_;
    const Pen& pen_;
    const Ledger& ledger_;
};

}  // namespace clerk
