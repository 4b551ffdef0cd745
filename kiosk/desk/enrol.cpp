// Connecting with the province. The code is checked by the agent and the province; here it is
// only typed, sent once, and gone with the screen.

#include "base/panic.h"
#include "desk/moves.h"

namespace desk {

namespace {

/// Symbols may be typed and taken back: nothing is under way, and it has not worked yet.
bool is_open(const Enrol& enrol) { return !enrol.waiting && enrol.words.empty(); }

}  // namespace

Requests open_enrol(Desk& desk, const World& world) {
    const bool possible = desk.manager && desk.facts.health && desk.facts.health->agent;
    return possible ? show(desk, Enrol{}, world) : Requests{};
}

void type_symbol(Desk& desk, char symbol) {
    ASSERT(kCodeAlphabet.find(symbol) != kCodeAlphabet.npos);
    auto* enrol = std::get_if<Enrol>(&desk.screen);
    if (!enrol || !is_open(*enrol) || enrol->code.size() >= kCodeSymbols) return;
    enrol->code.push_back(symbol);
    enrol->error.clear();
}

void erase_symbol(Enrol& enrol, bool all) {
    if (!is_open(enrol)) return;
    enrol.error.clear();
    if (all)
        enrol.code.clear();
    else if (!enrol.code.empty())
        enrol.code.pop_back();
}

Requests send_code(Desk& desk) {
    auto* enrol = std::get_if<Enrol>(&desk.screen);
    if (!enrol || !desk.manager || !is_open(*enrol) || enrol->code.size() < kCodeSymbols) return {};
    enrol->waiting = true;
    enrol->error.clear();
    return {EnrolKiosk{enrol->code}};
}

/// An answer to a screen that was left meanwhile is on the health page, not here.
void learn_enrolled(Desk& desk, const EnrolCame& came) {
    auto* enrol = std::get_if<Enrol>(&desk.screen);
    if (!enrol || !enrol->waiting) return;
    enrol->waiting = false;
    enrol->error = came.error;
    if (!came.error.empty()) return;
    enrol->code.clear();
    enrol->words = came.words;
    enrol->name = came.name;
}

}  // namespace desk
