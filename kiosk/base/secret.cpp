#include "base/secret.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace {

constexpr char kInterrupt = 0x03, kEndOfInput = 0x04, kBackspace = 0x08, kDelete = 0x7f;

Error given_up(std::string_view what) {
    return Error{Error::Code::invalid, fmt::format("no {} was given", what)};
}

/// A terminal that neither shows what is typed nor keeps it in lines, until the end of the
/// scope. Its signals are off too: Ctrl+C arrives as a character, so that the echo always
/// comes back.
class Silence {
public:
    explicit Silence(int descriptor) : descriptor_(descriptor) {
        active_ = tcgetattr(descriptor_, &before_) == 0;
        if (!active_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG);
        silent.c_cc[VMIN] = 1;
        silent.c_cc[VTIME] = 0;
        active_ = tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
    }
    ~Silence() {
        if (active_) tcsetattr(descriptor_, TCSAFLUSH, &before_);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    bool active() const { return active_; }

private:
    int descriptor_;
    termios before_{};
    bool active_ = false;
};

/// One character; `invalid` at the end of the input.
Result<char> next(std::string_view what) {
    char character = 0;
    while (true) {
        const ssize_t got = ::read(STDIN_FILENO, &character, 1);
        if (got == 1) return character;
        if (got < 0 && errno == EINTR) continue;
        if (got == 0) return given_up(what);
        return Error{Error::Code::io, fmt::format("read the {}: {}", what, std::strerror(errno))};
    }
}

void show(std::string_view text) { (void)!::write(STDERR_FILENO, text.data(), text.size()); }

/// Reads to the end of the line, byte by byte: a buffer of the C library would keep it.
Result<> read_line(Secret& secret, bool at_terminal, std::string_view what) {
    bool fits = true;
    while (true) {
        Result<char> got = next(what);
        if (!got && !at_terminal && secret.size() > 0) break;  // The last line had no end.
        const char character = TRY(std::move(got));
        if (character == '\n' || character == '\r') break;
        if (at_terminal && (character == kInterrupt || character == kEndOfInput))
            return given_up(what);
        if (at_terminal && (character == kBackspace || character == kDelete))
            secret.drop_last();
        else
            fits = secret.add(character) && fits;
    }
    if (!fits) return Error{Error::Code::invalid, fmt::format("that is longer than any {}", what)};
    if (secret.size() == 0) return given_up(what);
    return {};
}

Result<> read_silently(Secret& secret, std::string_view prompt, std::string_view what) {
    const Silence silence(STDIN_FILENO);
    if (!silence.active())
        return Error{Error::Code::io, "the terminal does not stop showing what is typed"};
    show(prompt);
    Result<> read = read_line(secret, true, what);
    show("\n");
    return read;
}

}  // namespace

Secret::Secret(Secret&& other) noexcept : characters_(other.characters_), size_(other.size_) {
    other.clear();
}

bool Secret::add(char character) {
    if (size_ == characters_.size()) return false;
    characters_[size_++] = character;
    return true;
}

void Secret::drop_last() {
    if (size_ > 0) characters_[--size_] = 0;
}

void Secret::clear() {
    ::explicit_bzero(characters_.data(), characters_.size());
    size_ = 0;
}

Result<Secret> ask_for_secret(std::string_view prompt, std::string_view what) {
    Secret first;
    if (!::isatty(STDIN_FILENO)) {
        TRY(read_line(first, false, what));
        return first;
    }
    Secret second;
    TRY(read_silently(first, std::string(prompt) + ": ", what));
    TRY(read_silently(second, "Once more: ", what));
    if (first.view() != second.view())
        return Error{Error::Code::invalid,
                     fmt::format("the two {}s differ; nothing was changed", what)};
    return first;
}
