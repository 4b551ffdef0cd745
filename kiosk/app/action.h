#pragma once

#include <string>
#include <variant>
#include <vector>

#include "app/model.h"
#include "desk/action.h"
#include "desk/request.h"

/// What a citizen, the world or the passing of time asks for, and what the world must then do.
namespace app {

struct Start {
    Language language = Language::vi;
    bool aloud = false;
};  ///< A touch on the attract screen.
struct GoBack {};
struct GoHome {};
struct CycleText {};    ///< To the next size, from the largest to the smallest.
struct CycleScheme {};  ///< To the next colours.
struct SetText {
    TextSize text;
};
struct SetScheme {
    Scheme scheme;
};
struct SetLanguage {
    Language language;
};
struct SetLow {
    bool low;
};
struct SetHand {
    Hand hand;
};
struct SetAloud {
    bool aloud;
};
struct SetVolume {
    int volume;  ///< Out of bounds: the nearest bound.
};
struct OpenComfort {};
/// "Đọc to": begins, begins anew, or, while something is read, ends it for this visit.
struct ReadAloud {};
struct KeyUsed {};  ///< A key of the keypad, before what it asks for.
struct SpeechChanged {
    bool speaking;
};
struct Continue {};  ///< On from the "no network" notice.
struct OpenTile {
    std::string id;
};
struct OpenMostUsed {};
struct OpenSearch {};
struct OpenTrack {};
struct TurnHome {
    int page;
};
struct PickGroup {
    std::string id;
};
struct ScrollTo {
    int row;
};
struct TypeKey {
    char32_t key;
};
struct TypeWords {
    std::string words;
};
struct EraseKey {};
struct EraseAll {};
struct ToggleDigits {};
struct OpenProcedure {
    std::string code;
};
struct ChooseCase {};
struct PickCase {
    std::size_t index;
};
struct TickPaper {
    std::size_t index;
};
struct ShowFacts {};
struct ApplyByPhone {};
struct GoToCounter {};
struct ShowStep {
    GuideStep step;
};
struct MoreTime {};
struct Done {};  ///< "Tôi làm xong".
enum class Answer { submitted, later, need_help, counter, skipped };
struct Say {
    Answer answer;
};
struct Understood {};  ///< On the way to the counter.
struct Rate {
    int level;
};
struct GiveReason {
    int reason;
};
struct SendRating {};
struct SkipRating {};
struct EndVisit {};
struct AnotherProcedure {};
struct Stay {};     ///< "Tôi còn dùng".
struct Touched {};  ///< A finger that asked for nothing: a scroll, a miss.
struct Tick {};     ///< No one did anything; time passed.
struct StatusChanged {
    Status status;
};
struct HoldMark {};     ///< A finger came to rest on the mark …
struct ReleaseMark {};  ///< … and left it.
struct PrintSlip {};
struct SlipEnded {
    bool printed;
};
struct AtDesk {  ///< Something of the staff area: an officer's wish or an answer to one.
    desk::Action action;
};

using Action =
    std::variant<Start, GoBack, GoHome, CycleText, CycleScheme, SetText, SetScheme, SetLanguage,
                 SetLow, SetHand, SetAloud, SetVolume, OpenComfort, ReadAloud, KeyUsed,
                 SpeechChanged, Continue, OpenTile,
                 OpenMostUsed, OpenSearch, OpenTrack, TurnHome, PickGroup, ScrollTo, TypeKey,
                 TypeWords, EraseKey, EraseAll, ToggleDigits, OpenProcedure, ChooseCase, PickCase,
                 TickPaper, ShowFacts, ApplyByPhone, GoToCounter, ShowStep, MoreTime, Done, Say,
                 Understood, Rate, GiveReason, SendRating, SkipRating, EndVisit, AnotherProcedure,
                 Stay, Touched, Tick, StatusChanged, HoldMark, ReleaseMark, PrintSlip, SlipEnded,
                 AtDesk>;

/// Something for the journal; the shell turns it into a row. Names as kiosk/journal/README.md.
struct Record {
    enum class Kind {
        visit_began,
        visit_ended,
        procedure_opened,
        qr_shown,
        outcome,
        rating,
        counter_way
    };
    Kind kind;
    std::string procedure;  ///< Its code, or empty.
    std::string detail;     ///< "timeout", "submitted", "4" …
    bool operator==(const Record&) const = default;
};
/// A slip for the citizen: the clerk answers with SlipEnded.
struct SlipRequest {
    std::string code;
    std::size_t case_index = 0;
    Language language = Language::vi;
    bool operator==(const SlipRequest&) const = default;
};
using Effect = std::variant<Record, SlipRequest, desk::Request>;
using Effects = std::vector<Effect>;

}  // namespace app
