#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "journal/backlog.h"
#include "journal/journal.h"
#include "journal/judge.h"

namespace journal {

/// How writing goes: the kiosk's health line and staff read it.
enum class Health { ok, disk_full, failing };

/// What the kiosk may say of its journal. A copy; the screen reads it without waiting.
struct State {
    std::int64_t written = 0;  ///< Events on disk since the start.
    std::int64_t queued = 0;   ///< Accepted, not on disk yet.
    std::int64_t lost = 0;     ///< Dropped because the queue was full; a row says so.
    Health health = Health::ok;
    std::string message;                ///< For staff, while health is not ok.
    Today today;                        ///< Of the day of the newest row.
    std::optional<SetAside> set_aside;  ///< A damaged file was moved away: tell staff.

    std::int64_t saved_up_to = 0;  ///< Newest ticket on disk.
    std::int64_t lost_up_to = 0;   ///< Newest ticket lost.
    bool saved(std::int64_t ticket) const { return lost_up_to < ticket && ticket <= saved_up_to; }

    bool operator==(const State&) const = default;
};

/// How a writer works. The retry times are shorter in tests.
struct WriterSettings {
    Settings journal;
    OpeningHours hours = OpeningHours::always();
    std::chrono::sys_days floor;   ///< The date of this program or catalogue (trust.h).
    std::size_t queue_max = 1024;  ///< Two busy days: a full disk is seen within one.
    std::chrono::milliseconds retry_first{1000};  ///< Doubled after each failure…
    std::chrono::milliseconds retry_max{60'000};  ///< …up to this.
};

/// The one thread beside the drawing one: takes events, writes them in order. The screen never
/// waits for the disk. Events whose writing fails are kept and tried again; when the queue is
/// full the oldest go, and a rows_lost row stands in their place.
///
/// record(), tap(), trusts(), settable(), set_test_mode() and state() never wait for the disk; any
/// thread may call.
class Writer {
public:
    /// `wake` is called from the writer's thread after each change of state; it must not block
    /// nor call back into this object's stop().
    explicit Writer(WriterSettings settings, std::function<void()> wake = {});
    ~Writer();  ///< stop()
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Opens the journal and starts the thread. Fails, and starts nothing, when another process
    /// owns the journal or the file is not ours to write. A disk that does not let us is no
    /// failure: the citizen is served, state() says so, and we try again.
    Result<> start(WallTime wall);

    /// Fixes the time and the verdict now, and queues the event. Returns its ticket: ask
    /// state().saved(ticket) before saying "saved". `invalid` for an event that may not be kept,
    /// and for a day_closed: see close_day.
    Result<std::int64_t> record(const Event& event, Instant now, WallTime wall, bool synchronised);

    /// Closes a day, for ever: its tallies' digest is chained to the one before (README.md).
    /// Ordered with the records: what was recorded earlier is inside, what comes later for that
    /// day is late. A day that is closed already stays as it is, and the ticket counts as saved.
    /// `invalid` for a staff code of another shape, and for a day that is still to come.
    Result<std::int64_t> close_day(tally::Day day, std::string_view staff, Instant now,
                                   WallTime wall, bool synchronised);

    /// Closes every open day from that of the first trusted row to yesterday, empty ones too, by
    /// itself ("auto"); at most kClosingsMax (batch.h), oldest first: call again the next morning
    /// for the rest. `unavailable`, and nothing is closed, while the clock is not trusted.
    Result<std::int64_t> close_open_days(WallTime wall, bool synchronised);

    void tap(Instant now);  ///< Judge::tap

    /// Whether a row of now would be marked as one of a trusted clock (trust.h), and between
    /// which minutes the clock may be set by hand.
    bool trusts(WallTime wall, bool synchronised) const;
    MinuteBounds settable() const;
    void set_test_mode(bool on);
    State state() const;

    /// Tries once to write what is queued, then ends the thread. Waits for the disk, never for
    /// a retry.
    void stop();

private:
    void run();
    bool wait_for_work();
    void take_batch();
    bool write_batch();
    bool open_again();
    void settle(std::int64_t rows);
    Today today_with(const Today& before);
    bool believes(WallTime wall, bool synchronised) const;
    std::int64_t push(Record record, WallTime wall, bool all_open);
    Result<> open_journal(WallTime wall);
    void note_opened();
    void note_failure(const Error& error, bool disk_full);
    void note_healthy();
    void note_backlog();

    const WriterSettings settings_;
    const std::function<void()> wake_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    // Guarded by mutex_:
    Judge judge_;
    std::optional<Minute> last_trusted_;
    WallTime last_wall_{};
    Backlog backlog_;
    std::size_t in_flight_count_ = 0;
    std::int64_t tickets_ = 0;
    State state_;
    bool stopping_ = false;

    // The thread's own, once it runs:
    std::optional<Journal> journal_;
    std::optional<Head> before_failure_;
    bool suspect_ = false;  ///< The last failure smelled of damage: check thoroughly.
    std::vector<Pending> in_flight_;
    std::chrono::milliseconds delay_{0};

    std::thread thread_;
};

}  // namespace journal
