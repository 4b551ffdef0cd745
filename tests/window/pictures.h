#pragma once

#include <string>

#include "base/result.h"

/// Walks every screen of the kiosk on a virtual display and keeps what stood on the glass, as
/// DIR/NN-name-l.png and -p.png (landscape and portrait), named like the design's pictures.
/// Prints a line a picture. Returns how many there are.
Result<int> take_pictures(const std::string& folder, const std::string& kiosk, bool portrait);
