#pragma once

#include <string>

#include "base/result.h"
#include "ui/world.h"

/// Makes the page of tests/bench/peer ready to be opened in `folder`: the page itself, our fonts,
/// and data.js with the words, the catalogue and the facts exactly as our own screens say them.
/// What a browser would have to work out first (fees in words, folded names, the modules of the
/// QR code) is worked out here, in the browser's favour. Returns the page's address.
Result<std::string> make_peer_page(const std::string& folder, const ui::World& world);
