#pragma once

#include <string>
#include <variant>
#include <vector>

#include "desk/facts.h"
#include "desk/model.h"

/// What the staff screens ask of the world. The shell's clerk does it, off the drawing thread,
/// and answers with an action (action.h); a request without an answer simply stays unanswered.
namespace desk {

struct AskAccounts {};
struct Knock {
    std::string who, pin;
};
struct NoteLeft {  ///< Staff are gone; `idle`: by themselves.
    std::string who;
    bool idle;
};

struct AskFigures {
    Period of, day_before, week_before;
};
struct AskRecorded {};
struct AskCampaign {
    Period of;
};
struct AskClosing {
    Day day;
};
struct AskStick {};
struct AskHealth {};
struct AskClockLimits {};

struct Record {
    std::string staff, procedure;
    Day day;
    tally::Traits traits;
    std::int64_t count;
};
struct Correction {
    std::string staff;
    tally::Recorded of;
    std::int64_t count;  ///< How many to take back, above 0.
    tally::Reason why;
};
struct CloseDay {
    std::string staff;
    Day day;
};
struct Export {
    std::string staff;
    Period of;
    bool csv;
};
struct PrintDay {
    std::string staff;
    Day day;
};
struct ReadImport {
    std::string file;
};
struct AddImport {
    std::string staff, file;
};
struct CheckAll {};  ///< The whole journal.

struct AddAccount {
    std::string staff;
    bool manager;
    std::string pin;
};
struct SetPin {
    std::string staff, code, pin;
};
struct RemoveAccount {
    std::string staff, code;
};

struct EnrolKiosk {
    std::string code;
};

struct SetClock {
    std::string staff;
    std::chrono::sys_time<std::chrono::minutes> minute;
};

using Request =
    std::variant<AskAccounts, Knock, NoteLeft, AskFigures, AskRecorded, AskCampaign, AskClosing,
                 AskStick, AskHealth, AskClockLimits, Record, Correction, CloseDay, Export,
                 PrintDay, ReadImport, AddImport, CheckAll, AddAccount, SetPin, RemoveAccount,
                 EnrolKiosk, SetClock>;
using Requests = std::vector<Request>;

}  // namespace desk
