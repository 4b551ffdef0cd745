#include "agent/fold.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "base/log.h"
#include "journal/reader.h"

namespace agent {

namespace {

constexpr std::size_t kDamagedMax = 100;  // Files set aside: more is no accident any more.

/// What some rows of one run come to, before it is added to what is there.
struct Sum {
    std::map<wire::CellKey, std::pair<std::int64_t, std::int64_t>> cells;  // Amount, revision.
    std::vector<wire::Seal> seals;
    std::vector<std::int64_t> faults;
    std::int64_t next = 0;  // The row that is expected.

    void add(const journal::Sealed& sealed, const std::string& epoch) {
        const std::int64_t row = sealed.entry.sequence;
        for (; next < row; ++next) faults.push_back(next);  // They are missing.
        next = row + 1;
        if (!journal::fault_of(sealed, epoch).empty()) {
            faults.push_back(row);
            return;
        }
        for (const wire::Addition& addition : wire::additions_of(sealed.entry)) {
            auto& [amount, revision] = cells[addition.key];
            amount += addition.amount;
            revision = row;
        }
        if (const auto seal = wire::seal_of(sealed.entry)) seals.push_back(*seal);
    }
};

/// A damaged file may not give some rows: those beside them still count. Anything but damage is
/// for another time.
Result<> sum_rows(journal::Reader& reader, const std::string& epoch, std::int64_t first,
                  std::int64_t last, Sum& sum) {
    const auto add_to = [&](Sum& of) {
        return [&](const journal::Sealed& sealed) -> Result<> {
            of.add(sealed, epoch);
            return {};
        };
    };
    Sum all{.cells = {}, .seals = {}, .faults = {}, .next = first};
    Result<> read = reader.each(first, last, add_to(all));
    if (!read && read.error().code != Error::Code::corrupt) return read;
    if (read) {
        sum = std::move(all);
    } else {
        sum.next = first;
        for (std::int64_t row = first; row <= last; ++row) {
            read = reader.each(row, row, add_to(sum));
            if (!read && read.error().code != Error::Code::corrupt) return read;
        }
    }
    for (; sum.next <= last; ++sum.next) sum.faults.push_back(sum.next);
    return {};
}

/// Runs with their last rows, all of one moment.
struct Extent {
    journal::Head head;
    std::vector<journal::Run> runs;
};
Result<Extent> extent_of(journal::Reader& reader) {
    Extent extent;
    const auto read = [&]() -> Result<> {
        extent.head = TRY(reader.head());
        extent.runs = TRY(reader.runs());
        return {};
    };
    TRY(reader.together(read));
    return extent;
}

}  // namespace

std::string journal_in(const std::string& state_folder) { return state_folder + "/journal.db"; }

Result<std::vector<Reached>> Fold::run() {
    std::vector<Reached> reached;
    Result<Reached> journal = read_journal(journal_in(folder_));
    if (journal) reached.push_back(*journal);
    for (const std::string& name : set_aside()) {
        if (!may_go_on_()) break;
        TRY(read_damaged(name, reached));
    }
    if (!journal) return std::move(journal).error();
    return reached;
}

Result<Reached> Fold::read_journal(const std::string& path) {
    journal::Reader reader = TRY(journal::Reader::open(path));
    const Extent extent = TRY(extent_of(reader));
    for (std::size_t i = 0; i < extent.runs.size() && may_go_on_(); ++i) {
        const journal::Run& run = extent.runs[i];
        const bool is_last = i + 1 == extent.runs.size();
        const std::int64_t last = is_last ? extent.head.size : extent.runs[i + 1].first - 1;
        TRY(read_run(
            path,
            wire::Run{
                .epoch = extent.head.epoch, .id = run.id, .first = run.first, .ward = run.ward},
            last));
    }
    return Reached{.path = path, .epoch = extent.head.epoch, .rows = extent.head.size};
}

Result<> Fold::read_run(const std::string& path, const wire::Run& run, std::int64_t last) {
    if (last < run.first) return {};
    const RunMark mark = TRY(outbox_.counts().mark(run));
    for (std::int64_t first = mark.folded + 1; first <= last && may_go_on_(); first += kRowsAtOnce)
        TRY(read_rows(path, mark, run.epoch, first, std::min(last, first + kRowsAtOnce - 1)));
    return {};
}

Result<> Fold::read_rows(const std::string& path, const RunMark& mark, const std::string& epoch,
                         std::int64_t first, std::int64_t last) {
    Sum sum;
    {
        journal::Reader reader = TRY(journal::Reader::open(path));
        TRY(sum_rows(reader, epoch, first, last, sum));
    }
    Counts& counts = outbox_.counts();
    db::Transaction transaction = TRY(outbox_.begin());
    for (const auto& [key, grown] : sum.cells)
        TRY(counts.add(mark.number, {.key = key, .amount = grown.first}, grown.second));
    for (const wire::Seal& seal : sum.seals) TRY(counts.add(mark.number, seal));
    for (const std::int64_t row : sum.faults) TRY(counts.add_fault({.epoch = epoch, .row = row}));
    TRY(counts.set_folded(mark.number, last));
    return transaction.commit();
}

/// Names, oldest first: the date stands in them.
std::vector<std::string> Fold::set_aside() const {
    std::vector<std::string> names;
    std::error_code failure;
    for (std::filesystem::directory_iterator at(folder_, failure), end; !failure && at != end;
         at.increment(failure)) {
        const std::string name = at->path().filename();
        if (name.starts_with("journal-damaged-") && name.ends_with(".db")) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    if (names.size() > kDamagedMax) names.resize(kDamagedMax);
    return names;
}

/// Fails only when the outbox does.
Result<> Fold::read_damaged(const std::string& name, std::vector<Reached>& reached) {
    const bool finished = TRY(outbox_.is_finished(name));
    if (finished) return {};
    const Result<Reached> journal = read_journal(folder_ + "/" + name);
    if (!journal) {
        // Beyond reading: what it told before stays. Everything else may pass.
        if (journal.error().code != Error::Code::corrupt) return {};
        logging::warning("{} cannot be read any further: {}", name, journal.error().message);
        return outbox_.finish(name);
    }
    const std::int64_t held = TRY(outbox_.letters().held(journal->epoch));
    const bool has_newer = std::any_of(reached.begin(), reached.end(), [&](const Reached& other) {
        return other.epoch == journal->epoch;
    });
    if (held >= journal->rows || has_newer) return outbox_.finish(name);
    reached.push_back(*journal);
    return {};
}

}  // namespace agent
