#pragma once

#include "clerk/exporter.h"
#include "clerk/importer.h"
#include "clerk/inspector.h"
#include "clerk/keeper.h"
#include "clerk/paper.h"

namespace clerk {

/// The clerk's desks side by side: each request goes to the one that knows how. The clerk's
/// thread only.
class Office {
public:
    Office(const Surroundings& around, Bell& bell)
        : pen_(around, bell),
          keeper_(around, pen_),
          ledger_(around, pen_),
          exporter_(around, pen_, ledger_),
          importer_(around, pen_, ledger_),
          paper_(around, pen_, ledger_),
          inspector_(around, ledger_),
          folders_(around.settings.sticks.folders) {}

    bool print_slip(const app::SlipRequest& wish) const { return paper_.print_slip(wish); }
    void serve(const desk::Request& request, const Vitals& vitals, const Tell& tell);

private:
    template <class Came>
    void answer(const Tell& tell, Result<Came> came) const;

    Pen pen_;
    Keeper keeper_;
    Ledger ledger_;
    Exporter exporter_;
    Importer importer_;
    Paper paper_;
    Inspector inspector_;
    std::vector<std::string> folders_;
};

}  // namespace clerk
