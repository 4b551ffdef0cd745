#include "base/log.h"

#include <unistd.h>

#include <cstdio>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.h"

namespace logging {

namespace {

constexpr std::chrono::minutes kWindow{1};
constexpr std::size_t kKindsMax = 512;  // Distinct messages in the program: far fewer.

struct Count {
    Instant since{};
    int written = 0;
    int held_back = 0;
};

// The one piece of shared state: how often each message was written this minute.
struct Limits {
    std::mutex mutex;
    std::map<std::string, Count, std::less<>> counts;
};

Limits& limits() {
    static Limits shared;
    return shared;
}

/// For the system's journal the levels of sd-daemon(3), for a person words.
const char* prefix(Level level) {
    static const bool is_read = ::isatty(STDERR_FILENO) == 1;
    switch (level) {
        case Level::info: return is_read ? "" : "<6>";
        case Level::warning: return is_read ? "warning: " : "<4>";
        case Level::error: return is_read ? "error: " : "<3>";
    }
    return "";
}

/// One message is one line: a foreign error text with line breaks must not look like several.
std::string single_line(std::string_view message) {
    std::string line(message);
    for (char& c : line)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    return line;
}

}  // namespace

void write(Level level, std::string_view what, std::string_view message) {
    const Instant now = SystemClock().now();
    Limits& shared = limits();
    const std::lock_guard lock(shared.mutex);
    if (shared.counts.size() > kKindsMax) shared.counts.clear();
    Count& count = shared.counts[std::string(what)];
    if (now - count.since >= kWindow) {
        if (count.held_back > 0)
            std::fprintf(stderr, "%s(%d more like this) %.*s\n", prefix(level), count.held_back,
                         static_cast<int>(what.size()), what.data());
        count = {.since = now, .written = 0, .held_back = 0};
    }
    if (count.written >= kPerMinute) {
        ++count.held_back;
        return;
    }
    ++count.written;
    std::fprintf(stderr, "%s%s\n", prefix(level), single_line(message).c_str());
}

}  // namespace logging
