#include "bench/process_tree.h"

#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <map>

#include "base/files.h"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFileMax = 1 << 16;

std::string folder_of(pid_t id) { return "/proc/" + std::to_string(id); }

std::vector<pid_t> numbers_in(const std::string& folder) {
    std::vector<pid_t> all;
    std::error_code gone;
    for (const auto& entry : fs::directory_iterator(folder, gone)) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") == name.npos)
            all.push_back(static_cast<pid_t>(std::strtol(name.c_str(), nullptr, 10)));
    }
    return all;
}

/// schedstat knows only of one thread.
std::int64_t nanoseconds_of(pid_t id) {
    const std::string threads = folder_of(id) + "/task";
    std::int64_t sum = 0;
    for (const pid_t thread : numbers_in(threads)) {
        const auto text =
            files::read(threads + "/" + std::to_string(thread) + "/schedstat", kFileMax);
        if (text) sum += std::strtoll(text->c_str(), nullptr, 10);
    }
    return sum;
}

}  // namespace

Result<Stat> parse_stat(const std::string& text) {
    const std::size_t name = text.rfind(')');
    Stat stat;
    std::int64_t user = 0, system = 0;
    if (name == text.npos ||
        std::sscanf(text.c_str() + name + 1,
                    " %*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %" SCNd64 " %" SCNd64,
                    &stat.parent, &user, &system) != 3)
        return Error{Error::Code::invalid, "not a line of /proc/PID/stat: " + text};
    stat.ticks = user + system;
    return stat;
}

Result<std::int64_t> parse_pss_kib(const std::string& text) {
    constexpr std::string_view kName = "\nPss:";
    const std::size_t at = text.find(kName);
    if (at == text.npos) return Error{Error::Code::invalid, "no Pss in smaps_rollup"};
    return std::strtoll(text.c_str() + at + kName.size(), nullptr, 10);
}

std::vector<pid_t> tree_of(pid_t root) {
    std::multimap<pid_t, pid_t> children;
    for (const pid_t id : numbers_in("/proc")) {
        const auto text = files::read(folder_of(id) + "/stat", kFileMax);
        const auto stat = text ? parse_stat(*text) : Result<Stat>(text.error());
        if (stat) children.emplace(stat->parent, id);
    }
    std::vector<pid_t> tree{root};
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const auto [from, to] = children.equal_range(tree[i]);
        for (auto child = from; child != to; ++child) tree.push_back(child->second);
    }
    return tree;
}

Result<Taken> taken_by(pid_t root) {
    Taken taken;
    for (const pid_t id : tree_of(root)) {
        const auto stat = files::read(folder_of(id) + "/stat", kFileMax);
        const auto rollup = files::read(folder_of(id) + "/smaps_rollup", kFileMax);
        if (!stat || !rollup) {
            if (id == root) return Error{Error::Code::not_found, "the program has ended"};
            continue;  // A child that ended meanwhile.
        }
        taken.ticks += TRY(parse_stat(*stat)).ticks;
        const auto pss = parse_pss_kib(*rollup);
        taken.pss_mib += pss ? static_cast<double>(*pss) / 1024 : 0;  // A zombie has none.
        taken.nanoseconds += nanoseconds_of(id);
        ++taken.processes;
    }
    return taken;
}
