#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/views.h"

/// The steps of a way, as a list or, where the text is too large for one, as numbers to tap above
/// the one in force.
namespace ui {

struct WayStep {
    std::string id{};   ///< What is touched; empty where nothing is.
    std::string key{};  ///< What to do, a string of assets/lang.
    std::string_view icon{};
    std::string hint{};
};

/// Where the steps stand in a box.
struct StepPlaces {
    bool numbered = false;     ///< Numbers to tap; `current` is the card below them.
    Style title = Style::key;  ///< The letters of all titles, at most.
    std::vector<Box> touched;  ///< One for each step.
    Box current{};
};
StepPlaces step_places(Frame& f, Box box, std::span<const WayStep> steps, std::size_t current);

/// Touched in their order, but the one in force is drawn, and so read, before the others: what
/// belongs to it stands between (`after_current`). The step tapped, if any.
std::optional<std::size_t> draw_steps(Frame& f, const StepPlaces& at,
                                      std::span<const WayStep> steps, std::size_t current,
                                      const std::function<void()>& after_current);

/// Steps that are only read, none of them in force.
void draw_read_steps(Frame& f, Box box, std::span<const WayStep> steps);

}  // namespace ui
