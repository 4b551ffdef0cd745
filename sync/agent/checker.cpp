#include "agent/checker.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace agent {

namespace {

constexpr int kTurnMs = 250;
constexpr int kTurnsMax = 2 * 60 * 1000 / kTurnMs;  // Eight thousand procedures take a second.
constexpr std::size_t kSaidMax = 1000;              // A message for people; the rest is in its log.
constexpr int kNotStarted = 127;                    // As a shell says it.

[[noreturn]] void become(const std::vector<char*>& words, int output) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execv(words.front(), words.data());
    ::_exit(kNotStarted);
}

/// Takes what is there; false when the other end is closed.
bool listen(int input, std::string& said) {
    char buffer[1024];
    const ssize_t got = ::read(input, buffer, sizeof buffer);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return true;
    if (got <= 0) return false;
    const std::size_t room = kSaidMax - std::min(kSaidMax, said.size());
    said.append(buffer, std::min(static_cast<std::size_t>(got), room));
    return true;
}

/// Whether it closed its output in time: it has ended, or is about to.
bool hear_out(int input, std::string& said, const std::function<bool()>& may_go_on) {
    for (int turn = 0; turn < kTurnsMax && may_go_on(); ++turn) {
        pollfd end{.fd = input, .events = POLLIN, .revents = 0};
        const int ready = ::poll(&end, 1, kTurnMs);
        if (ready > 0 && !listen(input, said)) return true;
        if (ready > 0) --turn;  // Only silence counts; what it says is thrown away soon enough.
    }
    return false;
}

}  // namespace

Result<> run_check(const std::vector<std::string>& words, const std::function<bool()>& may_go_on) {
    std::vector<char*> pointers;
    for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return Error{Error::Code::unavailable, std::string("pipe: ") + std::strerror(errno)};
    const pid_t child = ::fork();
    if (child == 0) become(pointers, ends[1]);
    ::close(ends[1]);
    std::string said;
    const bool ended = child > 0 && hear_out(ends[0], said, may_go_on);
    ::close(ends[0]);
    if (child < 0) return Error{Error::Code::unavailable, "the check could not be started"};
    if (!ended) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!ended) return Error{Error::Code::unavailable, words.front() + ": its check did not end"};
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNotStarted)
        return Error{Error::Code::unavailable, words.front() + " cannot be run"};
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    return Error{Error::Code::invalid, "the kiosk's own check says: " + said};
}

}  // namespace agent
