// How the citizen wants to see, reach and hear the screen: a row for each, one tap a choice.

#include <cmath>

#include "ui/heading.h"
#include "ui/languages.h"
#include "ui/paged.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

constexpr float kTaller = 1.3f;  // What options may grow by where a row is high.

/// One thing to choose: a tap on it asks for `action`.
struct Option {
    std::string id;
    std::string label;
    app::Action action;
    bool chosen = false;
    std::optional<app::Scheme> sample{};  ///< Drawn in these colours.
};

struct Setting {
    std::string_view icon;
    std::string label;
    std::vector<Option> options;
    bool fold = false;  ///< Many options: two rows of them where one is too narrow.
};

Setting text_setting(const Frame& f) {
    static constexpr const char* kNames[] = {"small", "standard", "large", "extra"};
    Setting setting{"format_size", f.say("comfort.text"), {}, true};
    for (int i = 0; i < 4; ++i) {
        const auto text = static_cast<app::TextSize>(i);
        setting.options.push_back({std::string("text-") + kNames[i],
                                   f.say(std::string("comfort.text.") + kNames[i]),
                                   app::SetText{text}, f.model.display.text == text});
    }
    return setting;
}

Setting scheme_setting(const Frame& f) {
    static constexpr const char* kNames[] = {"paper", "black_on_white", "white_on_black", "dim"};
    Setting setting{"contrast", f.say("comfort.scheme"), {}, true};
    for (int i = 0; i < 4; ++i) {
        const auto scheme = static_cast<app::Scheme>(i);
        setting.options.push_back(
            {std::string("scheme-") + kNames[i], f.say(std::string("comfort.scheme.") + kNames[i]),
             app::SetScheme{scheme}, f.model.display.scheme == scheme, scheme});
    }
    return setting;
}

Setting reach_setting(const Frame& f) {
    const bool low = f.model.display.low;
    return {"vertical_align_bottom",
            f.say("comfort.reach"),
            {{"reach-whole", f.say("comfort.reach.whole"), app::SetLow{false}, !low},
             {"reach-low", f.say("comfort.reach.low"), app::SetLow{true}, low}}};
}

Setting hand_setting(const Frame& f) {
    const app::Hand hand = f.model.display.hand;
    return {"back_hand",
            f.say("comfort.hand"),
            {{"hand-left", f.say("comfort.hand.left"), app::SetHand{app::Hand::left},
              hand == app::Hand::left},
             {"hand-right", f.say("comfort.hand.right"), app::SetHand{app::Hand::right},
              hand == app::Hand::right}}};
}

Setting voice_setting(const Frame& f) {
    const bool aloud = f.model.display.aloud;
    return {"volume_up",
            f.say("comfort.aloud"),
            {{"aloud-off", f.say("comfort.aloud.off"), app::SetAloud{false}, !aloud},
             {"aloud-on", f.say("comfort.aloud.on"), app::SetAloud{true}, aloud}}};
}

Setting volume_setting(const Frame& f) {
    const int volume = f.model.display.volume;
    return {
        "headphones",
        f.fill("comfort.volume", {{"n", std::to_string(volume)}}),
        {{"volume-less", f.say("comfort.volume.less"), app::SetVolume{volume - app::kVolumeStep}},
         {"volume-more", f.say("comfort.volume.more"), app::SetVolume{volume + app::kVolumeStep}}}};
}

Setting language_setting(const Frame& f) {
    Setting setting{"language", f.say("comfort.language"), {}, true};
    for (const Offer& offer : f.world.offered)
        setting.options.push_back({std::string("language-") + text::code_of(offer.language),
                                   language_label(f, offer), app::SetLanguage{offer.language},
                                   f.language() == offer.language});
    return setting;
}

std::vector<Setting> settings_of(const Frame& f) {
    std::vector<Setting> all{text_setting(f), scheme_setting(f), reach_setting(f), hand_setting(f)};
    if (f.model.rules.voice) {
        all.push_back(voice_setting(f));
        all.push_back(volume_setting(f));
    }
    if (f.world.offered.size() > 1) all.push_back(language_setting(f));
    return all;
}

constexpr double kPlainContrast = 20;  // Of the two schemes of black and white.

Look label_look() { return {.style = Style::body, .weight = Weight::semibold, .middle = true}; }
Look option_look(Colour colour) {
    return {.style = Style::caption,
            .weight = Weight::semibold,
            .colour = colour,
            .align = Align::centre,
            .middle = true};
}

/// The parts of a row: the label beside the options, or above them on a narrow glass.
struct Shape {
    float label, option;  ///< Heights.
    float row;
    bool beside;
    int across;
};

float options_width(float width, bool beside) { return beside ? std::floor(width * 0.7f) : width; }

float option_room(const Frame& f, float width, int across) {
    const auto count = static_cast<float>(across);
    return (width - f.size.gap * (count - 1)) / count - 2 * f.size.space1 - f.size.icon;
}

bool words_fit(Frame& f, const Setting& setting, float room) {
    for (const Option& option : setting.options)
        for (std::size_t at = 0, end = 0; at < option.label.size(); at = end + 1) {
            end = std::min(option.label.find(' ', at), option.label.size());
            if (text_width(f, option.label.substr(at, end - at), option_look(0)) > room)
                return false;
        }
    return true;
}

