#include "journal/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "journal/batch.h"
#include "journal/closing.h"
#include "journal/details.h"

namespace journal {

// Events wait in backlog_; a batch of them moves to in_flight_, which the thread alone owns,
// and leaves it only when it is known to be on disk. So nothing is dropped that is being
// written, and nothing is written twice.

namespace {

constexpr std::size_t kBatchMax = 64;          // One fsync for all of them.
constexpr std::uintmax_t kRoomMin = 64 << 10;  // SQLite needs about this to open a file.

bool no_room_beside(const std::string& path) {
    std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (folder.empty()) folder = ".";
    std::error_code failure;
    const auto space = std::filesystem::space(folder, failure);
    return !failure && space.available < kRoomMin;
}

}  // namespace

Writer::Writer(WriterSettings settings, std::function<void()> wake)
    : settings_(std::move(settings)),
      wake_(std::move(wake)),
      judge_(settings_.hours),
      backlog_(settings_.queue_max) {
    ASSERT(settings_.retry_first.count() > 0);
}

Writer::~Writer() { stop(); }

Result<> Writer::start(WallTime wall) {
    ASSERT(!thread_.joinable());
    last_wall_ = wall;
    state_.today.day = business_day(wall);
    const Result<> opened = open_journal(wall);
    if (opened) {
        note_opened();
    } else {
        if (opened.error().code != Error::Code::io) return opened.error();
        note_failure(opened.error(), no_room_beside(settings_.journal.path));
    }
    thread_ = std::thread([this] { run(); });
    return {};
}

Result<std::int64_t> Writer::record(const Event& event, Instant now, WallTime wall,
                                    bool synchronised) {
    TRY(check(event));
    if (event.kind == Kind::day_closed)
        return Error{Error::Code::invalid, "journal: a day is closed by close_day"};
    const std::lock_guard lock(mutex_);
    const bool trusted = believes(wall, synchronised);
    const Verdict verdict = judge_.judge(event, now, wall, trusted);
    return push({.event = event, .minute = minute_of(wall), .trusted = trusted, .verdict = verdict},
                wall, false);
}

Result<std::int64_t> Writer::close_day(tally::Day day, std::string_view staff, Instant now,
                                       WallTime wall, bool synchronised) {
    if (!is_staff(staff))
        return Error{Error::Code::invalid, "journal: a day is closed by a member of staff"};
    const Event event = day_closed(staff, day, no_digest());
    TRY(check(event));
    if (day > business_day(minute_of(wall)))
        return Error{Error::Code::invalid, "journal: " + iso_date(day) + " is still to come"};
    const std::lock_guard lock(mutex_);
    const bool trusted = believes(wall, synchronised);
    const Verdict verdict = judge_.judge(event, now, wall, trusted);
    return push({.event = event, .minute = minute_of(wall), .trusted = trusted, .verdict = verdict},
                wall, false);
}

Result<std::int64_t> Writer::close_open_days(WallTime wall, bool synchronised) {
    const std::lock_guard lock(mutex_);
    if (!believes(wall, synchronised))
        return Error{Error::Code::unavailable,
                     "journal: no day is closed by a clock that is not trusted"};
    const tally::Day yesterday = business_day(minute_of(wall)) - std::chrono::days(1);
    return push({.event = day_closed({}, yesterday, no_digest()),
                 .minute = minute_of(wall),
                 .trusted = true,
                 .verdict = Verdict::counted},
                wall, true);
}

/// With mutex_ held.
bool Writer::believes(WallTime wall, bool synchronised) const {
    return is_trusted({.wall = wall,
                       .synchronised = synchronised,
                       .floor = settings_.floor,
                       .last_trusted = last_trusted_});
}

/// With mutex_ held. Queues an event whose time and verdict are settled; returns its ticket.
std::int64_t Writer::push(Record record, WallTime wall, bool all_open) {
    if (record.trusted) last_trusted_ = record.minute;
    last_wall_ = wall;
    const std::int64_t ticket = ++tickets_;
    backlog_.push(
        {.record = std::move(record), .ticket = ticket, .marker = false, .all_open = all_open},
        in_flight_count_);
    note_backlog();
    changed_.notify_one();
    return ticket;
}

void Writer::tap(Instant now) {
    const std::lock_guard lock(mutex_);
    judge_.tap(now);
}

bool Writer::trusts(WallTime wall, bool synchronised) const {
    const std::lock_guard lock(mutex_);
    return believes(wall, synchronised);
}

MinuteBounds Writer::settable() const {
    const std::lock_guard lock(mutex_);
    return journal::settable(settings_.floor, last_trusted_);
}

void Writer::set_test_mode(bool on) {
    const std::lock_guard lock(mutex_);
    judge_.set_test_mode(on);
}

State Writer::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

void Writer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Writer::run() {
    while (wait_for_work()) {
        if (write_batch())
            delay_ = std::chrono::milliseconds(0);
        else
            delay_ = std::clamp(delay_ * 2, settings_.retry_first, settings_.retry_max);
    }
    while (true) {  // Stopping: each batch has one chance.
        {
            const std::lock_guard lock(mutex_);
            take_batch();
        }
        if (in_flight_.empty() || !write_batch()) break;
    }
    journal_.reset();
}

/// False when it is time to stop.
bool Writer::wait_for_work() {
    std::unique_lock lock(mutex_);
    if (delay_.count() > 0) changed_.wait_for(lock, delay_, [&] { return stopping_; });
    changed_.wait(
        lock, [&] { return stopping_ || !journal_ || !backlog_.empty() || !in_flight_.empty(); });
    if (stopping_) return false;
    take_batch();
    return true;
}

/// With mutex_ held. A batch that failed stays as it is.
void Writer::take_batch() {
    if (!in_flight_.empty()) return;
    in_flight_ = backlog_.take(kBatchMax);
    in_flight_count_ = in_flight_.size();
}

/// Whether everything in flight is on disk now.
bool Writer::write_batch() {
    if (!journal_ && !open_again()) return false;
    if (in_flight_.empty()) return true;

    const Result<std::vector<Record>> rows = rows_of(in_flight_, *journal_);
    const Result<> written = rows ? journal_->append(*rows) : Result<>(rows.error());
    if (written) {
        settle(std::ssize(*rows));
        return true;
    }
    // A file that cannot even be asked what is closed is opened and checked again.
    const db::Trouble trouble =
        rows ? journal_->trouble() : db::Trouble{.disk_full = false, .state_unknown = true};
    if (trouble.state_unknown) {
        before_failure_ = journal_->head();
        suspect_ = written.error().code == Error::Code::corrupt;
        journal_.reset();
    }
    note_failure(written.error(), trouble.disk_full);
    return false;
}

/// After an I/O error only the disk knows what it holds: opens and checks the file again.
bool Writer::open_again() {
    WallTime wall;
    {
        const std::lock_guard lock(mutex_);
        wall = last_wall_;
    }
    const Result<> opened = open_journal(wall);
    if (!opened) {
        note_failure(opened.error(), no_room_beside(settings_.journal.path));
        return false;
    }
    suspect_ = false;
    const std::optional<Head> before = std::exchange(before_failure_, std::nullopt);
    if (before && before->epoch == journal_->head().epoch) {
        const std::int64_t grown = journal_->head().size - before->size;
        // A commit may reach the disk and still report failure: its rows, all of them then, are
        // not written again.
        if (grown > 0) settle(grown);
        if (grown < 0) {  // The disk had promised them.
            const std::lock_guard lock(mutex_);
            backlog_.note_lost(-grown, minute_of(wall), state_.saved_up_to);
            note_backlog();
        }
    }
    note_opened();
    return true;
}

/// All events in flight are on disk, as so many rows.
void Writer::settle(std::int64_t rows) {
    if (in_flight_.empty()) return;
    Today today;
    {
        const std::lock_guard lock(mutex_);
        today = state_.today;
    }
    today = today_with(today);
    {
        const std::lock_guard lock(mutex_);
        state_.written += rows - std::ranges::count_if(in_flight_, &Pending::marker);
        state_.saved_up_to = std::max(state_.saved_up_to, in_flight_.back().ticket);
        state_.today = today;
        in_flight_.clear();
        in_flight_count_ = 0;
        note_backlog();
        note_healthy();
    }
    if (wake_) wake_();
}

/// The day's counts with what is in flight: asked of the file when another day has begun, and
/// when rows are not what was queued.
Today Writer::today_with(const Today& before) {
    Today today = before;
    bool must_ask = false;
    for (const Pending& pending : in_flight_) {
        const Record& record = pending.record;
        const std::chrono::sys_days day = business_day(record.minute);
        const Kind kind = record.event.kind;
        must_ask = must_ask || day != today.day || kind == Kind::correction ||
                   kind == Kind::imported || kind == Kind::day_closed;
        today.day = day;
        const bool counts = record.verdict == Verdict::counted;
        ++(counts ? today.of(kind).counted : today.of(kind).filtered);
        if (counts && record.event == outcome(Answer::submitted, record.event.procedure))
            ++today.submitted;
    }
    if (!must_ask) return today;
    const Result<Today> counted = journal_->today(today.day);
    return counted ? *counted : Today{.day = today.day};
}

Result<> Writer::open_journal(WallTime wall) {
    Settings settings = settings_.journal;
    settings.today = business_day(wall);
    settings.thorough = suspect_;
    Result<Journal> journal = Journal::open(settings);
    if (!journal) return journal.error();
    journal_.emplace(std::move(*journal));
    return {};
}

void Writer::note_opened() {
    const Result<std::optional<Minute>> trusted = journal_->last_trusted();
    std::chrono::sys_days day;
    {
        const std::lock_guard lock(mutex_);
        if (trusted && *trusted) last_trusted_ = std::max(last_trusted_, *trusted);
        if (journal_->set_aside()) state_.set_aside = journal_->set_aside();
        // With rows to write, writing them says whether all is well again.
        if (backlog_.empty() && in_flight_count_ == 0) note_healthy();
        day = state_.today.day;
    }
    const Result<Today> today = journal_->today(day);
    if (today) {
        const std::lock_guard lock(mutex_);
        state_.today = *today;
    }
    if (wake_) wake_();
}

void Writer::note_failure(const Error& error, bool disk_full) {
    {
        const std::lock_guard lock(mutex_);
        state_.health = disk_full ? Health::disk_full : Health::failing;
        state_.message = error.message;
    }
    if (wake_) wake_();
}

/// With mutex_ held.
void Writer::note_healthy() {
    state_.health = Health::ok;
    state_.message.clear();
}

/// With mutex_ held.
void Writer::note_backlog() {
    state_.queued = static_cast<std::int64_t>(backlog_.size() + in_flight_count_);
    state_.lost = backlog_.lost();
    state_.lost_up_to = backlog_.lost_up_to();
}

}  // namespace journal
