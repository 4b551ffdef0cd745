#include "window/observed.h"

#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "json/json.h"

namespace {

Error error(const std::string& what) {
    return Error{Error::Code::io, what + ": " + std::strerror(errno)};
}

Result<Area> area_of(const json::Value& box) {
    if (!box.is_array() || box.size() != 4)
        return Error{Error::Code::invalid, "observed: a box has four numbers"};
    for (const json::Value& number : box)
        if (!number.is_number()) return Error{Error::Code::invalid, "observed: not a number"};
    return Area{.x = box[0], .y = box[1], .width = box[2], .height = box[3]};
}

}  // namespace

int Shown::count(const std::string& prefix) const {
    int count = 0;
    for (const auto& [id, area] : targets) count += id.starts_with(prefix) ? 1 : 0;
    return count;
}

Result<Shown> parse_shown(const std::string& line) {
    const json::Value value = TRY(json::parse(line, "observed"));
    Shown shown;
    std::int64_t frame = 0;
    const std::string* screen = json::text(value, "screen");
    const json::Value* targets = json::find(value, "targets");
    const json::Value* codes = json::array(value, "codes");
    if (!json::integer(value, "frame", frame) || !json::integer(value, "keys", shown.keys) ||
        !json::integer(value, "touches", shown.touches) || !screen || !targets || !codes)
        return Error{Error::Code::invalid, "observed: not a frame: " + line};
    shown.frame = static_cast<std::uint64_t>(frame);
    shown.screen = *screen;
    for (const auto& [id, box] : targets->items()) {
        const Area area = TRY(area_of(box));
        shown.targets.emplace(id, area);
    }
    if (const std::string* focus = json::text(value, "focus")) shown.focus = *focus;
    if (const json::Value* read = json::array(value, "read"))
        for (const json::Value& text : *read) shown.read.push_back(text.get<std::string>());
    for (const json::Value& code : *codes) {
        const std::string* text = json::text(code, "text");
        const json::Value* box = json::array(code, "box");
        if (!text || !box) return Error{Error::Code::invalid, "observed: not a code: " + line};
        const Area area = TRY(area_of(*box));
        shown.codes.emplace(*text, area);
    }
    return shown;
}

Result<Observed> Observed::follow(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return error("open " + path);
    const int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch < 0) return error("inotify");
    Observed observed(file, watch);
    if (inotify_add_watch(watch, path.c_str(), IN_MODIFY) < 0) return error("watch " + path);
    return observed;
}

Observed::Observed(Observed&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      watch_(std::exchange(other.watch_, -1)),
      rest_(std::move(other.rest_)),
      shown_(std::move(other.shown_)),
      frames_(other.frames_),
      changed_at_(other.changed_at_),
      written_(other.written_) {}

Observed::~Observed() {
    if (file_ >= 0) close(file_);
    if (watch_ >= 0) close(watch_);
}

Result<bool> Observed::read(Instant now) {
    char bytes[1 << 14];
    while (::read(watch_, bytes, sizeof bytes) > 0) continue;  // Only says that there is more.
    bool any = false;
    for (ssize_t got = 0; (got = ::read(file_, bytes, sizeof bytes)) != 0;) {
        if (got < 0) return error("read what was observed");
        rest_.append(bytes, static_cast<std::size_t>(got));
    }
    for (std::size_t end = 0; (end = rest_.find('\n')) != std::string::npos;) {
        TRY(take(rest_.substr(0, end), now));
        rest_.erase(0, end + 1);
        any = true;
    }
    return any;
}

Result<> Observed::take(const std::string& line, Instant now) {
    if (line.starts_with("{\"written\":")) {
        const json::Value value = TRY(json::parse(line, "observed"));
        json::integer(value, "written", written_);
        return {};
    }
    Shown shown = TRY(parse_shown(line));
    if (shown.screen != shown_.screen) changed_at_ = now;
    shown_ = std::move(shown);
    ++frames_;
    return {};
}
