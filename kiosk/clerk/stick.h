#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "desk/facts.h"

namespace clerk {

/// The USB stick that was plugged in last: a mount below one of the folders of kiosk.toml. A
/// desktop or a rule of the system mounts it; the kiosk only looks. `path` is empty without one.
desk::Stick find_stick(const std::vector<std::string>& folders,
                       const std::string& mountinfo = "/proc/self/mountinfo");

/// A stick that is held while it is written to. What is written below folder() lies on the stick
/// or nowhere: when it is pulled, the empty folder it was mounted on does not take its place.
class HeldStick {
public:
    static Result<HeldStick> hold(const std::string& path);
    ~HeldStick();
    HeldStick(HeldStick&& other) noexcept
        : path_(std::move(other.path_)), root_(std::exchange(other.root_, -1)) {}
    HeldStick& operator=(HeldStick&&) = delete;

    std::string folder() const { return "/proc/self/fd/" + std::to_string(root_); }
    bool is_here() const;  ///< Still mounted where it was.

    /// Everything written is on the stick itself when this returns, and it has not been pulled.
    Result<> sync() const;

private:
    HeldStick(std::string path, int root) : path_(std::move(path)), root_(root) {}
    std::string path_;
    int root_;  ///< Its root folder, open.
};

}  // namespace clerk
