#pragma once

#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <unistd.h>

#include <string>
#include <string_view>

/// The right to mount, for tests that plug in sticks. Who is not root gets a name space of their
/// own, in which they may; it must be entered before the first thread, so before main().
inline bool enter_own_mounts() {
    const auto write_file = [](const char* path, std::string_view words) {
        const int file = ::open(path, O_WRONLY | O_CLOEXEC);
        const bool done = file >= 0 && ::write(file, words.data(), words.size()) ==
                                           static_cast<ssize_t>(words.size());
        if (file >= 0) ::close(file);
        return done;
    };
    const std::string user = std::to_string(::geteuid()), group = std::to_string(::getegid());
    if (user == "0") return true;
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
    write_file("/proc/self/setgroups", "deny");
    return write_file("/proc/self/uid_map", user + " " + user + " 1") &&
           write_file("/proc/self/gid_map", group + " " + group + " 1");
}

/// Whether mounting works here; a container may forbid it even to root. Such tests are skipped,
/// and doctest counts them as skipped.
inline bool try_a_mount() {
    char path[] = "/tmp/motcua-mount-XXXXXX";
    if (!enter_own_mounts() || !::mkdtemp(path)) return false;
    const bool mounted = ::mount("probe", path, "tmpfs", 0, "size=1m") == 0;
    if (mounted) ::umount2(path, MNT_DETACH);
    ::rmdir(path);
    return mounted;
}

inline const bool kMayMount = try_a_mount();
