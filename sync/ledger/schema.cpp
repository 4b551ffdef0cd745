#include "ledger/schema.h"

#include <fmt/format.h>

#include <array>
#include <span>

#include "ledger/sum_rows.h"

namespace ledger {

namespace {

// Times are milliseconds since 1970 in UTC, 0: never. Days are days since 1970. Digests and ids
// are hexadecimal text; notes and lines are bytes, for they are kept as they came.

constexpr std::string_view kDevices = R"(
CREATE TABLE device (
    id {text} PRIMARY KEY, ward {text} NOT NULL, name {text} NOT NULL, enrolled_at {int} NOT NULL,
    revoked_at {int} NOT NULL, reason {text} NOT NULL, certificate_serial {int} NOT NULL,
    serial {int} NOT NULL, receipt {text} NOT NULL, known_serial {int} NOT NULL,
    heard_at {int} NOT NULL, batches {int} NOT NULL, unsent {int} NOT NULL,
    disk_free {int} NOT NULL, published {int} NOT NULL, version {text} NOT NULL,
    clock_trusted {int} NOT NULL, wall {text} NOT NULL, boot {text} NOT NULL,
    mono_ms {int} NOT NULL, journal_rows {int} NOT NULL) {strict};
CREATE TABLE device_key (
    id {text} PRIMARY KEY, device {text} NOT NULL, key {bytes} NOT NULL, since {int} NOT NULL,
    successor {text} NOT NULL, certificate {bytes} NOT NULL) {strict};
CREATE INDEX device_key_device ON device_key (device);
CREATE TABLE code (
    number {text} PRIMARY KEY, key {bytes} NOT NULL, ward {text} NOT NULL, name {text} NOT NULL,
    made_at {int} NOT NULL, tries {int} NOT NULL, used_by {text} NOT NULL,
    used_at {int} NOT NULL) {strict};
)";

constexpr std::string_view kEvidence = R"(
CREATE TABLE received (
    number {id}, digest {text} NOT NULL UNIQUE, device {text} NOT NULL, serial {int} NOT NULL,
    at {int} NOT NULL, bytes {bytes} NOT NULL, receipt {bytes} NOT NULL,
    receipt_digest {text} NOT NULL, lines {int} NOT NULL, UNIQUE (device, serial)) {strict};
CREATE INDEX received_kept ON received (at) WHERE length(bytes) > 0;
CREATE TABLE parked (
    received {int} NOT NULL, line {int} NOT NULL, verdict {text} NOT NULL,
    line_text {bytes} NOT NULL, PRIMARY KEY (received, line)) {strict};
CREATE TABLE alarm (
    id {id}, device {text} NOT NULL, epoch {text} NOT NULL, kind {text} NOT NULL,
    place {text} NOT NULL, words {text} NOT NULL, first_at {int} NOT NULL, last_at {int} NOT NULL,
    times {int} NOT NULL, UNIQUE (device, epoch, kind, place)) {strict};
)";

constexpr std::string_view kCounts = R"(
CREATE TABLE epoch (id {text} PRIMARY KEY, device {text} NOT NULL, ward {text} NOT NULL) {strict};
CREATE TABLE run (
    number {id}, id {text} NOT NULL UNIQUE, epoch {text} NOT NULL, first_row {int} NOT NULL,
    last_row {int} NOT NULL, ward {text} NOT NULL, device {text} NOT NULL) {strict};
CREATE INDEX run_epoch ON run (epoch);
CREATE INDEX run_ward ON run (ward);
CREATE TABLE overlap (
    epoch {text} NOT NULL, earlier {int} NOT NULL, later {int} NOT NULL, watched {int} NOT NULL,
    PRIMARY KEY (earlier, later)) {strict};
CREATE INDEX overlap_epoch ON overlap (epoch);
CREATE TABLE cell (
    run {int} NOT NULL, day {int} NOT NULL, certainty {int} NOT NULL, procedure {text} NOT NULL,
    what {text} NOT NULL, trusted {int} NOT NULL, count {int} NOT NULL, revision {int} NOT NULL,
    received {int} NOT NULL,
    PRIMARY KEY (run, day, certainty, procedure, what, trusted)) {keyed};
CREATE INDEX cell_day ON cell (day);
CREATE INDEX cell_received ON cell (received);
CREATE TABLE seal (
    run {int} NOT NULL, day {int} NOT NULL, revision {int} NOT NULL, digest {text} NOT NULL,
    by_staff {int} NOT NULL, received {int} NOT NULL, PRIMARY KEY (run, day)) {keyed};
