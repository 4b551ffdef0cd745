// Loaded into a kiosk under test before the C library: its boot clock runs ahead by as many
// milliseconds as the test has written into a shared file, so that minutes pass in no time; and
// $MOTCUA_TEST_SYNCHRONISED says whether somebody keeps the wall clock set, whoever does really.
// The program itself knows nothing of it.

#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>

namespace {

using Shift = std::atomic<std::int64_t>;
using ReadClock = int (*)(clockid_t, timespec*);

constexpr long kNanosecondsPerSecond = 1'000'000'000;

const Shift* shared() {
    const char* path = getenv("MOTCUA_TEST_CLOCK");
    const int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return nullptr;
    void* at = mmap(nullptr, sizeof(Shift), PROT_READ, MAP_SHARED, file, 0);
    close(file);
    return at == MAP_FAILED ? nullptr : static_cast<const Shift*>(at);
}

}  // namespace

extern "C" int clock_gettime(clockid_t id, timespec* time) {
    static const auto real = reinterpret_cast<ReadClock>(dlsym(RTLD_NEXT, "clock_gettime"));
    static const Shift* const shift = shared();
    const int result = real(id, time);
    if (id != CLOCK_BOOTTIME || result != 0 || shift == nullptr) return result;
    const std::int64_t ahead = shift->load();
    time->tv_sec += ahead / 1000;
    time->tv_nsec += ahead % 1000 * 1'000'000;
    if (time->tv_nsec >= kNanosecondsPerSecond) {
        time->tv_nsec -= kNanosecondsPerSecond;
        ++time->tv_sec;
    }
    return result;
}

extern "C" int adjtimex(timex* state) noexcept {
    using Ask = int (*)(timex*);
    static const auto real = reinterpret_cast<Ask>(dlsym(RTLD_NEXT, "adjtimex"));
    const int result = real(state);
    const char* kept = getenv("MOTCUA_TEST_SYNCHRONISED");
    if (kept == nullptr) return result;
    if (*kept == '1') {
        state->status &= ~STA_UNSYNC;
        return TIME_OK;
    }
    state->status |= STA_UNSYNC;
    return TIME_ERROR;
}
