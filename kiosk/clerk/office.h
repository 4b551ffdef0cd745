#pragma once

#include "clerk/exporter.h"
#include "clerk/importer.h"
#include "clerk/inspector.h"
#include "clerk/keeper.h"
#include "clerk/messenger.h"
#include "clerk/paper.h"
#include "clerk/timekeeper.h"

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
          timekeeper_(around, pen_),
          messenger_(around.state + kAgentSocket),
          clock_(around.clock),
          folders_(around.settings.sticks.folders) {}

    bool print_slip(const app::SlipRequest& wish) const { return paper_.print_slip(wish); }
    void serve(const desk::Request& request, const Vitals& vitals, const Tell& tell);

    /// The one that is waited for while other things are done.
    Messenger& messenger() { return messenger_; }

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
    Timekeeper timekeeper_;
    Messenger messenger_;
    const Clock& clock_;
    std::vector<std::string> folders_;
};

}  // namespace clerk
