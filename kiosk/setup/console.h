#pragma once

#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace setup {

/// Where the person sits: what is said and what they type. The streams must outlive it.
class Console {
public:
    /// `colours`: the terminal shows them.
    Console(std::istream& in, std::ostream& out, bool colours)
        : in_(in), out_(out), colours_(colours) {}

    void tell(std::string_view line) { out_ << line << '\n'; }
    bool colours() const { return colours_; }

    /// The next line, without blanks at its ends; nothing once there is no more to come.
    std::optional<std::string> ask(std::string_view prompt) {
        out_ << prompt << std::flush;
        std::string line;
        char letter = 0;
        bool any = false;
        while (in_.get(letter) && letter != '\n') {
            any = true;
            if (line.size() < kLineMax) line += letter;
        }
        if (!in_ && !any) return std::nullopt;
        const std::size_t first = line.find_first_not_of(" \t\r");
        const std::size_t last = line.find_last_not_of(" \t\r");
        return first == line.npos ? std::string() : line.substr(first, last - first + 1);
    }

private:
    static constexpr std::size_t kLineMax = 1000;  // Whoever types more leans on a key.

    std::istream& in_;
    std::ostream& out_;
    bool colours_;
};

}  // namespace setup
