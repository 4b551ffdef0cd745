#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "base/result.h"

/// A few characters that leave no trace in memory: never copied, wiped at the end and when
/// moved from. Owned by whoever asked for them; one thread.
class Secret {
public:
    static constexpr std::size_t kBytesMax = 160;  ///< A PIN has 6, a password at most 128.

    Secret() = default;
    ~Secret() { clear(); }
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&&) = delete;

    /// `false` when there is no more room.
    bool add(char character);
    void drop_last();
    void clear();

    std::size_t size() const { return size_; }
    std::string_view view() const { return {characters_.data(), size_}; }

private:
    std::array<char, kBytesMax> characters_{};
    std::size_t size_ = 0;
};

/// The PIN or password to be set (`what`). At a terminal it is asked for twice, without an echo
/// (`prompt` says for whom; Ctrl+C gives up); else it is the next line of standard input. Never an
/// argument: everybody on the machine can read those. `invalid` when the two differ, nothing came,
/// or it is longer than any such secret.
Result<Secret> ask_for_secret(std::string_view prompt, std::string_view what);
