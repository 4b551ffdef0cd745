#include "journal/reader.h"

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
    return Reader(std::move(database), std::move(tables));
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

}  // namespace journal
