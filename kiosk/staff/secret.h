#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "base/result.h"

/// A PIN as it is typed, and how the command line asks for one.
namespace staff {

/// A few characters that leave no trace in memory: never copied, wiped at the end and when
/// moved from. Owned by whoever asked for them; one thread.
class Secret {
public:
    Secret() = default;
    ~Secret() { clear(); }
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&&) = delete;

    /// `false` when there is no more room: longer than any PIN.
    bool add(char character);
    void drop_last();
    void clear();

    std::size_t size() const { return size_; }
    std::string_view view() const { return {characters_.data(), size_}; }

private:
    std::array<char, 32> characters_{};
    std::size_t size_ = 0;
};

/// The PIN to be set. At a terminal it is asked for twice, without an echo (`prompt` says for
/// what; Ctrl+C gives up); else it is the next line of standard input. Never an argument:
/// everybody on the machine can read those. `invalid` when the two differ or nothing came.
Result<Secret> ask_for_pin(std::string_view prompt);

}  // namespace staff
