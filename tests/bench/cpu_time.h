#pragma once

#include <sys/types.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

/// CPU time of this thread: what work costs, whoever else is at work on the machine.
inline double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// CPU time of all threads of a process that is asleep now: of one at work, the last slice is
/// missing (/proc/<pid>/task/*/schedstat, nanoseconds on the processor).
inline double cpu_ms_of(pid_t process) {
    double sum = 0;
    std::error_code none;
    const std::string tasks = "/proc/" + std::to_string(process) + "/task";
    for (const auto& task : std::filesystem::directory_iterator(tasks, none)) {
        std::FILE* file = std::fopen((task.path() / "schedstat").c_str(), "re");
        unsigned long long spent = 0;
        if (file && std::fscanf(file, "%llu", &spent) == 1) sum += static_cast<double>(spent) / 1e6;
        if (file) std::fclose(file);
    }
    return sum;
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
