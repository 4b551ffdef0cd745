#include "staff/door.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "base/log.h"
#include "json/json.h"

namespace staff {

namespace {

using std::chrono::seconds;

constexpr std::int64_t kVersion = 1;
constexpr json::Limits kLimits{.bytes = 4096, .depth = 2};

seconds length_of(int locks) {
    seconds length = kFirstLock;
    for (int i = 1; i < locks && length < kLongestLock; ++i) length *= 2;
    return std::min(length, kLongestLock);
}

/// After so many the length no longer grows: 15 s doubled eight times is more than an hour.
constexpr int kLocksMax = 9;
constexpr Door::Count kDamaged{.wrong = 0, .locks = kLocksMax, .locked = true};

std::optional<Door::Count> parse(const json::Value& file) {
    std::int64_t version = 0, wrong = 0, locks = 0;
    const json::Value* locked = json::find(file, "locked");
    const bool whole = json::integer(file, "version", version) && version == kVersion &&
                       json::integer(file, "wrong", wrong) && wrong >= 0 && wrong < kTries &&
                       json::integer(file, "locks", locks) && locks >= 0 && locks <= kLocksMax &&
                       locked && locked->is_boolean() && !(locked->get<bool>() && locks == 0) &&
                       json::unknown_keys(file, {"version", "wrong", "locks", "locked"}).empty();
    if (!whole) return std::nullopt;
    return Door::Count{.wrong = static_cast<int>(wrong),
                       .locks = static_cast<int>(locks),
                       .locked = locked->get<bool>()};
}

}  // namespace

Result<Door> Door::open(const std::string& path, Instant now) {
    Door door(path);
    const Result<std::string> bytes = files::read(path, kLimits.bytes);
    if (!bytes && bytes.error().code == Error::Code::not_found) return door;
    if (!bytes && bytes.error().code != Error::Code::invalid) return bytes.error();
    const Result<json::Value> file =
        bytes ? json::parse(*bytes, path, kLimits) : Result<json::Value>(bytes.error());
    const std::optional<Count> count = file ? parse(*file) : std::nullopt;
    door.count_ = count.value_or(kDamaged);
    door.locked_until_ = now + length_of(door.count_.locks);
    if (!count) {
        logging::error("staff door: {} is damaged: locked for {} s", path, kLongestLock.count());
        const Result<> saved = door.save(door.count_);
        if (!saved) logging::error("staff door: {}", saved.error().message);
    }
    return door;
}

Result<Door::Answer> Door::knock(const Account& account, std::string_view pin, Instant now) {
    if (const seconds left = locked_for(now); left > seconds(0))
        return Answer{.kind = Answer::Kind::locked, .locked_for = left};

    // Counted as wrong until it is known to be right: a power cut in between gains nothing.
    Count count = count_;
    count.locked = ++count.wrong == kTries;
    if (count.locked) count = {.locks = std::min(count.locks + 1, kLocksMax), .locked = true};
    Result<> counted = save(count);
    if (!counted) return std::move(counted).error().during("count a try at the staff door");
    count_ = count;
    locked_until_ = now + length_of(count.locks);

    if (matches(account, pin)) {
        count_ = {};
        const Result<> saved = save(count_);
        // The try is proven right. The disk keeps a count that is too high, never too low.
        if (!saved) logging::warning("staff door: {}", saved.error().message);
        return Answer{.kind = Answer::Kind::open};
    }
    if (!count_.locked) return Answer{.kind = Answer::Kind::wrong, .tries_left = tries_left()};
    return Answer{
        .kind = Answer::Kind::locked, .locked_for = length_of(count_.locks), .just_locked = true};
}

seconds Door::locked_for(Instant now) const {
    if (!count_.locked || now >= locked_until_) return seconds(0);
    return std::chrono::ceil<seconds>(locked_until_ - now);
}

Result<> Door::settle(Instant now) {
    if (!count_.locked || now < locked_until_) return {};
    Count over = count_;
    over.locked = false;
    TRY(save(over));
    count_ = over;
    return {};
}

Result<> Door::save(const Count& count) const {
    const std::string bytes =
        fmt::format("{{\"version\": {}, \"wrong\": {}, \"locks\": {}, \"locked\": {}}}\n", kVersion,
                    count.wrong, count.locks, count.locked);
    return files::write_atomically(path_, bytes, files::Readers::owner);
}

}  // namespace staff
