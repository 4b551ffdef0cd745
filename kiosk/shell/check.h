#pragma once

#include "shell/resources.h"

namespace shell {

/// `motcua-kiosk check`: reads everything a start would read and says every problem at once,
/// on standard output. Opens no window and no journal. Returns the exit status: 0, or 2 when
/// something must be mended.
int check(const Places& places);

}  // namespace shell
