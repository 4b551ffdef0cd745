#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "platform/ground.h"

/// What the world does to a ground, and what was done to it. Outlives every ground.
struct FaultyWorld {
    int failing = 0;        ///< So many frames are not taken.
    int lying = 0;          ///< So many proofs fail, though frames seem to be taken.
    bool gpu_is_lost = false;  ///< Frames are taken from software alone.
    bool display = true;
    bool reopens = true;
    bool opens = true;
    int opened = 0, repainted = 0, proofs = 0;
    std::vector<platform::PainterChoice> asked{};
    std::vector<bool> powers{};         ///< What its panel was told, on or off.
    std::function<void()> meanwhile{};  ///< What goes on while it is slept.

    platform::GroundMaker maker();
};

/// A ground that is nothing but its faults.
class FaultyGround final : public platform::Ground {
public:
    FaultyGround(FaultyWorld& world, platform::PainterChoice painter)
        : world_(world), painter_(painter) {
        ++world_.opened;
        world_.asked.push_back(painter);
    }
    std::string name() const override { return "faulty"; }
    std::string display() const override { return world_.display ? "a display" : "no display"; }
    const char* painter_name() const override {
        return painter_ == platform::PainterChoice::software ? "software" : "gpu (faulty)";
    }
    platform::Size panel() const override { return {640, 480}; }
    bool has_display() const override { return world_.display; }
    bool touch_device_present() const override { return false; }
    bool has_input() override {
        if (world_.meanwhile) world_.meanwhile();
        return false;
    }
    void add_sources(std::vector<pollfd>&) const override {}
    std::chrono::milliseconds nap_max() const override { return std::chrono::milliseconds(1); }
    void read(std::vector<platform::Input>&) override {}
    bool lost_picture() override { return false; }

    platform::Shown present(std::span<const paint::Quad>, const paint::Atlas&) override {
        if (!world_.display) return platform::Shown::waiting;
        const bool lost = world_.gpu_is_lost && painter_ != platform::PainterChoice::software;
        if (lost || world_.failing > 0) {
            --world_.failing;
            return platform::Shown::failed;
        }
        if (!fresh_) return platform::Shown::same;
        fresh_ = false;
        return platform::Shown::shown;
    }
    Result<> prove() override {
        ++world_.proofs;
        if (world_.lying-- > 0) return Error{Error::Code::io, "the picture is not there"};
        return {};
    }
    void forget() override {
        fresh_ = true;
        ++world_.repainted;
    }
    bool set_power(bool on) override {
        world_.powers.push_back(on);
        return true;
    }
    bool reopens() const override { return world_.reopens; }

private:
    FaultyWorld& world_;
    platform::PainterChoice painter_;
    bool fresh_ = true;
};

inline platform::GroundMaker FaultyWorld::maker() {
    return [this](const platform::WindowOptions& options)
               -> Result<std::unique_ptr<platform::Ground>> {
        if (!opens) return Error{Error::Code::unavailable, "no more"};
        return std::unique_ptr<platform::Ground>(
            std::make_unique<FaultyGround>(*this, options.painter));
    };
}
