#pragma once

#include <random>

#include "support/visitor.h"

/// A visitor who does anything: mostly what the screen offers, often what it does not, with
/// pauses of any length, while the network and the opening hours come and go. The same seed
/// walks the same way.
class RandomVisitor {
public:
    explicit RandomVisitor(unsigned seed);

    /// One action, perhaps after a pause. Returns what came out of it.
    Records step();

    const app::Model& model() const { return visitor_.model; }
    Instant now() const { return visitor_.now; }

private:
    unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
    app::Action offered();
    desk::Action at_desk();
    app::Action as_officer(const desk::Desk& desk);
    app::Action anything();
    app::Action of_the_world();
    void pause();

    std::minstd_rand random_;
    Visitor visitor_;
};
