// Recording what the counter handled. Nothing is changed or deleted: taking back is one more row.

#include <algorithm>
#include <charconv>

#include "desk/moves.h"

namespace desk {

namespace {

tally::Recorded* find(Desk& desk, std::int64_t sequence) {
    for (tally::Recorded& row : desk.facts.recorded)
        if (row.sequence == sequence) return &row;
    return nullptr;
}

/// Whether this officer may take something of a row back: their own, or any for a manager. What
/// a file brought is mended by importing again.
bool may_correct(const Desk& desk, const tally::Recorded& row) {
    return !row.imported && row.left > 0 && (desk.manager || row.staff == desk.staff);
}

/// The row counts less at once, so that a second tap finds nothing more to take.
Request take(Desk& desk, tally::Recorded& row, std::int64_t count, tally::Reason why) {
    const tally::Recorded of = row;
    row.left -= count;
    return Correction{.staff = desk.staff, .of = of, .count = count, .why = why};
}

}  // namespace

void choose_procedure(Desk& desk, const std::string& code, const World& world) {
    Entry entry = desk.draft.value_or(Entry{.day = world.today});
    if (const auto* current = std::get_if<Entry>(&desk.screen)) entry = *current;
    entry.procedure = code;
    entry.pad = false;
    entry.digits.clear();
    for (const Favourite& favourite : desk.facts.favourites)
        if (favourite.code == code) entry.traits = favourite.traits;
    desk.draft = entry;
    desk.screen = entry;
}

void choose_count(Entry& entry, std::int64_t count) {
    entry.count = std::clamp<std::int64_t>(count, 1, tally::kDossiersMax);
}

void type_count(Entry& entry, char digit) {
    if (!entry.pad || entry.digits.size() >= kCountDigitsMax) return;
    if (entry.digits.empty() && digit == '0') return;
    entry.digits.push_back(digit);
}

Requests save(Desk& desk, const World& world) {
    auto* entry = std::get_if<Entry>(&desk.screen);
    if (!entry || entry->procedure.empty()) return {};
    const Record record{.staff = desk.staff,
                        .procedure = entry->procedure,
                        .day = entry->day,
                        .traits = entry->traits,
                        .count = entry->count};
    entry->count = 1;
    entry->pad = false;
    entry->digits.clear();
    // The next one of this procedure is most likely alike, before the journal has told us.
    for (Favourite& favourite : desk.facts.favourites)
        if (favourite.code == record.procedure) favourite.traits = record.traits;
    desk.draft = *entry;
    begin(desk, Deed::record, world);
    return {record};
}

Requests repeat(Desk& desk, std::int64_t sequence, const World& world) {
    const tally::Recorded* row = find(desk, sequence);
    if (!row || row->imported) return {};
    begin(desk, Deed::record, world);
    return {Record{.staff = desk.staff,
                   .procedure = row->procedure,
                   .day = world.today,
                   .traits = row->traits,
                   .count = row->count}};
}

const tally::Recorded* undoable(const Desk& desk) {
    const auto mine = std::ranges::find_if(desk.facts.recorded, [&](const tally::Recorded& row) {
        return row.staff == desk.staff && row.left > 0 && !row.imported;
    });
    return mine == desk.facts.recorded.end() ? nullptr : &*mine;
}

Requests undo(Desk& desk, const World& world) {
    const tally::Recorded* newest = undoable(desk);
    if (!newest) return {};
    tally::Recorded* row = find(desk, newest->sequence);
    begin(desk, Deed::correct, world);
    return {take(desk, *row, row->left, tally::Reason::undo)};
}

Requests open_correction(Desk& desk, std::int64_t sequence, const World& world) {
    const tally::Recorded* row = find(desk, sequence);
    if (!row) return {};
    if (!may_correct(desk, *row)) {
        refuse(desk, Deed::correct, world);
        return {};
    }
    desk.screen = Correct{.of = *row, .count = row->left, .why = {}};
    return {};
}

Requests take_back(Desk& desk, const World& world) {
    const auto* correct = std::get_if<Correct>(&desk.screen);
    if (!correct || !correct->why) return {};
    tally::Recorded* row = find(desk, correct->of.sequence);
    if (!row || !may_correct(desk, *row)) return {};
    const std::int64_t count = std::clamp<std::int64_t>(correct->count, 1, row->left);
    const Request request = take(desk, *row, count, *correct->why);
    begin(desk, Deed::correct, world);
    Requests requests = show(desk, Book{}, world);
    // First the deed, then the question what has become of it.
    requests.insert(requests.begin(), request);
    return requests;
}

}  // namespace desk
