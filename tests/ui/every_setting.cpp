#include "ui/every_setting.h"

namespace gate {

std::string Setting::words() const {
    static constexpr const char* kText[] = {"small", "standard", "large", "extra"};
    static constexpr const char* kScheme[] = {"paper", "black-on-white", "white-on-black", "dim"};
    std::string all = panel.width > panel.height ? "landscape" : "portrait";
    if (panel.above_floor_mm > 0) all += " hung high";
    all += std::string(" ") + kText[static_cast<std::size_t>(display.text)];
    all += std::string(" ") + kScheme[static_cast<std::size_t>(display.scheme)];
    if (display.low) all += " low";
    if (display.hand == app::Hand::left) all += " left";
    return all + " " + text::code_of(display.language);
}

std::vector<Setting> settings_of(const Sizes& sizes, const Schemes& schemes,
                                 const Languages& languages) {
    std::vector<Setting> all;
    for (const ui::Panel& panel : {kLandscape, kPortrait})
        for (const bool low : {false, true})
            for (const app::Scheme scheme : schemes)
                for (const app::TextSize size : sizes)
                    for (const text::Language language : languages) {
                        const bool left = low == (panel.width > panel.height);
                        all.push_back({panel,
                                       {.text = size,
                                        .scheme = scheme,
                                        .language = language,
                                        .low = low,
                                        .hand = left ? app::Hand::left : app::Hand::right}});
                    }
    return all;
}

std::vector<Shown> every_screen() {
    const std::string code = "1.001193";
    std::vector<Shown> all{
        {"attract", app::Attract{}},
        {"attract", app::Attract{.dimmed = true}},
        {"offline", app::Offline{}},
        {"most used", app::List{}},
        {"list", app::List{.tile = "ho-tich"}},
        {"list", app::List{.tile = "nong-nghiep", .group = "nuoc", .row = 3}},
        {"search", app::Search{}},
        {"search", app::Search{.typed = "khai sinh"}},
        {"search, nothing found", app::Search{.typed = "zzzz qqqq"}},
        {"search, digits", app::Search{.typed = std::string(60, 'w'), .digits = true}},
        {"detail", app::Detail{.code = code, .ticked = {0, 1}}},
        {"detail", app::Detail{.code = "2.000815"}},
        {"facts", app::Facts{.code = code}},
        {"track", app::Track{}},
        {"outcome", app::Outcome{code}},
        {"help", app::Help{code}},
        {"rating", app::Rating{.code = code}},
        {"thanks", app::Thanks{code}},
        {.what = "warning", .screen = app::Home{}, .warned = true},
        {.what = "warning", .screen = app::Detail{.code = code}, .warned = true},
        {.what = "home with troubles", .screen = app::Home{}, .troubled = true},
        {.what = "home without a time", .screen = app::Home{}, .untimed = true},
        {.what = "home with all troubles",
         .screen = app::Home{},
         .troubled = true,
         .untimed = true},
        {.what = "attract without a time", .screen = app::Attract{}, .untimed = true},
        {.what = "attract on a holiday", .screen = app::Attract{}, .closed = true},
        {.what = "detail with a slip", .screen = app::Detail{.code = code}, .slip = true},
    };
    for (int page = 0; page < 6; ++page) all.push_back({"home", app::Home{page}});
    for (int row = 0; row < 7; ++row) all.push_back({"comfort", app::Comfort{row}});
    for (const app::GuideStep step :
         {app::GuideStep::wifi, app::GuideStep::vneid, app::GuideStep::procedure,
          app::GuideStep::submit, app::GuideStep::track})
        all.push_back({"guide", app::Guide{.code = code, .step = step}});
    for (int level = 1; level <= 2; ++level)
        all.push_back({"reasons", app::Rating{.code = code, .level = level, .reason = 3}});
    return all;
}

}  // namespace gate
