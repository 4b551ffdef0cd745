#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/frame.h"

/// Plots of what was counted, made of rectangles: stacked bars, and a rate's steps from day to
/// day beside its targets. Every axis begins at 0; nothing is smoothed, guessed or left out.
namespace ui {

/// What tells series apart, in both sets of colours: two that are filled, one that is not.
enum class Shade { indigo, gold, hollow };
struct Series {
    std::string name;
    Shade shade = Shade::indigo;
};
/// In lines, the first of which has something else at its left; the height used.
float draw_legend(Frame& f, Box box, float begun, const std::vector<Series>& series);

/// Bars side by side, each a stack of the series from the bottom. Its sum stands above a bar
/// where all the sums fit; of the names below as many as fit, evenly.
struct Bar {
    std::string label;
    std::vector<std::int64_t> parts;  ///< In the order of the series; below 0 counts as 0.
};
struct BarPlot {
    std::vector<Series> series;
    std::vector<Bar> bars;
};
void draw_bars(Frame& f, Box box, const BarPlot& plot);

/// A rate over days, 0 to 100 %, in steps, and what it is to reach by when.
struct LinePlot {
    struct Point {
        int day = 0;
        std::int64_t hundredths = 0;
    };
    struct Aim {
        int from = 0, to = 0;  ///< Days, both counted.
        int hundredths = 0;
        std::string label;  ///< Stands above the day `to`.
    };
    struct Tick {
        int day = 0;
        std::string label;
    };
    int first = 1, last = 100;    ///< Days from edge to edge.
    std::vector<Point> points{};  ///< By day; the last is marked.
    std::vector<Aim> aims{};      ///< By day.
    std::vector<Tick> ticks{};    ///< Names of days, most important first.
    std::string last_label{};     ///< Beside the last point.
};
void draw_lines(Frame& f, Box box, const LinePlot& plot);

}  // namespace ui