CREATE INDEX seal_day ON seal (day);
CREATE INDEX seal_received ON seal (received);
)";

constexpr std::string_view kCheckpoints = R"(
CREATE TABLE branch (
    epoch {text} NOT NULL, number {int} NOT NULL, size {int} NOT NULL, root {bytes} NOT NULL,
    device {text} NOT NULL, at {int} NOT NULL, PRIMARY KEY (epoch, number)) {strict};
CREATE TABLE checkpoint (
    epoch {text} NOT NULL, branch {int} NOT NULL, size {int} NOT NULL, root {bytes} NOT NULL,
    note {bytes} NOT NULL, device {text} NOT NULL, at {int} NOT NULL,
    PRIMARY KEY (epoch, branch, size)) {keyed};
CREATE TABLE device_epoch (
    device {text} NOT NULL, epoch {text} NOT NULL, branch {int} NOT NULL,
    PRIMARY KEY (device, epoch)) {keyed};
)";

constexpr std::string_view kPublications = R"(
CREATE TABLE publication (
    version {int} PRIMARY KEY, at {int} NOT NULL, envelope {bytes} NOT NULL) {strict};
CREATE TABLE publication_file (
    version {int} NOT NULL, path {text} NOT NULL, digest {text} NOT NULL, size {int} NOT NULL,
    PRIMARY KEY (version, path)) {strict};
CREATE TABLE file (digest {text} PRIMARY KEY, bytes {bytes} NOT NULL) {strict};
)";

// Sums of what the cells say, kept with every batch (sums.h): a page must not wait for a scan of
// all cells. `untrusted` and `filtered` stand beside the measures of tally/measures.h.
constexpr std::string_view kSums = R"(
CREATE TABLE ward_day (
    ward {text} NOT NULL, day {int} NOT NULL, sealed {int} NOT NULL, {measures},
    PRIMARY KEY (ward, day)) {keyed};
CREATE INDEX ward_day_day ON ward_day (day);
CREATE TABLE procedure_day (
    ward {text} NOT NULL, day {int} NOT NULL, procedure {text} NOT NULL, {measures},
    PRIMARY KEY (ward, day, procedure)) {keyed};
CREATE INDEX procedure_day_procedure ON procedure_day (procedure, day);
)";

// The people at the province's page. A password is kept as Argon2id's own text; empty: signs on
// through the province's proxy alone. A session is known by the SHA-256 of its cookie.
constexpr std::string_view kOfficers = R"(
CREATE TABLE officer (
    name {text} PRIMARY KEY, full_name {text} NOT NULL, role {text} NOT NULL, ward {text} NOT NULL,
    password {text} NOT NULL, must_change {int} NOT NULL, made_at {int} NOT NULL,
    disabled_at {int} NOT NULL, fails {int} NOT NULL, locked_until {int} NOT NULL) {strict};
CREATE TABLE session (
    token {text} PRIMARY KEY, officer {text} NOT NULL, csrf {text} NOT NULL,
    began_at {int} NOT NULL, seen_at {int} NOT NULL) {strict};
CREATE INDEX session_officer ON session (officer);
CREATE TABLE deed (
    number {id}, at {int} NOT NULL, officer {text} NOT NULL, what {text} NOT NULL,
    subject {text} NOT NULL, detail {text} NOT NULL) {strict};
CREATE TABLE publisher (
    version {int} PRIMARY KEY, officer {text} NOT NULL, note {text} NOT NULL,
    rolled_back_to {int} NOT NULL) {strict};
)";

// Codes that people tried with a phone, and arrivals through /q/ (no cookie, no address).
constexpr std::string_view kLinks = R"(
CREATE TABLE link_check (
    number {id}, procedure {text} NOT NULL, kind {text} NOT NULL, address {text} NOT NULL,
    good {int} NOT NULL, note {text} NOT NULL, officer {text} NOT NULL, at {int} NOT NULL) {strict};
CREATE INDEX link_check_place ON link_check (procedure, kind);
CREATE TABLE arrival (
    day {int} NOT NULL, device {text} NOT NULL, procedure {text} NOT NULL, kind {text} NOT NULL,
    count {int} NOT NULL, PRIMARY KEY (day, device, procedure, kind)) {keyed};
