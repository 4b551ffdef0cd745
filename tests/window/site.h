#pragma once

#include <string>

#include "base/result.h"

/// The place a kiosk stands at in a test: a folder with its configuration (the shipped one, open
/// all day, with a network of its own), its state and what it tells. The folder must exist and
/// is the caller's.
class Site {
public:
    /// Upright panels are laid out for 268 mm, the others for 476 mm.
    static Result<Site> make(const std::string& folder, bool portrait);

    /// Gives a key of kiosk.toml another value: set("visit.idle", "20"). It must be there, on a
    /// line of its own in that section. set_hours is for all seven days.
    Result<> set(const std::string& key, const std::string& value);
    Result<> set_hours(const std::string& spans);

    /// The kernel's table of routes as the kiosk reads it, with a way out or without one.
    Result<> connect(bool connected) const;

    std::string config() const { return folder_ + "/config"; }
    std::string state() const { return folder_ + "/state"; }
    std::string journal() const { return state() + "/journal.db"; }
    std::string log() const { return folder_ + "/log"; }
    std::string observed() const { return folder_ + "/observed"; }
    std::string clock() const { return folder_ + "/clock"; }
    bool portrait() const { return portrait_; }

private:
    Site(std::string folder, bool portrait) : folder_(std::move(folder)), portrait_(portrait) {}

    std::string folder_;
    bool portrait_;
};
