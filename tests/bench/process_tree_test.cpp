#include "bench/process_tree.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>

TEST_CASE("a process's line is read whatever it calls itself") {
    const auto stat = parse_stat(
        "812 (a) b (c) S 700 812 812 0 -1 4194304 1 2 3 4 55 66 7 8 20 0 1 0 99 100 5 ...");
    REQUIRE(stat);
    CHECK(stat->parent == 700);
    CHECK(stat->ticks == 121);
    CHECK_FALSE(parse_stat("812 (a) S 700"));
    CHECK_FALSE(parse_stat(""));
}

TEST_CASE("memory is the rollup's Pss, not one of its parts") {
    const auto kib =
        parse_pss_kib("x-y ---p [rollup]\nRss:  900 kB\nPss:  210 kB\nPss_Anon: 1 kB\n");
    REQUIRE(kib);
    CHECK(*kib == 210);
    CHECK_FALSE(parse_pss_kib("Rss: 900 kB\n"));
}

TEST_CASE("children count, and what they did") {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        std::clock_t end = std::clock() + CLOCKS_PER_SEC / 20;
        while (std::clock() < end) continue;
        char letter = 'x';
        (void)!write(ends[1], &letter, 1);
        pause();
        _exit(0);
    }
    char letter = 0;
    REQUIRE(read(ends[0], &letter, 1) == 1);
    const auto tree = tree_of(getpid());
    CHECK(std::find(tree.begin(), tree.end(), child) != tree.end());
    const auto taken = taken_by(getpid());
    REQUIRE(taken);
    CHECK(taken->processes >= 2);
    CHECK(taken->pss_mib > 0.1);
    CHECK(taken->nanoseconds > 40'000'000);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(ends[0]);
    close(ends[1]);
}
