#include "clerk/messenger.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/log.h"
#include "json/json.h"
#include "text/unicode.h"

namespace clerk {

namespace {

constexpr const char* kNoAgent = "no_agent";
constexpr std::size_t kErrorMax = 32;   // "code_unknown" and its like.
constexpr std::size_t kWordsMax = 120;  // Letters on the glass.

Error refusal(const std::string& path) {
    return Error{Error::Code::unavailable, path + ": " + std::strerror(errno)};
}

/// A text of the agent that may be shown: short, and of letters that can be drawn.
std::optional<std::string> shown_text(const json::Value& answer, std::string_view key) {
    const std::string* text = json::text(answer, key);
    if (!text || text->empty() || !text::problem_of(*text).empty() ||
        text->find('\n') != text->npos || text::code_points(*text).size() > kWordsMax)
        return std::nullopt;
    return *text;
}

bool is_error_name(const std::string& name) {
    return !name.empty() && name.size() <= kErrorMax &&
           std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

/// What one line says; nothing when it is not of the form that was agreed.
std::optional<desk::EnrolCame> read_answer(const std::string& line) {
    const auto answer = json::parse(line, "agent", {.bytes = Messenger::kBytesMax, .depth = 4});
    if (!answer) return std::nullopt;
    const json::Value* ok = json::find(*answer, "ok");
    if (!ok || !ok->is_boolean()) return std::nullopt;
    if (*ok == true) {
        const auto words = shown_text(*answer, "words");
        if (!words) return std::nullopt;
        return desk::EnrolCame{.words = *words,
                               .name = shown_text(*answer, "name").value_or(std::string())};
    }
    const std::string* error = json::text(*answer, "error");
    if (!error || !is_error_name(*error)) return std::nullopt;
    if (const auto message = shown_text(*answer, "message"))
        logging::warning("enrol: {}: {}", *error, *message);
    return desk::EnrolCame{.error = *error};
}

}  // namespace

/// Over a local socket both connecting and sending a short line are done at once or not at all.
Result<int> Messenger::call(const std::string& words) const {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path_.size() >= sizeof address.sun_path)
        return Error{Error::Code::invalid, path_ + ": too long for a socket"};
    std::memcpy(address.sun_path, path_.c_str(), path_.size() + 1);
    const int line = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (line < 0) return refusal(path_);
    const bool connected =
        connect(line, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const bool sent = connected && send(line, words.data(), words.size(), MSG_NOSIGNAL) ==
                                       static_cast<ssize_t>(words.size());
    if (sent) return line;
    const Error error = refusal(path_);
    close(line);
    return error;
}

void Messenger::ask(const std::string& code, Instant now) {
    hang_up();
    told_.reset();
    heard_.clear();
    until_ = now + kPatience;
    json::Value question = json::Value::object();
    question["ask"] = "enrol";
    question["code"] = code;
    const auto line = call(question.dump() + "\n");
    if (line)
        line_ = *line;
    else
        give_up(line.error().message);
}

std::optional<desk::EnrolCame> Messenger::hear(Instant now) {
    if (line_ >= 0) {
        char bytes[512];
        ssize_t got = 0;
        while ((got = recv(line_, bytes, sizeof bytes, 0)) > 0 && heard_.size() <= kBytesMax)
            heard_.append(bytes, static_cast<std::size_t>(got));
        const bool ended = got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR);
        const std::size_t end = heard_.find('\n');
        if (end < kBytesMax) {
            told_ = read_answer(heard_.substr(0, end));
            if (!told_) give_up("its answer makes no sense");
        } else if (heard_.size() > kBytesMax) {
            give_up("it says too much");
        } else if (ended) {
            give_up("it hung up");
        } else if (now >= until_) {
            give_up("it says nothing");
        }
        if (told_) hang_up();
    }
    return std::exchange(told_, std::nullopt);
}

void Messenger::give_up(const std::string& why) {
    logging::error("ask the agent to enrol: {}", why);
    told_ = desk::EnrolCame{.error = kNoAgent};
}

void Messenger::hang_up() {
    if (line_ >= 0) close(line_);
    line_ = -1;
}

}  // namespace clerk
