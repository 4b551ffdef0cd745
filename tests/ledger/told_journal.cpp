#include "ledger/told_journal.h"

#include <algorithm>

#include "journal/journal.h"
#include "support/random_journal.h"

namespace hand {

ToldJournal::ToldJournal(std::uint64_t seed, Kiosk& kiosk, int number)
    : random_(seed), kiosk_(kiosk), number_(number) {
    write(seed);
    journal::Reader reader = must(journal::Reader::open(dir_ / "journal.db"));
    epoch_ = must(reader.head()).epoch;
    rows_ = must(reader.rows(1, must(reader.head()).size));
    std::int64_t held = 0;
    while (at_ < std::ssize(rows_)) {
        const std::int64_t from = at_;
        at_ = std::min<std::int64_t>(std::ssize(rows_), at_ + 1 + below(40));
        for (std::int64_t row = from; row < at_; ++row) add(rows_[static_cast<size_t>(row)]);
        tell(reader, held);
        held = at_;
    }
}

void ToldJournal::write(std::uint64_t seed) {
    RandomJournal random(seed);
    for (int opening = 0; opening < 4; ++opening) {
        journal::Journal journal = must(journal::Journal::open(
            {.path = dir_ / "journal.db", .boot = {}, .today = kDay, .ward = kiosk_.ward}));
        firsts_.push_back(journal.head().size + 1);
        random.grow(journal, 20 + below(100));
    }
}

std::size_t ToldJournal::run_of(std::int64_t row) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(firsts_, row) - firsts_.begin()) - 1;
}

void ToldJournal::add(const journal::Entry& row) {
    const std::size_t run = run_of(row.sequence);
    for (const wire::Addition& addition : wire::additions_of(row)) {
        State& state = cells_[{run, addition.key}];
        state.cell.key = addition.key;
        state.cell.count += addition.amount;
        state.cell.revision = row.sequence;
        state.told = false;
        sums_[{kiosk_.ward, addition.key}] += addition.amount;
    }
    if (const auto seal = wire::seal_of(row))
        lines_.push_back({.run = run, .what = *seal, .text = {}});
}

void ToldJournal::tell(journal::Reader& reader, std::int64_t held) {
    for (auto& [place, state] : cells_) {
        if (state.told && below(10) != 0) continue;
        state.told = true;
        lines_.push_back({.run = place.first, .what = state.cell, .text = {}});
    }
    const wire::Checkpoint checkpoint{.epoch = epoch_, .size = at_, .root = must(reader.root(at_))};
    while (!lines_.empty()) {
        wire::Batch batch = kiosk_.batch();
        for (std::size_t run = 0; run < firsts_.size(); ++run)
            batch.header.runs.push_back({.epoch = epoch_,
                                         .id = id(100 * number_ + static_cast<int>(run)),
                                         .first = firsts_[run],
                                         .ward = kiosk_.ward});
        batch.header.heads = {
            {.checkpoint = wire::sign_checkpoint(checkpoint, kiosk_.device, kiosk_.key),
             .from = held,
             .proof =
                 held == 0 ? std::vector<journal::Hash>() : must(reader.consistency(held, at_))}};
        const auto count = std::min<std::int64_t>(std::ssize(lines_), 1 + below(30));
        batch.lines.assign(lines_.begin(), lines_.begin() + count);
        lines_.erase(lines_.begin(), lines_.begin() + count);
        envelopes_.push_back(wire::seal(batch, kiosk_.key));
    }
}

}  // namespace hand
