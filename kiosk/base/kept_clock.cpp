// What this leaves as it is: the kernel's clock, and with it the times in the system's log and the
// dates that OpenSSL and apt look at. The agent therefore holds certificates against dates only
// while machine_is_kept() (courier.cpp); who reaches a repository reaches a time server as well.

#include "base/kept_clock.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <limits>
#include <system_error>

#include "base/files.h"
#include "base/log.h"

namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kUntold = std::numeric_limits<std::int64_t>::min();
constexpr std::string_view kFormat = "motcua-clock-1 ";
constexpr std::size_t kBytesMax = 256;

/// "motcua-clock-1 <boot> <milliseconds>" of this boot; of another one it says nothing.
std::int64_t parse(std::string_view text, std::string_view boot) {
    if (boot.empty() || !text.starts_with(kFormat)) return kUntold;
    text.remove_prefix(kFormat.size());
    if (!text.starts_with(boot) || !text.substr(boot.size()).starts_with(' ')) return kUntold;
    text.remove_prefix(boot.size() + 1);
    std::int64_t ahead = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), ahead);
    const bool whole =
        failure == std::errc() && std::string_view(end, text.data() + text.size()) == "\n";
    return whole ? ahead : kUntold;
}

}  // namespace

KeptClock::KeptClock(const Clock& machine, std::string path, std::string boot)
    : machine_(machine),
      path_(std::move(path)),
      boot_(std::move(boot)),
      ahead_ms_(kUntold),
      dropped_ms_(kUntold) {
    look_again();
}

std::optional<milliseconds> KeptClock::told() const {
    const std::int64_t ahead = ahead_ms_;
    if (ahead == kUntold) return std::nullopt;
    if (!machine_.wall_is_synchronised()) return milliseconds(ahead);
    drop(ahead);
    return std::nullopt;
}

/// A network that goes takes the kernel's word with it after some hours, but not the time that it
/// brought: what was told before would then make the wall clock jump.
void KeptClock::drop(std::int64_t ahead) const {
    if (!ahead_ms_.compare_exchange_strong(ahead, kUntold)) return;
    dropped_ms_ = ahead;
    // Who may not write there leaves the file to the kiosk, and has dropped_ms_ until then.
    std::error_code failure;
    if (!boot_.empty() && std::filesystem::remove(path_, failure))
        logging::info("the clock is kept set by the network: what was told is dropped");
}

WallTime KeptClock::wall() const {
    const auto ahead = told();
    return ahead ? WallTime(machine_.now().time_since_epoch() + *ahead) : machine_.wall();
}

bool KeptClock::wall_is_synchronised() const {
    return told() || machine_.wall_is_synchronised();
}

Result<> KeptClock::set(WallTime wall) {
    if (machine_is_kept())
        return Error{Error::Code::invalid, "set the clock: it is kept set by the network already"};
    const std::int64_t ahead =
        (wall.time_since_epoch() - machine_.now().time_since_epoch()).count();
    if (boot_.empty()) {
        logging::warning("the clock is told, but this kernel has no boot id: until the next start");
    } else {
        const std::string line = fmt::format("{}{} {}\n", kFormat, boot_, ahead);
        const Result<> written = files::write_atomically(path_, line);
        if (!written) return Error(written.error()).during("set the clock");
    }
    dropped_ms_ = kUntold;
    ahead_ms_ = ahead;
    return {};
}

void KeptClock::look_again() {
    const auto text = files::read(path_, kBytesMax);
    const bool absent = !text && text.error().code == Error::Code::not_found;
    if (boot_.empty() || (!text && !absent)) return;
    const std::int64_t ahead = text ? parse(*text, boot_) : kUntold;
    ahead_ms_ = ahead == dropped_ms_ ? kUntold : ahead;
    told();  // It may be kept by now.
}
