#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ledger/heads.h"
#include "ledger/keys.h"
#include "wire/batch.h"

namespace ledger {

/// Whose an epoch is: the device's that first told of it, or of the one that went on with it.
struct Epoch {
    std::string device, ward;
    bool foreign = false;  ///< Another device's than the one that speaks.
};
using Epochs = std::map<std::string, Epoch>;

/// Locks the epochs that a batch names, in the order of their ids so that servers cannot wait for
/// each other, and makes those nobody knew.
Result<Epochs> lock_epochs(sql::Connection& connection, const std::set<std::string>& names,
                           const DeviceState& device);

/// A device of the same ward whose checkpoint continues what is held goes on with the epoch.
Result<> adopt(sql::Connection& connection, Epochs& epochs, const DeviceState& device,
               const std::vector<wire::Receipt::Head>& heads);

/// A run of a batch, and what was known of it. Several entries of a header may be the same run:
/// then all but the first point to that; or contradict each other: then all but one are parked.
struct TakenRun {
    wire::Run run;
    std::string parked;         ///< Why its lines do not count: "parked:ward"; empty: they do.
    std::int64_t number = 0;    ///< In the database; 0: it is not there yet.
    std::int64_t last_row = 0;  ///< The highest revision seen so far.
    std::size_t place = 0;      ///< Of the first entry in the header that says the same.
};
Result<std::vector<TakenRun>> take_runs(Ledger& ledger, const std::vector<wire::Run>& runs,
                                        const Epochs& epochs, const DeviceState& device,
                                        WallTime now);

/// Stores how far each run was seen to reach (`reached`, by place in `runs`; new runs get their
/// number) and looks for runs that overlap: alarms `restored`, and `cloned` when a run grows on
/// after it was seen to be overlapped.
Result<> note_reach(Ledger& ledger, std::vector<TakenRun>& runs,
                    const std::map<std::size_t, std::int64_t>& reached, const DeviceState& device,
                    WallTime now);

/// Two runs of one epoch with rows in common. The earlier begins first.
struct Extent {
    std::int64_t number = 0, first = 0, last = 0;
    std::string id;
};
bool overlaps(const Extent& earlier, const Extent& later);

}  // namespace ledger
