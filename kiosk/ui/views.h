#pragma once

#include <optional>

#include "ui/frame.h"

/// Views read a frame, draw it, and say what the citizen asked for. They keep no state and
/// change nothing. One file each.
namespace ui {

using Asked = std::optional<app::Action>;

Asked draw_screen(Frame& f);  ///< Whichever screen is current, with its frame. screen_view.cpp

Asked draw_attract(Frame& f, const app::Attract& screen);
Asked draw_offline(Frame& f, const app::Offline& screen);
Asked draw_home(Frame& f, const app::Home& screen);
Asked draw_list(Frame& f, const app::List& screen);
Asked draw_search(Frame& f, const app::Search& screen);
Asked draw_detail(Frame& f, const app::Detail& screen);
Asked draw_cases(Frame& f, const app::Detail& screen, const catalogue::Procedure& procedure);
Asked draw_facts(Frame& f, const app::Facts& screen);
Asked draw_guide(Frame& f, const app::Guide& screen);
Asked draw_track(Frame& f, const app::Track& screen);
Asked draw_outcome(Frame& f, const app::Outcome& screen);
Asked draw_help(Frame& f, const app::Help& screen);
Asked draw_rating(Frame& f, const app::Rating& screen);
Asked draw_thanks(Frame& f, const app::Thanks& screen);
Asked draw_comfort(Frame& f, const app::Comfort& screen);
Asked draw_warning(Frame& f);  ///< The countdown over any screen.

void draw_header(Frame& f, Box box);
Asked draw_bar(Frame& f, Box box);
float bar_height(Frame& f);  ///< As tall as the text needs, in one row or two.

/// The procedure of a screen; a code that a new catalogue no longer has gives nullptr.
const catalogue::Procedure* procedure_of(const Frame& f, const std::string& code);
std::string name_of(const Frame& f, const std::string& code);
/// Whether a voice reads a procedure's name: the one of a plain card always, an official one only
/// in its own language and while it is short enough to be followed by ear.
bool name_is_read(const Frame& f, const catalogue::Procedure& procedure);
bool name_is_read(const Frame& f, const std::string& code);

/// What a QR code holds now, straight to the portal or through the province; and the line below
/// it that says where it leads ("guide.safe"), as its address begins on the phone.
std::string address_of(const Frame& f, catalogue::LinkKind kind,
                       const catalogue::Procedure& procedure = {});
std::string safe_line(const Frame& f, std::string_view key);

}  // namespace ui
