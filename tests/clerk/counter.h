#pragma once

#include <sys/mount.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

#include "clerk/clerk.h"
#include "clerk/office.h"
#include "journal/reader.h"
#include "support/journal_fixture.h"
#include "support/own_mounts.h"

/// A time that runs, and that a test may push on while other threads look at it.
class PushedClock final : public Clock {
public:
    explicit PushedClock(WallTime wall) : wall_(wall), began_(system_.now()) {}
    Instant now() const override { return system_.now() + pushed_.load(); }
    WallTime wall() const override { return wall_ + (now() - began_); }
    bool wall_is_synchronised() const override { return synchronised_; }
    void push(std::chrono::milliseconds by) { pushed_ = pushed_.load() + by; }
    void set_synchronised(bool yes) { synchronised_ = yes; }

private:
    const SystemClock system_;
    const WallTime wall_;
    const Instant began_;
    std::atomic<std::chrono::milliseconds> pushed_{std::chrono::milliseconds(0)};
    std::atomic<bool> synchronised_ = true;
};

/// The first officer and the first manager of a counter.
inline constexpr const char* kOfficerPin = "274916";
inline constexpr const char* kManagerPin = "839265";
inline constexpr const char* kBirth = "1.001193";
inline constexpr const char* kCopies = "2.000815";

/// A clerk's world: what we ship, a journal in a folder of its own, a folder where sticks are
/// mounted. Its office may be asked on the test's own thread, or a clerk's thread started.
/// 16:31 of Monday 2026-11-23 in Viet Nam.
class Counter {
public:
    enum class Journal { none, season };
    explicit Counter(Journal with = Journal::none);
    ~Counter();
    Counter(const Counter&) = delete;
    Counter& operator=(const Counter&) = delete;

    settings::Settings settings;  ///< As shipped; to be changed before anything is asked.
    PushedClock clock;
    std::string state() const { return dir_ / "state"; }
    std::string sticks() const { return dir_ / "media"; }
    std::string journal() const { return state() + "/journal.db"; }
    std::string operator/(const std::string& name) const { return dir_ / name; }
    tally::Day today() const { return business_day(clock.wall()); }
    const text::Words& words() const;
    clerk::Surroundings around();

    journal::Writer& writer() { return *writer_; }
    clerk::Bell& bell() { return bell_; }  ///< Rung by the writer.
    Counter& open();                       ///< Starts the journal's writer.
    void hire() const;
    journal::Reader reader() const { return must(journal::Reader::open(journal())); }
    /// "dossier 1.001193 CB01 2026-11-23 1 online …" of the rows written since the start, each
    /// with its verdict when it does not count. Waits until nothing is queued.
    std::vector<std::string> rows();

    /// Served on this thread: everything that was told.
    std::vector<desk::Action> serve(const desk::Request& request, const clerk::Tell& tell = {});
    clerk::Office& office();
    clerk::Vitals vitals;

    clerk::Clerk& clerk();  ///< Started when it is first asked for.
    /// What the clerk's thread tells next; waits for it.
    app::Action answer();
    /// The next answer of a kind at the desk; what comes before it is passed over.
    template <class Came>
    Came next() {
        while (true) {
            const app::Action action = answer();
            const auto* at_desk = std::get_if<app::AtDesk>(&action);
            if (!at_desk) continue;
            if (const auto* came = std::get_if<Came>(&at_desk->action)) return *came;
        }
    }

    /// Serves a deed: its last notice.
    desk::Notice deed(const desk::Request& request);
    /// Serves a question: its answer.
    template <class Came>
    Came ask(const desk::Request& request) {
        const auto told = serve(request);
        REQUIRE(told.size() == 1);
        REQUIRE(std::holds_alternative<Came>(told[0]));
        return std::get<Came>(told[0]);
    }

private:
    void woken();

    TempDir dir_;
    std::unique_ptr<KeptClock> kept_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<app::Action> answers_;
    clerk::Bell bell_;
    std::atomic<clerk::Clerk*> rung_{nullptr};
    std::unique_ptr<journal::Writer> writer_;
    std::optional<clerk::Surroundings> around_;
    std::unique_ptr<clerk::Office> office_;
    std::unique_ptr<clerk::Clerk> clerk_;
    std::int64_t rows_before_ = 0;
};

/// A USB stick: a mount that comes and goes. Only for tests that are skipped unless kMayMount.
class MountedStick {
public:
    explicit MountedStick(const Counter& counter, const char* options = "size=16m",
                          const std::string& name = "USB")
        : path_(counter.sticks() + "/" + name) {
        std::filesystem::create_directories(path_);
        mounted_ = mount("stick", path_.c_str(), "tmpfs", 0, options) == 0;
        REQUIRE_MESSAGE(mounted_, "mounting a stick needs root");
    }
    ~MountedStick() { pull(); }
    MountedStick(const MountedStick&) = delete;
    MountedStick& operator=(const MountedStick&) = delete;

    void pull() {
        if (mounted_) umount2(path_.c_str(), MNT_DETACH);
        mounted_ = false;
    }
    void make_read_only() const {
        REQUIRE(mount("stick", path_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0);
    }
    const std::string& path() const { return path_; }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    std::vector<std::string> names() const;  ///< Of all its files, in order.

private:
    std::string path_;
    bool mounted_ = false;
};

/// The disk of a counter's journal, full: a small mount over its folder until there is room. Made
/// before the counter's writer starts.
class FullDisk {
public:
    explicit FullDisk(const Counter& counter) : path_(counter.state()) {
        REQUIRE(mount("disk", path_.c_str(), "tmpfs", 0, "size=8m") == 0);
        fill();
    }
    ~FullDisk() { umount2(path_.c_str(), MNT_DETACH); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    void fill() const;
    void make_room() const { std::filesystem::remove(path_ + "/filler"); }

private:
    std::string path_;
};
