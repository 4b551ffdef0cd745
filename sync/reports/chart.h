#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "campaign/rate.h"

/// How rates went, drawn for paper: a small plot for each indicator, black and grey alone, so that
/// a copy of a copy still tells line from target.
namespace reports {

struct Plot {
    std::string name;   ///< "Nộp trực tuyến (3.3)"
    std::string stand;  ///< "55,72 % (61.774/110.856)"; empty: no figure yet.
    std::vector<campaign::Point> line;
    /// What is to be reached by when, in the order of days.
    struct Target {
        tally::Day day{};
        int hundredths = 0;
        std::string says;  ///< "Ngày 50: 55 %"
    };
    std::vector<Target> targets;
};

struct Picture {
    std::string png;
    int width = 0, height = 0;  ///< Pixels.
};

/// `fonts`: the folder of the program's own fonts (assets/fonts). At least one plot.
Result<Picture> draw(const std::vector<Plot>& plots, const tally::Period& span,
                     const std::string& fonts);

}  // namespace reports
