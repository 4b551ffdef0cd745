#include "base/descriptor.h"

#include <doctest/doctest.h>
#include <fcntl.h>

#include <utility>

namespace {

int open_one() { return ::open("/dev/null", O_RDONLY | O_CLOEXEC); }
bool is_open(int number) { return ::fcntl(number, F_GETFD) >= 0; }

}  // namespace

TEST_CASE("a descriptor is closed with its owner, and there may be none") {
    const int number = open_one();
    {
        const Descriptor file(number);
        CHECK(file.get() == number);
        CHECK(is_open(number));
    }
    CHECK_FALSE(is_open(number));
    CHECK(Descriptor().get() == -1);
}

TEST_CASE("who gives a descriptor away does not close it") {
    const int number = open_one();
    {
        Descriptor file(-1);
        {
            Descriptor first(number);
            Descriptor second(std::move(first));
            CHECK(first.get() == -1);
            CHECK(second.get() == number);
            file = std::move(second);
            CHECK(second.get() == -1);
        }
        CHECK(file.get() == number);
        CHECK(is_open(number));
    }
    CHECK_FALSE(is_open(number));
}

TEST_CASE("what is replaced is closed, but not by itself") {
    const int before = open_one(), after = open_one();
    Descriptor file(before);
    file = Descriptor(after);
    CHECK_FALSE(is_open(before));
    CHECK(file.get() == after);
    Descriptor& same = file;
    file = std::move(same);
    CHECK(file.get() == after);
    CHECK(is_open(after));
    file.reset();
    CHECK_FALSE(is_open(after));
    CHECK(file.get() == -1);
}
