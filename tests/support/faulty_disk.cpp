#include "support/faulty_disk.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace {

FaultyDisk* the_disk = nullptr;
sqlite3_vfs* the_system = nullptr;
sqlite3_vfs faulty_vfs;
sqlite3_io_methods faulty_methods;

/// Our file in front, the system's file behind it in the same piece of memory.
struct File {
    sqlite3_file base;
    char path[512];
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File* mine(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return mine(file)->real(); }

int code_of(FaultyDisk::Failure how, int otherwise) {
    return how == FaultyDisk::Failure::full ? SQLITE_FULL : otherwise;
}

int close_file(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }

int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), to, size, offset);
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    FaultyDisk::Failure how{};
    if (the_disk->next_fails(how)) {
        if (how == FaultyDisk::Failure::torn)
            (void)real(file)->pMethods->xWrite(real(file), from, size / 2, offset);
        return code_of(how, SQLITE_IOERR_WRITE);
    }
    const int rc = real(file)->pMethods->xWrite(real(file), from, size, offset);
    if (rc == SQLITE_OK)
        the_disk->note_write(mine(file)->path, offset,
                             {static_cast<const char*>(from), static_cast<std::size_t>(size)});
    return rc;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    FaultyDisk::Failure how{};
    if (the_disk->next_fails(how)) return code_of(how, SQLITE_IOERR_TRUNCATE);
    const int rc = real(file)->pMethods->xTruncate(real(file), size);
    if (rc == SQLITE_OK) the_disk->note_truncation(mine(file)->path, size);
    return rc;
}

int sync_file(sqlite3_file* file, int flags) {
    FaultyDisk::Failure how{};
    const bool fails = the_disk->next_fails(how);
    if (fails && how != FaultyDisk::Failure::late) return code_of(how, SQLITE_IOERR_FSYNC);
    const int rc = real(file)->pMethods->xSync(real(file), flags);
    if (rc == SQLITE_OK) the_disk->note_sync(mine(file)->path);
    return fails ? SQLITE_IOERR_FSYNC : rc;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
int unlock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}
int check_lock(sqlite3_file* file, int* result) {
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}
int control(sqlite3_file* file, int what, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), what, argument);
}
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}
int shm_lock(sqlite3_file* file, int offset, int n, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}
void shm_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int shm_unmap(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

int fetch(sqlite3_file*, sqlite3_int64, int, void** page) {
    *page = nullptr;  // No memory mapping.
    return SQLITE_OK;
}
// Without mappings SQLite calls this only between a checkpoint's look at the log's header and
// its copying: just where 3.40.1 does not expect a commit.
int unfetch(sqlite3_file*, sqlite3_int64, void*) {
    the_disk->checkpoint_reached();
    return SQLITE_OK;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    file->pMethods = nullptr;
    const int rc = the_system->xOpen(the_system, name, real(file), flags, out);
    if (rc != SQLITE_OK) return rc;
    std::strncpy(mine(file)->path, name ? name : "", sizeof mine(file)->path - 1);
    if (name) the_disk->note_open(name);
    file->pMethods = &faulty_methods;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
    const int rc = the_system->xDelete(the_system, name, sync_folder);
    if (rc == SQLITE_OK) the_disk->note_deletion(name);
    return rc;
}

std::string whole_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

constexpr std::size_t kSector = 512;

void apply(std::string& image, const FaultyDisk::Change& change, std::size_t bytes) {
    const auto offset = static_cast<std::size_t>(change.offset);
    if (change.truncation) {
        image.resize(std::min(image.size(), offset));
        return;
    }
    if (image.size() < offset + bytes) image.resize(offset + bytes);
    image.replace(offset, bytes, change.bytes, 0, bytes);
}

}  // namespace

FaultyDisk::FaultyDisk() {
    REQUIRE(the_disk == nullptr);
    the_disk = this;
    the_system = sqlite3_vfs_find(nullptr);
    faulty_methods = {};
    faulty_methods.iVersion = 3;
    faulty_methods.xClose = close_file;
    faulty_methods.xRead = read_file;
    faulty_methods.xWrite = write_file;
    faulty_methods.xTruncate = truncate_file;
    faulty_methods.xSync = sync_file;
    faulty_methods.xFileSize = file_size;
    faulty_methods.xLock = lock;
    faulty_methods.xUnlock = unlock;
    faulty_methods.xCheckReservedLock = check_lock;
    faulty_methods.xFileControl = control;
    faulty_methods.xSectorSize = sector_size;
    faulty_methods.xDeviceCharacteristics = characteristics;
    faulty_methods.xShmMap = shm_map;
    faulty_methods.xShmLock = shm_lock;
    faulty_methods.xShmBarrier = shm_barrier;
    faulty_methods.xShmUnmap = shm_unmap;
    faulty_methods.xFetch = fetch;
    faulty_methods.xUnfetch = unfetch;

    faulty_vfs = *the_system;
    faulty_vfs.zName = "faulty";
    faulty_vfs.pNext = nullptr;
    faulty_vfs.szOsFile = static_cast<int>(sizeof(File)) + the_system->szOsFile;
    faulty_vfs.xOpen = open_file;
    faulty_vfs.xDelete = delete_file;
    REQUIRE(sqlite3_vfs_register(&faulty_vfs, 1) == SQLITE_OK);
}

