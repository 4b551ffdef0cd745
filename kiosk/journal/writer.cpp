#include "journal/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

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
    std::int64_t ticket = 0;
    {
        const std::lock_guard lock(mutex_);
        const bool trusted = is_trusted({.wall = wall,
                                         .synchronised = synchronised,
                                         .floor = settings_.floor,
                                         .last_trusted = last_trusted_});
        const Minute minute = minute_of(wall);
        const Verdict verdict = judge_.judge(event, now, wall, trusted);
        if (trusted) last_trusted_ = minute;
        last_wall_ = wall;
        ticket = ++tickets_;
        backlog_.push(
            {
                .record =
                    {.event = event, .minute = minute, .trusted = trusted, .verdict = verdict},
                .ticket = ticket,
                .marker = false,
            },
            in_flight_count_);
        note_backlog();
    }
    changed_.notify_one();
    return ticket;
}

void Writer::tap(Instant now) {
    const std::lock_guard lock(mutex_);
    judge_.tap(now);
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

    std::vector<Record> records;
    for (const Pending& pending : in_flight_) records.push_back(pending.record);
    const Result<> written = journal_->append(records);
    if (written) {
        settle(in_flight_.size());
        return true;
    }
    const db::Trouble trouble = journal_->trouble();
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
        // A commit may reach the disk and still report failure: its rows are not written again.
        if (grown > 0) settle(std::min(static_cast<std::size_t>(grown), in_flight_.size()));
        if (grown < 0) {  // The disk had promised them.
            const std::lock_guard lock(mutex_);
            backlog_.note_lost(-grown, minute_of(wall), state_.saved_up_to);
            note_backlog();
        }
    }
    note_opened();
    return true;
}

/// The first `count` events in flight are on disk.
void Writer::settle(std::size_t count) {
    ASSERT(count <= in_flight_.size());
    if (count == 0) return;
    Today today;
    {
        const std::lock_guard lock(mutex_);
        today = state_.today;
    }
    const auto end = in_flight_.begin() + static_cast<std::ptrdiff_t>(count);
    bool other_day = false;
    for (auto pending = in_flight_.begin(); pending != end; ++pending) {
        const std::chrono::sys_days day = business_day(pending->record.minute);
        other_day = other_day || day != today.day;
        today.day = day;
        Count& of_kind = today.of(pending->record.event.kind);
        const bool counts = pending->record.verdict == Verdict::counted;
        ++(counts ? of_kind.counted : of_kind.filtered);
        if (counts &&
            pending->record.event == outcome(Answer::submitted, pending->record.event.procedure))
            ++today.submitted;
    }
    if (other_day) {
        const Result<Today> counted = journal_->today(today.day);
        today = counted ? *counted : Today{.day = today.day};
    }
    {
        const std::lock_guard lock(mutex_);
        state_.written +=
            std::count_if(in_flight_.begin(), end, [](const Pending& one) { return !one.marker; });
        state_.saved_up_to = std::max(state_.saved_up_to, (end - 1)->ticket);
        state_.today = today;
        in_flight_.erase(in_flight_.begin(), end);
        in_flight_count_ = in_flight_.size();
        note_backlog();
        note_healthy();
    }
    if (wake_) wake_();
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
