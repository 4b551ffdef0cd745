#include "officers/rows.h"

namespace officers {

namespace {

constexpr std::string_view kNote =
    "INSERT INTO deed (at, officer, what, subject, detail) VALUES (?, ?, ?, ?, ?)";
// What is too old goes a few at a time, with every deed that is added: never a long scan, and it
// goes faster than it grows.
constexpr std::string_view kOldest = "SELECT number, at FROM deed ORDER BY number LIMIT 3";
constexpr std::string_view kForget = "DELETE FROM deed WHERE number = ?";
constexpr std::string_view kTooMany =
    "DELETE FROM deed WHERE number <= (SELECT max(number) FROM deed) - ?";
constexpr std::string_view kNewest =
    "SELECT number, at, officer, what, subject, detail FROM deed ORDER BY number DESC LIMIT ?";
constexpr std::string_view kBefore =
    "SELECT number, at, officer, what, subject, detail FROM deed WHERE number < ? "
    "ORDER BY number DESC LIMIT ?";

constexpr std::size_t kSubjectMax = 80, kDetailMax = 400;

/// Not in the middle of a character of UTF-8.
std::string_view cut(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

}  // namespace

Result<> note_in(sql::Connection& connection, const Deed& deed) {
    TRY(connection.run(
        kNote, sql::Values{stored(deed.at), deed.officer, deed.what, cut(deed.subject, kSubjectMax),
                           cut(deed.detail, kDetailMax)}));
    const sql::Rows oldest = TRY(connection.query(kOldest, {}));
    for (const sql::Row& row : oldest)
        if (deed.at - time_of(row.integer(1)) > kTrailLife)
            TRY(connection.run(kForget, sql::Values{row.integer(0)}));
    TRY(connection.run(kTooMany, sql::Values{kDeedsMax}));
    return {};
}

Result<> note(ledger::Ledger& ledger, const Deed& deed) {
    sql::Transaction transaction = TRY(sql::Transaction::begin(ledger.connection()));
    TRY(note_in(ledger.connection(), deed));
    TRY(transaction.commit());
    return {};
}

Result<std::vector<Deed>> trail(ledger::Ledger& ledger, std::int64_t before, std::size_t most) {
    const auto limit = static_cast<std::int64_t>(most);
    const sql::Rows rows =
        TRY(before == 0 ? ledger.connection().query(kNewest, sql::Values{limit})
                        : ledger.connection().query(kBefore, sql::Values{before, limit}));
    std::vector<Deed> deeds;
    for (const sql::Row& row : rows)
        deeds.push_back({.number = row.integer(0),
                         .at = time_of(row.integer(1)),
                         .officer = row.text(2),
                         .what = row.text(3),
                         .subject = row.text(4),
                         .detail = row.text(5)});
    return deeds;
}

}  // namespace officers
