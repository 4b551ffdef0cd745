#include "agent/letters.h"

#include <utility>

namespace agent {

namespace {

constexpr std::string_view kKnown =
    "SELECT device, serial, digest, received, batch, published, unfit, unfit_why FROM known";
constexpr std::string_view kRemember =
    "UPDATE known SET device = ?, serial = ?, digest = ?, received = ?, batch = ?, published = ?,"
    " unfit = ?, unfit_why = ?";
constexpr std::string_view kFlight =
    "SELECT id, digest, envelope FROM letter WHERE by_network = 1 ORDER BY id";
constexpr std::string_view kFind = "SELECT id, digest, envelope FROM letter WHERE digest = ?";
constexpr std::string_view kLines =
    "SELECT line, revision FROM letter_line WHERE letter = ? ORDER BY position";
constexpr std::string_view kInsert =
    "INSERT INTO letter (digest, envelope, by_network) VALUES (?, ?, ?) RETURNING id";
constexpr std::string_view kInsertLine =
    "INSERT INTO letter_line (letter, position, line, revision) VALUES (?, ?, ?, ?)";
constexpr std::string_view kDropFlight = "DELETE FROM letter WHERE by_network = 1";
constexpr std::string_view kDrop = "DELETE FROM letter WHERE digest = ?";
constexpr std::string_view kPrune =
    "DELETE FROM letter WHERE by_network = 0 AND id NOT IN"
    " (SELECT id FROM letter WHERE by_network = 0 ORDER BY id DESC LIMIT ?)";
constexpr std::string_view kDropLines =
    "DELETE FROM letter_line WHERE letter NOT IN (SELECT id FROM letter)";
constexpr std::string_view kHeld = "SELECT coalesce(max(rows), 0) FROM held WHERE epoch = ?";
constexpr std::string_view kSetHeld =
    "INSERT INTO held (epoch, rows) VALUES (?, ?)"
    " ON CONFLICT (epoch) DO UPDATE SET rows = excluded.rows";

}  // namespace

Result<Letters> Letters::prepare(db::Database& database) {
    db::Statement known = TRY(database.prepare(kKnown));
    db::Statement remember = TRY(database.prepare(kRemember));
    db::Statement flight = TRY(database.prepare(kFlight));
    db::Statement find = TRY(database.prepare(kFind));
    db::Statement lines = TRY(database.prepare(kLines));
    db::Statement insert = TRY(database.prepare(kInsert));
    db::Statement insert_line = TRY(database.prepare(kInsertLine));
    db::Statement drop_flight = TRY(database.prepare(kDropFlight));
    db::Statement drop_lines = TRY(database.prepare(kDropLines));
    db::Statement drop = TRY(database.prepare(kDrop));
    db::Statement prune = TRY(database.prepare(kPrune));
    db::Statement held = TRY(database.prepare(kHeld));
    db::Statement set_held = TRY(database.prepare(kSetHeld));
    return Letters(Statements{.known = std::move(known),
                              .remember = std::move(remember),
                              .flight = std::move(flight),
                              .find = std::move(find),
                              .lines = std::move(lines),
                              .insert = std::move(insert),
                              .insert_line = std::move(insert_line),
                              .drop_flight = std::move(drop_flight),
                              .drop_lines_of = std::move(drop_lines),
                              .drop = std::move(drop),
                              .prune = std::move(prune),
                              .held = std::move(held),
                              .set_held = std::move(set_held)});
}

Result<Known> Letters::known() {
    db::Rows rows = statements_.known.query();
    const bool there = TRY(rows.next());
    if (!there) return Error{Error::Code::corrupt, "the outbox lacks its one row of knowledge"};
    return Known{.device = rows.text(0),
                 .receipt = {.serial = rows.integer(1), .digest = rows.text(2)},
                 .received = rows.text(3),
                 .batch = rows.integer(4),
                 .published = rows.integer(5),
                 .unfit = rows.integer(6),
                 .unfit_why = rows.text(7)};
}

Result<> Letters::remember(const Known& known) {
    return statements_.remember.run(known.device, known.receipt.serial, known.receipt.digest,
                                    known.received, known.batch, known.published, known.unfit,
                                    known.unfit_why);
}

Result<std::optional<Letter>> Letters::letter_from(db::Rows rows) {
    const bool there = TRY(rows.next());
    if (!there) return std::optional<Letter>();
    Letter letter{.digest = rows.text(1), .envelope = rows.blob(2), .lines = {}};
    db::Rows lines = statements_.lines.query(rows.integer(0));
    while (TRY(lines.next()))
        letter.lines.push_back({.line = lines.integer(0), .revision = lines.integer(1)});
    return std::optional<Letter>(std::move(letter));
}

Result<std::optional<Letter>> Letters::in_flight() {
    return letter_from(statements_.flight.query());
}

Result<std::optional<Letter>> Letters::find(const std::string& digest) {
    return letter_from(statements_.find.query(digest));
}

Result<> Letters::insert(const Letter& letter, bool by_network) {
    const std::int64_t id = TRY(statements_.insert.integer(letter.digest, db::Blob{letter.envelope},
                                                           std::int64_t{by_network}));
    std::int64_t position = 0;
    for (const Carried& carried : letter.lines)
        TRY(statements_.insert_line.run(id, position++, carried.line, carried.revision));
    return {};
}

Result<> Letters::send(const Letter& letter) { return insert(letter, true); }

Result<> Letters::recall() {
    TRY(statements_.drop_flight.run());
    return statements_.drop_lines_of.run();
}

Result<> Letters::keep_exported(const Letter& letter) {
    Letter kept = letter;
    kept.envelope.clear();  // The stick has the bytes.
    TRY(insert(kept, false));
    TRY(statements_.prune.run(kExportsMax));
    return statements_.drop_lines_of.run();
}

Result<> Letters::settle(const std::string& digest) {
    TRY(statements_.drop.run(digest));
    return statements_.drop_lines_of.run();
}

Result<std::int64_t> Letters::held(const std::string& epoch) {
    return statements_.held.integer(epoch);
}

Result<> Letters::set_held(const std::string& epoch, std::int64_t rows) {
    return statements_.set_held.run(epoch, rows);
}

}  // namespace agent
