#pragma once

#include "ui/figures.h"
#include "ui/staff_views.h"
#include "ui/widgets.h"

/// What several staff screens share: days, traits and counts in words, and the controls that
/// change them. Each control says its wish as an action of the desk.
namespace ui {

/// "Thứ Hai, 23/11/2026", "14:05"; more of the kind in figures.h.
std::string weekday_and_date(const Frame& f, desk::Day day);
std::string clock_of(std::chrono::sys_time<std::chrono::minutes> minute);
/// The everyday name; the code where a newer catalogue no longer has it.
std::string procedure_words(const Frame& f, const std::string& code);
bool under_way(const desk::Desk& desk, desk::Deed deed);
/// The day is known to be closed: what is recorded for it now comes late.
bool known_closed(const desk::Desk& desk, desk::Day day);

/// Channel, digitised, fee, result: an icon and the words that say the same.
struct TraitWords {
    std::string_view icon;
    std::string_view words;
};
std::vector<TraitWords> traits_in_words(const Frame& f, const tally::Traits& traits);
/// As many lines as it takes; the height used. Without `draw` it only measures.
float flow_traits(Frame& f, Box box, const tally::Traits& traits, bool draw = true);

/// A white card and the room inside it.
Box draw_panel(Frame& f, Box box);
void draw_heading(Frame& f, Box box, std::string_view words);
float heading_height(const Frame& f);  ///< With the air below it.

/// A quiet sentence in small letters, as high as it needs; cut off the top.
void draw_hint(Frame& f, Box& box, std::string_view words);
float hint_height(Frame& f, std::string_view words, float width);

/// "Quay lại", an icon and a title: the first line of a screen behind another one. Cuts it off.
Asked draw_way_back(Frame& f, Box& box, std::string_view picture, std::string_view title);

/// ‹ Hôm nay ›; an earlier day in gold, and that what is recorded for it now is late. ids
/// day-before, day-after.
Asked draw_day_turner(Frame& f, Box box, desk::Day day, bool late = false);

/// − n +; ids less, count, more. A tap on n opens the pad where there is one.
struct Stepper {
    std::int64_t count = 1, most = 1;
    bool pad = false;
};
Asked draw_stepper(Frame& f, Box box, const Stepper& stepper);

/// As recorded, struck out where corrections took of it, and what is left, if anything: "+4 +3".
/// At the right of the box.
void draw_count(Frame& f, Box box, const tally::Recorded& row, Look look);
float count_width(Frame& f, const tally::Recorded& row, const Look& look);

}  // namespace ui
