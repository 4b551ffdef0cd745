#include <filesystem>
#include <map>
#include <mutex>

#include "db/database.h"
#include "sql/dialects.h"

namespace sql {

namespace {

constexpr std::chrono::seconds kTurnPatience{10};  // As long as a writer waits for another process.

/// Several connections of one process may write a file, but never at one instant: SQLite before
/// 3.51.3 can lose data when one commits while another checkpoints (its "WAL-reset bug"), and
/// commits checkpoint by themselves. So writers of a file take turns, from begin to commit. The one
/// thing here that is shared: which files there are.
std::timed_mutex& turns_of(const std::string& file) {
    static std::mutex guard;
    static std::map<std::string, std::timed_mutex> files;
    std::error_code ignored;
    const auto whole = std::filesystem::weakly_canonical(file, ignored);
    const std::lock_guard lock(guard);
    return files[whole.empty() ? file : whole.string()];
}

/// One connection of kiosk/db, with its statements prepared once each.
class Sqlite final : public Connection {
public:
    Sqlite(std::string file, Access access)
        : file_(std::move(file)), access_(access), turn_(turns_of(file_), std::defer_lock) {}
    ~Sqlite() override { close(); }
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    Result<> open();

    Dialect dialect() const override { return Dialect::sqlite; }
    Result<std::int64_t> run(std::string_view statement, std::span<const Value> values) override;
    Result<Rows> query(std::string_view statement, std::span<const Value> values) override;
    Result<std::vector<std::int64_t>> run_many(std::string_view statement,
                                               std::span<const Values> many) override;
    Result<std::vector<Rows>> query_many(std::string_view statement,
                                         std::span<const Values> many) override;
    Result<std::int64_t> insert_many(std::string_view statement,
                                     std::span<const Values> many) override;
    Result<> script(const std::string& statements) override;
    Result<> begin() override;
    Result<> begin_reading() override;
    std::int64_t moment() const override { return reading_ ? moments_ : 0; }
    Result<> commit() override;
    void roll_back() override;
    Result<> lock_schema() override { return {}; }  // BEGIN IMMEDIATE has it already.
    std::string_view for_update() const override { return {}; }
    Result<> copy_to(const std::string& file) override;

private:
    void close();
    Result<> open_if_closed();
    Result<db::Statement*> prepared(std::string_view statement);
    Result<std::int64_t> insert_in_turn(std::string_view statement, std::span<const Values> many);
    Error noted(Error error);
    Result<> take_turn();
    void end_turn() {
        if (turn_.owns_lock()) turn_.unlock();
    }

