#pragma once

#include <string>

#include "base/files.h"

/// Where a program looks unless told otherwise, as its build says (CMakeLists.txt,
/// MOTCUA_INSTALLED): in the source tree, or where its Debian package puts things. Only the
/// programs' own sources include this, so that both builds share the objects of every layer.
namespace packaged {

inline const std::string kConfig = MOTCUA_CONFIG;
inline const std::string kAssets = MOTCUA_ASSETS;
inline const std::string kVersion = MOTCUA_VERSION;
/// One folder whoever asks, so that `sudo motcua-journal` reads what the kiosk's user wrote; empty
/// in a source tree, where the XDG rules hold.
inline const std::string kState = MOTCUA_STATE;

inline std::string state_folder() {
    return kState.empty() ? files::default_state_folder() : kState;
}

}  // namespace packaged
