#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "agent/outbox.h"
#include "base/result.h"

namespace agent {

/// A journal file as far as it was read: what a checkpoint can be made of.
struct Reached {
    std::string path;
    std::string epoch;
    std::int64_t rows = 0;

    bool operator==(const Reached&) const = default;
};

/// Brings into the outbox what is new in the journal, run by run, and in damaged journals that
/// were set aside beside it. A row that does not match its leaf is no count but a fault.
///
/// Counts of a run only ever grow by rows not yet read, so a journal that was restored to an
/// earlier state takes nothing away: what was written and told before still happened.
class Fold {
public:
    /// The outbox must outlive it. `may_go_on` is asked between chunks: false ends the reading
    /// early, with what was read so far in place.
    Fold(Outbox& outbox, std::string state_folder, std::function<bool()> may_go_on)
        : outbox_(outbox), folder_(std::move(state_folder)), may_go_on_(std::move(may_go_on)) {}

    /// The journal first, then those set aside that are not finished. Fails when the journal
    /// cannot be read (`not_found`: there is none yet) or the outbox not be written; what could
    /// be read of damaged ones is in place all the same.
    Result<std::vector<Reached>> run();

    static constexpr std::int64_t kRowsAtOnce = 1000;  ///< Memory stays flat; one transaction.

private:
    Result<Reached> read_journal(const std::string& path);
    Result<> read_run(const std::string& path, const wire::Run& run, std::int64_t last);
    Result<> read_rows(const std::string& path, const RunMark& mark, const std::string& epoch,
                       std::int64_t first, std::int64_t last);
    std::vector<std::string> set_aside() const;
    Result<> read_damaged(const std::string& name, std::vector<Reached>& reached);

    Outbox& outbox_;
    std::string folder_;
    std::function<bool()> may_go_on_;
};

/// The journal of a state folder.
std::string journal_in(const std::string& state_folder);

}  // namespace agent
