#pragma once

#include <string>
#include <variant>
#include <vector>

#include "desk/model.h"

/// What an officer asks for, and what the machine answers.
namespace desk {

// At the door.
struct ChooseCode {
    std::string code;
};
struct TurnCodes {
    int page;
};
struct Digit {
    char digit;
};
struct EraseDigit {};
struct EraseDigits {};
struct Leave {};  ///< "Thoát": also gives up at the door.

// The bar.
enum class Tab { tallies, entry, campaign, day_end, health };
struct OpenTab {
    Tab tab;
};

// Tallies.
struct ChooseSpan {
    Span span;
};
struct TurnSpan {
    int by;  ///< −1: the one before.
};
struct ShowView {
    Tallies::View view;
};
struct ScrollTo {
    int row;
};

// Recording.
struct ChooseProcedure {
    std::string code;
};
struct ChooseTraits {
    tally::Traits traits;
};
struct ChooseCount {
    std::int64_t count;
};
struct OpenPad {};
struct ClosePad {};
struct TurnDay {
    int by;
};
struct Save {};
struct Repeat {
    std::int64_t sequence;
};
struct OpenPick {};
struct TypeKey {
    char32_t key;
};
struct TypeWords {
    std::string words;
};
struct EraseKey {};
struct ToggleDigits {};
struct OpenBook {};
struct OpenCorrection {
    std::int64_t sequence;
};
struct GiveReason {
    tally::Reason why;
};
struct TakeBack {};
struct Undo {};  ///< The newest row of mine, whole.
struct Back {};

// Campaign.
struct ShowIndicator {
    int indicator;
};

// The end of the day.
struct AskClose {};
struct ConfirmClose {};
struct ExportXlsx {};
struct ExportCsv {};
struct PrintSheet {};
struct OpenImport {};
struct ReadFile {
    std::string name;
};
struct ApplyImport {};

// The machine.
struct TouchCell {
    std::size_t cell;
};
struct CheckJournal {};
struct OpenKeys {};
struct AddKey {
    bool manager;
};
struct ChangePin {
    std::string code;
};
struct AskRemove {
    std::string code;
};
struct ConfirmRemove {};
struct OpenEnrol {};
struct CodeSymbol {
    char symbol;  ///< Of kCodeAlphabet.
};
struct SendCode {};
struct OpenClock {};
struct AskClock {};      ///< The time is typed: "is it that now?"
struct ConfirmClock {};  ///< It is.
struct RetypeClock {};   ///< It is not.

// Answers.
struct AccountsCame {
    std::vector<AccountLine> accounts;
    std::string last_staff;
    std::chrono::seconds locked_for{0};  ///< The door is locked already.
    bool sheet_printer = false;
};
struct Admitted {
    std::string code;
    bool manager;
};
struct Refused {
    int tries_left = 0;
    std::chrono::seconds locked_for{0};
    bool failed = false;
};
struct FiguresCame {
    Figures figures;
};
struct RecordedCame {
    std::vector<tally::Recorded> rows;
    std::vector<Favourite> favourites;
};
struct CampaignCame {
    std::vector<tally::DayTotal> days;
};
struct ClosingCame {
    Day day;
    std::optional<tally::Closing> closing;
};
struct StickCame {
    Stick stick;
};
struct ImportCame {
    ImportPreview preview;
};
struct HealthCame {
    Health health;
};
struct EnrolCame {  ///< With `error` empty: the kiosk is enrolled.
    std::string words{}, name{}, error{};
};
struct ClockCame {
    ClockLimits limits;
};
struct NoticeCame {
    Notice notice;
};
struct JournalGrew {};
struct StickChanged {};

using Action =
    std::variant<ChooseCode, TurnCodes, Digit, EraseDigit, EraseDigits, Leave, OpenTab, ChooseSpan,
                 TurnSpan, ShowView, ScrollTo, ChooseProcedure, ChooseTraits, ChooseCount, OpenPad,
                 ClosePad, TurnDay, Save, Repeat, OpenPick, TypeKey, TypeWords, EraseKey,
                 ToggleDigits, OpenBook, OpenCorrection, GiveReason, TakeBack, Undo, Back,
                 ShowIndicator, AskClose, ConfirmClose, ExportXlsx, ExportCsv, PrintSheet,
                 OpenImport, ReadFile, ApplyImport, TouchCell, CheckJournal, OpenKeys, AddKey,
                 ChangePin, AskRemove, ConfirmRemove, OpenEnrol, CodeSymbol, SendCode, OpenClock,
                 AskClock, ConfirmClock, RetypeClock, AccountsCame, Admitted, Refused, FiguresCame,
                 RecordedCame, CampaignCame, ClosingCame, StickCame, ImportCame, HealthCame,
                 EnrolCame, ClockCame, NoticeCame, JournalGrew, StickChanged>;

}  // namespace desk
