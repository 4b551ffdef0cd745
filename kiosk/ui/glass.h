#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "paint/glyphs.h"
#include "paint/quad.h"
#include "ui/views.h"

namespace ui {

/// What a finger did since the last frame, in pixels (platform::PointerStep, without the
/// platform). One step a frame.
struct FingerStep {
    enum class Kind { press, drag, tap, release, cancel };
    Kind kind = Kind::press;
    float x = 0, y = 0;
    float speed_y = 0;  ///< With release, pixels a second.
};

/// How far the whole picture stands from its place, in pixels.
struct Shift {
    int x = 0, y = 0;
    bool operator==(const Shift&) const = default;
};
/// At most, in millimetres. The gate sees to it that nothing to read or touch lies nearer to the
/// edge of the glass.
inline constexpr double kShiftMm = 2;

/// One step of whoever is there: a finger's, or a key.
using Step = std::variant<FingerStep, Key>;

/// The screens as pixels-to-be: one Dear ImGui context, fed with fingers, giving quads. One per
/// process (Dear ImGui's context is global); the drawing thread only.
class Glass {
public:
    /// Opens the fonts of a folder.
    static Result<Glass> open(const std::string& fonts);
    Glass(Glass&&) noexcept;
    ~Glass();

    /// Draws the model and says what was asked for. Fills `probe` and `script` when given one.
    Asked draw(const World& world, const app::Model& model, const Panel& panel,
               std::optional<Step> step, Instant now, Probe* probe = nullptr,
               Script* script = nullptr);

    /// Moves the picture from now on, against burn-in: what is drawn, felt and told to a probe. The
    /// ground reaches the edges all the same. Not while a finger lies on the glass.
    void shift(Shift by) { shift_ = by; }

    /// The world is another one from now on: what was found in the old one is gone.
    void forget_world();

    /// What the last draw() put on the glass.
    std::span<const paint::Quad> quads() const { return quads_; }
    const paint::Atlas& atlas() { return glyphs_.atlas(); }
    const paint::Glyphs& glyphs() const { return glyphs_; }

    /// A list still glides: draw again within a sixtieth of a second.
    bool moving() const { return memory_->moving; }

private:
    struct CloseContext {
        void operator()(void* context) const;
    };
    explicit Glass(paint::Glyphs glyphs);
    void feel(const std::optional<FingerStep>& step);
    void turn_key(Key key);
    Asked draw_once(const World& world, const app::Model& model, const Panel& panel, Instant now,
                    Probe* probe, Script* script);
    void collect(const Panel& panel);

    std::unique_ptr<void, CloseContext> context_;
    paint::Glyphs glyphs_;
    std::unique_ptr<Memory> memory_;
    std::vector<paint::Quad> quads_;
    Shift shift_{};
};

}  // namespace ui
