#pragma once

#include <algorithm>
#include <ctime>
#include <vector>

/// CPU time of this thread: what work costs, whoever else is at work on the machine.
inline double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

inline double median_of(std::vector<double> times) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

/// The median cost of `work(round)` over some rounds, in milliseconds.
template <class Work>
double median_cpu_ms(int rounds, const Work& work) {
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const double before = cpu_ms();
        work(round);
        times.push_back(cpu_ms() - before);
    }
    return median_of(std::move(times));
}
