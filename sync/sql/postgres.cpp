#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>

#include "sql/dialects.h"
#include "sql/postgres_values.h"

namespace sql {

namespace {

// A device waits 60 s for an answer and the province gives up within 30 (sync/wire/README.md §5),
// so a statement may take 25. A server of which nothing is heard for longer is gone.
constexpr int kStatementTimeoutMs = 25'000;
constexpr int kSilenceMs = 28'000;

// Nobody waits for who reads a whole moment (an audit); still it ends.
constexpr int kReadingTimeoutMs = 600'000;
constexpr int kReadingSilenceMs = 610'000;

// Statements that wait for no answer before the next is sent. Enough to forget the round trip,
// few enough that what waits in memory stays within some hundred KiB.
constexpr std::size_t kPipelineMax = 500;

// Rows that go into one statement: a whole batch's cells, some hundred KiB.
constexpr std::size_t kInsertMax = 4000;

// Which advisory lock is the schema's; any number does that nobody else uses.
constexpr std::int64_t kSchemaLock = 0x6d6f'7463'7561;

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};

class Postgres final : public Connection {
public:
    explicit Postgres(std::string address) : address_(std::move(address)) {}

    Result<> connect();

    Dialect dialect() const override { return Dialect::postgresql; }
    Result<std::int64_t> run(std::string_view statement, std::span<const Value> values) override;
    Result<Rows> query(std::string_view statement, std::span<const Value> values) override;
    Result<std::vector<std::int64_t>> run_many(std::string_view statement,
                                               std::span<const Values> many) override;
    Result<std::vector<Rows>> query_many(std::string_view statement,
                                         std::span<const Values> many) override;
    Result<std::int64_t> insert_many(std::string_view statement,
                                     std::span<const Values> many) override;
    Result<> script(const std::string& statements) override;
    Result<> begin() override { return begin_with("BEGIN"); }
    Result<> begin_reading() override;
    std::int64_t moment() const override { return reading_ ? moments_ : 0; }
    Result<> commit() override;
    void roll_back() override;
    Result<> lock_schema() override;
    std::string_view for_update() const override { return " FOR UPDATE"; }
    Result<> copy_to(const std::string& file) override;

private:
    Error lost(std::string message);
    Result<> usable();
    Result<> wait();
    Result<Answer> next_answer();
    Result<Answer> last_answer();
    Result<Answer> simple(const std::string& statement);
    Result<std::string> prepared(std::string_view statement, const Arguments& arguments);
    Result<Answer> execute(std::string_view statement, const Arguments& arguments);
    Result<std::vector<Answer>> execute_many(std::string_view statement,
                                             std::span<const Values> many);
    Result<> pipeline(const std::string& name, std::span<const Values> part,
                      std::vector<Answer>& answers);
    Result<> begin_with(const std::string& statement);

