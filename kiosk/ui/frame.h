#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/action.h"
#include "catalogue/say.h"
#include "paint/glyphs.h"
#include "ui/box.h"
#include "ui/memory.h"
#include "ui/probe.h"
#include "ui/script.h"
#include "ui/theme.h"
#include "ui/world.h"

/// One frame being drawn: what to show, how it looks, and where the finger is. Views get it,
/// draw, and say what the citizen asked for; they keep nothing and change nothing.
namespace ui {

enum class Weight { regular, semibold, bold };
enum class Align { left, centre, right };

/// How a piece of text looks.
struct Look {
    Style style = Style::body;
    Weight weight = Weight::regular;
    Colour colour = 0;  ///< 0: the ink of the theme.
    Align align = Align::left;
    bool middle = false;      ///< Centred in the height of its box.
    int lines = 0;            ///< At most; 0: as many as fit.
    bool may_cut = false;     ///< May end in "…" (the whole text stands elsewhere).
    bool fixed = false;       ///< Standard size whatever the citizen chose: the frame.
    bool decoration = false;  ///< Not information: "A A A" beside its label.
    bool unread = false;      ///< Never read out: official text, or said by a mention().
    bool live = false;        ///< Read out whenever it changes, though nothing else does.
    bool on_focus = false;    ///< Read out only while its touchable is in focus: a keyboard's key.
};

class Frame {
public:
    Frame(const World& shown, const app::Model& current, const Theme& look, paint::Glyphs& letters,
          Memory& kept, Probe* watcher, Script* reader, Instant at)
        : world(shown),
          model(current),
          theme(look),
          colour(look.colours()),
          size(look.sizes()),
          glyphs(letters),
          memory(kept),
          probe(watcher),
          script(reader),
          now(at),
          words(shown.words(current.display.language)),
          speaker(words, current.display.language) {}

    const World& world;
    const app::Model& model;
    const Theme& theme;
    const Colours& colour;
    const Sizes& size;
    paint::Glyphs& glyphs;
    Memory& memory;
    Probe* probe;
    Script* script;  ///< What a voice says of this frame; nullptr while nobody listens.
    Instant now;
    const text::Words& words;
    catalogue::Speaker speaker;

    text::Language language() const { return model.display.language; }
    std::chrono::sys_days today() const { return model.status.today; }
    bool portrait() const { return theme.portrait(); }
    /// A string of assets/lang in the citizen's language; a missing one is told to the probe.
    const std::string& say(std::string_view key) const;
    std::string fill(
        std::string_view key,
        std::initializer_list<std::pair<std::string_view, std::string_view>> values) const;

    Box screen() const {
        return {0, 0, static_cast<float>(theme.panel().width),
                static_cast<float>(theme.panel().height)};
    }
    /// Between header and bar, margins taken off; set by the dispatcher. With low reach it is the
    /// lower part alone: everything touched stands in it.
    Box content{};
    /// With low reach the upper part, for what is only looked at; otherwise empty.
    Box reading{};
    bool low() const { return theme.low(); }
    /// Where a title and its like are cut from: the upper part if there is one, else `content`
    /// (or what is left of it).
    Box& beyond_reach(Box& rest) { return low() ? reading : rest; }
    Box line{};            ///< Staff: one line between content and bar (staff_views.h).
    bool on_mark = false;  ///< A finger rests on the mark.
    Script::Place place = Script::Place::content;  ///< Whose labels are being drawn.
};

// canvas.cpp: shapes.
void fill(Frame& f, Box box, Colour colour);
void round(Frame& f, Box box, float radius, Colour colour);
void card(Frame& f, Box box, float radius, Colour fill, Colour outline, float border);
void shadow(Frame& f, Box box, float radius);
void ring(Frame& f, Box box, float width, Colour colour);  ///< Along the inside of the box.
void icon(Frame& f, Box box, std::string_view name, float size, Colour colour);
void clip(Frame& f, Box box);  ///< Until unclip(): nothing outside the box is drawn or touched.
void unclip(Frame& f);

// type.cpp: text.
float text_width(Frame& f, std::string_view text, const Look& look);
float text_height(Frame& f, std::string_view text, const Look& look, float width);
int line_count(Frame& f, std::string_view text, const Look& look, float width);
float line_height(const Frame& f, const Look& look);
/// From the top of a line to its baseline: for letters of several sizes on one line.
float baseline(const Frame& f, const Look& look);
/// Draws into the box and returns the height used.
float draw_text(Frame& f, Box box, std::string_view text, const Look& look);
/// Whether the whole text fits the box.
bool fits(Frame& f, std::string_view text, const Box& box, const Look& look);
/// The first of the looks, from large to small, in which the whole text fits the box; the last
/// one when none does.
Look fitting(Frame& f, std::string_view text, Box box, std::initializer_list<Look> looks);
/// The same look, as many sizes smaller as it takes, down to the caption.
Look fitting(Frame& f, std::string_view text, Box box, Look look);
/// Something a voice says that is not written: that a thing is chosen, what a picture shows. Read
/// at this place; belongs to whatever is touched there.
void mention(Frame& f, Box box, std::string_view key);
/// The same of words that are no string of assets/lang: a code, a field.
void mention_words(Frame& f, Box box, std::string_view words, bool on_focus = false);

/// Golden blocks behind parts of a text (byte ranges), drawn before it.
void mark_ranges(Frame& f, Box box, std::string_view text, const Look& look,
                 const std::vector<std::pair<std::size_t, std::size_t>>& ranges);

// touch.cpp: what a finger does.
struct Touchable {
    bool pressed = false;  ///< A finger rests on it: show it.
    bool tapped = false;   ///< It was lifted here: do it.
};
Touchable touchable(Frame& f, std::string_view id, Box box, bool enabled = true, bool key = false);
/// A finger rests in the box, on whatever lies there: for the hidden way to the staff. It takes
/// no tap from anybody, and a change of screen does not end it.
bool resting(Frame& f, std::string_view id, Box box);
/// Everything not covered by something above; for "touch anywhere".
bool tapped_anywhere(Frame& f, std::string_view id);

/// A strip for what is touched most, at the side of the citizen's hand.
inline Box cut_hand(const Frame& f, Box& box, float width, float gap = 0) {
    return f.theme.left_handed() ? box.cut_left(width, gap) : box.cut_right(width, gap);
}

}  // namespace ui
