#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "paint/atlas.h"
#include "paint/quad.h"
#include "platform/shown.h"
#include "platform/turn.h"

struct SDL_Window;
struct SDL_Renderer;
struct SDL_Texture;

namespace platform {

/// Quads painted by a GPU through SDL's renderer: one texture (the atlas and a white patch),
/// one draw call a frame. Looks like the software painter to within ±2 in a channel. The window
/// must outlive it.
class GpuPainter {
public:
    /// `unavailable` where SDL has no accelerated renderer.
    static Result<GpuPainter> open(SDL_Window* window, Turn turn);

    Shown present(std::span<const paint::Quad> quads, const paint::Atlas& atlas);

    /// Shows the same again, after the GPU has drawn a pixel that could be read back: a lost
    /// context cannot give one.
    Result<> prove();

    /// The picture or the texture was lost: the next present() sends everything.
    void forget();

    const char* name() const { return name_.c_str(); }
    /// The "GPU" is the CPU in disguise (llvmpipe and its like): never worth it.
    bool is_emulated() const;

private:
    struct DestroyRenderer {
        void operator()(SDL_Renderer* renderer) const;
    };
    struct DestroyTexture {
        void operator()(SDL_Texture* texture) const;
    };
    /// As SDL_RenderGeometryRaw wants them.
    struct Corner {
        float x, y;
        std::uint32_t colour;
        float u, v;
    };
    GpuPainter() = default;
    bool upload(const paint::Atlas& atlas);
    void build(std::span<const paint::Quad> quads);
    void add(const paint::Quad& quad);
    bool render();
    Result<> prove_drawing();

    std::unique_ptr<SDL_Renderer, DestroyRenderer> renderer_;
    std::unique_ptr<SDL_Texture, DestroyTexture> texture_;  // Go before their renderer.
    std::unique_ptr<SDL_Texture, DestroyTexture> proof_;    // One pixel, drawn to for prove().
    std::uint32_t proofs_ = 0;
    std::string name_;
    Turn turn_;
    Size upright_;
    std::vector<paint::Quad> shown_;
    std::uint32_t generation_ = 0, revision_ = 0;
    bool fresh_ = true;  // Nothing was shown or uploaded yet.
    std::vector<Corner> corners_;
    std::vector<int> indices_;
};

}  // namespace platform
