#pragma once

#include "shell/resources.h"

namespace shell {

/// `motcua-kiosk check`: reads everything a start would read and says every problem at once,
/// on standard output; with a folder of the province, also everything in that, and none of it is
/// passed over. Opens no window and no journal. Returns the exit status: 0, or 2 when something
/// must be mended.
int check(const Places& places);

/// `motcua-kiosk check --languages`: of the languages only, and with every key that lacks a text,
/// may be too long or was perhaps forgotten: what a translator works through. The same status.
int check_languages(const Places& places);

}  // namespace shell
