#pragma once

#include <poll.h>

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/descriptor.h"

namespace platform {

/// Says when files of one folder may have come, gone, or been given to us. Where the folder cannot
/// be watched, or is itself not there yet, or not any more, it is tried again every few seconds,
/// and until then each try counts as news.
class FolderWatch {
public:
    static constexpr std::chrono::seconds kTryEvery{5};

    static FolderWatch open(std::string folder);

    void add_sources(std::vector<pollfd>& sources) const;
    /// Whether anything may have changed since the last call. Does not wait.
    bool changed(Instant now);
    /// Whether changed() must be asked though its source is silent.
    bool is_due(Instant now) const { return watch_ < 0 && now >= try_at_; }

private:
    explicit FolderWatch(std::string folder) : folder_(std::move(folder)) {}
    void try_to_watch();
    bool heard();

    std::string folder_;
    Descriptor notifier_;
    int watch_ = -1;  ///< Its number; -1: there is none.
    Instant try_at_ = Instant::min();
    bool complained_ = false;
};

}  // namespace platform