/// One height for every row, so that they page evenly.
Shape shape_of(Frame& f, const std::vector<Setting>& all, float width) {
    Shape shape{
        .label = 0, .option = f.size.touch_min + 1, .row = 0, .beside = !f.portrait(), .across = 4};
    const float inside = width - 2 * f.size.space3;
    const float options = options_width(inside, shape.beside);
    for (const Setting& setting : all) {
        const int count = static_cast<int>(setting.options.size());
        if (setting.fold && !words_fit(f, setting, option_room(f, options, count)))
            shape.across = std::min(shape.across, std::max(2, (count + 1) / 2));
    }
    int lines = 1;
    for (const Setting& setting : all) {
        const int count = static_cast<int>(setting.options.size());
        const int across = std::min(count, std::max(2, shape.across));
        lines = std::max(lines, (count + across - 1) / across);
        for (const Option& option : setting.options)
            shape.option = std::max(shape.option, text_height(f, option.label, option_look(0),
                                                              option_room(f, options, across)) +
                                                      2 * f.size.space1);
        const float label_room = (shape.beside ? inside - options : inside) - f.size.icon_medium -
                                 f.size.space3 - f.size.space2;
        shape.label =
            std::max(shape.label, text_height(f, setting.label, label_look(), label_room));
    }
    const float tall =
        shape.option * static_cast<float>(lines) + f.size.gap * static_cast<float>(lines - 1);
    shape.row = (shape.beside ? std::max(tall, shape.label) : shape.label + f.size.space1 + tall) +
                2 * f.size.space2;
    return shape;
}

/// A choice of colours is shown in them; the one in force has a tick.
bool draw_option(Frame& f, Box box, const Option& option) {
    const Touchable touch = touchable(f, option.id, box);
    Colour ground = option.chosen ? f.colour.indigo : f.colour.card;
    Colour letters = option.chosen ? f.colour.on_indigo : f.colour.ink;
    Colour edge = option.chosen ? f.colour.indigo : f.colour.edge;
    if (option.sample) {
        app::Display display = f.model.display;
        display.scheme = *option.sample;
        const Colours colours = Theme(f.theme.panel(), display).colours();
        // Who asked for black and white alone is shown no less.
        if (!f.theme.plain() || contrast(colours.ink, colours.card) >= kPlainContrast) {
            ground = colours.card;
            letters = colours.ink;
            edge = option.chosen ? f.colour.ink : f.colour.edge;
        }
    }
    if (touch.pressed) {
        ground = f.colour.pressed;
        letters = f.colour.on_pressed;
        edge = f.colour.pressed_edge;
    }
    card(f, box, f.size.radius, ground, edge, option.chosen ? 2 * f.size.strong : f.size.border);
    Box inside = box.inset(f.size.space1, 0);
    if (option.chosen) {
        icon(f, inside.cut_left(f.size.icon), "check", f.size.icon, letters);
        mention(f, box, "aloud.chosen");
    }
    draw_text(f, inside, option.label, option_look(letters));
    return touch.tapped;
}

Asked draw_setting(Frame& f, Box box, const Setting& setting, const Shape& shape) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space3, f.size.space2);
    Box options = inside;
    Box head = inside;
    if (shape.beside) {
        options = head.cut_right(options_width(inside.w, true), f.size.space2);
    } else {
        head = options.cut_top(shape.label, f.size.space1);
    }
    icon(f, head.cut_left(f.size.icon_medium, f.size.space3), setting.icon, f.size.icon_medium,
         f.colour.red);
    Look label = label_look();
    label.live = true;
    draw_text(f, head, setting.label, label);
    const int count = static_cast<int>(setting.options.size());
    const int across = std::min(count, std::max(2, shape.across));
    const int down = (count + across - 1) / across;
    const float least =
        shape.option * static_cast<float>(down) + f.size.gap * static_cast<float>(down - 1);
    const float height = std::floor(std::min(options.h, least * kTaller));
    const auto lines = rows(options.centred(options.w, height), down, f.size.gap);
    Asked asked;
    for (int i = 0; i < count; ++i) {
        const auto cells = columns(lines[static_cast<std::size_t>(i / across)], across, f.size.gap);
        const Option& option = setting.options[static_cast<std::size_t>(i)];
        if (draw_option(f, cells[static_cast<std::size_t>(i % across)], option))
            asked = option.action;
    }
    return asked;
}

}  // namespace

Asked draw_comfort(Frame& f, const app::Comfort& screen) {
    Box box = f.content;
    heading(f, box,
            {.icon = "accessibility_new",
             .title = f.say("comfort.title"),
             .below = f.say("low.below")});
    const std::vector<Setting> all = settings_of(f);
    Shape shape = shape_of(f, all, box.w);
    if (rows_fitting(f, box.h, shape.row) < static_cast<int>(all.size()) && !f.portrait())
        shape = shape_of(f, all, box.w - f.size.rail - f.size.space3);
    const Paged paged{.id = "comfort",
                      .count = static_cast<int>(all.size()),
                      .row_min = shape.row,
                      .row_max = shape.row * 1.3f,
                      .first = screen.row};
    return draw_paged(f, box, paged, [&](int row, Box at) {
        return draw_setting(f, at, all[static_cast<std::size_t>(row)], shape);
    });
}

}  // namespace ui
