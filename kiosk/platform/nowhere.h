#pragma once

#include <string>
#include <utility>

#include "platform/ground.h"

namespace platform {

/// What a window stands on for the moments between a ground that could not be opened again and the
/// end of the program: nothing.
class Nowhere final : public Ground {
public:
    explicit Nowhere(std::string why) : why_(std::move(why)) {}

    std::string name() const override { return "nowhere"; }
    std::string display() const override { return why_; }
    const char* painter_name() const override { return "none"; }
    Size panel() const override { return {1, 1}; }
    bool has_display() const override { return false; }
    bool touch_device_present() const override { return false; }

    bool has_input() override { return false; }
    void add_sources(std::vector<pollfd>&) const override {}
    std::chrono::milliseconds nap_max() const override { return std::chrono::milliseconds::max(); }
    void read(std::vector<Input>&) override {}
    bool lost_picture() override { return false; }

    Shown present(std::span<const paint::Quad>, const paint::Atlas&) override {
        return Shown::waiting;
    }
    Result<> prove() override { return Error{Error::Code::unavailable, why_}; }
    void forget() override {}
    bool set_power(bool) override { return false; }

private:
    std::string why_;
};

}  // namespace platform
