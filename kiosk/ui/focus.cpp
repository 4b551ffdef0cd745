#include "ui/focus.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace ui {

namespace {

using Place = std::vector<Focusable>::const_iterator;

/// How far one lies from another along the way down; nothing when it does not lie below. What
/// stands beside the way counts double: straight down comes first.
std::optional<float> way_down(const Box& from, const Box& to) {
    if (to.y + to.h / 2 <= from.y + from.h / 2 || to.y < from.bottom() - from.h / 4) return {};
    const float aside =
        std::max({0.0f, to.x - from.right(), from.x - to.right()}) * 2 +
        std::abs((to.x + to.w / 2) - (from.x + from.w / 2)) / 8;
    return to.y - from.bottom() + aside;
}

Box upside_down(const Box& box) { return {box.x, -box.bottom(), box.w, box.h}; }

Place nearest(const std::vector<Focusable>& all, Place from, bool down) {
    Place best = all.end();
    float least = 0;
    for (Place to = all.begin(); to != all.end(); ++to) {
        const auto way = down ? way_down(from->box, to->box)
                              : way_down(upside_down(from->box), upside_down(to->box));
        if (!way || (best != all.end() && *way >= least)) continue;
        best = to;
        least = *way;
    }
    return best;
}

}  // namespace

std::string focus_after(const std::vector<Focusable>& all, const std::string& from, Key key) {
    if (all.empty()) return {};
    const bool forward = key == Key::right || key == Key::down;
    const Place at =
        std::find_if(all.begin(), all.end(), [&](const Focusable& one) { return one.id == from; });
    if (at == all.end()) return forward ? all.front().id : all.back().id;
    if (key == Key::down || key == Key::up) {
        const Place to = nearest(all, at, forward);
        if (to != all.end()) return to->id;
        return forward ? all.front().id : all.back().id;
    }
    if (key == Key::right) return at + 1 == all.end() ? all.front().id : (at + 1)->id;
    if (key == Key::left) return at == all.begin() ? all.back().id : (at - 1)->id;
    return from;
}

}  // namespace ui