FaultyDisk::~FaultyDisk() {
    sqlite3_vfs_unregister(&faulty_vfs);
    sqlite3_vfs_register(the_system, 1);
    the_disk = nullptr;
}

void FaultyDisk::fail_at(std::int64_t n, Failure how, bool for_ever) {
    const std::lock_guard lock(mutex_);
    fails_at_ = operations_ + n;
    how_ = how;
    for_ever_ = for_ever;
    has_failed_ = false;
}

void FaultyDisk::mend() {
    const std::lock_guard lock(mutex_);
    fails_at_ = 0;
}

bool FaultyDisk::has_failed() const {
    const std::lock_guard lock(mutex_);
    return has_failed_;
}

std::int64_t FaultyDisk::operations() const {
    const std::lock_guard lock(mutex_);
    return operations_;
}

bool FaultyDisk::next_fails(Failure& how) {
    const std::lock_guard lock(mutex_);
    ++operations_;
    const auto [first, last] = cuts_.equal_range(operations_);
    for (auto cut = first; cut != last; ++cut) write_image(cut->second);
    if (fails_at_ == 0 || operations_ < fails_at_) return false;
    if (operations_ > fails_at_ && !for_ever_) return false;
    how = how_;
    has_failed_ = true;
    return true;
}

void FaultyDisk::during_next_checkpoint(std::function<void()> meanwhile) {
    const std::lock_guard lock(mutex_);
    meanwhile_ = std::move(meanwhile);
}

void FaultyDisk::checkpoint_reached() {
    std::function<void()> meanwhile;
    {
        const std::lock_guard lock(mutex_);
        meanwhile.swap(meanwhile_);
    }
    if (meanwhile) meanwhile();
}

void FaultyDisk::watch() {
    const std::lock_guard lock(mutex_);
    watching_ = true;
}

void FaultyDisk::note_open(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (watching_ && !files_.contains(path)) files_[path].durable = whole_file(path);
}

void FaultyDisk::note_write(const std::string& path, std::int64_t offset, std::string bytes) {
    const std::lock_guard lock(mutex_);
    if (watching_)
        files_[path].pending.push_back(
            {.truncation = false, .offset = offset, .bytes = std::move(bytes)});
}

void FaultyDisk::note_truncation(const std::string& path, std::int64_t size) {
    const std::lock_guard lock(mutex_);
    if (watching_)
        files_[path].pending.push_back({.truncation = true, .offset = size, .bytes = {}});
}

void FaultyDisk::note_sync(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (!watching_) return;
    Watched& file = files_[path];
    for (const Change& change : file.pending) apply(file.durable, change, change.bytes.size());
    file.pending.clear();
}

void FaultyDisk::note_deletion(const std::string& path) {
    const std::lock_guard lock(mutex_);
    files_.erase(path);
}

void FaultyDisk::cut_power_at(std::int64_t n, const std::string& folder, std::uint64_t seed) {
    const std::lock_guard lock(mutex_);
    cuts_.insert({operations_ + n, {.folder = folder, .seed = seed}});
}

/// With mutex_ held.
void FaultyDisk::write_image(const Cut& cut) const {
    std::mt19937_64 random(cut.seed);
    for (const auto& [path, file] : files_) {
        std::string image = file.durable;
        const auto kept_of_ten = random() % 11;  // From "nothing more" to "everything".
        for (const Change& change : file.pending) {
            if (random() % 10 >= kept_of_ten) continue;
            std::size_t bytes = change.bytes.size();
            if (random() % 4 == 0) bytes = std::min(bytes, random() % 9 * kSector);
            apply(image, change, bytes);
        }
        std::ofstream out(cut.folder + "/" + std::filesystem::path(path).filename().string(),
                          std::ios::binary);
        out << image;
    }
}
