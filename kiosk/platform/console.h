#pragma once

#include <memory>

#include "platform/ground.h"

namespace platform {

/// A bare console: the display through the kernel's mode setting (DrmDisplay), hands through its
/// input devices (InputDevices). Not SDL's KMSDRM: that always makes an OpenGL context (Mesa's
/// llvmpipe where there is no GPU, 100 MiB), cannot show a picture that we painted, ends without a
/// display at its start, knows no plugging, no turning and no power saving, reports no error of a
/// frame, and asks for fingers every 8 ms. Here a frame is what changed, copied and flipped; the
/// kernel says when it is seen. Waits for a display as long as there is none, and for the card
/// while another program holds it. The clock must outlive it.
class Console final : public Ground {
public:
    Console(const WindowOptions& options, const Clock& clock);
    Console(Console&&) = delete;
    ~Console() override;

    std::string name() const override { return "console"; }
    std::string display() const override;
    const char* painter_name() const override { return "software"; }
    Size panel() const override;
    bool has_display() const override;
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

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Whether nothing stands between us and the kernel: SDL_VIDEODRIVER=kmsdrm says so, or there is a
/// graphics card and no display server.
bool is_bare_console();

}  // namespace platform
