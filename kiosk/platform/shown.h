#pragma once

namespace platform {

/// What became of a frame.
enum class Shown {
    same,     ///< It is on the glass already.
    shown,    ///< It is on its way to the glass.
    waiting,  ///< There is no display just now; nobody can help that but who plugs it in.
    failed,   ///< The display should have taken it and did not.
};

}  // namespace platform
