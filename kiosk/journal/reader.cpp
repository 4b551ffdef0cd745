#include "journal/reader.h"

#include <fmt/format.h>

#include "journal/schema.h"

namespace journal {

namespace {

Result<> must_be_ours(db::Database& database, const std::string& path) {
    switch (TRY(state_of(database))) {
        case FileState::ours: return {};
        case FileState::empty: return Error{Error::Code::not_found, path + ": still empty"};
        case FileState::newer:
            return Error{Error::Code::invalid, path + ": written by a newer version"};
        case FileState::foreign: return Error{Error::Code::invalid, path + ": not a journal"};
        case FileState::damaged:
            return Error{Error::Code::corrupt, path + ": the header is not that of a journal"};
    }
    return {};
}

}  // namespace

Result<Reader> Reader::open(const std::string& path) {
    db::Database database = TRY(db::Database::open_reader(path));
    const Result<> ours = must_be_ours(database, path);
    if (!ours) return Error(ours.error()).during("read journal");
    Tables tables = TRY(Tables::prepare(database));
    Reader reader(std::move(database), std::move(tables));
    TRY(reader.learn_version());
    return reader;
}

/// An owner may have brought the file up to date since it was opened here.
Result<> Reader::learn_version() {
    if (version_ >= kTalliedVersion) return {};
    version_ = TRY(database_.pragma("user_version"));
    if (version_ >= kTalliesVersion) figures_ = TRY(Figures::prepare(database_));
    return {};
}

/// Asks in one snapshot.
template <class Ask>
auto Reader::ask(const Ask& question) -> decltype(question(std::declval<Figures&>())) {
    TRY(learn_version());
    if (!figures_)
        return Error{Error::Code::unavailable,
                     "the journal has no tallies yet: start the kiosk once"};
    const db::Snapshot snapshot = TRY(db::Snapshot::take(database_));
    return question(*figures_);
}

Result<tally::Report> Reader::report(const tally::Period& period) {
    return ask([&](Figures& figures) { return figures.report(period); });
}

Result<std::vector<tally::DayTotal>> Reader::days(const tally::Period& period) {
    return ask([&](Figures& figures) { return figures.days(period); });
}

Result<tally::Measures> Reader::total(const tally::Period& period) {
    return ask([&](Figures& figures) { return figures.total(period); });
}

Result<std::vector<tally::Recorded>> Reader::recorded(std::int64_t count) {
    return ask([&](Figures& figures) { return figures.recorded(count); });
}

Result<std::vector<tally::DossierTotal>> Reader::dossiers(const tally::Period& period) {
    return ask([&](Figures& figures) { return figures.dossiers(period); });
}

Result<std::vector<std::string>> Reader::most_recorded(tally::Day since, int limit) {
    return ask([&](Figures& figures) { return figures.most_recorded(since, limit); });
}

Result<std::optional<tally::Traits>> Reader::last_traits(const std::string& procedure) {
    return ask([&](Figures& figures) { return figures.last_traits(procedure); });
}

Result<std::optional<tally::Closing>> Reader::closing(tally::Day day) {
    return ask([&](Figures& figures) { return figures.closing(day); });
}

Result<std::vector<Entry>> Reader::rows(std::int64_t first, std::int64_t last) {
    std::vector<Entry> entries;
    TRY(tables_.each(first, last, [&](const Sealed& sealed) -> Result<> {
        entries.push_back(sealed.entry);
        return {};
    }));
    return entries;
}

Result<std::vector<Entry>> Reader::newest(std::int64_t count) {
    const Head now = TRY(head());
    return rows(now.size - count + 1, now.size);
}

Result<std::vector<Run>> Reader::runs() {
    std::vector<Run> runs = TRY(runs_of(database_));
    for (const Run& run : runs) {
        const std::string fault = fault_of(run);
        if (!fault.empty()) return Error{Error::Code::corrupt, "read journal: " + fault};
    }
    return runs;
}

Result<> Reader::must_have(std::int64_t size) {
    const Head now = TRY(head());
    if (size < 0 || size > now.size)
        return Error{Error::Code::invalid,
                     fmt::format("the journal has {} rows, not {}", now.size, size)};
    return {};
}

Result<Hash> Reader::root(std::int64_t size) {
    TRY(must_have(size));
    return journal::root(size, tables_.nodes());
}

Result<std::vector<Hash>> Reader::consistency(std::int64_t old_size, std::int64_t size) {
    TRY(must_have(size));
    if (old_size < 1 || old_size > size)
        return Error{Error::Code::invalid,
                     fmt::format("no tree of {} rows begins one of {}", old_size, size)};
    return journal::consistency(old_size, size, tables_.nodes());
}

Result<> Reader::together(const std::function<Result<>()>& reads) {
    const db::Snapshot snapshot = TRY(db::Snapshot::take(database_));
    return reads();
}

}  // namespace journal