CREATE TABLE fact (name {text} PRIMARY KEY, value {text} NOT NULL) {strict};
)";

constexpr std::string_view kVersionTable =
    "CREATE TABLE IF NOT EXISTS schema_version (version {int} NOT NULL) {strict}";
constexpr std::string_view kVersion = "SELECT coalesce(max(version), 0) FROM schema_version";

struct Step {
    std::string script;
    Result<> (*fill)(sql::Connection& connection) = nullptr;  ///< What a script cannot do.
};

/// Appended to, never changed.
const std::vector<Step>& steps() {
    static const std::vector<Step> kSteps = {
        {fmt::format("{}{}{}{}{}", kDevices, kEvidence, kCounts, kCheckpoints, kPublications)},
        {fmt::format("{}{}{}", kSums, kOfficers, kLinks), fill_sums},
    };
    return kSteps;
}

struct Word {
    std::string_view ours, sqlite, postgresql;
};
// Text compares by bytes in both: the order of what is listed must not hang on a server's locale.
// `measures`: the columns of a sum, in the order of tally::measure_names(), then two more.
constexpr std::string_view kMeasures =
    "visits {int} NOT NULL, opened {int} NOT NULL, qr_shown {int} NOT NULL, "
    "counter_way {int} NOT NULL, slips {int} NOT NULL, submitted {int} NOT NULL, "
    "received {int} NOT NULL, online {int} NOT NULL, post {int} NOT NULL, "
    "online_complete {int} NOT NULL, digitised {int} NOT NULL, "
    "digitised_complete {int} NOT NULL, result_due {int} NOT NULL, "
    "result_electronic {int} NOT NULL, fee_due {int} NOT NULL, paid_online {int} NOT NULL, "
    "untrusted {int} NOT NULL, filtered {int} NOT NULL";
constexpr std::array kWords = {
    Word{"{measures}", kMeasures, kMeasures},
    Word{"{int}", "INTEGER", "BIGINT"},
    Word{"{text}", "TEXT", "TEXT COLLATE \"C\""},
    Word{"{bytes}", "BLOB", "BYTEA"},
    Word{"{id}", "INTEGER PRIMARY KEY", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"},
    Word{"{strict}", "STRICT", ""},
    Word{"{keyed}", "STRICT, WITHOUT ROWID", ""},
};

Error newer() {
    return {Error::Code::invalid,
            "the database is of a newer version of motcua-province: run that one"};
}

/// Does the next step. False: there is none left.
Result<bool> step(sql::Connection& connection) {
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    TRY(connection.lock_schema());
    TRY(connection.script(in_dialect(kVersionTable, connection.dialect())));
    const sql::Rows rows = TRY(connection.query(kVersion, {}));
    const std::int64_t version = rows.at(0).integer(0);
    const auto newest = static_cast<std::int64_t>(steps().size());
    if (version > newest) return newer();
    if (version == newest) return false;
    const Step& next = steps()[static_cast<std::size_t>(version)];
    TRY(connection.script(in_dialect(next.script, connection.dialect())));
    if (next.fill) TRY(next.fill(connection));
    TRY(connection.run("INSERT INTO schema_version (version) VALUES (?)",
                       sql::Values{version + 1}));
    TRY(transaction.commit());
    return true;
}

}  // namespace

std::string in_dialect(std::string_view statement, sql::Dialect dialect) {
    std::string text(statement);
    for (const Word& word : kWords) {
        const std::string_view theirs =
            dialect == sql::Dialect::sqlite ? word.sqlite : word.postgresql;
        for (std::size_t at = 0; (at = text.find(word.ours, at)) != text.npos; at += theirs.size())
            text.replace(at, word.ours.size(), theirs);
    }
    return text;
}

Result<> migrate(sql::Connection& connection) {
    for (;;) {
        const Result<bool> done = step(connection);
        if (!done) return Error(done.error()).during("bring the schema up to date");
        if (!*done) return {};
    }
}

Result<> check_schema(sql::Connection& connection) {
    const Result<sql::Rows> rows = connection.query(kVersion, {});
    if (!rows) return Error(rows.error()).during("read the schema's version");
    const std::int64_t version = rows->at(0).integer(0);
    const auto newest = static_cast<std::int64_t>(steps().size());
    if (version > newest) return newer();
    if (version == newest) return {};
    return Error{Error::Code::unavailable,
                 "the database is of an older version: start motcua-province once to update it"};
}

}  // namespace ledger
