#include "clerk/agent_status.h"

#include <sys/stat.h>

#include <cstdio>

#include "json/json.h"
#include "text/unicode.h"

namespace clerk {

namespace {

constexpr std::size_t kBytesMax = 16 << 10;  // A dozen short fields.
constexpr std::size_t kTextMax = 80;         // Letters: half a line of the page.

std::optional<WallTime> written_at(const std::string& path) {
    struct stat file {};
    if (stat(path.c_str(), &file) != 0) return std::nullopt;
    return WallTime(std::chrono::seconds(file.st_mtim.tv_sec));
}

/// A text for the glass, or nothing.
std::string text_of(const json::Value& root, std::string_view key) {
    const std::string* text = json::text(root, key);
    const bool good = text && text::problem_of(*text).empty() && text->find('\n') == text->npos &&
                      text::code_points(*text).size() <= kTextMax;
    return good ? *text : std::string();
}

std::int64_t count_of(const json::Value& root, std::string_view key) {
    std::int64_t count = 0;
    return json::integer(root, key, count) && count > 0 ? count : 0;
}

}  // namespace

std::optional<WallTime> parse_utc(const std::string& text) {
    unsigned hour = 0, minute = 0, second = 0;
    int used = 0;
    const auto day = parse_iso_date(text.substr(0, 10));
    if (text.size() != 20 || !day.ok() ||
        std::sscanf(text.c_str() + 10, "T%2u:%2u:%2uZ%n", &hour, &minute, &second, &used) != 3 ||
        used != 10 || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    return WallTime(std::chrono::sys_days(day)) + std::chrono::hours(hour) +
           std::chrono::minutes(minute) + std::chrono::seconds(second);
}

Result<AgentStatus> read_agent_status(const std::string& state_folder) {
    const std::string path = state_folder + kAgentStatusFile;
    const json::Value root = TRY(json::parse_file(path, {.bytes = kBytesMax, .depth = 4}));
    std::int64_t version = 0;
    if (!json::integer(root, "v", version) || version != 1)
        return Error{Error::Code::invalid, path + ": \"v\" must be 1"};
    AgentStatus status;
    const json::Value* enrolled = json::find(root, "enrolled");
    status.enrolled = enrolled && *enrolled == true;
    if (status.enrolled) status.device = text_of(root, "device");
    status.state = text_of(root, "state");
    status.province = text_of(root, "province");
    status.words = text_of(root, "words");
    status.last_receipt = parse_utc(text_of(root, "last_receipt"));
    const auto oldest = parse_iso_date(text_of(root, "oldest_unsent"));
    if (oldest.ok()) status.oldest_unsent = std::chrono::sys_days(oldest);
    status.unsent = count_of(root, "unsent");
    status.bad = count_of(root, "bad");
    status.parked = count_of(root, "parked");
    status.faults = count_of(root, "faults");
    status.next = std::chrono::seconds(count_of(root, "next_s"));
    status.told = written_at(path).value_or(WallTime());
    return status;
}

bool has_agent(const std::string& state_folder) {
    struct stat file {};
    return stat((state_folder + kAgentStatusFile).c_str(), &file) == 0 ||
           (stat((state_folder + kAgentSocket).c_str(), &file) == 0 && S_ISSOCK(file.st_mode));
}

}  // namespace clerk
