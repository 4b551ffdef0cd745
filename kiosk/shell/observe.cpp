#include "shell/observe.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/log.h"
#include "json/json.h"

namespace shell {

namespace {

json::Value box(const ui::Box& at) {
    json::Value value = json::Value::array();
    for (const float number : {at.x, at.y, at.w, at.h}) value.push_back(static_cast<int>(number));
    return value;
}

}  // namespace

Result<Observer> Observer::open(const std::string& path) {
    if (path.empty()) return Observer(-1);
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return Error{Error::Code::io, "open " + path + ": " + std::strerror(errno)};
    return Observer(descriptor);
}

Observer::Observer(Observer&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), told_(std::move(other.told_)) {}

Observer::~Observer() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Observer::frame(const ui::Probe& probe, std::uint64_t frame, const Heard& heard,
                     bool painted) {
    if (!watching()) return;
    json::Value seen = json::Value::object();
    seen["screen"] = probe.screen;
    seen["targets"] = json::Value::object();
    for (const ui::Probe::Target& target : probe.targets)
        if (target.enabled) seen["targets"][target.id] = box(target.box);
    if (!probe.focus.empty()) seen["focus"] = probe.focus;
    seen["read"] = json::Value::array();
    // On the search screen stands what somebody typed.
    for (const ui::Probe::Label& label : probe.labels)
        if (label.read && label.place == ui::Script::Place::content && probe.screen != "search")
            seen["read"].push_back(label.text);
    seen["codes"] = json::Value::array();
    for (const ui::Probe::Code& code : probe.codes) {
        json::Value shown = json::Value::object();
        shown["text"] = code.text;
        shown["box"] = box(code.box);
        seen["codes"].push_back(std::move(shown));
    }
    seen["keys"] = heard.keys;
    seen["touches"] = heard.touches;
    std::string words = seen.dump();
    if (!painted && words == told_) return;
    told_ = std::move(words);
    seen["frame"] = frame;
    line(seen.dump());
}

void Observer::written(std::int64_t rows) {
    if (watching()) line("{\"written\":" + std::to_string(rows) + "}");
}

void Observer::line(const std::string& words) {
    const std::string bytes = words + "\n";
    if (::write(descriptor_, bytes.data(), bytes.size()) < 0)
        logging::warning("observe: {}", std::strerror(errno));
}

}  // namespace shell