    const std::string file_;
    const Access access_;
    std::unique_lock<std::timed_mutex> turn_;
    bool suspect_ = false;  ///< The disk failed: what the file holds must be read afresh.
    std::optional<db::Database> database_;
    std::map<std::string, db::Statement, std::less<>> statements_;  // These refer to database_.
    std::optional<db::Transaction> writing_;
    std::optional<db::Snapshot> reading_;
    std::int64_t moments_ = 0;
};

db::Argument argument_of(const Value& value) {
    if (const auto* blob = std::get_if<Blob>(&value)) return db::Blob{blob->bytes};
    if (const auto* text = std::get_if<std::string_view>(&value)) return *text;
    return std::get<std::int64_t>(value);
}

Row row_of(const db::Rows& rows) {
    std::vector<std::variant<std::int64_t, std::string>> cells;
    for (int column = 0; column < rows.columns(); ++column) {
        if (rows.is_integer(column))
            cells.emplace_back(rows.integer(column));
        else
            cells.emplace_back(rows.blob(column));
    }
    return Row(std::move(cells));
}

Result<> Sqlite::open() {
    database_ = TRY(access_ == Access::owner ? db::Database::open_owner(file_)
                                             : db::Database::open_reader(file_));
    suspect_ = false;
    return {};
}

void Sqlite::close() {
    reading_.reset();
    writing_.reset();
    end_turn();
    statements_.clear();
    database_.reset();
}

Result<> Sqlite::open_if_closed() {
    if (database_) return {};
    return open();
}

Error Sqlite::noted(Error error) {
    if (error.code == Error::Code::io || error.code == Error::Code::corrupt) suspect_ = true;
    return error;
}

Result<db::Statement*> Sqlite::prepared(std::string_view statement) {
    TRY(open_if_closed());
    const auto known = statements_.find(statement);
    if (known != statements_.end()) return &known->second;
    Result<db::Statement> made = database_->prepare(statement);
    if (!made) return noted(std::move(made).error()).during(statement);
    return &statements_.emplace(statement, std::move(*made)).first->second;
}

Result<Rows> Sqlite::query(std::string_view statement, std::span<const Value> values) {
    db::Statement* ready = TRY(prepared(statement));
    std::vector<db::Argument> arguments;
    for (const Value& value : values) arguments.push_back(argument_of(value));
    db::Rows rows = ready->query_list(arguments);
    Rows list;
    for (;;) {
        const Result<bool> more = rows.next();
        if (!more) return noted(more.error());
        if (!*more) return list;
        list.push_back(row_of(rows));
    }
}

Result<> Sqlite::take_turn() {
    if (turn_.owns_lock() || access_ == Access::reader) return {};
    if (turn_.try_lock_for(kTurnPatience)) return {};
    return Error{Error::Code::unavailable, file_ + ": another thread writes; come again"};
}

Result<std::int64_t> Sqlite::run(std::string_view statement, std::span<const Value> values) {
    TRY(take_turn());
    const Result<Rows> done = query(statement, values);
    if (!writing_) end_turn();
    TRY(done);
    return database_->changes();
}

Result<std::vector<std::int64_t>> Sqlite::run_many(std::string_view statement,
                                                   std::span<const Values> many) {
    std::vector<std::int64_t> changed;
    for (const Values& values : many) changed.push_back(TRY(run(statement, values)));
    return changed;
}

Result<std::vector<Rows>> Sqlite::query_many(std::string_view statement,
                                             std::span<const Values> many) {
    std::vector<Rows> rows;
    for (const Values& values : many) rows.push_back(TRY(query(statement, values)));
    return rows;
}

// Its rows cost one step each whatever they are put into; what is saved is to look the statement
// up and to make room for answers.
Result<std::int64_t> Sqlite::insert_many(std::string_view statement, std::span<const Values> many) {
    if (many.empty()) return std::int64_t{0};
    TRY(take_turn());
    const Result<std::int64_t> done = insert_in_turn(statement, many);
    if (!writing_) end_turn();
    return done;
}

Result<std::int64_t> Sqlite::insert_in_turn(std::string_view statement,
                                            std::span<const Values> many) {
    db::Statement* ready = TRY(prepared(statement));
    std::vector<db::Argument> arguments;
    std::int64_t changed = 0;
    for (const Values& values : many) {
        arguments.clear();
        for (const Value& value : values) arguments.push_back(argument_of(value));
        db::Rows rows = ready->query_list(arguments);
        const Result<bool> more = rows.next();
        if (!more) return noted(more.error());
        changed += database_->changes();
    }
    return changed;
}

Result<> Sqlite::script(const std::string& statements) {
    TRY(open_if_closed());
    TRY(take_turn());
    const Result<> done = database_->execute(statements);
    if (!writing_) end_turn();
    if (!done) return noted(done.error());
    return {};
}

Result<> Sqlite::begin() {
    ASSERT(!writing_ && !reading_);
    if (suspect_) close();
    TRY(open_if_closed());
    TRY(take_turn());
    Result<db::Transaction> begun = db::Transaction::begin(*database_);
    if (!begun) {
        end_turn();
        return begun.error();
    }
    writing_.emplace(std::move(*begun));
    return {};
}

Result<> Sqlite::begin_reading() {
    ASSERT(!writing_ && !reading_);
    if (suspect_) close();
    TRY(open_if_closed());
    reading_.emplace(TRY(db::Snapshot::take(*database_)));
    ++moments_;
    return {};
}

Result<> Sqlite::commit() {
    ASSERT(writing_ || reading_);
    if (writing_) {
        const Result<> done = writing_->commit();
        if (!done) return noted(done.error()).during("commit");
    }
    writing_.reset();
    reading_.reset();
    end_turn();
    return {};
}

void Sqlite::roll_back() {
    writing_.reset();
    reading_.reset();
    end_turn();
}

Result<> Sqlite::copy_to(const std::string& file) {
    if (std::filesystem::exists(file))
        return Error{Error::Code::invalid, "copy to " + file + ": the file exists already"};
    TRY(open_if_closed());
    return database_->copy_to(file);
}

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& file, Access access) {
    auto connection = std::make_unique<Sqlite>(file, access);
    TRY(connection->open());
    return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace sql
