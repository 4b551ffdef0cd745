#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ui/frame.h"

/// The vocabulary screens are written in (shared/design, §7). A widget draws itself into a box,
/// shows a resting finger at once, and says whether it was tapped.
namespace ui {

enum class Kind { plain, primary, indigo };
enum class Tone { ok, info, warn, bad, plain };

struct Button {
    std::string_view icon{};
    std::string_view label{};
    Kind kind = Kind::plain;
    bool large = false;  ///< Key size instead of body.
    bool enabled = true;
    bool selected = false;  ///< Indigo: this is the one in force.
    bool icon_after = false;
    bool stacked = false;  ///< Icon over label.
};
bool button(Frame& f, std::string_view id, Box box, const Button& look);
/// How wide a button wants to be for its label in one line.
float button_width(Frame& f, const Button& look);

/// A large way on: icon at the left, a title, and a line that explains it.
struct Choice {
    std::string_view icon{};
    std::string title{};
    std::string explanation{};
    Kind kind = Kind::plain;
    bool large_icon = false;
};
bool choice(Frame& f, std::string_view id, Box box, const Choice& look);

bool tile(Frame& f, std::string_view id, Box box, std::string_view icon, std::string_view tint,
          std::string_view label);

/// A small word with a colour and an icon that say the same. Not touchable.
float chip_width(Frame& f, std::string_view label, bool with_icon = true);
void chip(Frame& f, Box box, std::string_view icon, std::string_view label, Tone tone);

/// One fact of a procedure: what it is called, and what it is.
void fact(Frame& f, Box box, std::string_view icon, std::string_view caption,
          std::string_view value);

bool tab(Frame& f, std::string_view id, Box box, std::string_view label, bool selected,
         std::string_view icon = {});

/// A bar that only ever shrinks or grows from the left. No animation of its own.
void progress(Frame& f, Box box, float fraction);

/// "i" and a quiet sentence.
void note(Frame& f, Box box, std::string_view icon, std::string_view text,
          Style style = Style::body);

/// A white card with a QR code, what it is for, and where it leads.
struct CodeCard {
    std::string_view title{}, about{}, code{}, hint{}, safe{};
    bool title_unread = false;  ///< Just said, beside the card.
    bool about_unread = false;  ///< A name too official to be read out.
    int about_lines = 0;        ///< At most; 0: all of it.
};
void code_card(Frame& f, Box box, const CodeCard& look);

/// The QR code of a text, as large as whole pixels a module allow; and how large that is in a room
/// of this side, with the white around it.
void qr(Frame& f, Box box, std::string_view text);
float qr_side(Frame& f, std::string_view text, float room);

}  // namespace ui
