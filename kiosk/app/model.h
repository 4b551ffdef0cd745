#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "campaign/campaign.h"
#include "desk/model.h"
#include "text/language.h"

/// The whole state of what a citizen sees. A value: copy it, compare it, print it. Nothing in it
/// says who the citizen is, and nothing of it outlives the visit.
namespace app {

using text::Language;

/// By the height of the smallest capitals on the glass: 3.5, 4.8, 6.4 and 8.5 mm (VVSG 2.0, as
/// VxSuite builds it; handbook/kiosk.md §4.1).
enum class TextSize { small, standard, large, extra };
/// The colours: as designed (10:1 and more), black and white both ways (21:1), and a dark one that
/// does not dazzle (10:1).
enum class Scheme { paper, black_on_white, white_on_black, dim };
/// Where what is touched most stands.
enum class Hand { right, left };

struct Attract {
    bool dimmed = false;  ///< Outside opening hours; the touch that wakes it presses nothing.
    bool dark = false;    ///< Longer still: dimmed, and the panel's light is off.
    bool operator==(const Attract&) const = default;
};
struct Offline {
    bool operator==(const Offline&) const = default;
};
struct Home {
    int page = 0;  ///< At large text the tiles take several pages.
    bool operator==(const Home&) const = default;
};
/// The procedures of a tile; an empty tile is "most used".
struct List {
    std::string tile{}, group{};
    int row = 0;  ///< The first row shown.
    bool operator==(const List&) const = default;
};
struct Search {
    std::string typed{};
    bool digits = false;  ///< The keyboard shows digits.
    int row = 0;
    bool operator==(const Search&) const = default;
};
struct Detail {
    std::string code{};
    std::size_t case_index = 0;  ///< "Trường hợp của tôi".
    bool choosing_case = false;
    std::vector<std::size_t> ticked{};  ///< Papers the citizen has, by place in the card.
    int row = 0;
    bool operator==(const Detail&) const = default;
};
/// Everything the kiosk knows of a procedure, and the way to the full text.
struct Facts {
    std::string code{};
    std::size_t case_index = 0;
    int row = 0;
    bool operator==(const Facts&) const = default;
};
enum class GuideStep { wifi, vneid, procedure, submit, track };
struct Guide {
    std::string code{};
    GuideStep step = GuideStep::procedure;
    bool operator==(const Guide&) const = default;
};
struct Track {
    bool operator==(const Track&) const = default;
};
struct Outcome {
    std::string code{};
    bool operator==(const Outcome&) const = default;
};
/// The way to the counter: as good an end as any.
struct Help {
    std::string code{};  ///< Empty when no procedure was chosen.
    bool operator==(const Help&) const = default;
};
struct Rating {
    std::string code{};
    int level = 0;   ///< 1 very unhappy … 5 very happy; 0 not chosen yet.
    int reason = 0;  ///< 1 … 6, only for the two lowest; 0 none.
    bool operator==(const Rating&) const = default;
};
struct Thanks {
    std::string code{};
    bool operator==(const Thanks&) const = default;
};
/// How the citizen wants to see, reach and hear the screen, all of it in one place.
struct Comfort {
    int row = 0;
    bool operator==(const Comfort&) const = default;
};

/// No citizen but staff stand before the glass: a world of its own (desk/model.h), reached by
/// holding the mark on any screen. Entering ends the visit.
struct Staff {
    desk::Desk desk{};
    bool operator==(const Staff&) const = default;
};

using Screen = std::variant<Attract, Offline, Home, List, Search, Detail, Facts, Guide, Track,
                            Outcome, Help, Rating, Thanks, Comfort, Staff>;

/// The slip a citizen asked for.
enum class Slip { none, printing, printed, failed };

inline constexpr int kVolume = 60, kVolumeStep = 10;  ///< Per cent.

/// How this visit likes the screen. Reset when it ends; nothing of it is ever recorded.
struct Display {
    TextSize text = TextSize::standard;
    Scheme scheme = Scheme::paper;
    Language language = Language::vi;
    bool low = false;         ///< Everything touched stands in the lower part of the glass.
    Hand hand = Hand::right;
    bool aloud = false;       ///< Screens are read out as they come.
    int volume = kVolume;     ///< 0 … 100.
    bool keys = false;        ///< Somebody walks by keypad: the focus is shown.
    bool operator==(const Display&) const = default;
};

/// When the doors open: a day of Viet Nam, and a minute of it.
struct Opening {
    std::chrono::sys_days day{};
    std::chrono::minutes minute{0};
    bool operator==(const Opening&) const = default;
};

/// What the world around tells the screens. Comes in whole, by StatusChanged.
struct Status {
    LocalTime time{};
    std::chrono::sys_days today{};
    bool offline = false;
    bool clock_trusted = true;      ///< Else neither time nor day is shown, and nothing follows.
    bool open = true;               ///< Inside opening hours.
    std::optional<Opening> opens{};  ///< While it is not open.
    bool opens_soon = false;         ///< So soon that the glass is to be light.
    std::optional<text::Translated> holiday{};  ///< Today's, and its name if it has one.
    bool not_recording = false;     ///< The journal cannot be written; citizens are still served.
    bool journal_replaced = false;  ///< A damaged journal was set aside: staff must know.
    int submitted_today = 0;        ///< "Đã nộp xong", counted, today.
    std::vector<std::string> most_used;  ///< Codes, most opened first.
    bool slip_printer = false;           ///< A slip can be asked for.
    /// This kiosk in short codes, while QR codes may lead through the province.
    std::optional<std::uint32_t> through_province{};
    bool headphones = false;  ///< Plugged in, where the sound card tells.
    bool operator==(const Status&) const = default;
};

/// What never changes while the program runs.
struct Rules {
    std::chrono::seconds idle{120}, idle_at_qr{240}, warning{30}, thanks{20};
    std::chrono::seconds dim_after{600};   ///< Attract outside opening hours; 0: never.
    std::chrono::seconds off_after{0};     ///< The same until the light goes off.
    std::chrono::seconds staff_idle{120};  ///< Untouched, the staff area locks itself.
    bool wifi = true;                      ///< The guide has a Wi-Fi step.
    bool voice = true;                     ///< There is somebody to read aloud.
    int volume = kVolume;                  ///< As each visit begins.
    bool keypad_speaks = true;             ///< A visit begun by keypad is read aloud.
    campaign::Campaign campaign{};
};

struct Model {
    Rules rules;
    Screen screen = Attract{};
    std::vector<Screen> trail;  ///< Where "back" leads; at most kTrailMax.
    Display display;
    Status status;
    Instant touched_at{};                 ///< The last finger.
    std::optional<Instant> warned_at;     ///< The countdown lies over the screen since then.
    Instant shown_at{};                   ///< When the current screen came up.
    std::optional<Instant> mark_held_at;  ///< A finger rests on the mark since then.
    Slip slip = Slip::none;               ///< Of the current screen.
    /// Grows whenever what is on the glass is to be read from its beginning.
    std::uint32_t reading = 0;
    bool read_frame = false;   ///< This time with header and bar: somebody asked for it.
    bool speaking = false;     ///< As the voice tells.
    Instant silent_at{};       ///< When it last fell silent.
};

/// The way to the staff: longer than anybody rests a finger by chance.
inline constexpr std::chrono::seconds kHoldMark{3};

inline constexpr std::size_t kTrailMax = 24;  ///< Deeper than anybody walks; the oldest go.
inline constexpr std::size_t kTypedMax = 60;  ///< Letters in the search field: two lines.

}  // namespace app
