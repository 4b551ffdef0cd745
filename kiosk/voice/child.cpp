// The input lies in an unnamed file rather than a pipe: nobody has to feed it while reading the
// output, and a child that dies early raises no SIGPIPE here. posix_spawn, because a fork of a
// process with threads may do next to nothing, and would copy the tables of all its memory.

#include "voice/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>

#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

#include "base/descriptor.h"

namespace voice {

namespace {

constexpr std::size_t kComplaintMax = 300;  // What it says on standard error is for one log line.

Error unavailable(std::string what) { return {Error::Code::unavailable, std::move(what)}; }

struct Pipe {
    Descriptor read, write;
    bool open() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return false;
        read.reset(ends[0]);
        write.reset(ends[1]);
        return true;
    }
};

/// A started program. Killed and reaped when it goes, unless it has ended by then.
class Child {
public:
    Child() = default;
    ~Child() { end(); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// 0, or the errno of what failed.
    int start(const std::vector<std::string>& words, int input, int output, int complaints);
    /// Readable once it has ended.
    int descriptor() const { return ended_.get(); }
    /// Kills it if it still runs. The status of waitpid().
    int end();

private:
    pid_t id_ = -1;
    int status_ = 0;
    Descriptor ended_;
};

int Child::start(const std::vector<std::string>& words, int input, int output, int complaints) {
    std::vector<char*> pointers;
    for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, complaints, STDERR_FILENO);
    // Signals as after a login: its output pipe's SIGPIPE ends it when we are gone.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    const int failed =
        ::posix_spawnp(&id_, pointers.front(), &actions, &attributes, pointers.data(), ::environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        id_ = -1;
        return failed;
    }
    // <sys/pidfd.h> of glibc 2.36 cannot be used from C++.
    ended_.reset(static_cast<int>(::syscall(SYS_pidfd_open, id_, 0)));
    return ended_.get() < 0 ? errno : 0;
}

int Child::end() {
    if (id_ < 0) return status_;
    ::kill(id_, SIGKILL);  // Does nothing to one that has ended and waits to be reaped.
    while (::waitpid(id_, &status_, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return status_;
}

/// What it has said so far, and what it still may say.
struct Reader {
    Pipe output, complaints;
    std::string said, complained;

    /// Takes what is there into `text`; closes the pipe at its end.
    static void take(Descriptor& from, std::string& text) {
        char buffer[16384];
        const ssize_t got = ::read(from.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) return;
        if (got <= 0) return from.reset();
        text.append(buffer, static_cast<std::size_t>(got));
    }
};

/// Reads until the child has ended and both pipes are empty; says why when it stops earlier.
std::optional<Error> hear_out(Reader& reader, const Child& child, const ChildLimits& limits,
                              const Clock& clock, const Wake& cancel) {
    const Instant deadline = clock.now() + limits.time_max;
    bool ended = false;
    while (!ended || reader.output.read.get() >= 0) {
        pollfd watched[] = {
            {.fd = cancel.descriptor(), .events = POLLIN, .revents = 0},
            {.fd = reader.output.read.get(), .events = POLLIN, .revents = 0},
            {.fd = reader.complaints.read.get(), .events = POLLIN, .revents = 0},
            {.fd = ended ? -1 : child.descriptor(), .events = POLLIN, .revents = 0}};
        const auto left = std::max(deadline - clock.now(), Instant::duration::zero());
        const int ready = ::poll(watched, std::size(watched), static_cast<int>(left.count()));
        if (ready < 0 && errno != EINTR) return unavailable(std::strerror(errno));
        if (watched[0].revents != 0) return unavailable("hushed");
        if (ready == 0)
            return unavailable(fmt::format("took longer than {} ms", limits.time_max.count()));
        if (watched[1].revents != 0) Reader::take(reader.output.read, reader.said);
        if (watched[2].revents != 0) Reader::take(reader.complaints.read, reader.complained);
        if (watched[3].revents != 0) ended = true;
        reader.complained.resize(std::min(reader.complained.size(), kComplaintMax));
        if (reader.said.size() > limits.output_bytes_max)
            return unavailable(fmt::format("wrote more than {} bytes", limits.output_bytes_max));
    }
    return {};
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

Result<std::string> run_child(const std::vector<std::string>& words, std::string_view input,
                              const ChildLimits& limits, const Clock& clock, const Wake& cancel) {
    const std::string& program = words.front();
    const Descriptor text(::memfd_create("voice", MFD_CLOEXEC));
    Reader reader;
    const bool given =
        text.get() >= 0 &&
        ::write(text.get(), input.data(), input.size()) == static_cast<ssize_t>(input.size()) &&
        ::lseek(text.get(), 0, SEEK_SET) == 0;
    if (!given || !reader.output.open() || !reader.complaints.open())
        return unavailable(program + ": " + std::strerror(errno));

    Child child;
    const int failed = child.start(words, text.get(), reader.output.write.get(),
                                   reader.complaints.write.get());
    if (failed == ENOENT) return Error{Error::Code::not_found, program + ": no such program"};
    if (failed != 0) return unavailable(program + ": " + std::strerror(failed));
    reader.output.write.reset();
    reader.complaints.write.reset();

    if (const auto stopped = hear_out(reader, child, limits, clock, cancel))
        return Error(*stopped).during(program);
    const int status = child.end();
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::move(reader.said);
    const std::string how = WIFSIGNALED(status)
                                ? fmt::format("ended by signal {}", WTERMSIG(status))
                                : fmt::format("ended with status {}", WEXITSTATUS(status));
    const std::string said = first_line(reader.complained);
    return unavailable(program + " " + how + (said.empty() ? "" : ": " + said));
}

}  // namespace voice
