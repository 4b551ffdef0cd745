#pragma once

#include <sys/mount.h>

#include <filesystem>
#include <string>

#include "staff/account.h"
#include "support/own_mounts.h"
#include "window/stand.h"

/// A kiosk with staff: an officer and a manager, and a folder where a stick may be mounted.
class DeskStand : public Stand {
public:
    explicit DeskStand(bool portrait = false) : Stand(portrait) {
        std::filesystem::create_directories(site.state());
        std::filesystem::create_directories(sticks());
        must(site.set("sticks.folders", "[\"" + sticks() + "\"]"));
    }
    void hire() const {
        staff::Accounts accounts = must(staff::Accounts::load(site.state() + "/staff.json"));
        must(accounts.add("CB01", staff::Role::officer, kOfficerPin));
        must(accounts.add("QL01", staff::Role::manager, kManagerPin));
    }

    std::string sticks() const { return folder.path() + "/media"; }

    static constexpr const char* kOfficerPin = "274916";
    static constexpr const char* kManagerPin = "839265";
};

/// A USB stick: a mount that comes and goes. Without the right to mount, the memory disk that
/// every Linux has mounted already stands in for it.
class Stick {
public:
    explicit Stick(DeskStand& stand) : path_(stand.sticks() + "/USB") {
        std::filesystem::create_directories(path_);
        mounted_ = mount("stick", path_.c_str(), "tmpfs", 0, "size=16m") == 0;
        if (mounted_) return;
        path_ = "/dev/shm";
        must(stand.site.set("sticks.folders", "[\"" + path_ + "\"]"));
    }
    ~Stick() {
        for (const std::filesystem::path& file : files()) std::filesystem::remove(file);
        if (mounted_) umount2(path_.c_str(), MNT_DETACH);
    }
    Stick(const Stick&) = delete;
    Stick& operator=(const Stick&) = delete;

    const std::string& path() const { return path_; }
    /// What lies on it and could be an export.
    std::vector<std::filesystem::path> files() const {
        std::vector<std::filesystem::path> found;
        for (const auto& entry : std::filesystem::directory_iterator(path_))
            if (entry.path().extension() == ".xlsx" || entry.path().extension() == ".csv")
                found.push_back(entry.path());
        return found;
    }

private:
    std::string path_;
    bool mounted_ = false;
};

/// Holds the mark, says who, and types the PIN.
inline void knock(Walker& walker, const std::string& who, const std::string& pin) {
    must(walker.hold("mark", "staff-door"));
    must(
        walker.until("the accounts", [&](const Shown& shown) { return shown.has("code-" + who); }));
    must(walker.tap("code-" + who));
    for (const char digit : pin) must(walker.tap(std::string("pin-") + digit));
}

inline void enter(Walker& walker, const std::string& who, const std::string& pin) {
    knock(walker, who, pin);
    must(walker.until("staff-tallies"));
    must(walker.settle());
}
