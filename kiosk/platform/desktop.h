#pragma once

#include <memory>

#include "platform/ground.h"

namespace platform {

/// A display server (X11, Wayland), or a console with a GPU (KMSDRM), by way of SDL. The clock must
/// outlive it.
class Desktop final : public Ground {
public:
    /// `unavailable` when there is no display, with how to get one.
    static Result<std::unique_ptr<Ground>> open(const WindowOptions& options, const Clock& clock);
    struct State;
    explicit Desktop(std::unique_ptr<State> state);  ///< For open(): nobody else can make a State.
    Desktop(Desktop&&) = delete;
    ~Desktop() override;

    std::string name() const override;
    std::string display() const override;
    const char* painter_name() const override;
    Size panel() const override;
    bool has_display() const override { return true; }
    bool touch_device_present() const override;

    bool has_input() override;
    void add_sources(std::vector<pollfd>& sources) const override;
    std::chrono::milliseconds nap_max() const override;
    void read(std::vector<Input>& heard) override;
    bool lost_picture() override;

    Shown present(std::span<const paint::Quad> quads, const paint::Atlas& atlas) override;
    Result<> prove() override;
    void forget() override;
    bool set_power(bool on) override;
    bool reopens() const override;

private:
    std::unique_ptr<State> state_;
};

}  // namespace platform
