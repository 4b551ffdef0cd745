#include "ui/keyboard.h"

#include <algorithm>

#include "text/unicode.h"

namespace ui {

namespace {

enum class KeyTone { letter, vowel, function };

struct Key {
    std::string_view id;
    std::string label{};
    std::string_view icon{};
    KeyTone tone = KeyTone::letter;
};

bool draw_key(Frame& f, Box box, const Key& key) {
    const Touchable touch = touchable(f, key.id, box, true, true);
    const Colours& c = f.colour;
    Colour ground = c.card, letters = c.ink;
    if (key.tone == KeyTone::vowel) {
        ground = c.gold_tint;
        if (f.theme.plain()) letters = c.gold;
    }
    if (key.tone == KeyTone::function) ground = c.sand;
    if (touch.pressed) {
        ground = c.gold;
        letters = c.on_gold;
    }
    card(f, box, f.size.radius, ground, touch.pressed ? c.ink : c.edge, f.size.border);
    if (!key.icon.empty()) {
        icon(f, box, key.icon, f.theme.px(56), letters);
        mention_words(f, box, key.label, true);
        return touch.tapped;
    }
    const bool letter = key.tone != KeyTone::function && text::code_points(key.label).size() == 1;
    const Look look{.style = letter ? Style::key : Style::caption,
                    .weight = Weight::semibold,
                    .colour = letters,
                    .align = Align::centre,
                    .middle = true,
                    .lines = 1,
                    .on_focus = true};
    draw_text(f, box, key.label, fitting(f, key.label, box, look));
    return touch.tapped;
}

float key_gap(const Frame& f) { return f.portrait() ? f.theme.px(11) : f.size.gap; }

float wide_key(Frame& f) {
    const Look look{.style = Style::caption, .weight = Weight::semibold};
    const float words = text_width(f, f.say("key.clear"), look) + 2 * f.size.space1;
    return std::max(2 * f.size.key + key_gap(f), words);
}

float row_width(const Frame& f, int keys) {
    return static_cast<float>(keys) * f.size.key + static_cast<float>(keys - 1) * key_gap(f);
}

/// A row of single letters, centred, with room for a wide key after it.
std::optional<Keystroke> draw_letters(Frame& f, Box row, std::u32string_view letters, KeyTone tone,
                                      float wide) {
    const float all =
        row_width(f, static_cast<int>(letters.size())) + (wide > 0 ? wide + key_gap(f) : 0);
    Box line = row.centred(all, row.h);
    std::optional<Keystroke> struck;
    for (const char32_t letter : letters) {
        const std::string lower = text::to_utf8(letter);
        static constexpr std::u32string_view kLower = U"ăâđêôơư", kUpper = U"ĂÂĐÊÔƠƯ";
        const std::size_t at = kLower.find(letter);
        const char32_t upper = at != kLower.npos                  ? kUpper[at]
                               : letter >= U'a' && letter <= U'z' ? letter - 32
                                                                  : letter;
        const std::string id = "key-" + lower;
        if (draw_key(f, line.cut_left(f.size.key, key_gap(f)),
                     {.id = id, .label = text::to_utf8(upper), .tone = tone}))
            struck = Keystroke{.letter = letter};
    }
    return struck;
}

/// Where the wide key after a centred row of letters stands.
Box after_letters(Frame& f, Box row, std::size_t letters, float wide) {
    const float all = row_width(f, static_cast<int>(letters)) + wide + key_gap(f);
    Box line = row.centred(all, row.h);
    return line.cut_right(wide);
}

}  // namespace

float keyboard_width(const Frame& f) { return row_width(f, 10); }
float keyboard_height(const Frame& f) { return 5 * f.size.key + 4 * f.size.gap; }

std::optional<Keystroke> draw_keyboard(Frame& f, Box box, bool digits) {
    const auto lines = rows(box, 5, f.size.gap);
    const float wide = wide_key(f);
    const bool vietnamese = f.language() == text::Language::vi;
    std::optional<Keystroke> struck;
    const auto take = [&](std::optional<Keystroke> key) {
        if (key) struck = key;
    };
    const std::u32string_view vowels = vietnamese ? U"ăâđêôơư" : U"";
    take(draw_letters(f, lines[0], vowels, KeyTone::vowel, wide));
    if (draw_key(f, after_letters(f, lines[0], vowels.size(), wide),
                 {.id = "key-clear", .label = f.say("key.clear"), .tone = KeyTone::function}))
        struck = Keystroke{.kind = Keystroke::Kind::erase_all};
    const std::u32string_view first = digits ? U"1234567890" : U"qwertyuiop";
    const std::u32string_view second = digits ? U".-/," : U"asdfghjkl";
    const std::u32string_view third = digits ? U"" : U"zxcvbnm";
    take(draw_letters(f, lines[1], first, KeyTone::letter, 0));
    take(draw_letters(f, lines[2], second, KeyTone::letter, 0));
    take(draw_letters(f, lines[3], third, KeyTone::letter, wide));
    if (draw_key(f, after_letters(f, lines[3], third.size(), wide),
                 {.id = "key-back",
                  .label = f.say("key.erase"),
                  .icon = "backspace",
                  .tone = KeyTone::function}))
        struck = Keystroke{.kind = Keystroke::Kind::erase};
    Box last = lines[4].centred(keyboard_width(f), lines[4].h);
    if (draw_key(f, last.cut_left(wide, key_gap(f)),
                 {.id = "key-digits", .label = digits ? "ABC" : "123", .tone = KeyTone::function}))
        struck = Keystroke{.kind = Keystroke::Kind::digits};
    if (draw_key(f, last,
                 {.id = "key-space", .label = f.say("key.space"), .tone = KeyTone::function}))
        struck = Keystroke{.letter = U' '};
    return struck;
}

}  // namespace ui
