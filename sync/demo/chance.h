#pragma once

#include <cstdint>
#include <initializer_list>

/// Chance that can be told again: the same seed and the same path to a thing give the same
/// numbers on every machine, whatever was drawn for other things. No library's distributions,
/// which differ between compilers.
namespace demo {

class Chance {
public:
    /// "Ward 23563, day 71": each path is a chance of its own.
    Chance(std::uint64_t seed, std::initializer_list<std::uint64_t> path);

    std::uint64_t next();
    std::int64_t below(std::int64_t end);  ///< 0 to end - 1; `end` from 1.
    double unit();                         ///< From 0 to below 1.
    double between(double least, double most) { return least + (most - least) * unit(); }
    bool happens(double share) { return unit() < share; }
    /// How many of `of` things happen, each with that chance.
    std::int64_t out_of(std::int64_t of, double share);
    /// A whole number whose mean is `mean`, scattered by up to `spread` of it.
    std::int64_t about(double mean, double spread);

private:
    std::uint64_t state_;
};

}  // namespace demo