    const std::string address_;
    std::unique_ptr<PGconn, Finish> connection_;
    std::map<std::string, std::string, std::less<>> names_;  ///< Of prepared statements.
    bool in_transaction_ = false;
    int silence_ms_ = kSilenceMs;
    bool reading_ = false;  ///< The transaction is for reading alone.
    std::int64_t moments_ = 0;
};

Error Postgres::lost(std::string message) {
    connection_.reset();
    names_.clear();
    return {Error::Code::unavailable, "postgresql: " + one_line(std::move(message))};
}

Result<> Postgres::connect() {
    names_.clear();
    // What the address says itself comes later and wins. Keepalives notice a server that vanished
    // while we wait for it, the user timeout one that vanished while we send.
    constexpr std::array<const char*, 9> kNames = {
        "client_encoding",     "connect_timeout",  "keepalives_idle",
        "keepalives_interval", "keepalives_count", "tcp_user_timeout",
        "application_name",    "dbname",           nullptr};
    const std::array<const char*, 9> values = {
        "UTF8", "5", "10", "5", "3", "25000", "motcua-province", address_.c_str(), nullptr};
    connection_.reset(PQconnectdbParams(kNames.data(), values.data(), 1));
    if (!connection_) return lost("out of memory");
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        return lost(PQerrorMessage(connection_.get()));
    if (PQsetnonblocking(connection_.get(), 1) != 0) return lost(PQerrorMessage(connection_.get()));
    // What it would say to the terminal; errors come as answers.
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    // By SET, not by the connection's options, which poolers such as PgBouncer refuse. No statement
    // of ours runs for as long as it takes to compile it.
    const std::string settings = fmt::format(
        "SET statement_timeout = {0}; SET idle_in_transaction_session_timeout = {0};"
        "SET synchronous_commit = on; SET client_min_messages = warning; SET jit = off",
        kStatementTimeoutMs);
    TRY(simple(settings));
    return {};
}

Result<> Postgres::usable() {
    if (connection_) return {};
    if (in_transaction_)
        return Error{Error::Code::unavailable, "postgresql: the connection was lost"};
    return connect();
}

// Sends what waits to be sent and reads what has come, whichever is possible first: neither side
// can hold the other up.
Result<> Postgres::wait() {
    const int unsent = PQflush(connection_.get());
    if (unsent < 0) return lost(PQerrorMessage(connection_.get()));
    const auto events = static_cast<short>(POLLIN | (unsent ? POLLOUT : 0));
    pollfd socket{.fd = PQsocket(connection_.get()), .events = events, .revents = 0};
    const int ready = ::poll(&socket, 1, silence_ms_);
    if (ready < 0 && errno != EINTR) return lost("poll failed");
    if (ready == 0) return lost("the server does not answer");
    if (ready > 0 && (socket.revents & ~POLLOUT) && PQconsumeInput(connection_.get()) == 0)
        return lost(PQerrorMessage(connection_.get()));
    return {};
}

/// Nothing: all that was asked is answered.
Result<Answer> Postgres::next_answer() {
    if (PQflush(connection_.get()) < 0) return lost(PQerrorMessage(connection_.get()));
    while (PQisBusy(connection_.get())) TRY(wait());
    Answer answer(PQgetResult(connection_.get()));
    if (PQstatus(connection_.get()) == CONNECTION_BAD)
        return lost(answer ? PQresultErrorMessage(answer.get())
                           : PQerrorMessage(connection_.get()));
    return answer;
}

/// The answer to one question, and nothing left behind it.
Result<Answer> Postgres::last_answer() {
    Answer last;
    for (;;) {
        Answer answer = TRY(next_answer());
        if (!answer) break;
        if (!last || succeeded(last.get())) last = std::move(answer);  // The first failure stays.
    }
    if (!last) return lost("no answer");
    if (!succeeded(last.get())) return error_of(last.get());
    return last;
}

Result<Answer> Postgres::simple(const std::string& statement) {
    if (PQsendQuery(connection_.get(), statement.c_str()) == 0)
        return lost(PQerrorMessage(connection_.get()));
    return last_answer();
}

Result<std::string> Postgres::prepared(std::string_view statement, const Arguments& arguments) {
    const auto known = names_.find(statement);
    if (known != names_.end()) return known->second;
    const std::string name = fmt::format("s{}", names_.size());
    if (PQsendPrepare(connection_.get(), name.c_str(), numbered(statement).c_str(),
                      arguments.count(), arguments.types.data()) == 0)
        return lost(PQerrorMessage(connection_.get()));
    const Result<Answer> done = last_answer();
    if (!done) return Error(done.error()).during(statement);
    names_.emplace(statement, name);
    return name;
}

Result<Answer> Postgres::execute(std::string_view statement, const Arguments& arguments) {
    TRY(usable());
    const std::string name = TRY(prepared(statement, arguments));
    if (PQsendQueryPrepared(connection_.get(), name.c_str(), arguments.count(),
                            arguments.values.data(), arguments.lengths.data(),
                            arguments.formats.data(), 1) == 0)
        return lost(PQerrorMessage(connection_.get()));
    return last_answer();
}

Result<std::int64_t> Postgres::run(std::string_view statement, std::span<const Value> values) {
    const Answer answer = TRY(execute(statement, Arguments(values)));
    return changed_by(answer.get());
}

// To read once more does no harm, so a server that was started again while we were idle is not
// noticed by who reads. What writes is not repeated: it may have been done.
Result<Rows> Postgres::query(std::string_view statement, std::span<const Value> values) {
    const Arguments arguments(values);
    Result<Answer> answer = execute(statement, arguments);
    const bool may_repeat = !in_transaction_ && statement.starts_with("SELECT");
    if (!answer && !connection_ && may_repeat) answer = execute(statement, arguments);
    if (!answer) return std::move(answer).error();
    return rows_of(answer->get());
}

/// Sends one part, then takes its answers, each followed by a "no more" of its own.
Result<> Postgres::pipeline(const std::string& name, std::span<const Values> part,
                            std::vector<Answer>& answers) {
    PGconn* connection = connection_.get();
    bool sent = PQenterPipelineMode(connection) == 1;
    for (const Values& values : part) {
        const Arguments arguments(values);
        sent = sent && PQsendQueryPrepared(connection, name.c_str(), arguments.count(),
                                           arguments.values.data(), arguments.lengths.data(),
                                           arguments.formats.data(), 1) == 1;
    }
    sent = sent && PQpipelineSync(connection) == 1;
    if (!sent) return lost(PQerrorMessage(connection));

    std::optional<Error> failed;
    for (std::size_t i = 0; i < part.size(); ++i) {
        Answer answer = TRY(next_answer());
        const Answer no_more = TRY(next_answer());
        if (!answer || no_more) return lost("an answer out of turn");
        // Those after a failure are only told that it happened.
        if (!failed && !succeeded(answer.get())) failed = error_of(answer.get());
        answers.push_back(std::move(answer));
    }
    const Answer sync = TRY(next_answer());
    if (!sync || PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC ||
        PQexitPipelineMode(connection) != 1)
        return lost("an answer out of turn");
    if (failed) return *failed;
    return {};
}

Result<std::vector<Answer>> Postgres::execute_many(std::string_view statement,
                                                   std::span<const Values> many) {
    std::vector<Answer> answers;
    if (many.empty()) return answers;
    TRY(usable());
    const std::string name = TRY(prepared(statement, Arguments(many.front())));
    for (std::size_t at = 0; at < many.size(); at += kPipelineMax)
        TRY(pipeline(name, many.subspan(at, std::min(kPipelineMax, many.size() - at)), answers));
    return answers;
}

Result<std::vector<std::int64_t>> Postgres::run_many(std::string_view statement,
                                                     std::span<const Values> many) {
    const std::vector<Answer> answers = TRY(execute_many(statement, many));
    std::vector<std::int64_t> changed;
    for (const Answer& answer : answers) changed.push_back(changed_by(answer.get()));
    return changed;
}

Result<std::vector<Rows>> Postgres::query_many(std::string_view statement,
                                               std::span<const Values> many) {
    const std::vector<Answer> answers = TRY(execute_many(statement, many));
    std::vector<Rows> rows;
    for (const Answer& answer : answers) rows.push_back(rows_of(answer.get()));
    return rows;
}

// One statement plans, locks and answers once: of a thousand small ones most of the cost is that.
Result<std::int64_t> Postgres::insert_many(std::string_view statement,
                                           std::span<const Values> many) {
    if (many.empty()) return std::int64_t{0};
    const std::string unnested = from_arrays(statement);
    std::int64_t changed = 0;
    for (std::size_t at = 0; at < many.size(); at += kInsertMax) {
        const auto part = many.subspan(at, std::min(kInsertMax, many.size() - at));
        const Answer answer = TRY(execute(unnested, Arguments::of_columns(part)));
        changed += changed_by(answer.get());
    }
    return changed;
}

Result<> Postgres::script(const std::string& statements) {
    TRY(usable());
    TRY(simple(statements));
    return {};
}

// A server that was started again while we were idle is noticed only now: one more try.
Result<> Postgres::begin_with(const std::string& statement) {
    ASSERT(!in_transaction_);
    const bool fresh = !connection_;
    TRY(usable());
    Result<Answer> begun = simple(statement);
    if (!begun && !connection_ && !fresh) {
        TRY(connect());
        begun = simple(statement);
    }
    if (!begun) return Error(begun.error()).during("begin");
    in_transaction_ = true;
    return {};
}

Result<> Postgres::begin_reading() {
    TRY(
        begin_with(fmt::format("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                               "SET LOCAL statement_timeout = {}",
                               kReadingTimeoutMs)));
    silence_ms_ = kReadingSilenceMs;
    reading_ = true;
    ++moments_;
    return {};
}

Result<> Postgres::commit() {
    ASSERT(in_transaction_);
    silence_ms_ = kSilenceMs;
    reading_ = false;
    TRY(usable());
    const Result<Answer> done = simple("COMMIT");
    if (!done) return Error(done.error()).during("commit");
    in_transaction_ = false;
    // A transaction in which something failed answers COMMIT with this, and with no error.
    if (std::string_view(PQcmdStatus(done->get())) != "COMMIT")
        return Error{Error::Code::io, "commit: postgresql rolled the transaction back"};
    return {};
}

void Postgres::roll_back() {
    silence_ms_ = kSilenceMs;
    reading_ = false;
    if (connection_ && in_transaction_) {
        // A connection on which not even this succeeds is not to be used again.
        if (!simple("ROLLBACK")) connection_.reset();
    }
    in_transaction_ = false;
}

Result<> Postgres::lock_schema() {
    TRY(query("SELECT pg_advisory_xact_lock(?)", std::array<Value, 1>{kSchemaLock}));
    return {};
}

Result<> Postgres::copy_to(const std::string&) {
    return Error{Error::Code::unavailable,
                 "copy: PostgreSQL has better means of its own: use pg_dump, or pg_basebackup"};
}

}  // namespace

Result<std::unique_ptr<Connection>> open_postgres(const std::string& address) {
    auto connection = std::make_unique<Postgres>(address);
    TRY(connection->connect());
    return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace sql
