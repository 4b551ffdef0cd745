#pragma once

#include <span>
#include <string>
#include <variant>

#include "base/result.h"
#include "platform/gpu_painter.h"
#include "platform/software_painter.h"

namespace platform {

/// How pixels reach the glass. `automatic` takes the GPU only where there is one and it is
/// measured to be cheaper; `software` and `gpu` force it.
enum class PainterChoice { automatic, software, gpu };

/// One of the two, with one face.
class Painter {
public:
    explicit Painter(SoftwarePainter painter) : body_(std::move(painter)) {}
    explicit Painter(GpuPainter painter) : body_(std::move(painter)) {}

    Shown present(std::span<const paint::Quad> quads, const paint::Atlas& atlas);
    /// Shows the same once more and waits until the display took it.
    Result<> prove();
    void forget();
    const char* name() const;

private:
    std::variant<SoftwarePainter, GpuPainter> body_;
};

/// Whether the kernel knows a graphics card. Where it does not, no OpenGL context is ever made:
/// llvmpipe's costs 100 MiB before it has drawn anything.
bool has_graphics_card();

/// CPU time of a few whole frames through the GPU, and of the same by software; nothing is read
/// back, so it is what the kiosk itself would pay.
bool is_cheaper_than_software(GpuPainter& gpu, Size panel);

}  // namespace platform
