#include "bench/process_cost.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace {

/// Its parent and its ticks, those of children that have ended with them.
struct Ticks {
    pid_t parent = 0;
    long own = 0;
};
Ticks ticks_of(const std::string& id) {
    std::ifstream file("/proc/" + id + "/stat");
    std::string text;
    std::getline(file, text);
    const std::size_t name_end = text.rfind(')');
    if (name_end == text.npos) return {};
    std::istringstream fields(text.substr(name_end + 2));
    std::string word;
    Ticks ticks;
    for (int field = 3; fields >> word && field <= 17; ++field) {
        if (field == 4) ticks.parent = std::stoi(word);
        if (field >= 14) ticks.own += std::stol(word);  // utime, stime, cutime, cstime.
    }
    return ticks;
}

double pss_mib(pid_t id) {
    std::ifstream file("/proc/" + std::to_string(id) + "/smaps_rollup");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("Pss:")) return std::stod(line.substr(4)) / 1024;
    return 0;
}

}  // namespace

ProcessCost cost_of(pid_t id) {
    long ticks = ticks_of(std::to_string(id)).own;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", none)) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != name.npos) continue;
        const Ticks one = ticks_of(name);
        if (one.parent == id) ticks += one.own;
    }
    const double ms_of_tick = 1000.0 / static_cast<double>(sysconf(_SC_CLK_TCK));
    return {.cpu_ms = static_cast<double>(ticks) * ms_of_tick, .pss_mib = pss_mib(id)};
}
