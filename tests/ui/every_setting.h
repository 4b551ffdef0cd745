#pragma once

#include <string>
#include <vector>

#include "app/model.h"
#include "ui/theme.h"

/// Every way a citizen may like the screens, and every screen there is to like.
namespace gate {

inline constexpr ui::Panel kLandscape{.width = 1920, .height = 1080, .width_mm = 476};
inline constexpr ui::Panel kPortrait{.width = 1080, .height = 1920, .width_mm = 268};
/// Its lower edge a metre above the floor: as little of it is in reach as can be.
inline constexpr ui::Panel kHungHigh{
    .width = 1080, .height = 1920, .width_mm = 268, .above_floor_mm = 1000};

struct Setting {
    ui::Panel panel;
    app::Display display;

    std::string words() const;
};

using Sizes = std::vector<app::TextSize>;
using Schemes = std::vector<app::Scheme>;
using Languages = std::vector<text::Language>;

inline const Sizes kEverySize{app::TextSize::small, app::TextSize::standard, app::TextSize::large,
                              app::TextSize::extra};
inline const Schemes kEveryScheme{app::Scheme::paper, app::Scheme::black_on_white,
                                  app::Scheme::white_on_black, app::Scheme::dim};
inline const Languages kBothLanguages{text::Language::vi, text::Language::en};

/// Every size × scheme × language × reach, on both panels. The hand goes with the reach: mirrored
/// places are as large as the others, so each is seen with half of the rest.
std::vector<Setting> settings_of(const Sizes& sizes, const Schemes& schemes,
                                 const Languages& languages);

/// A screen and what else of the model it takes to be what it is.
struct Shown {
    std::string what;
    app::Screen screen;
    bool warned = false;    ///< The countdown lies over it.
    bool troubled = false;  ///< No network, no journal: the header says so.
    bool slip = false;      ///< There is a printer for slips.
    bool untimed = false;   ///< Nobody vouches for the clock.
    bool closed = false;    ///< It is a holiday.
};

/// Every screen of citizens in every state that looks different, with one procedure where it
/// takes one.
std::vector<Shown> every_screen();

}  // namespace gate
