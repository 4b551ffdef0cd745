// What it says goes into a file in memory: nobody has to read along, and a program that says
// much is not held up.

#include "setup/programs.h"

#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>

#include "base/descriptor.h"

namespace setup {

namespace {

constexpr std::size_t kSaidMax = 256 << 10;

Error unavailable(const std::string& program, const std::string& why) {
    return Error{Error::Code::unavailable, program + ": " + why};
}

/// 0, or the errno of what failed.
int spawn(const std::vector<std::string>& words, int output, pid_t& id) {
    std::vector<char*> pointers;
    for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    const int failed =
        ::posix_spawnp(&id, pointers.front(), &actions, nullptr, pointers.data(), ::environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

std::string said_in(int file) {
    std::string said(kSaidMax, '\0');
    const ssize_t got = ::pread(file, said.data(), said.size(), 0);
    said.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    while (said.ends_with('\n')) said.pop_back();
    return said;
}

}  // namespace

Result<Ran> run_program(const std::vector<std::string>& words, std::chrono::milliseconds longest) {
    const std::string& program = words.front();
    const Descriptor output(::memfd_create("said", MFD_CLOEXEC));
    if (output.get() < 0) return unavailable(program, std::strerror(errno));
    pid_t id = -1;
    const int failed = spawn(words, output.get(), id);
    if (failed == ENOENT) return Error{Error::Code::not_found, program + ": no such program"};
    if (failed != 0) return unavailable(program, std::strerror(failed));
    // <sys/pidfd.h> of glibc 2.36 cannot be used from C++.
    const Descriptor ended(static_cast<int>(::syscall(SYS_pidfd_open, id, 0)));
    pollfd watched{.fd = ended.get(), .events = POLLIN, .revents = 0};
    const bool in_time = ::poll(&watched, 1, static_cast<int>(longest.count())) == 1;
    if (!in_time) ::kill(id, SIGKILL);
    int status = 0;
    while (::waitpid(id, &status, 0) < 0 && errno == EINTR) {
    }
    if (!in_time)
        return unavailable(program, "did not end in " + std::to_string(longest.count()) + " ms");
    if (!WIFEXITED(status))
        return unavailable(program, "ended by signal " + std::to_string(WTERMSIG(status)));
    return Ran{.status = WEXITSTATUS(status), .said = said_in(output.get())};
}

std::vector<std::string> as_owner_of(const std::string& folder, std::vector<std::string> words) {
    struct stat facts {};
    if (::geteuid() != 0 || ::stat(folder.c_str(), &facts) != 0 || facts.st_uid == 0) return words;
    std::vector<std::string> all{"setpriv", "--reuid=" + std::to_string(facts.st_uid),
                                 "--regid=" + std::to_string(facts.st_gid),
                                 // Its other groups let it read the journal.
                                 ::getpwuid(facts.st_uid) ? "--init-groups" : "--clear-groups",
                                 "--"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

std::string own_folder() {
    std::error_code failure;
    return std::filesystem::read_symlink("/proc/self/exe", failure).parent_path().string();
}

}  // namespace setup
