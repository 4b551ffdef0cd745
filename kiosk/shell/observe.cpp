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
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

Observer::~Observer() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Observer::frame(const ui::Probe& probe, std::uint64_t frame) {
    if (!watching()) return;
    json::Value line = json::Value::object();
    line["frame"] = frame;
    line["screen"] = probe.screen;
    line["targets"] = json::Value::object();
    for (const ui::Probe::Target& target : probe.targets)
        if (target.enabled) line["targets"][target.id] = box(target.box);
    line["codes"] = json::Value::array();
    for (const ui::Probe::Code& code : probe.codes) {
        json::Value shown = json::Value::object();
        shown["text"] = code.text;
        shown["box"] = box(code.box);
        line["codes"].push_back(std::move(shown));
    }
    const std::string bytes = line.dump() + "\n";
    if (::write(descriptor_, bytes.data(), bytes.size()) < 0)
        logging::warning("observe: {}", std::strerror(errno));
}

}  // namespace shell
