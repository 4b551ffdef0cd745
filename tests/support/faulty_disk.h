#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

/// A disk that breaks when told to: an SQLite VFS that wraps the system's own, for every
/// database opened while it lives. One at a time. Any thread.
class FaultyDisk {
public:
    enum class Failure {
        io_error,  ///< The write or sync fails; nothing is written.
        torn,      ///< Half of the write reaches the file, then it fails.
        full,      ///< No space left on the device.
        late,      ///< A sync does its work and fails all the same.
    };

    FaultyDisk();
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    /// The n-th write, sync or truncation from now on fails (1: the next), alone or with all
    /// that follow.
    void fail_at(std::int64_t n, Failure how, bool for_ever);
    void mend();
    bool has_failed() const;
    std::int64_t operations() const;  ///< Writes, syncs and truncations so far.

    /// From here on remembers what is not synced yet, file by file.
    void watch();

    /// Writes down what a power cut may leave: all that was synced, and of the rest any part,
    /// in any order, torn at any sector. The program itself goes on.
    /// `folder` gets it just before operation `n` from now on; any number of cuts at once.
    void cut_power_at(std::int64_t n, const std::string& folder, std::uint64_t seed);

    /// Calls `meanwhile` once, in the middle of the next checkpoint by a connection that has
    /// not seen the newest commit: after it read the log's header, before it copies pages.
    void during_next_checkpoint(std::function<void()> meanwhile);

    // For the VFS's C functions.
    struct Change {
        bool truncation = false;
        std::int64_t offset = 0;  ///< Or the new size.
        std::string bytes;
    };
    struct Watched {
        std::string durable;
        std::vector<Change> pending;
    };
    bool next_fails(Failure& how);
    void checkpoint_reached();
    void note_open(const std::string& path);
    void note_write(const std::string& path, std::int64_t offset, std::string bytes);
    void note_truncation(const std::string& path, std::int64_t size);
    void note_sync(const std::string& path);
    void note_deletion(const std::string& path);

private:
    struct Cut {
        std::string folder;
        std::uint64_t seed = 0;
    };
    void write_image(const Cut& cut) const;

    mutable std::mutex mutex_;
    std::function<void()> meanwhile_;
    std::multimap<std::int64_t, Cut> cuts_;
    std::int64_t operations_ = 0;
    std::int64_t fails_at_ = 0;  ///< Number of the operation; 0: never.
    Failure how_ = Failure::io_error;
    bool for_ever_ = false;
    bool has_failed_ = false;
    bool watching_ = false;
    std::map<std::string, Watched> files_;
};
