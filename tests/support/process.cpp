#include "support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPatience = std::chrono::seconds(10);  // For an end that was asked for.
constexpr int kNotStarted = 127;                              // As a shell says it.

// Not pidfd_open(): the header of Debian 12's glibc forgets that it is a C function.
int descriptor_of(pid_t id) { return static_cast<int>(syscall(SYS_pidfd_open, id, 0)); }

[[noreturn]] void become(const Process::Command& command) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);  // A crashed test leaves nothing behind.
    setpgid(0, 0);                     // Ctrl+C is ours to hear; we end it in order.
    for (const auto& [name, value] : command.environment) setenv(name.c_str(), value.c_str(), 1);
    if (!command.output.empty()) {
        const int file = open(command.output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        dup2(file, STDOUT_FILENO);
        dup2(file, STDERR_FILENO);
    }
    if (command.inherited >= 0) fcntl(command.inherited, F_SETFD, 0);
    std::vector<char*> words;
    for (const std::string& word : command.words) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    execvp(words.front(), words.data());
    _exit(kNotStarted);
}

}  // namespace

Result<Process> Process::start(const Command& command) {
    const pid_t id = fork();
    if (id < 0) return Error{Error::Code::io, std::string("fork: ") + std::strerror(errno)};
    if (id == 0) become(command);
    return Process(id, descriptor_of(id));
}

Process::Process(Process&& other) noexcept
    : id_(std::exchange(other.id_, -1)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      status_(other.status_) {}

Process::~Process() {
    if (id_ < 0) return;
    signal(SIGTERM);
    if (!wait(kPatience)) {
        signal(SIGKILL);
        (void)wait(kPatience);
    }
    close(descriptor_);
}

void Process::signal(int number) {
    if (status_ < 0) kill(id_, number);
}

bool Process::runs() { return !wait(milliseconds(0)); }

Result<int> Process::wait(milliseconds patience) {
    if (status_ >= 0) return status_;
    pollfd end{.fd = descriptor_, .events = POLLIN, .revents = 0};
    int ready = 0;
    do {
        ready = poll(&end, 1, static_cast<int>(patience.count()));
    } while (ready < 0 && errno == EINTR);
    if (ready != 1) return Error{Error::Code::unavailable, "process: it still runs"};
    int status = 0;
    waitpid(id_, &status, 0);
    status_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return status_;
}
