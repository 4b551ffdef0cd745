#include "platform/folder_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/log.h"

namespace platform {

FolderWatch FolderWatch::open(std::string folder) {
    FolderWatch watch(std::move(folder));
    watch.try_to_watch();
    return watch;
}

void FolderWatch::add_sources(std::vector<pollfd>& sources) const {
    if (notifier_.get() >= 0)
        sources.push_back({.fd = notifier_.get(), .events = POLLIN, .revents = 0});
}

bool FolderWatch::changed(Instant now) {
    const bool had_one = watch_ >= 0;
    const bool news = heard();
    // One that has just ended is tried at once: there may be a new folder already.
    if (had_one && watch_ < 0) try_at_ = now;
    if (!is_due(now)) return news;
    try_to_watch();
    try_at_ = now + kTryEvery;
    return true;
}

void FolderWatch::try_to_watch() {
    // A new device is root's alone until udev has given it to the group: that is IN_ATTRIB.
    constexpr std::uint32_t kChanges = IN_CREATE | IN_ATTRIB | IN_DELETE | IN_MOVED_TO;
    if (notifier_.get() < 0) notifier_.reset(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    watch_ = ::inotify_add_watch(notifier_.get(), folder_.c_str(), kChanges | IN_ONLYDIR);
    if (watch_ < 0 && !complained_)
        logging::error("input: watch {}: {}; looks every {} s", folder_,
                       std::generic_category().message(errno), kTryEvery.count());
    else if (watch_ >= 0 && complained_)
        logging::info("input: {} is watched", folder_);
    complained_ = watch_ < 0;
}

/// Reads every waiting message. The watch ends when its folder does (IN_IGNORED).
bool FolderWatch::heard() {
    alignas(inotify_event) std::array<char, 4096> news;
    bool any = false;
    while (true) {
        const ssize_t bytes = ::read(notifier_.get(), news.data(), news.size());
        if (bytes <= 0) return any;
        any = true;
        const auto end = static_cast<std::size_t>(bytes);
        for (std::size_t at = 0; at + sizeof(inotify_event) <= end;) {
            inotify_event event{};
            std::memcpy(&event, news.data() + at, sizeof event);
            if ((event.mask & IN_IGNORED) != 0 && event.wd == watch_) watch_ = -1;
            at += sizeof event + event.len;
        }
    }
}

}  // namespace platform
