#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/action.h"
#include "base/result.h"
#include "journal/writer.h"
#include "settings/settings.h"

namespace shell {

/// The journal as the main loop knows it: records go in and never make the glass wait; how it
/// stands comes out for the status. Owns the writer's thread.
class Recorder {
public:
    /// Nothing is opened yet, so that the first frame need not wait for the disk. `wake` is
    /// called from the writer's thread when something changed.
    Recorder(const settings::Settings& settings, const std::string& catalogue_date,
             const std::string& state_folder, WallTime wall, std::function<void()> wake);

    /// Opens the journal. Fails when another kiosk owns it, or the file is not ours.
    Result<> start(WallTime wall);
    void record(const app::Record& record, const Clock& clock);
    /// Days that were left open close themselves; once a day, as soon as the clock is trusted.
    void close_open_days(const Clock& clock);
    void tap(Instant now) { writer_->tap(now); }
    void stop() { writer_->stop(); }

    journal::State state() const { return writer_->state(); }
    journal::Writer& writer() { return *writer_; }
    const std::string& path() const { return path_; }
    const journal::OpeningHours& hours() const { return hours_; }
    /// Whether a row of now would be of a trusted clock.
    bool trusts(const Clock& clock) const {
        return writer_->trusts(clock.wall(), clock.wall_is_synchronised());
    }

private:
    std::string path_;
    journal::OpeningHours hours_;
    std::unique_ptr<journal::Writer> writer_;
    std::optional<std::chrono::sys_days> closed_up_to_;  ///< Asked for on this day already.
};

/// The journal's event for a record of the screens.
journal::Event event_of(const app::Record& record);

/// The codes opened most over the last 90 days, most first; empty when the journal is new.
std::vector<std::string> most_used(const std::string& journal_path, std::chrono::sys_days today);

}  // namespace shell
