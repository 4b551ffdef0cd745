#include "base/owner.h"

#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "support/must.h"
#include "support/temp_dir.h"

namespace {

constexpr uid_t kUser = 12345;
constexpr gid_t kGroup = 54321;

/// What somebody does for good is done by a child; whether it was true there.
bool in_a_child(const std::function<bool()>& holds) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(holds() ? 0 : 1);
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return status == 0;
}

bool is(uid_t user, gid_t group) {
    return ::getuid() == user && ::geteuid() == user && ::getgid() == group && ::getegid() == group;
}

bool is_root() { return ::geteuid() == 0; }

}  // namespace

TEST_CASE("root becomes user and group of the folder's owner, for good, and keeps no other group" *
          doctest::skip(!is_root())) {
    const TempDir dir;
    REQUIRE(::chown(dir.path().c_str(), kUser, kGroup) == 0);
    CHECK(in_a_child([&] {
        const gid_t more[] = {0, 4};
        return ::setgroups(2, more) == 0 && owner::become(dir.path()).has_value() &&
               is(kUser, kGroup) && ::getgroups(0, nullptr) == 0 && ::setuid(0) != 0 &&
               ::setgid(0) != 0;
    }));
}

TEST_CASE("a folder of root's, and one that is not there yet, change nobody" *
          doctest::skip(!is_root())) {
    const TempDir dir;
    CHECK(in_a_child([&] {
        return owner::become(dir.path()).has_value() && owner::become(dir / "none").has_value() &&
               is(0, ::getgid());
    }));
    // Root's by its owner, whatever its group is.
    REQUIRE(::chown(dir.path().c_str(), 0, kGroup) == 0);
    CHECK(in_a_child([&] { return owner::become(dir.path()).has_value() && is(0, 0); }));
}

TEST_CASE("who is not root stays who they are, and that is no failure" *
          doctest::skip(!is_root())) {
    const TempDir dir;
    REQUIRE(::chown(dir.path().c_str(), kUser, kGroup) == 0);
    CHECK(in_a_child([&] {
        return ::setgid(kGroup + 1) == 0 && ::setuid(kUser + 1) == 0 &&
               owner::become(dir.path()).has_value() && is(kUser + 1, kGroup + 1);
    }));
}
