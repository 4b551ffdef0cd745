#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

/// One line per message on standard error; systemd's journal keeps and rotates them. Any
/// thread may call. Never log what a citizen typed or chose. (`log` itself is a function of the C
/// library's <math.h>, which fmt includes.)
namespace logging {

enum class Level { info, warning, error };

/// Writes one line. The same `what` (the format text) is written at most kPerMinute times a
/// minute, then once "(n more like this)": a loop that fails must not fill the disk.
inline constexpr int kPerMinute = 20;
void write(Level level, std::string_view what, std::string_view message);

template <class... Args>
void info(fmt::format_string<Args...> text, Args&&... args) {
    const auto view = fmt::string_view(text);
    write(Level::info, {view.data(), view.size()}, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void warning(fmt::format_string<Args...> text, Args&&... args) {
    const auto view = fmt::string_view(text);
    write(Level::warning, {view.data(), view.size()},
          fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void error(fmt::format_string<Args...> text, Args&&... args) {
    const auto view = fmt::string_view(text);
    write(Level::error, {view.data(), view.size()}, fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace logging
