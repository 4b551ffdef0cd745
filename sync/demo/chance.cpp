#include "demo/chance.h"

#include <algorithm>

namespace demo {

// SplitMix64 (Steele, Lea, Flood 2014): a counter, mixed. Ample for figures that only have to look
// alive.

namespace {

constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15;

std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

}  // namespace

Chance::Chance(std::uint64_t seed, std::initializer_list<std::uint64_t> path)
    : state_(mixed(seed + kStep)) {
    for (const std::uint64_t step : path) state_ = mixed(state_ ^ mixed(step + kStep));
}

std::uint64_t Chance::next() { return mixed(state_ += kStep); }

std::int64_t Chance::below(std::int64_t end) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(end));
}

double Chance::unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

std::int64_t Chance::out_of(std::int64_t of, double share) {
    std::int64_t happened = 0;
    for (std::int64_t i = 0; i < of; ++i) happened += happens(share) ? 1 : 0;
    return happened;
}

std::int64_t Chance::about(double mean, double spread) {
    const double scattered = mean * between(1 - spread, 1 + spread);
    return static_cast<std::int64_t>(std::max(0.0, scattered) + unit());
}

}  // namespace demo
