#pragma once

#include "desk/update.h"

/// What update() is made of. Internal to desk.
namespace desk {

/// What the current screen wants to be told.
Requests needs(const Desk& desk, const World& world);

/// Changes the screen and asks for what it needs.
Requests show(Desk& desk, Screen screen, const World& world);

/// "So far nothing came of it": what is under way.
void begin(Desk& desk, Deed deed, const World& world);
void refuse(Desk& desk, Deed deed, const World& world);

// door.cpp: the door and the accounts behind it.
void learn_accounts(Desk& desk, const AccountsCame& came, Instant now);
void choose_code(Desk& desk, const std::string& code);
Requests type_digit(Desk& desk, char digit, const World& world);
void erase_digit(Desk& desk, bool all);
Requests admit(Desk& desk, const Admitted& admitted, const World& world);
void refuse_entry(Desk& desk, const Refused& refused, Instant now);
Requests remove_account(Desk& desk, const World& world);

// enrol.cpp: connecting with the province.
Requests open_enrol(Desk& desk, const World& world);
void type_symbol(Desk& desk, char symbol);
void erase_symbol(Enrol& enrol, bool all);
Requests send_code(Desk& desk);
void learn_enrolled(Desk& desk, const EnrolCame& came);

// clock.cpp: setting the clock.
Requests open_clock(Desk& desk, const World& world);
void type_clock(ClockView& clock, char digit);
void erase_clock(ClockView& clock, bool all);
void ask_clock(Desk& desk);
Requests confirm_clock(Desk& desk, const World& world);
void retype_clock(Desk& desk);
void learn_clock(Desk& desk, const ClockCame& came);

// entry.cpp: recording and taking back.
void choose_procedure(Desk& desk, const std::string& code, const World& world);
void choose_count(Entry& entry, std::int64_t count);
void type_count(Entry& entry, char digit);
Requests save(Desk& desk, const World& world);
Requests repeat(Desk& desk, std::int64_t sequence, const World& world);
Requests undo(Desk& desk, const World& world);
Requests open_correction(Desk& desk, std::int64_t sequence, const World& world);
Requests take_back(Desk& desk, const World& world);
/// The newest row of mine that an undo would take back.
const tally::Recorded* undoable(const Desk& desk);

}  // namespace desk
